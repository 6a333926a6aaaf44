package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows"
)

// deciding is a command that changes the course of a run and then follows it: fn gives the id of the run to follow.
func (s *session) deciding(use, short string, args cobra.PositionalArgs, fn func(context.Context, *home, []string) (string, error)) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: use, Short: short, Args: args,
		RunE: func(c *cobra.Command, args []string) error {
			return s.withEngine(c.Context(), func(h *home) error {
				id, err := fn(c.Context(), h, args)
				if err != nil {
					return err
				}
				return s.finishRun(c.Context(), h, id, asJSON)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print {run_id, plan, state, steps, links}")
	return c
}

// decision is a deciding command that gives one choice.
func (s *session) decision(choice workflows.Choice) func(context.Context, *home, []string) (string, error) {
	return func(ctx context.Context, h *home, args []string) (string, error) {
		r := api.DecideRequest{Run: args[0], Choice: choice}
		if len(args) > 1 {
			r.Step = args[1]
		}
		return args[0], s.desk(h).Decide(ctx, r)
	}
}

func (s *session) approveCommand() *cobra.Command {
	return s.deciding("approve RUN [STEP]", "Give your say-so to what a run asks", cobra.RangeArgs(1, 2), s.decision(workflows.Approve))
}

func (s *session) rejectCommand() *cobra.Command {
	return s.deciding("reject RUN [STEP]", "Refuse what a run asks; what it did is undone", cobra.RangeArgs(1, 2), s.decision(workflows.Reject))
}

func (s *session) skipCommand() *cobra.Command {
	var output string
	c := s.deciding("skip RUN", "Say that the step a run waits with was done, and go on", cobra.ExactArgs(1),
		func(ctx context.Context, h *home, args []string) (string, error) {
			if output != "" && !json.Valid([]byte(output)) {
				return "", usage{connectors.Errorf(connectors.Invalid, "--output takes JSON")}
			}
			return args[0], s.desk(h).Decide(ctx, api.DecideRequest{Run: args[0], Choice: workflows.Skip, Output: json.RawMessage(output)})
		})
	c.Flags().StringVar(&output, "output", "", "the step's output as JSON, where later steps need it")
	return c
}

func (s *session) cancelCommand() *cobra.Command {
	var keep bool
	c := s.deciding("cancel RUN", "End a run and undo what it did", cobra.ExactArgs(1),
		func(ctx context.Context, h *home, args []string) (string, error) {
			_, err := s.desk(h).Cancel(ctx, args[0], keep)
			return args[0], err
		})
	c.Flags().BoolVar(&keep, "keep", false, "leave standing what was done")
	return c
}
