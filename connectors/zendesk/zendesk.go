// Package zendesk declares Zendesk Support: tickets that are opened, changed, answered and looked for.
//
// A new ticket goes out with Zendesk's own idempotency key. A comment can't be taken back, so it carries a marker by which it is
// looked for before it is ever sent again; it is public unless the plan says otherwise, and the requester gets it by mail.
//
// Zendesk can't be reached yet; see [connectors.Connector].
package zendesk

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "zendesk", Title: "Zendesk", Aliases: []string{"Zendesk Support"}, Kind: []string{"support", "ticket"},
		Doc: connectors.Doc{
			En: "Support tickets of a Zendesk account",
			De: "Support-Tickets eines Zendesk-Kontos",
		},
		Declared: true,
		Actions:  []*connectors.Operation{createTicket(), updateTicket(), addComment(), searchTickets(), getTicket()},
		Events:   []*connectors.Event{ticketCreated()},
	}
}

// priority is how urgent a ticket is.
type priority string

func (priority) Values() []string { return []string{"low", "normal", "high", "urgent"} }
