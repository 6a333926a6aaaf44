package salesforce

import (
	"context"

	"sayso/connectors"
)

type updateLeadIn struct {
	Lead   string         `json:"lead" jsonschema:"Name, e-mail or id of the lead" de:"Name, E-Mail oder Id des Leads"`
	Status string         `json:"status,omitempty" jsonschema:"New status" de:"Neuer Status"`
	Fields map[string]any `json:"fields,omitempty" jsonschema:"Further fields by their API names" de:"Weitere Felder mit ihren API-Namen"`
}

// updated is the output of an update.
type updated struct {
	ID string `json:"id" jsonschema:"Salesforce id" de:"Salesforce-Id"`
}

func updateLead() *connectors.Operation {
	return connectors.Define(updating(connectors.Action[updateLeadIn, updated]{
		Name: "update_lead",
		Doc:  connectors.Doc{En: "Update a lead: its status, any field.", De: "Aktualisiert einen Lead: Status, beliebige Felder."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"update", "set", "change", "mark", "edit", "move", "put", "advance", "shift"},
				Objects: []string{"lead", "prospect", "lead status", "status of the lead"},
				Patterns: []string{"set the lead {lead} to {status}", "mark the lead {lead} as {status}",
					"change the status of the lead {lead} to {status}",
					"update the lead {lead}"},
				Cues: map[string][]string{
					"lead":   {"lead", "prospect", "of the lead"},
					"status": {"status", "to", "as", "to status"},
				},
				Examples: []string{"Set the lead Nina Sorensen to Working", "Mark the lead Grace Obi as Closed - Not Converted"},
			},
			De: connectors.Asks{
				Verbs:   []string{"aktualisieren", "updaten", "setzen", "ändern", "markieren", "stellen", "verschieben", "schieben", "ziehen", "bearbeiten"},
				Objects: []string{"Lead", "Interessent", "Leadstatus"},
				Patterns: []string{"setze den Lead {lead} auf {status}", "markiere den Lead {lead} als {status}",
					"setz den Status des Leads {lead} auf {status}",
					"aktualisiere den Lead {lead}"},
				Cues: map[string][]string{
					"lead":   {"Lead", "Leads", "Interessenten"},
					"status": {"Status", "auf", "als", "Status auf"},
				},
				Examples: []string{"Setze den Lead Paul Ebner auf kontaktiert",
					"Ändere den Status des Leads Grace Obi auf Closed - Converted"},
			},
		},
		Says: connectors.Sentence{En: "Update the lead {lead}[: status {status}][, {fields}]",
			De: "Den Lead {lead} aktualisieren[: Status {status}][, {fields}]"},
		Undone: connectors.Sentence{En: "lead {lead} put back as it was", De: "Lead {lead} wiederhergestellt"},
	}, func(_ context.Context, call connectors.Call[updateLeadIn]) (edit, error) {
		e := edit{object: leads(), ref: call.In.Lead, set: map[string]any{}, picked: []string{"Status"}}
		if call.In.Status != "" {
			e.set["Status"] = call.In.Status
		}
		return e, further(call.Conn, e.set, call.In.Fields)
	}))
}

// updating fills in what actions have in common that change a record and give its id.
func updating[In any](a connectors.Action[In, updated], wish update[In]) connectors.Action[In, updated] {
	a.Effect, a.Once, a.UndoBy = connectors.Write, connectors.OnceID, "restore"
	a.Do = func(ctx context.Context, call connectors.Call[In]) (updated, error) {
		c, err := wish.write(ctx, call)
		return updated{ID: c.ID}, err
	}
	a.Find = func(ctx context.Context, call connectors.Call[In]) (updated, connectors.Found, error) {
		c, found, err := wish.find(ctx, call)
		return updated{ID: c.ID}, found, err
	}
	a.Before, a.Preview = wish.before, wish.preview
	a.Undo = func(ctx context.Context, u connectors.Undoing[In, updated]) error {
		return restore(ctx, u.Conn, u.Before)
	}
	return a
}
