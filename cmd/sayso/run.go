package main

import (
	"context"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/connectors"
	"sayso/connectors/sandbox"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// running is what `run` is called with.
type running struct {
	asking
	yes, preview, json bool
	approve            string // the digest that the say-so was given for
	inputs, faults     []string
	key                string
}

func (s *session) runCommand() *cobra.Command {
	var o running
	c := &cobra.Command{
		Use: "run PROMPT|FILE", Short: "Turn a sentence or a plan's file into deeds, after your say-so", Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			faults, err := parseFaults(o.faults, o.sandbox)
			if err != nil {
				return err
			}
			return s.withHome(c.Context(), func(h *home) error { return s.run(c.Context(), h, args, o, faults) })
		},
	}
	o.flags(c)
	c.Flags().BoolVarP(&o.yes, "yes", "y", false, "give the say-so without being asked")
	c.Flags().StringVar(&o.approve, "approve", "", "give the say-so for this digest, as --preview shows it; anything else is refused")
	c.Flags().BoolVar(&o.preview, "preview", false, "show what would happen, and stop")
	c.Flags().BoolVar(&o.json, "json", false, "print {run_id, plan, state, steps, links}")
	c.Flags().StringArrayVar(&o.inputs, "input", nil, "value of a plan's input: --input name=value, as text or JSON")
	c.Flags().StringVar(&o.key, "key", "", "idempotency key: running the same again with it gives the run that was started first")
	c.Flags().StringArrayVar(&o.faults, "fault", nil, "with --sandbox: app.action=kind[@N][xM]; kinds: status=N, timeout, drop-after, expire-token, rate-limit")
	return c
}

func parseFaults(texts []string, inSandbox bool) ([]sandbox.Fault, error) {
	var list []sandbox.Fault
	for _, text := range texts {
		f, err := sandbox.ParseFault(text)
		if err != nil {
			return nil, usage{err}
		}
		list = append(list, f)
	}
	if len(list) > 0 && !inSandbox {
		return nil, usage{connectors.Errorf(connectors.Invalid, "--fault needs --sandbox: real apps have faults of their own")}
	}
	return list, nil
}

func (s *session) run(ctx context.Context, h *home, args []string, o running, faults []sandbox.Fault) error {
	values, err := inputs(o.inputs)
	if err != nil {
		return err
	}
	d, err := s.draft(ctx, h, args, o.asking, s.asks && !o.json)
	if err != nil {
		return err
	}
	if err := draftError(d); err != nil {
		return s.showDraft(d, o.json)
	}
	return s.runDraft(ctx, h, d, values, o, faults)
}

// runDraft shows a good plan's effects, asks for the say-so, and carries it out.
func (s *session) runDraft(ctx context.Context, h *home, d api.Draft, values map[string]any, o running, faults []sandbox.Fault) error {
	frozen, problems, err := h.Freeze(ctx, d.Plan, values, api.Scope{Sandbox: o.sandbox})
	if err != nil {
		return err
	}
	if d.Problems = problems; frozen == nil {
		return s.showDraft(d, o.json)
	}
	d.Effects, d.Digest = frozen.Preview(d.Lang), frozen.Digest
	if o.preview {
		return s.showDraft(d, o.json)
	}
	if o.key != "" {
		if err := h.start(ctx, engineOptions{}); err != nil {
			return err
		}
		id, err := h.Started(ctx, frozen, o.key, nil)
		switch {
		case err != nil:
			return err
		case id != "":
			return s.finishRun(ctx, h, id, o.json)
		}
	}
	if !o.json {
		s.writeDraft(d)
	}
	if err := s.sayso(frozen, d.Lang, o); err != nil {
		return err
	}
	if o.sandbox {
		if err := h.sandbox.Faults().Set(faults...); err != nil {
			return err
		}
	}
	if err := h.start(ctx, engineOptions{}); err != nil {
		return err
	}
	start := api.StartOptions{By: s.who(), Approved: true, Key: o.key, ID: h.RunID(frozen.Plan.Name, o.key)}
	if err := s.record(ctx, h, "run.start", start.ID, frozen.Digest); err != nil {
		return err
	}
	id, err := h.Start(ctx, frozen, start)
	if err != nil {
		return err
	}
	return s.finishRun(ctx, h, id, o.json)
}

// sayso asks for the say-so to what was shown.
func (s *session) sayso(f *plan.Frozen, lang string, o running) error {
	if o.approve != "" {
		return api.Approve(f, o.approve)
	}
	return s.agree(lang, o)
}

// agree asks for the say-so to what was shown and has no digest of its own.
func (s *session) agree(lang string, o running) error {
	if o.yes {
		return nil
	}
	if !s.asks || o.json {
		return usage{connectors.Errorf(connectors.Invalid, "nobody can be asked here; add --yes to give the say-so, or --preview to only look")}
	}
	answer, err := s.ask(wordAsk.in(lang))
	if err != nil {
		return err
	}
	switch strings.ToLower(answer) {
	case "y", "yes", "j", "ja":
		return nil
	}
	s.printf("%s\n", wordDenied.in(lang))
	return exitDenied
}

// finishRun follows a run and reports how it ended. On a terminal an approval is asked for on the way.
func (s *session) finishRun(ctx context.Context, h *home, id string, asJSON bool) error {
	for {
		run, err := s.follow(ctx, h, id, asJSON)
		if err != nil {
			return err
		}
		if again, err := s.askApproval(ctx, h, run, asJSON); err != nil || again {
			if err != nil {
				return err
			}
			continue
		}
		if asJSON {
			if err := s.json(run); err != nil {
				return err
			}
		} else {
			s.printf("%s %s\n", s.paint(grey, run.RunID), run.State)
			s.writeRun(h, run)
		}
		return exitOf(run.State)
	}
}

// askApproval puts a run's question for an approval to the person at the terminal, and reports whether it was answered.
func (s *session) askApproval(ctx context.Context, h *home, r api.Run, asJSON bool) (bool, error) {
	if r.Question == nil || r.Question.Kind != workflows.AskApproval || r.Question.FourEyes || !s.asks || asJSON {
		return false, nil // four eyes are asked for: whoever they are, they say so with a command of their own
	}
	answer, err := s.ask(r.Question.Says + " " + wordAsk.in(r.Lang))
	if err != nil {
		return false, err
	}
	choice := workflows.Reject
	switch strings.ToLower(answer) {
	case "y", "yes", "j", "ja":
		choice = workflows.Approve
	}
	return true, s.desk(h).Decide(ctx, api.DecideRequest{Run: r.RunID, Step: r.Question.Step, Choice: choice, Digest: r.Question.Digest})
}

// who names the person at the terminal, for the record of who started and decided what. Somebody who can't be told is nobody: two of
// those are not two people.
func (s *session) who() string {
	if s.as != "" {
		return s.as
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}
