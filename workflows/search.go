package workflows

import (
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// The search attributes of runs, so that "all runs that Salesforce broke last night" is one query in Temporal UI.
var (
	SearchPlan       = temporal.NewSearchAttributeKeyKeyword("SaysoPlan")
	SearchState      = temporal.NewSearchAttributeKeyKeyword("SaysoState")
	SearchFailedStep = temporal.NewSearchAttributeKeyKeyword("SaysoFailedStep")
	SearchApp        = temporal.NewSearchAttributeKeyKeyword("SaysoApp")
	SearchConnection = temporal.NewSearchAttributeKeyKeyword("SaysoConnection")
)

// index makes a run findable by its state. It is called where a run leaves the happy path and nowhere else, for it costs an event.
func (r *run) index(ctx workflow.Context, n *node) {
	updates := []temporal.SearchAttributeUpdate{SearchState.ValueSet(string(r.state))}
	if n != nil {
		updates = append(updates, SearchFailedStep.ValueSet(n.outcome.ID))
		if n.Do != "" {
			updates = append(updates, SearchApp.ValueSet(appOf(n.Do)), SearchConnection.ValueSet(n.frozen.Connection))
		}
	}
	// The attributes are registered when the server starts; where one is missing, the run must go on all the same.
	_ = workflow.UpsertTypedSearchAttributes(ctx, updates...)
}
