package api

import (
	"context"
	"time"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/eval"
	"sayso/workflows/plan"
)

// Evaluate compiles prompts and holds what comes of them against what people say is right. Nothing is asked and nothing runs.
func (s *Service) Evaluate(ctx context.Context, items []eval.Item) (eval.Report, error) {
	return eval.Score(s.Registry, items, func(it eval.Item) (eval.Answer, error) {
		if err := ctx.Err(); err != nil {
			return eval.Answer{}, err
		}
		began := time.Now()
		d, err := s.Compile(ctx, CompileRequest{Prompt: it.Prompt, Scope: Scope{Apps: it.Connected}})
		took := time.Since(began)
		if err != nil { // a prompt that can't be read is refused like any other
			return eval.Answer{Result: Unread(err), Took: took}, nil
		}
		return eval.Answer{Took: took, Result: compile.Result{Status: d.Status, Lang: d.Lang, Plan: d.Plan, Questions: d.Questions,
			Problems: d.Problems, Why: d.Why}}, nil
	})
}

// Unread is the answer to a prompt that can't be read.
func Unread(err error) compile.Result {
	e := connectors.AsError(err)
	return compile.Result{Status: compile.StatusUnsupported, Problems: []plan.Problem{{Code: e.Code, Severity: plan.Error, Message: e.Message}}}
}
