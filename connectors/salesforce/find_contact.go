package salesforce

import (
	"context"

	"sayso/connectors"
)

type findContactIn struct {
	Name    string `json:"name" jsonschema:"Name, e-mail or id of the person" de:"Name, E-Mail oder Id der Person"`
	Account string `json:"account,omitempty" jsonschema:"Name or id of the account that the person belongs to" de:"Name oder Id des Accounts, zu dem die Person gehört"`
}

type findContactOut struct {
	ID      string           `json:"id" jsonschema:"Salesforce id" de:"Salesforce-Id"`
	Name    string           `json:"name" jsonschema:"Full name" de:"Voller Name"`
	Email   connectors.Email `json:"email,omitempty" jsonschema:"E-mail" de:"E-Mail"`
	Phone   string           `json:"phone,omitempty" jsonschema:"Phone number" de:"Telefonnummer"`
	Account string           `json:"account,omitempty" jsonschema:"Name of the account" de:"Name des Accounts"`
}

func findContact() *connectors.Operation {
	return connectors.Define(connectors.Action[findContactIn, findContactOut]{
		Name: "find_contact",
		Doc: connectors.Doc{
			En: "Find a person by name: e-mail, phone and the account they belong to.",
			De: "Findet eine Person über ihren Namen: E-Mail, Telefon und ihren Account."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:    []string{"find", "look up", "get", "fetch", "search", "pull up", "check", "look for"},
				Objects:  []string{"contact", "contact person", "person", "contact details"},
				Patterns: []string{"find the contact {name}[ at {account}]", "look up the contact {name}[ of {account}]"},
				Cues: map[string][]string{
					"name":    {"contact", "person", "called", "named"},
					"account": {"at", "of", "from", "under", "account", "company"},
				},
				Examples: []string{"Find the contact Dana Whitfield at ACME Corp",
					"Look up the contact details of Priya Raman in Salesforce"},
			},
			De: connectors.Asks{
				Verbs:    []string{"finden", "suchen", "heraus|suchen", "nach|schlagen", "holen", "ab|rufen", "nach|sehen", "auf|rufen", "prüfen", "nach|schauen", "heraus|finden"},
				Objects:  []string{"Kontakt", "Ansprechpartner", "Ansprechpartnerin", "Ansprechperson", "Kontaktdaten"},
				Patterns: []string{"suche den Kontakt {name}[ bei {account}]", "such den Ansprechpartner {name}[ von {account}] heraus"},
				Cues: map[string][]string{
					"name":    {"Kontakt", "Ansprechpartner", "Ansprechpartnerin", "namens"},
					"account": {"bei", "von", "Firma", "Account", "Kunde"},
				},
				Examples: []string{"Suche den Kontakt Sabine Müller bei Müller GmbH",
					"Such die Kontaktdaten von Leif Voss in Salesforce heraus"},
			},
		},
		Says: connectors.Sentence{En: "Look up the contact {name}[ of {account}]",
			De: "Den Kontakt {name}[ von {account}] nachschlagen"},
		Effect: connectors.Read,
		Do: func(ctx context.Context, call connectors.Call[findContactIn]) (findContactOut, error) {
			within, err := ofAccount(ctx, call.Conn, call.In.Account)
			if err != nil {
				return findContactOut{}, err
			}
			r, err := contacts().one(ctx, call.Conn, call.In.Name, within)
			if err != nil {
				return findContactOut{}, err
			}
			return findContactOut{ID: r.text("Id"), Name: r.text("Name"), Email: connectors.Email(r.text("Email")),
				Phone:   r.text("Phone"),
				Account: r.text("Account.Name")}, nil
		},
	})
}

// ofAccount makes the condition that a record belongs to an account, "" where none is named.
func ofAccount(ctx context.Context, c *connectors.Connection, ref string) (string, error) {
	id, err := accountID(ctx, c, ref)
	if err != nil || id == "" {
		return "", err
	}
	return "AccountId = " + quote(id), nil
}

// accountID gives the id of an account, "" where none is named.
func accountID(ctx context.Context, c *connectors.Connection, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	account, err := accounts().one(ctx, c, ref, "")
	return account.text("Id"), err
}
