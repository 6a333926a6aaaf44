package salesforce

import (
	"context"

	"sayso/connectors"
)

type createLeadIn struct {
	LastName  string           `json:"last_name" jsonschema:"Family name" de:"Nachname"`
	Company   string           `json:"company" jsonschema:"Company" de:"Firma"`
	FirstName string           `json:"first_name,omitempty" jsonschema:"First name" de:"Vorname"`
	Email     connectors.Email `json:"email,omitempty" jsonschema:"E-mail" de:"E-Mail"`
	Phone     string           `json:"phone,omitempty" jsonschema:"Phone number" de:"Telefonnummer"`
	Source    string           `json:"source,omitempty" jsonschema:"Where the lead came from, such as Web" de:"Woher der Lead kommt, etwa Web"`
	Fields    map[string]any   `json:"fields,omitempty" jsonschema:"Further fields by their API names" de:"Weitere Felder mit ihren API-Namen"`
}

func createLead() *connectors.Operation {
	record := creation[createLeadIn](draftLead)
	return connectors.Define(connectors.Action[createLeadIn, created]{
		Name: "create_lead",
		Doc: connectors.Doc{En: "Create a lead: a person who may become a customer.",
			De: "Legt einen Lead an: eine Person, die Kunde werden könnte."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"create", "add", "enter", "record", "capture", "register", "log", "make", "save", "set up", "put"},
				Objects: []string{"lead", "new lead", "prospect", "sales lead"},
				Patterns: []string{"new lead {first_name} {last_name} from {company}",
					"add {first_name} {last_name} of {company} as a lead",
					"create a lead for {first_name} {last_name} at {company}"},
				Cues: map[string][]string{
					"last_name":  {"last name", "surname", "lead"},
					"first_name": {"first name"},
					"company":    {"from", "at", "of", "company"},
					"email":      {"e-mail", "email", "mail"},
					"phone":      {"phone", "mobile", "tel"},
					"source":     {"source", "via", "came from"},
				},
				Examples: []string{"Create a lead for Grace Lin at Brightwater (grace@brightwater.example)",
					"New lead Tom Avery from Copperfield, source Web"},
			},
			De: connectors.Asks{
				Verbs:   []string{"an|legen", "erstellen", "erfassen", "ein|tragen", "auf|nehmen", "hinzu|fügen", "speichern", "machen", "ein|pflegen", "hinterlegen", "auf|machen"},
				Objects: []string{"Lead", "Interessent", "Interessentin"},
				Patterns: []string{"lege einen Lead für {first_name} {last_name} von {company} an",
					"neuer Lead {first_name} {last_name} von {company}",
					"erfasse {first_name} {last_name} von {company} als Lead"},
				Cues: map[string][]string{
					"last_name":  {"Nachname", "Lead"},
					"first_name": {"Vorname"},
					"company":    {"von", "bei", "Firma", "Unternehmen"},
					"email":      {"E-Mail", "Mail", "Mailadresse"},
					"phone":      {"Telefon", "Tel", "Mobil", "Handy"},
					"source":     {"Quelle", "über", "Herkunft"},
				},
				Examples: []string{"Lege einen Lead für Petra Voigt von Stahlbau Voigt an",
					"Erfasse Jan Kolbe von Kolbe Elektro als Lead, Quelle Web"},
			},
		},
		Says: connectors.Sentence{En: "Create the lead [{first_name} ]{last_name} of {company}[, e-mail {email}][, phone {phone}][, source {source}][, {fields}]",
			De: "Den Lead [{first_name} ]{last_name} von {company} anlegen[, E-Mail {email}][, Telefon {phone}][, Quelle {source}][, {fields}]"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "delete",
		Undone: connectors.Sentence{En: "lead {last_name} deleted", De: "Lead {last_name} gelöscht"},
		Do:     record.do, Find: record.findIn("Lead"), Undo: record.undoIn("Lead"),
	})
}

func draftLead(_ context.Context, call connectors.Call[createLeadIn]) (draft, error) {
	d := draft{object: "Lead", fields: map[string]any{"LastName": call.In.LastName, "Company": call.In.Company}}
	d.put("FirstName", call.In.FirstName)
	d.put("Email", string(call.In.Email))
	d.put("Phone", call.In.Phone)
	d.put("LeadSource", call.In.Source)
	return d, further(call.Conn, d.fields, call.In.Fields)
}
