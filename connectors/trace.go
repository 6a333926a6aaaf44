package connectors

import (
	"context"
	"fmt"
)

// Version is Sayso's own, as vendors see it in the User-Agent.
const Version = "0.1.0"

// Trace says on whose behalf a request goes out. It travels in the User-Agent, so that a vendor's own log names the action
// and the effect that a request belongs to.
type Trace struct {
	Action string // "salesforce.update_account"
	Phase  string // "read" for a read; else "do", "before", "find", "undo" or "preview"
	Key    string // the effect's key; "" for a read
}

type traceKey struct{}

// WithTrace gives a context whose requests carry t.
func WithTrace(ctx context.Context, t Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// TraceOf gives the trace of a context, the zero one where there is none.
func TraceOf(ctx context.Context) Trace {
	t, _ := ctx.Value(traceKey{}).(Trace)
	return t
}

func userAgent(ctx context.Context) string {
	t := TraceOf(ctx)
	if t.Action == "" {
		return "Sayso/" + Version
	}
	return fmt.Sprintf("Sayso/%s (%s; %s; %s)", Version, t.Action, t.Phase, t.Key)
}
