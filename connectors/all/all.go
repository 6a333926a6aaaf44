// Package all is the explicit list of connectors. A new app is one folder and one line here.
package all

import (
	"sayso/connectors"
	"sayso/connectors/ai"
	"sayso/connectors/airflow"
	"sayso/connectors/asana"
	"sayso/connectors/elasticsearch"
	"sayso/connectors/email"
	"sayso/connectors/github"
	"sayso/connectors/http"
	"sayso/connectors/invoice"
	"sayso/connectors/jira"
	"sayso/connectors/kubernetes"
	"sayso/connectors/postgres"
	"sayso/connectors/salesforce"
	"sayso/connectors/servicenow"
	"sayso/connectors/slack"
	"sayso/connectors/storage"
	"sayso/connectors/wordpress"
	"sayso/connectors/xero"
	"sayso/connectors/zendesk"
)

// Needs is what connectors need from outside. Where only schemas are wanted, all of it may be nil.
type Needs struct {
	Invoices invoice.Store
}

// Registry makes a registry of all connectors.
func Registry(n Needs) (*connectors.Registry, error) {
	return connectors.NewRegistry(
		ai.New(),
		airflow.New(),
		asana.New(),
		elasticsearch.New(),
		email.New(),
		github.New(),
		http.New(),
		invoice.New(n.Invoices),
		jira.New(),
		kubernetes.New(),
		postgres.New(),
		salesforce.New(),
		servicenow.New(),
		slack.New(),
		storage.New(),
		wordpress.New(),
		xero.New(),
		zendesk.New(),
	)
}
