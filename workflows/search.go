package workflows

import (
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// The search attributes of runs, so that "all runs that Salesforce broke last night" is one query in Temporal UI. Those behind
// SearchState tell of the step that failed, and no run has them that none of its steps brought to a halt.
var (
	SearchPlan        = temporal.NewSearchAttributeKeyKeyword("SaysoPlan")
	SearchState       = temporal.NewSearchAttributeKeyKeyword("SaysoState")
	SearchFailedStep  = temporal.NewSearchAttributeKeyKeyword("SaysoFailedStep")
	SearchApp         = temporal.NewSearchAttributeKeyKeyword("SaysoApp")
	SearchConnection  = temporal.NewSearchAttributeKeyKeyword("SaysoConnection")
	SearchEnvironment = temporal.NewSearchAttributeKeyKeyword("SaysoEnvironment")

	// SearchWorkspace is the tenant that a run belongs to; runs from before there were workspaces have none.
	SearchWorkspace = temporal.NewSearchAttributeKeyKeyword("SaysoWorkspace")

	// SearchPaused lists the paused connections that a run waits for.
	SearchPaused = temporal.NewSearchAttributeKeyKeywordList("SaysoPaused")
)

// index makes a run findable by its state and by the step whose failure it stands at, nil for none. It is called where a run leaves
// the happy path and nowhere else, for it costs an event.
func (r *run) index(ctx workflow.Context, failed *node) {
	updates := []temporal.SearchAttributeUpdate{SearchState.ValueSet(string(r.state))}
	if failed != nil {
		updates = append(updates, SearchFailedStep.ValueSet(failed.outcome.ID))
	} else if r.blamed {
		updates = append(updates, SearchFailedStep.ValueUnset())
	}
	switch {
	case failed != nil && failed.Do != "":
		f := failed.frozen
		updates = append(updates, SearchApp.ValueSet(appOf(failed.Do)), SearchConnection.ValueSet(f.Connection), SearchEnvironment.ValueSet(f.Environment))
	case r.blamed:
		updates = append(updates, SearchApp.ValueUnset(), SearchConnection.ValueUnset(), SearchEnvironment.ValueUnset())
	}
	r.blamed = failed != nil
	if waits := r.pausedConnections(); len(waits) > 0 {
		updates = append(updates, SearchPaused.ValueSet(waits))
		r.held = true
	} else if r.held {
		updates = append(updates, SearchPaused.ValueUnset())
		r.held = false
	}
	// The attributes are registered when the server starts; where one is missing, the run must go on all the same.
	_ = workflow.UpsertTypedSearchAttributes(ctx, updates...)
}

// culprit is the step because of which a run ended: the one that failed, or one whose undo did. A run that a person cancelled has none.
func (r *run) culprit(halt *stop) *node {
	if halt.failure != nil {
		return halt.node
	}
	for _, n := range r.nodes {
		if n.outcome.State == StepStanding {
			return n
		}
	}
	return nil
}
