package main

import (
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

func (s *session) doCommand() *cobra.Command {
	var o running
	var with, connection string
	c := &cobra.Command{
		Use: "do APP.ACTION", Short: "Carry out one action, as durably as a plan", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := oneStep(args[0], with, connection)
			if err != nil {
				return err
			}
			return s.withHome(c.Context(), func(h *home) error {
				if err := s.usePolicy(h); err != nil {
					return err
				}
				problems := plan.Check(h.Registry, p, plan.CheckOptions{Policy: h.Policy})
				d := h.Draft(p, problems)
				if d.Status != compile.StatusPlan {
					return s.showDraft(d, o.json)
				}
				return s.runDraft(c.Context(), h, d, nil, o, nil)
			})
		},
	}
	c.Flags().StringVar(&with, "with", "{}", "arguments as a JSON object")
	c.Flags().StringVar(&connection, "connection", "", "which connection, where there are several: salesforce/prod")
	c.Flags().BoolVar(&o.sandbox, "sandbox", false, "use simulated apps; nothing outside this machine is touched")
	c.Flags().BoolVarP(&o.yes, "yes", "y", false, "give the say-so without being asked")
	c.Flags().BoolVar(&o.json, "json", false, "print {run_id, plan, state, steps, links}")
	return c
}

// oneStep makes a plan of a single action.
func oneStep(action, with, connection string) (*plan.Plan, error) {
	var args map[string]any
	if err := json.Unmarshal([]byte(with), &args); err != nil {
		return nil, usage{connectors.Errorf(connectors.Invalid, "--with takes a JSON object: %w", err)}
	}
	p := &plan.Plan{Name: "do", Says: action, Steps: []plan.Step{{ID: "do", Do: action, With: args}}}
	if connection != "" {
		app, _, _ := strings.Cut(action, ".")
		p.Connections = map[string]string{app: connection}
	}
	return p, nil
}
