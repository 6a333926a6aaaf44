// Package salesforce connects a Salesforce org through its REST API, as a connected app with client credentials.
//
// What is created is upserted under an external id that is the effect's key, so that the same call twice makes one record. What is
// updated is read first, and an undo puts back exactly what was read. Names stand for records only where they name one record.
// The package doesn't touch the org's set-up: the fields it needs have to be there, and the Check says which are missing.
package salesforce

import "sayso/connectors"

// version is the API version that all paths are made with.
const version = "62.0"

const base = "/services/data/v" + version

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "salesforce", Title: "Salesforce", Aliases: []string{"SFDC", "Sales Cloud"}, Kind: []string{"crm"},
		Doc: connectors.Doc{
			En: "Accounts, contacts, leads, opportunities and activities of a Salesforce org.",
			De: "Accounts, Kontakte, Leads, Opportunities und Aktivitäten einer Salesforce-Organisation."},
		Needs: needs(),
		Auth:  clientCredentials{},
		Check: check,
		Actions: []*connectors.Operation{
			findAccount(), findContact(), findOpportunity(),
			createAccount(), updateAccount(), createContact(), createLead(), updateLead(),
			createOpportunity(), updateOpportunity(), logActivity(),
			query(), deleteRecord(),
		},
		Events: []*connectors.Event{leadCreated(), opportunityUpdated()},
	}
}

// The names of secrets and settings.
const (
	needID         = "client_id"
	needSecret     = "client_secret"
	needToken      = "token"
	setKeyField    = "external_id_field"
	setStatusField = "status_field"
	setEmailField  = "email_field"
	setCurrency    = "currency"
	setMulti       = "multi_currency"
	setStage       = "opportunity_stage"
)

// none as a setting says that the org has no such field.
const none = "none"

func presets() map[string]string {
	return map[string]string{setKeyField: "Sayso_Key__c", setStatusField: "Status__c", setEmailField: "Email__c",
		setCurrency: "EUR", setMulti: "no", setStage: "Prospecting"}
}

// setting gives a connection's setting, or what it is where nobody set it.
func setting(c *connectors.Connection, name string) string {
	if value := c.Setting(name); value != "" {
		return value
	}
	return presets()[name]
}

func needs() []connectors.Need {
	doc := func(en, de string) connectors.Doc { return connectors.Doc{En: en, De: de} }
	preset := presets()
	return []connectors.Need{
		{Name: "url", Doc: doc("The org's address, https://yourname.my.salesforce.com",
			"Die Adresse der Organisation, https://name.my.salesforce.com")},
		{Name: needID, Optional: true, Secret: true, Doc: doc("Consumer key of a connected app with the client-credentials flow",
			"Consumer Key einer verbundenen App mit Client-Credentials-Flow")},
		{Name: needSecret, Optional: true, Secret: true, Doc: doc("Consumer secret of that app", "Consumer Secret dieser App")},
		{Name: needToken, Optional: true, Secret: true, Doc: doc("A ready access token instead; it can't be renewed",
			"Stattdessen ein fertiges Zugriffstoken; es kann nicht erneuert werden")},
		{Name: setKeyField, Optional: true, Default: preset[setKeyField], Doc: doc(
			"Field that marks what Sayso made: Text(64), External ID, Unique, on Account, Contact, Lead, Opportunity and Task",
			"Feld, das Sayso-Datensätze kennzeichnet: Text(64), Externe ID, Eindeutig, auf Account, Kontakt, Lead, Opportunity und Aufgabe")},
		{Name: setStatusField, Optional: true, Default: preset[setStatusField], Doc: doc(
			"Field of an account that holds its status; none: there is no such field", "Feld des Accounts für den Status; none: gibt es nicht")},
		{Name: setEmailField, Optional: true, Default: preset[setEmailField], Doc: doc(
			"Field of an account that holds its e-mail; none: there is no such field", "Feld des Accounts für die E-Mail; none: gibt es nicht")},
		{Name: setCurrency, Optional: true, Default: preset[setCurrency],
			Doc: doc("The org's currency, ISO 4217", "Währung der Organisation, ISO 4217")},
		{Name: setMulti, Optional: true, Default: preset[setMulti],
			Doc: doc("yes, if the org has several currencies", "yes, wenn die Organisation mehrere Währungen hat")},
		{Name: setStage, Optional: true, Default: preset[setStage],
			Doc: doc("Stage of a new opportunity where none is said", "Phase einer neuen Opportunity, wenn keine genannt ist")},
	}
}
