package salesforce

import (
	"context"
	"time"

	"sayso/connectors"
)

type createOpportunityIn struct {
	Name      string            `json:"name" jsonschema:"Name of the opportunity" de:"Name der Opportunity"`
	Account   string            `json:"account,omitempty" jsonschema:"Name or id of the account" de:"Name oder Id des Accounts"`
	Amount    *connectors.Money `json:"amount,omitempty" jsonschema:"Amount" de:"Betrag"`
	Stage     string            `json:"stage,omitempty" jsonschema:"Stage; the connection's opportunity_stage where none is said" de:"Phase; ohne Angabe die Phase aus opportunity_stage der Verbindung"`
	CloseDate connectors.Date   `json:"close_date,omitempty" jsonschema:"Expected day of closing; in 30 days where none is said" de:"Voraussichtlicher Abschluss; ohne Angabe in 30 Tagen"`
	Fields    map[string]any    `json:"fields,omitempty" jsonschema:"Further fields by their API names" de:"Weitere Felder mit ihren API-Namen"`
}

// closesAfter is when an opportunity is expected to close where nobody said when; Salesforce wants a day.
const closesAfter = 30 * 24 * time.Hour

func createOpportunity() *connectors.Operation {
	record := creation[createOpportunityIn](draftOpportunity)
	return connectors.Define(connectors.Action[createOpportunityIn, created]{
		Name: "create_opportunity",
		Doc: connectors.Doc{En: "Create an opportunity: a deal that may be won.",
			De: "Legt eine Opportunity an: ein Geschäft, das gewonnen werden kann."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"create", "add", "open", "set up", "enter", "make", "log", "record", "register", "start"},
				Objects: []string{"opportunity", "new opportunity", "deal", "sales opportunity"},
				Patterns: []string{"opportunity {name} for {account}[, {amount}][, stage {stage}][, closing {close_date}]",
					"new deal {name} with {account}[ over {amount}]",
					"add an opportunity {name} with {amount}"},
				Cues: map[string][]string{
					"name":       {"opportunity", "deal", "called", "named"},
					"account":    {"for", "with", "under", "account", "customer"},
					"amount":     {"over", "worth", "with", "amount", "value", "volume", "for"},
					"stage":      {"stage", "in stage"},
					"close_date": {"closing", "close date", "closes", "by"},
				},
				Examples: []string{"Create the opportunity Cold chain pilot for Meridian Foods, 35,000 EUR, stage Qualification, closing 2027-01-31",
					"Add a deal Showroom refit with Solveig Interiors worth 22,000 NOK"},
			},
			De: connectors.Asks{
				Verbs:   []string{"an|legen", "erstellen", "erfassen", "ein|tragen", "auf|nehmen", "eröffnen", "auf|machen", "hinzu|fügen", "machen", "ein|pflegen", "starten"},
				Objects: []string{"Opportunity", "Verkaufschance", "Deal", "Chance"},
				Patterns: []string{"lege die Opportunity {name} für {account} an",
					"neue Opportunity {name} bei {account}[ über {amount}]",
					"Opportunity {name} für {account}[, {amount}][, Phase {stage}][, Abschluss {close_date}]"},
				Cues: map[string][]string{
					"name":       {"Opportunity", "Verkaufschance", "Deal", "namens"},
					"account":    {"für", "bei", "mit", "Account", "Kunde"},
					"amount":     {"über", "Betrag", "Wert", "Volumen", "Auftragswert", "insgesamt"},
					"stage":      {"Phase", "in Phase"},
					"close_date": {"Abschluss", "Abschlussdatum", "bis", "Abschluss voraussichtlich"},
				},
				Examples: []string{"Lege die Opportunity Nordlicht Verlängerung für Nordlicht Yachten an, 31.500 Euro, Abschluss 28.2.2027",
					"Erfasse eine Verkaufschance Messe 2027 bei Lindner Metallbau über 12.000 €"},
			},
		},
		Says: connectors.Sentence{En: "Create the opportunity {name}[ for {account}][ over {amount}][, stage {stage}][, closing {close_date}][, {fields}]",
			De: "Die Opportunity {name}[ für {account}][ über {amount}] anlegen[, Phase {stage}][, Abschluss {close_date}][, {fields}]"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "delete",
		Undone: connectors.Sentence{En: "opportunity {name} deleted", De: "Opportunity {name} gelöscht"},
		Do:     record.do, Find: record.findIn("Opportunity"), Undo: record.undoIn("Opportunity"),
	})
}

func draftOpportunity(ctx context.Context, call connectors.Call[createOpportunityIn]) (draft, error) {
	in := call.In
	d := draft{object: "Opportunity", fields: map[string]any{"Name": in.Name, "StageName": setting(call.Conn, setStage),
		"CloseDate": call.Now.UTC().Add(closesAfter).Format(time.DateOnly)}}
	if err := amountFields(call.Conn, in.Amount, d.fields); err != nil {
		return d, err
	}
	account, err := accountID(ctx, call.Conn, in.Account)
	if err != nil {
		return d, err
	}
	d.put("AccountId", account)
	d.put("CloseDate", string(in.CloseDate))
	if in.Stage != "" {
		stage, err := picklistValue(ctx, call.Conn, "Opportunity", "StageName", in.Stage)
		if err != nil {
			return d, err
		}
		d.put("StageName", stage)
	}
	return d, further(call.Conn, d.fields, in.Fields)
}
