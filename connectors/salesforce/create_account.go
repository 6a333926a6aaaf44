package salesforce

import (
	"context"

	"sayso/connectors"
)

type createAccountIn struct {
	Name     string           `json:"name" jsonschema:"Name of the company" de:"Name der Firma"`
	Email    connectors.Email `json:"email,omitempty" jsonschema:"E-mail of the company" de:"E-Mail der Firma"`
	Phone    string           `json:"phone,omitempty" jsonschema:"Phone number" de:"Telefonnummer"`
	Industry string           `json:"industry,omitempty" jsonschema:"Industry" de:"Branche"`
	Fields   map[string]any   `json:"fields,omitempty" jsonschema:"Further fields by their API names" de:"Weitere Felder mit ihren API-Namen"`
}

func createAccount() *connectors.Operation {
	record := creation[createAccountIn](draftAccount)
	return connectors.Define(connectors.Action[createAccountIn, created]{
		Name: "create_account",
		Doc:  connectors.Doc{En: "Create an account for a company.", De: "Legt einen Account für eine Firma an."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:    []string{"create", "add", "set up", "open", "enter", "register", "make", "record", "save"},
				Objects:  []string{"account", "customer", "client", "company", "new account", "new customer", "new client"},
				Patterns: []string{"new account {name}", "new customer {name}", "add {name} to the CRM", "add {name} as an account"},
				Cues: map[string][]string{
					"name":     {"account", "customer", "client", "company", "called", "named", "for"},
					"email":    {"e-mail", "email", "mail"},
					"phone":    {"phone", "tel"},
					"industry": {"industry", "sector"},
				},
				Examples: []string{"Create an account for Solveig Interiors (hello@solveig.example)",
					"Add Hallberg Optics to the CRM as a new customer, industry Retail"},
			},
			De: connectors.Asks{
				Verbs:   []string{"an|legen", "erstellen", "erfassen", "ein|tragen", "auf|nehmen", "hinzu|fügen", "ein|richten", "eröffnen", "speichern", "machen", "auf|machen", "ein|pflegen"},
				Objects: []string{"Account", "Kunde", "Neukunde", "Kundenkonto", "Konto", "Firma", "Unternehmen"},
				Patterns: []string{"lege {name} als Account an", "lege {name} als Kunden an", "nimm {name} ins CRM auf",
					"neuer Account {name}"},
				Cues: map[string][]string{
					"name":     {"Account", "Kunde", "Kunden", "Firma", "Konto", "für", "namens"},
					"email":    {"E-Mail", "Mail", "Mailadresse"},
					"phone":    {"Telefon", "Tel"},
					"industry": {"Branche"},
				},
				Examples: []string{"Lege die Firma Hallberg Optik als neuen Account an (info@hallberg-optik.example)",
					"Nimm Solveig Interiors als Kunden ins CRM auf, Branche Retail"},
			},
		},
		Says: connectors.Sentence{En: "Create the account {name}[ with the e-mail {email}][, phone {phone}][, industry {industry}][, {fields}]",
			De: "Den Account {name} anlegen[ mit der E-Mail {email}][, Telefon {phone}][, Branche {industry}][, {fields}]"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "delete",
		Undone: connectors.Sentence{En: "account {name} deleted", De: "Account {name} gelöscht"},
		Do:     record.do, Find: record.findIn("Account"), Undo: record.undoIn("Account"),
	})
}

func draftAccount(_ context.Context, call connectors.Call[createAccountIn]) (draft, error) {
	d := draft{object: "Account", fields: map[string]any{"Name": call.In.Name}}
	d.put("Phone", call.In.Phone)
	d.put("Industry", call.In.Industry)
	if call.In.Email != "" {
		field := setting(call.Conn, setEmailField)
		if field == none {
			return d, connectors.Errorf(connectors.Invalid,
				"accounts of this org have no e-mail; create a contact for it, or name the field as %s", setEmailField)
		}
		d.put(field, string(call.In.Email))
	}
	return d, further(call.Conn, d.fields, call.In.Fields)
}
