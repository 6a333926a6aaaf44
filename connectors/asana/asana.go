// Package asana declares Asana: tasks that are created, changed, completed and commented.
//
// Asana honours no idempotency key, so a new task and a comment carry a marker by which they are looked for before they are ever
// sent again. A task is named by its id, its link or its name, where only one has it.
//
// Asana can't be reached yet; see [connectors.Connector].
package asana

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "asana", Title: "Asana", Kind: []string{"tasks"},
		Doc: connectors.Doc{
			En: "Tasks of an Asana workspace",
			De: "Aufgaben eines Asana-Workspace",
		},
		Declared: true,
		Actions:  []*connectors.Operation{createTask(), updateTask(), completeTask(), addComment()},
		Events:   []*connectors.Event{taskCompleted()},
	}
}
