package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// retrying is what `retry` is called with.
type retrying struct {
	running
	with, plan, dropped string
}

func (s *session) retryCommand() *cobra.Command {
	var o retrying
	c := &cobra.Command{
		Use: "retry RUN", Short: "Do the step again that a run waits with, start an undone run anew, or go on with a changed plan", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var with map[string]any
			switch {
			case o.with != "" && json.Unmarshal([]byte(o.with), &with) != nil:
				return usage{connectors.Errorf(connectors.Invalid, "--with takes a JSON object")}
			case o.with != "" && o.plan != "":
				return usage{connectors.Errorf(connectors.Invalid, "--with changes a step and --with-plan the whole plan; give one of them")}
			case o.plan == "" && (o.dropped != "" || len(o.inputs) > 0 || o.preview || o.approve != ""):
				return usage{connectors.Errorf(connectors.Invalid, "--dropped, --input, --approve and --preview go with --with-plan")}
			}
			return s.withEngine(c.Context(), func(h *home) error {
				if o.plan != "" {
					return s.retryWithPlan(c.Context(), h, args[0], o)
				}
				return s.retry(c.Context(), h, args[0], with, o.running)
			})
		},
	}
	c.Flags().StringVar(&o.with, "with", "", "arguments for the step in place of all it had, as a JSON object; what changes is shown first")
	c.Flags().StringVar(&o.plan, "with-plan", "", "a changed plan's file: a new run goes on with it and keeps what was done with the same input")
	c.Flags().StringVar(&o.dropped, "dropped", "", "with --with-plan: what becomes of effects that it has no steps for, undo or keep")
	c.Flags().StringArrayVar(&o.inputs, "input", nil, "with --with-plan: value of an input, where it isn't to be the old run's")
	c.Flags().StringVar(&o.approve, "approve", "", "with --with-plan: give the say-so for this digest, as --preview shows it; anything else is refused")
	c.Flags().BoolVar(&o.preview, "preview", false, "with --with-plan: show what would happen, and stop")
	c.Flags().BoolVarP(&o.yes, "yes", "y", false, "give the say-so without being asked")
	c.Flags().BoolVar(&o.json, "json", false, "print {run_id, plan, state, steps, links}")
	return c
}

// retry does a step or a run anew. Other arguments are shown first, and need the say-so.
func (s *session) retry(ctx context.Context, h *home, id string, with map[string]any, o running) error {
	if with != nil {
		edit, err := h.EditedInput(ctx, id, with)
		if err != nil {
			return err
		}
		if !o.json {
			s.writeEdit(edit)
		}
		if err := s.agree(edit.Lang, o); err != nil {
			return err
		}
	}
	run, err := s.desk(h).Retry(ctx, id, with)
	if err != nil {
		return err
	}
	return s.finishRun(ctx, h, run.RunID, o.json)
}

// retryWithPlan shows what going on with a run under a changed plan would do, asks for the say-so, and does it.
func (s *session) retryWithPlan(ctx context.Context, h *home, id string, o retrying) error {
	values, err := inputs(o.inputs)
	if err != nil {
		return err
	}
	raw, err := readPlan(o.plan, s.in)
	if err != nil {
		return err
	}
	h.Plans = plansBeside(o.plan)
	d := h.Check(raw)
	if draftError(d) != nil {
		return s.showDraft(d, o.json)
	}
	c, err := h.Change(ctx, api.ChangeRequest{Run: id, Plan: d.Plan, Inputs: values, Dropped: workflows.Dropped(o.dropped)})
	if err != nil {
		return err
	}
	switch {
	case o.json && (o.preview || plan.HasErrors(c.Problems)):
		if err := s.json(c); err != nil {
			return err
		}
	case !o.json:
		s.writeChange(d.Plan.Name, c)
	}
	switch {
	case plan.HasErrors(c.Problems):
		return exitUsage
	case o.preview:
		return nil
	}
	if o.approve != "" {
		err = c.Approve(o.approve)
	} else {
		err = s.agree(c.Lang, o.running)
	}
	if err != nil {
		return err
	}
	if err := s.record(ctx, h, "run.repair", id, c.Digest); err != nil {
		return err
	}
	next, err := h.StartChange(ctx, c, s.who(), true)
	if err != nil {
		return err
	}
	return s.finishRun(ctx, h, next, o.json)
}
