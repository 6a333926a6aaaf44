package workflows

import (
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
)

// TaskQueue is where runs and their steps wait for a worker.
const TaskQueue = "sayso"

// Register teaches a worker the interpreter and the activities. Both are dynamic: a run's type is its plan's name, and a step's is
// its action's.
func Register(w worker.Registry, a *activities.Activities) {
	w.RegisterDynamicWorkflow(Interpret, workflow.DynamicRegisterOptions{})
	w.RegisterDynamicActivity(a.Run, activity.DynamicRegisterOptions{})
}
