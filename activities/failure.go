package activities

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"sayso/connectors"
)

// Failure is what an activity's error carries to the interpreter.
type Failure struct {
	Kind    connectors.Kind `json:"kind"`
	Code    string          `json:"code"`
	Message string          `json:"message"`
	Status  int             `json:"status,omitempty"`
}

// failure turns a connector's error into Temporal's: the kind decides whether it is tried again, and the vendor's Retry-After when.
func failure(err error) error {
	if err == nil {
		return nil
	}
	e := connectors.AsError(err)
	return temporal.NewApplicationErrorWithOptions(e.Message, string(e.Kind), temporal.ApplicationErrorOptions{
		NonRetryable:   !e.Kind.Rule().Retry || e.Code == CodeAsk || e.Code == CodeConnectionPaused,
		NextRetryDelay: e.RetryAfter,
		Details:        []any{Failure{Kind: e.Kind, Code: e.Code, Message: e.Message, Status: e.Status}},
	})
}

// FailureOf reads the failure behind an error that the interpreter got from an activity. What no connector reported (the worker was
// lost, the time was over) is Unknown. A time-out carries with it how the attempt before failed, which says nothing of the one that was lost.
func FailureOf(err error) Failure {
	if _, ok := errors.AsType[*temporal.TimeoutError](err); ok {
		return Failure{Kind: connectors.Unknown, Code: "timeout", Message: "no answer in time"}
	}
	if app, ok := errors.AsType[*temporal.ApplicationError](err); ok {
		var f Failure
		if app.HasDetails() && app.Details(&f) == nil {
			return f
		}
		return Failure{Kind: connectors.Unknown, Code: app.Type(), Message: app.Message()}
	}
	return Failure{Kind: connectors.Unknown, Code: string(connectors.Unknown), Message: err.Error()}
}
