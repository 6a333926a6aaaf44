package sandbox

import "strings"

// sfType is the type of a Salesforce field, as far as it decides how a value is checked and written.
type sfType string

const (
	sfString   sfType = "string"
	sfTextarea sfType = "textarea"
	sfEmail    sfType = "email"
	sfPhone    sfType = "phone"
	sfPicklist sfType = "picklist" // not restricted: other values are taken too, as in a new org
	sfDouble   sfType = "double"
	sfCurrency sfType = "currency"
	sfInt      sfType = "int"
	sfBoolean  sfType = "boolean"
	sfDate     sfType = "date"
	sfDatetime sfType = "datetime"
	sfRef      sfType = "reference"
	sfID       sfType = "id"
)

// sfField is a field of an object.
type sfField struct {
	name       string
	kind       sfType
	length     int // of texts, in characters
	required   bool
	readOnly   bool     // Salesforce fills it in
	externalID bool     // records can be addressed by it
	unique     bool     // no two records may have the same value
	refersTo   []string // objects a reference may point at
	relation   string   // name by which a query reaches through a reference: "Owner"
	values     []string // of a picklist
	preset     string   // value of a new record that has none
}

// sfObject is an object of the org: a standard one with the custom fields that Sayso and many orgs add.
type sfObject struct {
	name, plural, prefix string
	children             map[string]string // objects that go when a record goes, and the field they hang by
	fields               []sfField
}

// field finds a field by its name, without case as Salesforce does.
func (o sfObject) field(name string) (sfField, bool) {
	for _, f := range o.fields {
		if strings.EqualFold(f.name, name) {
			return f, true
		}
	}
	return sfField{}, false
}

// related finds the reference that a query's relationship name goes through.
func (o sfObject) related(relation string) (sfField, bool) {
	for _, f := range o.fields {
		if f.relation != "" && strings.EqualFold(f.relation, relation) {
			return f, true
		}
	}
	return sfField{}, false
}

// sfObjectNamed finds an object by its name, without case.
func sfObjectNamed(name string) (sfObject, bool) {
	for _, o := range sfObjects() {
		if strings.EqualFold(o.name, name) {
			return o, true
		}
	}
	return sfObject{}, false
}

// sfObjectOf finds the object whose ids begin as this one does.
func sfObjectOf(id string) (sfObject, bool) {
	for _, o := range sfObjects() {
		if strings.HasPrefix(id, o.prefix) {
			return o, true
		}
	}
	return sfObject{}, false
}

