// Package servicenow declares ServiceNow: incidents that are opened, changed, resolved and looked for.
//
// A new incident carries the effect's key as its correlation id, by which it is looked for before it is ever created again. An
// incident is named by its number (INC…) or its sys_id; urgency, impact and state by ServiceNow's values in either language.
//
// ServiceNow can't be reached yet; see [connectors.Connector].
package servicenow

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "servicenow", Title: "ServiceNow", Aliases: []string{"Service Now"}, Kind: []string{"itsm", "ticket"},
		Doc: connectors.Doc{
			En: "Incidents of a ServiceNow instance",
			De: "Incidents einer ServiceNow-Instanz",
		},
		Declared: true,
		Actions:  []*connectors.Operation{createIncident(), updateIncident(), resolveIncident(), searchIncidents()},
		Events:   []*connectors.Event{incidentCreated()},
	}
}

// level is how urgent an incident is, or how far it reaches.
type level string

func (level) Values() []string { return []string{"low", "medium", "high"} }
