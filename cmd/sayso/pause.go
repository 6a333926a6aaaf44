package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"sayso/activities"
	"sayso/api"
	"sayso/connectors"
)

// target is what a command pauses or resumes: the connection that is its argument, or the plan of its flag.
type target struct{ plan string }

func (t *target) flag(c *cobra.Command, doc string) {
	c.Flags().StringVar(&t.plan, "plan", "", doc)
}

func (t *target) request(args []string, by, why string) (api.PauseRequest, error) {
	r := api.PauseRequest{Of: activities.OfConnection, By: by, Why: why}
	switch {
	case (len(args) == 1) == (t.plan != ""):
		return r, usage{connectors.Errorf(connectors.Invalid, "name one connection, such as salesforce/prod, or one plan with --plan")}
	case t.plan != "":
		r.Of, r.Name = activities.OfPlan, t.plan
	default:
		r.Name = args[0]
	}
	return r, nil
}

func (s *session) pauseCommand() *cobra.Command {
	var t target
	var why string
	c := &cobra.Command{
		Use: "pause CONNECTION", Short: "Send nothing more through a connection, or start a plan no more, until it is resumed; no run fails of it",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r, err := t.request(args, s.who(), why)
			if err != nil {
				return err
			}
			return s.withHome(c.Context(), func(h *home) error {
				p, err := s.desk(h).Pause(c.Context(), r)
				if err == nil {
					s.writePause(p)
				}
				return err
			})
		},
	}
	t.flag(c, "pause a plan instead: new starts are refused, runs under way go on")
	c.Flags().StringVar(&why, "why", "", "the reason; who waits for it reads it")
	return c
}

func (s *session) resumeCommand() *cobra.Command {
	var t target
	var asJSON bool
	c := &cobra.Command{
		Use: "resume CONNECTION", Short: "End a pause; the runs that wait for the connection go on", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r, err := t.request(args, s.who(), "")
			if err != nil {
				return err
			}
			with := s.withEngine
			if r.Of == activities.OfPlan { // no run waits for a plan
				with = s.withHome
			}
			return with(c.Context(), func(h *home) error {
				done, err := s.desk(h).Resume(c.Context(), r)
				if err != nil {
					return err
				}
				return s.writeResumed(h, r.Name, done, asJSON)
			})
		},
	}
	t.flag(c, "resume a plan instead")
	c.Flags().BoolVar(&asJSON, "json", false, "print {pause, runs, left}")
	return c
}

func (s *session) writeResumed(h *home, name string, done api.Resumed, asJSON bool) error {
	if asJSON {
		if err := s.json(done); err != nil {
			return err
		}
	} else {
		s.printf("%s is resumed.\n", name)
		for _, id := range done.Runs {
			s.printf("  %s goes on\n", id)
		}
		for _, left := range done.Left {
			s.printf("  %s could not be told (%s); tell it with `sayso retry %s`\n", left.Run, clean(left.Why), left.Run)
		}
		if len(done.Runs) > 0 && h.engine.ours {
			s.printf("What is not done yet goes on with `sayso up`.\n")
		}
	}
	if len(done.Left) > 0 {
		return exitFailed
	}
	return nil
}

// writePauses lists what is paused, where anything is.
func (s *session) writePauses(ctx context.Context, h *home) error {
	list, err := h.PausesHere(ctx)
	for _, p := range list {
		s.writePause(p)
	}
	return err
}

func (s *session) writePause(p activities.Pause) {
	command := "sayso resume " + p.Name
	if p.Of == activities.OfPlan {
		command = "sayso resume --plan " + p.Name
	}
	s.printf("%s %s %s\n", s.paint(yellow, "paused"), clean(p.Says("en")), s.paint(grey, "("+command+")"))
}

func (s *session) connectionsCommand() *cobra.Command {
	var asJSON, inSandbox bool
	c := &cobra.Command{
		Use: "connections", Short: "List the connections that plans may use, and which are paused", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withLibrary(c.Context(), func(h *home) error {
				list, err := h.Vault.Known(c.Context(), api.DefaultWorkspace, inSandbox)
				if err != nil {
					return err
				}
				if asJSON {
					return s.json(append([]api.Known{}, list...))
				}
				for _, k := range list {
					s.printf("%-24s %-12s %s\n", s.paint(bold, k.ID), k.Environment, clean(strings.TrimSpace(k.Identity+" "+k.URL)))
				}
				return s.writePauses(c.Context(), h)
			})
		},
	}
	c.Flags().BoolVar(&inSandbox, "sandbox", false, "list those of the simulated apps")
	c.Flags().BoolVar(&asJSON, "json", false, "print [{id, app, environment, identity, paused?}]")
	return c
}
