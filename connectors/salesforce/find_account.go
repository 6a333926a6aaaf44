package salesforce

import (
	"context"

	"sayso/connectors"
)

type findAccountIn struct {
	Name string `json:"name" jsonschema:"Name or id of the account" de:"Name oder Id des Accounts"`
}

type findAccountOut struct {
	ID    string           `json:"id" jsonschema:"Salesforce id" de:"Salesforce-Id"`
	Name  string           `json:"name" jsonschema:"Name of the account" de:"Name des Accounts"`
	Email connectors.Email `json:"email,omitempty" jsonschema:"E-mail of the account" de:"E-Mail des Accounts"`
	Phone string           `json:"phone,omitempty" jsonschema:"Phone number" de:"Telefonnummer"`
	Owner string           `json:"owner,omitempty" jsonschema:"Name of the owner in the CRM" de:"Name des Besitzers im CRM"`
}

func findAccount() *connectors.Operation {
	return connectors.Define(connectors.Action[findAccountIn, findAccountOut]{
		Name: "find_account",
		Doc: connectors.Doc{
			En: "Find the account of a company by its name: its id, e-mail, phone and owner.",
			De: "Findet den Account einer Firma über ihren Namen: Id, E-Mail, Telefon und Besitzer."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"find", "look up", "get", "fetch", "search", "check", "pull up", "look for"},
				Objects: []string{"account", "customer", "client", "company", "customer record"},
				Patterns: []string{"find the account {name}", "look up {name} in the CRM", "who is {name} in the CRM",
					"what is the e-mail of the account {name}"},
				Cues:     map[string][]string{"name": {"account", "customer", "client", "company", "called", "named"}},
				Examples: []string{"Find the account ACME Corp", "Look up the customer Hartley & Sons in Salesforce"},
			},
			De: connectors.Asks{
				Verbs:    []string{"finden", "suchen", "heraus|suchen", "nach|schlagen", "nach|sehen", "holen", "ab|rufen", "auf|rufen", "prüfen", "nach|schauen", "heraus|finden"},
				Objects:  []string{"Account", "Kunde", "Konto", "Kundenkonto", "Firma", "Unternehmen", "Kundendaten"},
				Patterns: []string{"suche den Account {name}", "schlag {name} im CRM nach", "such {name} im CRM heraus"},
				Cues:     map[string][]string{"name": {"Account", "Kunde", "Kunden", "Konto", "Firma", "namens"}},
				Examples: []string{"Suche den Account Müller GmbH", "Schlag den Kunden Voss Maritime in Salesforce nach"},
			},
		},
		Says:   connectors.Sentence{En: "Look up the account {name}", De: "Den Account {name} nachschlagen"},
		Effect: connectors.Read,
		Do: func(ctx context.Context, call connectors.Call[findAccountIn]) (findAccountOut, error) {
			email := setting(call.Conn, setEmailField)
			o := accounts()
			if email != none {
				o = o.with(email)
			}
			r, err := o.one(ctx, call.Conn, call.In.Name, "")
			if err != nil {
				return findAccountOut{}, err
			}
			return findAccountOut{ID: r.text("Id"), Name: r.text("Name"), Email: connectors.Email(r.text(email)),
				Phone: r.text("Phone"), Owner: r.text("Owner.Name")}, nil
		},
	})
}
