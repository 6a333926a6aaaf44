// Package all is the explicit list of connectors. A new app is one folder and one line here.
package all

import (
	"sayso/connectors"
	"sayso/connectors/email"
	"sayso/connectors/invoice"
	"sayso/connectors/jira"
	"sayso/connectors/salesforce"
	"sayso/connectors/slack"
)

// Needs is what connectors need from outside. Where only schemas are wanted, all of it may be nil.
type Needs struct {
	Invoices invoice.Store
}

// Registry makes a registry of all connectors.
func Registry(n Needs) (*connectors.Registry, error) {
	return connectors.NewRegistry(
		email.New(),
		invoice.New(n.Invoices),
		jira.New(),
		salesforce.New(),
		slack.New(),
	)
}
