package crashlab_test

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/activities/crash"
)

// watching lets the engine's worker pass the points of the interpreter that lie between its commands.
type watching struct {
	interceptor.WorkerInterceptorBase
	guard *guard
}

func (w *watching) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	return &steps{interceptor.ActivityInboundInterceptorBase{Next: next}, w.guard}
}

func (*watching) InterceptWorkflow(_ workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	return &begun{interceptor.WorkflowInboundInterceptorBase{Next: next}}
}

// steps notes which steps are in the visible lane.
type steps struct {
	interceptor.ActivityInboundInterceptorBase
	guard *guard
}

func (s *steps) ExecuteActivity(ctx context.Context, in *interceptor.ExecuteActivityInput) (any, error) {
	s.guard.underway.Add(1)
	defer s.guard.underway.Add(-1)
	if !activity.GetInfo(ctx).IsLocalActivity && len(in.Args) > 0 {
		if step, ok := in.Args[0].(activities.Step); ok {
			s.guard.seeVisible(step.Workflow, step.Path)
		}
	}
	return s.Next.ExecuteActivity(ctx, in)
}

type begun struct {
	interceptor.WorkflowInboundInterceptorBase
}

func (b *begun) Init(out interceptor.WorkflowOutboundInterceptor) error {
	return b.Next.Init(&commands{interceptor.WorkflowOutboundInterceptorBase{Next: out}})
}

// commands passes a point ahead of each step and behind each timer.
type commands struct {
	interceptor.WorkflowOutboundInterceptorBase
}

func (c *commands) ExecuteLocalActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	if len(args) > 0 {
		if step, ok := args[0].(activities.Step); ok {
			crash.At(crash.InTask, step.Workflow, step.Path)
		}
	}
	return c.Next.ExecuteLocalActivity(ctx, name, args...)
}

// waitingAfter is how long after a timer was asked for the run certainly waits for it.
const waitingAfter = 150 * time.Millisecond

func (c *commands) NewTimerWithOptions(ctx workflow.Context, d time.Duration, o workflow.TimerOptions) workflow.Future {
	run := workflow.GetInfo(ctx).WorkflowExecution.ID
	crash.At("", run, "") // it goes on
	if d >= time.Second && d < time.Minute {
		time.AfterFunc(waitingAfter, func() { crash.At(crash.Waiting, run, "") })
	}
	return c.Next.NewTimerWithOptions(ctx, d, o)
}
