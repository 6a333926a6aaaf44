package workflows

import (
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
)

// TaskQueue is where runs and their steps wait for a worker.
const TaskQueue = "sayso"

// TaskTimeout is how long a worker may take for a workflow task, so after a crash it is the longest that a run stands still before its quick
// steps go on. Whoever needs longer says so in time (the SDK does, for as long as a quick step goes on), and the server is more
// patient with a task that it had to give out several times.
const TaskTimeout = time.Second

// Register teaches a worker the interpreter and the activities. A run's type is its plan's name, and a step's is its action's. Every
// action that is known now gets its own registration, for the quick lane takes no dynamic activity; all others, and undoing, go by
// the dynamic one.
func Register(w worker.Registry, a *activities.Activities) {
	w.RegisterDynamicWorkflow(Interpret, workflow.DynamicRegisterOptions{})
	w.RegisterDynamicActivity(a.Run, activity.DynamicRegisterOptions{})
	w.RegisterActivityWithOptions(a.Standing, activity.RegisterOptions{Name: activities.StandingName})
	for _, c := range a.Registry.Apps() {
		for _, o := range c.Actions {
			for _, name := range []string{o.Ref(), activities.UndoPrefix + o.Ref()} {
				w.RegisterActivityWithOptions(a.Carry, activity.RegisterOptions{Name: name})
			}
		}
	}
}
