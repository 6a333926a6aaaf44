package salesforce

import (
	"context"

	"sayso/connectors"
)

type updateOpportunityIn struct {
	Opportunity string            `json:"opportunity" jsonschema:"Name or id of the opportunity" de:"Name oder Id der Opportunity"`
	Stage       string            `json:"stage,omitempty" jsonschema:"New stage" de:"Neue Phase"`
	Amount      *connectors.Money `json:"amount,omitempty" jsonschema:"New amount" de:"Neuer Betrag"`
	CloseDate   connectors.Date   `json:"close_date,omitempty" jsonschema:"New expected day of closing" de:"Neuer voraussichtlicher Abschluss"`
	Fields      map[string]any    `json:"fields,omitempty" jsonschema:"Further fields by their API names" de:"Weitere Felder mit ihren API-Namen"`
}

func updateOpportunity() *connectors.Operation {
	return connectors.Define(updating(connectors.Action[updateOpportunityIn, updated]{
		Name: "update_opportunity",
		Doc: connectors.Doc{En: "Update an opportunity: its stage, amount, close date, any field.",
			De: "Aktualisiert eine Opportunity: Phase, Betrag, Abschlussdatum, beliebige Felder."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"update", "set", "move", "change", "advance", "mark", "edit", "close", "put", "shift", "progress", "raise", "lower"},
				Objects: []string{"opportunity", "deal", "stage", "sales opportunity"},
				Patterns: []string{"move the opportunity {opportunity} to {stage}",
					"set the deal {opportunity} to stage {stage}", "mark the opportunity {opportunity} as {stage}",
					"set the opportunity {opportunity} to {amount}", "change the amount of {opportunity} to {amount}", "move the close date of {opportunity} to {close_date}"},
				Cues: map[string][]string{
					"opportunity": {"opportunity", "deal"},
					"stage":       {"stage", "to stage", "to", "as"},
					"amount":      {"amount", "value", "volume", "to", "worth", "at"},
					"close_date":  {"close date", "closing", "closes", "to close on"},
				},
				Examples: []string{"Move the opportunity Tidewater Platform 2027 to Closed Won",
					"Set the deal Rollout Graz to 84,000 EUR and stage Proposal"},
			},
			De: connectors.Asks{
				Verbs:   []string{"aktualisieren", "updaten", "setzen", "verschieben", "ändern", "an|heben", "ab|schließen", "schieben", "ziehen", "stellen", "markieren", "bearbeiten", "an|passen"},
				Objects: []string{"Opportunity", "Verkaufschance", "Deal", "Phase", "Chance"},
				Patterns: []string{"setze die Opportunity {opportunity} auf {stage}",
					"setze die Opportunity {opportunity} auf {amount}", "verschiebe den Deal {opportunity} in Phase {stage}",
					"setze die Opportunity {opportunity} auf {amount} und Phase {stage}", "verschiebe den Abschluss von {opportunity} auf {close_date}"},
				Cues: map[string][]string{
					"opportunity": {"Opportunity", "Verkaufschance", "Deal"},
					"stage":       {"Phase", "in Phase", "auf Phase", "auf"},
					"amount":      {"Betrag", "auf", "Wert", "Volumen", "Auftragswert"},
					"close_date":  {"Abschluss", "Abschlussdatum", "bis"},
				},
				Examples: []string{"Setze die Opportunity Rollout Graz auf 84.000 € und Phase Proposal",
					"Verschiebe den Deal Müller Wartungsvertrag in Phase Closed Won"},
			},
		},
		Says: connectors.Sentence{En: "Update the opportunity {opportunity}[: stage {stage}][, amount {amount}][, closing {close_date}][, {fields}]",
			De: "Die Opportunity {opportunity} aktualisieren[: Phase {stage}][, Betrag {amount}][, Abschluss {close_date}][, {fields}]"},
		Undone: connectors.Sentence{En: "opportunity {opportunity} put back as it was",
			De: "Opportunity {opportunity} wiederhergestellt"},
	}, func(_ context.Context, call connectors.Call[updateOpportunityIn]) (edit, error) {
		e := edit{object: opportunities(), ref: call.In.Opportunity, set: map[string]any{}, picked: []string{"StageName"}}
		if call.In.Stage != "" {
			e.set["StageName"] = call.In.Stage
		}
		if call.In.CloseDate != "" {
			e.set["CloseDate"] = string(call.In.CloseDate)
		}
		if err := amountFields(call.Conn, call.In.Amount, e.set); err != nil {
			return e, err
		}
		return e, further(call.Conn, e.set, call.In.Fields)
	}))
}
