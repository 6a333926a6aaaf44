package api

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// Edit is what a retry with other arguments would change.
type Edit struct {
	Step    string        `json:"step"`
	Lang    string        `json:"lang,omitempty"` // of the run
	Changes []plan.Change `json:"changes"`        // empty where the arguments are the same
}

// EditedInput tells what would change if the step that a run waits with were retried with other arguments. These stand in place of
// all the arguments that it had: what they leave out is taken out. They are checked as a plan's are.
func (s *Service) EditedInput(ctx context.Context, id string, with map[string]any) (Edit, error) {
	run, err := s.Get(ctx, id)
	if err != nil {
		return Edit{}, err
	}
	if run.Question == nil {
		return Edit{}, notWaiting(run)
	}
	if kind := run.Question.Kind; kind != workflows.AskFailed && kind != workflows.AskUnknown {
		return Edit{}, conflict(run.Lang, "not_a_choice", "what run %s asks can't be answered with other arguments",
			"was Lauf %s fragt, lässt sich nicht mit anderen Argumenten beantworten", id)
	}
	if err := s.checkArguments(run, with); err != nil {
		return Edit{}, err
	}
	return Edit{Step: run.Question.Step, Lang: run.Lang, Changes: plan.Changes(run.Question.With, with)}, nil
}

// checkArguments holds other arguments for the step that a run waits with to its action's schema.
func (s *Service) checkArguments(run Run, with map[string]any) error {
	if with == nil || run.Question == nil {
		return nil
	}
	path := itemNumber.ReplaceAllString(run.Question.Step, "")
	i := slices.IndexFunc(run.Steps, func(o workflows.StepOutcome) bool { return o.ID == path })
	if i < 0 {
		return notWaiting(run)
	}
	p := &plan.Plan{Name: "retry", Language: run.Lang, Steps: []plan.Step{{ID: "step", Do: run.Steps[i].Do, With: with}}}
	for _, problem := range plan.Check(s.Registry, p, plan.CheckOptions{}) {
		if problem.Severity == plan.Error {
			return &connectors.Error{Kind: connectors.Invalid, Code: problem.Code, Message: strings.TrimSpace(problem.Message + " " + problem.Fix)}
		}
	}
	return nil
}

// itemNumber is what a path says of a loop's item: "[3]" in "remind[3]/post".
var itemNumber = regexp.MustCompile(`\[\d+\]`)
