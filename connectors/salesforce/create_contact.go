package salesforce

import (
	"context"

	"sayso/connectors"
)

type createContactIn struct {
	LastName  string           `json:"last_name" jsonschema:"Family name" de:"Nachname"`
	FirstName string           `json:"first_name,omitempty" jsonschema:"First name" de:"Vorname"`
	Email     connectors.Email `json:"email,omitempty" jsonschema:"E-mail" de:"E-Mail"`
	Phone     string           `json:"phone,omitempty" jsonschema:"Phone number" de:"Telefonnummer"`
	Account   string           `json:"account,omitempty" jsonschema:"Name or id of the account that the person belongs to" de:"Name oder Id des Accounts, zu dem die Person gehört"`
	Fields    map[string]any   `json:"fields,omitempty" jsonschema:"Further fields by their API names" de:"Weitere Felder mit ihren API-Namen"`
}

func createContact() *connectors.Operation {
	record := creation[createContactIn](draftContact)
	return connectors.Define(connectors.Action[createContactIn, created]{
		Name: "create_contact",
		Doc:  connectors.Doc{En: "Create a contact: a person at a company.", De: "Legt einen Kontakt an: eine Person bei einer Firma."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"create", "add", "set up", "enter", "record", "register", "make", "save", "capture"},
				Objects: []string{"contact", "contact person", "new contact"},
				Patterns: []string{"new contact {first_name} {last_name}[ under {account}]",
					"add {first_name} {last_name} as a contact[ of {account}]",
					"add the contact {first_name} {last_name}[ to {account}]"},
				Cues: map[string][]string{
					"last_name":  {"last name", "surname", "family name", "contact"},
					"first_name": {"first name"},
					"email":      {"e-mail", "email", "mail"},
					"phone":      {"phone", "mobile", "tel"},
					"account":    {"under", "at", "under the account", "of", "account", "for"},
				},
				Examples: []string{"New contact Leila Haddad (leila@meridian-foods.example) under the account Meridian Foods",
					"Add Ole Brandt as a contact of ACME Corp"},
			},
			De: connectors.Asks{
				Verbs:   []string{"an|legen", "erstellen", "erfassen", "ein|tragen", "auf|nehmen", "hinzu|fügen", "speichern", "machen", "ein|pflegen", "hinterlegen"},
				Objects: []string{"Kontakt", "Ansprechpartner", "Ansprechpartnerin", "Ansprechperson", "Kontaktperson"},
				Patterns: []string{"lege den Kontakt {first_name} {last_name}[ bei {account}] an",
					"erfasse den Ansprechpartner {first_name} {last_name}[ zu {account}]",
					"neuer Kontakt {first_name} {last_name}[ bei {account}]"},
				Cues: map[string][]string{
					"last_name":  {"Nachname", "Kontakt", "Ansprechpartner"},
					"first_name": {"Vorname"},
					"email":      {"E-Mail", "Mail", "Mailadresse", "Adresse"},
					"phone":      {"Telefon", "Tel", "Mobil", "Handy"},
					"account":    {"bei", "zu", "für", "Account", "Firma"},
				},
				Examples: []string{"Lege den Kontakt Jörg Wüst bei Hallberg Optik an (j.wuest@hallberg-optik.example)",
					"Erfasse Nina Falk als Ansprechpartnerin bei Müller GmbH"},
			},
		},
		Says: connectors.Sentence{En: "Create the contact [{first_name} ]{last_name}[ of {account}][, e-mail {email}][, phone {phone}][, {fields}]",
			De: "Den Kontakt [{first_name} ]{last_name}[ bei {account}] anlegen[, E-Mail {email}][, Telefon {phone}][, {fields}]"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "delete",
		Undone: connectors.Sentence{En: "contact {last_name} deleted", De: "Kontakt {last_name} gelöscht"},
		Do:     record.do, Find: record.findIn("Contact"), Undo: record.undoIn("Contact"),
	})
}

func draftContact(ctx context.Context, call connectors.Call[createContactIn]) (draft, error) {
	d := draft{object: "Contact", fields: map[string]any{"LastName": call.In.LastName}}
	account, err := accountID(ctx, call.Conn, call.In.Account)
	if err != nil {
		return d, err
	}
	d.put("AccountId", account)
	d.put("FirstName", call.In.FirstName)
	d.put("Email", string(call.In.Email))
	d.put("Phone", call.In.Phone)
	return d, further(call.Conn, d.fields, call.In.Fields)
}
