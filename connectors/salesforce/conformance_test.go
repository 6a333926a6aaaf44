package salesforce_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors/connectortest"
	"sayso/connectors/salesforce"
)

func TestConformance(t *testing.T) {
	connectortest.Run(t, connectortest.Suite{New: salesforce.New, Renews: true, Cases: []connectortest.Case{
		{Action: "find_account", In: `{"name":"ACME Corp"}`,
			Out: `{"id":"0015g0000000001AAA","name":"ACME Corp","email":"billing@acme.example","phone":"+1 415 555 0134","owner":"Carla Mendes"}`},
		{Action: "find_account", Name: "by id", In: `{"name":"0015g0000000002"}`,
			Out: `{"id":"0015g0000000002AAA","name":"Müller GmbH","email":"buchhaltung@mueller.example","phone":"+49 30 5550 1742","owner":"Jonas Weber"}`},
		{Action: "find_account", Name: "spelt another way", In: `{"name":"mueller gmbh"}`,
			Out: `{"id":"0015g0000000002AAA","name":"Müller GmbH","email":"buchhaltung@mueller.example","phone":"+49 30 5550 1742","owner":"Jonas Weber"}`},
		{Action: "find_contact", In: `{"name":"Sabine Müller","account":"Müller GmbH"}`,
			Out: `{"id":"0035g0000000003AAA","name":"Sabine Müller","email":"sabine.mueller@mueller.example","phone":"+49 30 5550 1743","account":"Müller GmbH"}`},
		{Action: "find_opportunity", In: `{"name":"Voss Fleet Dashboard"}`,
			Out: `{"id":"0065g0000000006AAA","name":"Voss Fleet Dashboard","stage":"Closed Won","amount":{"amount":"12500000.00","currency":"EUR"},"account":"Voss Maritime"}`},
		{Action: "create_account", In: `{"name":"Solveig Interiors","email":"hello@solveig.example","phone":"+47 22 55 50 99","industry":"Retail","fields":{"BillingCity":"Oslo","NumberOfEmployees":12}}`},
		{Action: "update_account", Name: "status", In: `{"account":"ACME Corp","status":"invoiced"}`, Out: `{"id":"0015g0000000001AAA","changed":["Status__c"]}`},
		{Action: "update_account", Name: "note", In: `{"account":"0015g0000000002AAA","note":"Invoice R-2026-0001 sent"}`, Out: `{"id":"0015g0000000002AAA","changed":["Description"]}`},
		{Action: "update_account", Name: "all at once", Setup: withDescription,
			Out: `{"id":"0015g0000000002AAA","changed":["AnnualRevenue","Description","Status__c","Website"]}`},
		{Action: "create_contact", In: `{"last_name":"Haddad","first_name":"Leila","email":"leila@meridian-foods.example","account":"Meridian Foods"}`},
		{Action: "create_lead", In: `{"last_name":"Lin","company":"Brightwater","first_name":"Grace","email":"grace@brightwater.example","source":"Web"}`},
		{Action: "update_lead", In: `{"lead":"Nina Sorensen","status":"Unvollständig"}`},
		{Action: "create_opportunity", In: `{"name":"Showroom refit","account":"Hartley & Sons","amount":{"amount":"22000","currency":"NOK"},"stage":"Proposal","close_date":"2027-01-31"}`},
		{Action: "create_opportunity", Name: "of a name alone", In: `{"name":"Showroom refit"}`},
		{Action: "update_opportunity", In: `{"opportunity":"ACME Support Renewal","stage":"gewonnen","amount":{"amount":"9800.25","currency":"USD"},"close_date":"2027-02-01"}`},
		{Action: "log_activity", In: `{"about":"Delacroix Textiles","subject":"Pricing call","note":"They want 12% off."}`},
		{Action: "log_activity", Name: "with a person", In: `{"about":"Grace Obi","subject":"Call"}`},
		{Action: "query", In: `{"soql":"SELECT Name, Owner.Name FROM Account WHERE Industry = 'Shipping' ORDER BY Name","limit":1}`,
			Out: `{"records":[{"Name":"Nordlicht Yachten","Owner":{"Name":"Carla Mendes"}}],"total":2}`},
		{Action: "delete_record", In: `{"object":"Lead","id":"00Q5g0000000001"}`},
		{Action: "delete_record", Name: "with all that hangs by it", In: `{"object":"account","id":"0015g0000000001"}`},
	}})
}

// withDescription gives an account a description of several lines first, which an undo has to leave to the byte.
func withDescription(t *testing.T, w *connectortest.World) string {
	fields, err := json.Marshal(map[string]any{"account": "Müller GmbH",
		"fields": map[string]any{"Description": "Wartung seit 2019.\n\nAnsprechpartnerin: \"Frau Müller\" <Büro>"}})
	require.NoError(t, err)
	w.Do(t, "update_account", string(fields))
	return `{"account":"Müller GmbH","status":"aktiv!","note":"Vertrag verlängert","fields":{"website":"https://mueller.example","AnnualRevenue":1250000.5}}`
}
