package salesforce

import (
	"context"

	"sayso/connectors"
)

type updateAccountIn struct {
	Account string          `json:"account" jsonschema:"Name or id of the account" de:"Name oder Id des Accounts"`
	Status  string          `json:"status,omitempty" jsonschema:"New status" de:"Neuer Status"`
	Note    connectors.Text `json:"note,omitempty" jsonschema:"Note, appended to the description" de:"Notiz, an die Beschreibung angehängt"`
	Fields  map[string]any  `json:"fields,omitempty" jsonschema:"Further fields by their API names" de:"Weitere Felder mit ihren API-Namen"`
}

type updateAccountOut struct {
	ID      string   `json:"id" jsonschema:"Salesforce id" de:"Salesforce-Id"`
	Changed []string `json:"changed" jsonschema:"API names of the fields that were set" de:"API-Namen der gesetzten Felder"`
}

func updateAccount() *connectors.Operation {
	wish := update[updateAccountIn](editAccount)
	out := func(c changeset) updateAccountOut { return updateAccountOut{ID: c.ID, Changed: c.fields()} }
	return connectors.Define(connectors.Action[updateAccountIn, updateAccountOut]{
		Name: "update_account",
		Doc: connectors.Doc{En: "Update the account of a company: its status, a note, any field.",
			De: "Aktualisiert den Account einer Firma: Status, Notiz, beliebige Felder."},
		Asks: updateAccountAsks(),
		Says: connectors.Sentence{En: "Update the account {account}[: status {status}][, note “{note}”][, {fields}]",
			De: "Den Account {account} aktualisieren[: Status {status}][, Notiz „{note}“][, {fields}]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "account {account} put back as it was", De: "Account {account} wiederhergestellt"},
		Do: func(ctx context.Context, call connectors.Call[updateAccountIn]) (updateAccountOut, error) {
			c, err := wish.write(ctx, call)
			return out(c), err
		},
		Find: func(ctx context.Context, call connectors.Call[updateAccountIn]) (updateAccountOut, connectors.Found, error) {
			c, found, err := wish.find(ctx, call)
			return out(c), found, err
		},
		Before: wish.before, Preview: wish.preview,
		Undo: func(ctx context.Context, u connectors.Undoing[updateAccountIn, updateAccountOut]) error {
			return restore(ctx, u.Conn, u.Before)
		},
	})
}

func editAccount(_ context.Context, call connectors.Call[updateAccountIn]) (edit, error) {
	e := edit{object: accounts(), ref: call.In.Account, set: map[string]any{}, entry: entryOf(string(call.In.Note), call.Now, call.Key)}
	if call.In.Status != "" {
		field := setting(call.Conn, setStatusField)
		if field == none {
			return e, connectors.Errorf(connectors.Invalid,
				"accounts of this org have no status; write a note, or name the field as %s", setStatusField)
		}
		e.set[field], e.picked = call.In.Status, []string{field}
	}
	if e.entry != "" {
		return e, further(call.Conn, e.set, call.In.Fields, notes)
	}
	return e, further(call.Conn, e.set, call.In.Fields)
}

func updateAccountAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"update", "set", "change", "mark", "edit", "adjust", "note", "record", "add", "move", "put", "put down", "flag"},
			Objects: []string{"account", "customer", "client", "company", "customer record", "account status", "status", "note"},
			Patterns: []string{"set the account {account} to status {status}", "set {account} to {status}",
				"set the status of {account} to {status}",
				"mark {account} as {status}", "change the status of the account {account} to {status}", "{account} now has the status {status}",
				"note in the CRM that {note}", "note on the account {account}: {note}", "add a note to {account}: {note}", "update the account {account}"},
			Cues: map[string][]string{
				"account": {"account", "customer", "client", "company", "for", "of", "on"},
				"status":  {"status", "to status", "to", "as", "status to"},
				"note":    {"note", "saying", "that", "with the note"},
			},
			Examples: []string{"Update the CRM: set the account ACME Corp to status Active",
				"Set the account Voss Maritime to status Paid in Salesforce",
				"Note in the CRM at Müller GmbH that the contract was signed"},
		},
		De: connectors.Asks{
			Verbs:   []string{"aktualisieren", "updaten", "setzen", "ändern", "an|passen", "markieren", "stellen", "vermerken", "pflegen", "nach|tragen", "notieren", "ein|tragen"},
			Objects: []string{"Account", "Kunde", "Konto", "Kundenkonto", "Firma", "Kundendaten", "Kundenstatus", "Status"},
			Patterns: []string{"setze den Account {account} auf {status}", "setz das Konto {account} auf {status}",
				"setze den Status von {account} auf {status}",
				"setz bei der Firma {account} den Status auf {status}", "{account} steht jetzt auf {status}", "markiere {account} als {status}",
				"vermerke im CRM bei {account}, dass {note}", "im CRM bei {account} vermerken: {note}", "aktualisiere den Account {account}", "trag bei {account} ein, dass {note}"},
			Cues: map[string][]string{
				"account": {"Account", "Konto", "Kunde", "Kunden", "Firma", "bei", "von", "für"},
				"status":  {"Status", "auf", "als", "Status auf"},
				"note":    {"Notiz", "dass", "Vermerk", "mit der Notiz"},
			},
			Examples: []string{"Aktualisiere das CRM: setze den Account Müller GmbH auf Active",
				"Setz im CRM bei der Firma Tannhof den Status auf inaktiv",
				"Vermerk im CRM bei Asklepia Medizintechnik, dass die Kundendaten neu geladen wurden"},
		},
	}
}
