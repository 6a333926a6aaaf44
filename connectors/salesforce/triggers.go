package salesforce

import "sayso/connectors"

type leadCreatedIn struct{}

type leadCreatedOut struct {
	ID        string           `json:"id" jsonschema:"Salesforce id" de:"Salesforce-Id"`
	FirstName string           `json:"first_name,omitempty" jsonschema:"First name" de:"Vorname"`
	LastName  string           `json:"last_name" jsonschema:"Family name" de:"Nachname"`
	Company   string           `json:"company" jsonschema:"Company" de:"Firma"`
	Email     connectors.Email `json:"email,omitempty" jsonschema:"E-mail" de:"E-Mail"`
	Phone     string           `json:"phone,omitempty" jsonschema:"Phone number" de:"Telefonnummer"`
}

func leadCreated() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[leadCreatedIn, leadCreatedOut]{
		Name: "lead_created",
		Doc:  connectors.Doc{En: "A new lead came in.", De: "Ein neuer Lead ist da."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:    []string{"come in", "arrive", "create", "appear", "add"},
				Objects:  []string{"lead", "new lead"},
				Patterns: []string{"a new lead comes in", "a lead is created", "there is a new lead", "we get a new lead"},
				Examples: []string{"When a new lead comes in", "Whenever a lead is created in Salesforce"},
			},
			De: connectors.Asks{
				Verbs:   []string{"rein|kommen", "ein|gehen", "entstehen", "an|legen", "erstellen"},
				Objects: []string{"Lead", "neuer Lead"},
				Patterns: []string{"ein neuer Lead reinkommt", "ein neuer Lead eingeht", "ein Lead angelegt wird",
					"es einen neuen Lead gibt"},
				Examples: []string{"Wenn ein neuer Lead reinkommt", "Sobald in Salesforce ein Lead angelegt wird"},
			},
		},
	})
}

type opportunityUpdatedIn struct {
	Stage string `json:"stage,omitempty" jsonschema:"Only when it reaches this stage" de:"Nur wenn sie diese Phase erreicht"`
}

type opportunityUpdatedOut struct {
	ID      string            `json:"id" jsonschema:"Salesforce id" de:"Salesforce-Id"`
	Name    string            `json:"name" jsonschema:"Name of the opportunity" de:"Name der Opportunity"`
	Stage   string            `json:"stage" jsonschema:"Stage" de:"Phase"`
	Amount  *connectors.Money `json:"amount,omitempty" jsonschema:"Amount" de:"Betrag"`
	Account string            `json:"account,omitempty" jsonschema:"Name of the account" de:"Name des Accounts"`
}

func opportunityUpdated() *connectors.Event {
	return connectors.DefineTrigger(connectors.Trigger[opportunityUpdatedIn, opportunityUpdatedOut]{
		Name: "opportunity_updated",
		Doc: connectors.Doc{En: "An opportunity changed, or reached a stage.",
			De: "Eine Opportunity hat sich geändert oder eine Phase erreicht."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"reach", "move", "change", "update", "enter", "go", "win", "lose", "close"},
				Objects: []string{"opportunity", "deal", "opp", "sales opportunity"},
				Patterns: []string{"an opportunity reaches the stage {stage}", "an opportunity moves to {stage}",
					"a deal goes to {stage}", "an opportunity is updated",
					"a deal is set to {stage}"},
				Cues:     map[string][]string{"stage": {"stage", "to", "the stage", "to stage", "into", "reaches", "hits", "enters", "becomes"}},
				Examples: []string{"When an opportunity reaches the stage Closed Won", "When a deal moves to Negotiation"},
			},
			De: connectors.Asks{
				Verbs:   []string{"erreichen", "springen", "wechseln", "gehen", "ändern", "aktualisieren", "kommen", "gewinnen", "verlieren"},
				Objects: []string{"Opportunity", "Verkaufschance", "Deal"},
				Patterns: []string{"eine Opportunity auf {stage} springt", "eine Opportunity die Phase {stage} erreicht",
					"ein Deal in {stage} wechselt", "sich eine Opportunity ändert"},
				Cues:     map[string][]string{"stage": {"Phase", "auf", "in", "die Phase", "nach", "zu", "erreicht", "Stufe"}},
				Examples: []string{"Wenn eine Opportunity auf „Closed Won“ springt", "Sobald ein Deal in die Phase Negotiation wechselt"},
			},
		},
	})
}
