package salesforce

import (
	"context"

	"sayso/connectors"
)

type findOpportunityIn struct {
	Name    string `json:"name" jsonschema:"Name or id of the opportunity" de:"Name oder Id der Opportunity"`
	Account string `json:"account,omitempty" jsonschema:"Name or id of its account" de:"Name oder Id ihres Accounts"`
}

type findOpportunityOut struct {
	ID      string            `json:"id" jsonschema:"Salesforce id" de:"Salesforce-Id"`
	Name    string            `json:"name" jsonschema:"Name of the opportunity" de:"Name der Opportunity"`
	Stage   string            `json:"stage" jsonschema:"Stage" de:"Phase"`
	Amount  *connectors.Money `json:"amount,omitempty" jsonschema:"Amount" de:"Betrag"`
	Account string            `json:"account,omitempty" jsonschema:"Name of the account" de:"Name des Accounts"`
}

func findOpportunity() *connectors.Operation {
	return connectors.Define(connectors.Action[findOpportunityIn, findOpportunityOut]{
		Name: "find_opportunity",
		Doc: connectors.Doc{
			En: "Find an opportunity by name: its stage, amount and account.",
			De: "Findet eine Opportunity über ihren Namen: Phase, Betrag und Account."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:    []string{"find", "look up", "get", "fetch", "search", "check", "pull up"},
				Objects:  []string{"opportunity", "deal", "sales opportunity"},
				Patterns: []string{"find the opportunity {name}[ of {account}]", "look up the deal {name}[ with {account}]"},
				Cues: map[string][]string{
					"name":    {"opportunity", "deal", "called", "named"},
					"account": {"of", "with", "for", "account", "customer"},
				},
				Examples: []string{"Find the opportunity Tidewater Platform 2027", "Look up the deal ACME Workshop Series of ACME Corp"},
			},
			De: connectors.Asks{
				Verbs:    []string{"finden", "suchen", "heraus|suchen", "nach|schlagen", "holen", "ab|rufen", "nach|sehen", "auf|rufen", "prüfen", "nach|schauen", "heraus|finden"},
				Objects:  []string{"Opportunity", "Verkaufschance", "Deal", "Chance"},
				Patterns: []string{"suche die Opportunity {name}[ von {account}]", "schlag den Deal {name}[ mit {account}] nach"},
				Cues: map[string][]string{
					"name":    {"Opportunity", "Verkaufschance", "Deal", "namens"},
					"account": {"von", "mit", "bei", "Account", "Kunde"},
				},
				Examples: []string{"Suche die Opportunity Müller Wartungsvertrag", "Schlag den Deal Rollout Graz nach"},
			},
		},
		Says: connectors.Sentence{En: "Look up the opportunity {name}[ of {account}]",
			De: "Die Opportunity {name}[ von {account}] nachschlagen"},
		Effect: connectors.Read,
		Do: func(ctx context.Context, call connectors.Call[findOpportunityIn]) (findOpportunityOut, error) {
			within, err := ofAccount(ctx, call.Conn, call.In.Account)
			if err != nil {
				return findOpportunityOut{}, err
			}
			r, err := opportunities().with(moneyFields(call.Conn)[1:]...).one(ctx, call.Conn, call.In.Name, within)
			if err != nil {
				return findOpportunityOut{}, err
			}
			return findOpportunityOut{ID: r.text("Id"), Name: r.text("Name"), Stage: r.text("StageName"), Amount: moneyOf(call.Conn, r),
				Account: r.text("Account.Name")}, nil
		},
	})
}
