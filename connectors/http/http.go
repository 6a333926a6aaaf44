// Package http declares calls of any web address, and the webhook that starts a plan when it is called.
//
// An address is the plan's own: no text that came from outside ever picks the host. A request that isn't a GET can't be taken back,
// and goes out with an Idempotency-Key that the other side may or may not honour.
//
// Nothing is called yet; see [connectors.Connector].
package http

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "http", Title: "HTTP", Aliases: []string{"HTTPS", "REST API", "REST-API"},
		Doc: connectors.Doc{
			En: "Any web address: GET, other requests, and a webhook that starts a plan",
			De: "Beliebige Web-Adressen: GET, andere Anfragen und ein Webhook, der einen Plan startet",
		},
		Declared: true,
		Actions:  []*connectors.Operation{get(), request()},
		Events:   []*connectors.Event{webhook()},
	}
}

// method is what a request does.
type method string

func (method) Values() []string { return []string{"POST", "PUT", "PATCH", "DELETE"} }