func sfObjects() []sfObject {
	return []sfObject{
		{name: "Account", plural: "Accounts", prefix: "001",
			children: map[string]string{"Contact": "AccountId", "Opportunity": "AccountId", "Task": "WhatId"},
			fields: sfWith(
				sfField{name: "Name", kind: sfString, length: 255, required: true},
				sfField{name: "Phone", kind: sfPhone, length: 40},
				sfField{name: "Website", kind: sfString, length: 255},
				sfField{name: "Type", kind: sfPicklist, length: 255, values: []string{"Prospect", "Customer", "Partner", "Other"}},
				sfField{name: "Industry", kind: sfPicklist, length: 255,
					values: []string{"Agriculture", "Consulting", "Education", "Engineering", "Energy", "Finance",
						"Healthcare", "Hospitality", "Machinery", "Manufacturing", "Media", "Retail", "Shipping", "Technology", "Transportation"}},
				sfField{name: "AnnualRevenue", kind: sfCurrency},
				sfField{name: "NumberOfEmployees", kind: sfInt},
				sfField{name: "BillingStreet", kind: sfTextarea, length: 255},
				sfField{name: "BillingPostalCode", kind: sfString, length: 20},
				sfField{name: "BillingCity", kind: sfString, length: 40},
				sfField{name: "BillingCountry", kind: sfString, length: 80},
				sfField{name: "Email__c", kind: sfEmail, length: 80},
				sfField{name: "Status__c", kind: sfPicklist, length: 255,
					values: []string{"New", "Active", "Invoiced", "Paid", "On Hold", "Inactive"}},
				// A field as orgs have them from a migration: an external id that nobody made unique.
				sfField{name: "Legacy_Id__c", kind: sfString, length: 40, externalID: true},
			)},
		{name: "Contact", plural: "Contacts", prefix: "003", children: map[string]string{"Task": "WhoId"},
			fields: sfWith(sfPerson(
				sfField{name: "AccountId", kind: sfRef, refersTo: []string{"Account"}, relation: "Account"},
				sfField{name: "Department", kind: sfString, length: 80},
				sfField{name: "MobilePhone", kind: sfPhone, length: 40},
				sfField{name: "MailingCity", kind: sfString, length: 40},
			)...)},
		{name: "Lead", plural: "Leads", prefix: "00Q", children: map[string]string{"Task": "WhoId"},
			fields: sfWith(sfPerson(
				sfField{name: "Company", kind: sfString, length: 255, required: true},
				sfField{name: "Status", kind: sfPicklist, length: 255, preset: "Open - Not Contacted",
					values: []string{"Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"}},
				sfField{name: "Rating", kind: sfPicklist, length: 255, values: []string{"Hot", "Warm", "Cold"}},
				sfField{name: "Industry", kind: sfPicklist, length: 255},
				sfField{name: "Website", kind: sfString, length: 255},
			)...)},
		{name: "Opportunity", plural: "Opportunities", prefix: "006", children: map[string]string{"Task": "WhatId"},
			fields: sfWith(
				sfField{name: "Name", kind: sfString, length: 120, required: true},
				sfField{name: "AccountId", kind: sfRef, refersTo: []string{"Account"}, relation: "Account"},
				sfField{name: "Amount", kind: sfCurrency},
				sfField{name: "StageName", kind: sfPicklist, length: 255, required: true,
					values: []string{"Prospecting", "Qualification", "Needs Analysis", "Value Proposition",
						"Id. Decision Makers", "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost"}},
				sfField{name: "CloseDate", kind: sfDate, required: true},
				sfField{name: "Probability", kind: sfDouble},
				sfField{name: "Type", kind: sfPicklist, length: 255, values: []string{"New Business", "Existing Business"}},
				sfField{name: "LeadSource", kind: sfPicklist, length: 255,
					values: []string{"Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"}},
				sfField{name: "NextStep", kind: sfString, length: 255},
			)},
		{name: "Task", plural: "Tasks", prefix: "00T",
			fields: sfWith(
				sfField{name: "Subject", kind: sfString, length: 255},
				sfField{name: "Status", kind: sfPicklist, length: 255, preset: "Not Started",
					values: []string{"Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"}},
				sfField{name: "Priority", kind: sfPicklist, length: 255, preset: "Normal", values: []string{"High", "Normal", "Low"}},
				sfField{name: "ActivityDate", kind: sfDate},
				sfField{name: "WhoId", kind: sfRef, refersTo: []string{"Contact", "Lead"}},
				sfField{name: "WhatId", kind: sfRef, refersTo: []string{"Account", "Opportunity"}},
			)},
		{name: "User", plural: "Users", prefix: "005", fields: []sfField{
			{name: "Id", kind: sfID, readOnly: true},
			{name: "Name", kind: sfString, readOnly: true},
			{name: "Username", kind: sfString, readOnly: true},
			{name: "Email", kind: sfEmail, readOnly: true},
			{name: "IsActive", kind: sfBoolean, readOnly: true},
		}},
	}
}

// sfWith adds the fields that every object has.
func sfWith(own ...sfField) []sfField {
	all := append([]sfField{{name: "Id", kind: sfID, readOnly: true}}, own...)
	return append(all,
		sfField{name: "Description", kind: sfTextarea, length: 32000},
		sfField{name: "OwnerId", kind: sfRef, refersTo: []string{"User"}, relation: "Owner", preset: sfOwner},
		sfField{name: "CurrencyIsoCode", kind: sfPicklist, length: 3, preset: "EUR",
			values: []string{"EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "PLN"}},
		sfField{name: "Sayso_Key__c", kind: sfString, length: 64, externalID: true, unique: true},
		sfField{name: "IsDeleted", kind: sfBoolean, readOnly: true},
		sfField{name: "CreatedDate", kind: sfDatetime, readOnly: true},
		sfField{name: "LastModifiedDate", kind: sfDatetime, readOnly: true},
		sfField{name: "SystemModstamp", kind: sfDatetime, readOnly: true},
	)
}

// sfPerson adds the fields of people, contacts and leads alike.
func sfPerson(own ...sfField) []sfField {
	return append([]sfField{
		{name: "Name", kind: sfString, readOnly: true}, // first and last name
		{name: "FirstName", kind: sfString, length: 40},
		{name: "LastName", kind: sfString, length: 80, required: true},
		{name: "Email", kind: sfEmail, length: 80},
		{name: "Phone", kind: sfPhone, length: 40},
		{name: "Title", kind: sfString, length: 128},
		{name: "LeadSource", kind: sfPicklist, length: 255,
			values: []string{"Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"}},
	}, own...)
}
