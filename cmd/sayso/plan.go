package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"time"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

func (s *session) planCommand() *cobra.Command {
	var a asking
	var asJSON bool
	var batch, output, edits string
	c := &cobra.Command{
		Use: "plan PROMPT|FILE", Short: "Turn a sentence into a plan and show what it would do", Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			return s.withLibrary(c.Context(), func(h *home) error {
				if err := s.usePolicy(h); err != nil {
					return err
				}
				if batch != "" {
					return s.batch(c.Context(), h, batch, a)
				}
				if edits != "" {
					return s.edit(c.Context(), h, edits, output, args, a, asJSON)
				}
				if len(args) == 0 {
					return usage{connectors.Errorf(connectors.Invalid, "say what should happen, or name a plan's file; usage: %s", c.UseLine())}
				}
				d, err := s.draft(c.Context(), h, args, a, s.asks && !asJSON)
				if err != nil {
					return err
				}
				if output != "" && d.Plan != nil {
					if err := writePlan(output, d.Plan); err != nil {
						return err
					}
				}
				return s.showDraft(d, asJSON)
			})
		},
	}
	a.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print {status, plan, questions, problems, effects, digest}")
	c.Flags().StringVar(&batch, "batch", "", "compile each line {id, prompt, connected} of this file, one JSON answer a line")
	c.Flags().StringVar(&edits, "edit", "", "change the plan in this file as the prompt says, and show what changed; -o writes it")
	c.Flags().StringVarP(&output, "output", "o", "", "write the plan to this file, as YAML")
	return c
}

func (a *asking) flags(c *cobra.Command) {
	c.Flags().BoolVar(&a.sandbox, "sandbox", false, "use simulated apps; nothing outside this machine is changed")
	c.Flags().StringVar(&a.lang, "lang", "", "language of the prompt, en or de, where it can't be told")
	c.Flags().StringVar(&a.planner, "planner", string(api.PlannerAuto), "what makes the plan: auto (a model where one is set up), embedded (no network), llm")
	c.Flags().StringArrayVar(&a.answers, "answer", nil, "answer a question: --answer invoice.amount=\"1200 EUR\"")
}

// showDraft prints a draft and gives the error that its exit code stands for.
func (s *session) showDraft(d api.Draft, asJSON bool) error {
	if asJSON {
		if err := s.json(d); err != nil {
			return err
		}
	} else {
		s.writeDraft(d)
	}
	return draftError(d)
}

func draftError(d api.Draft) error {
	switch {
	case d.Status == compile.StatusClarify:
		return exitQuestions
	case d.Status == compile.StatusUnsupported || plan.HasErrors(d.Problems):
		return exitUsage
	}
	return nil
}

func writePlan(file string, p *plan.Plan) error {
	text, err := plan.Marshal(p)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, text, 0o644); err != nil { //nolint:gosec // a plan holds no secret and is meant to be shared
		return usage{connectors.Errorf(connectors.Invalid, "the plan can't be written: %w", err)}
	}
	return nil
}

// batchLine is one prompt of a batch.
type batchLine struct {
	ID        string   `json:"id"`
	Prompt    string   `json:"prompt"`
	Connected []string `json:"connected"`
}

// batch compiles a file of prompts, one answer a line in the same order.
func (s *session) batch(ctx context.Context, h *home, file string, a asking) error {
	f, err := os.Open(file)
	if err != nil {
		return usage{connectors.Errorf(connectors.Invalid, "the batch can't be read: %w", err)}
	}
	defer f.Close()
	out := bufio.NewWriter(s.out)
	line := &session{terminal: &terminal{out: out}}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 4<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var in batchLine
		if err := json.Unmarshal(lines.Bytes(), &in); err != nil {
			return usage{connectors.Errorf(connectors.Invalid, "%s:%d: not a line {id, prompt, connected}: %w", file, n, err)}
		}
		if err := line.jsonLine(batchAnswer{ID: in.ID, Draft: compileLine(ctx, h, in, a)}); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return usage{connectors.Errorf(connectors.Invalid, "the batch can't be read: %w", err)}
	}
	return out.Flush()
}

type batchAnswer struct {
	ID string `json:"id"`
	api.Draft
}

// compileLine compiles one prompt of a batch; a prompt that can't be read is an answer like any other.
func compileLine(ctx context.Context, h *home, in batchLine, a asking) api.Draft {
	r, err := a.request(in.Prompt)
	if err == nil {
		r.Scope.Apps = in.Connected
		var d api.Draft
		if d, err = h.Compile(ctx, r); err == nil {
			return d
		}
	}
	refused := api.Unread(err)
	return api.Draft{Status: refused.Status, Questions: []compile.Question{}, Effects: []plan.EffectLine{}, Problems: refused.Problems}
}

func (s *session) checkCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "check FILE", Short: "Check a plan's file", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withLibrary(c.Context(), func(h *home) error {
				if err := s.usePolicy(h); err != nil {
					return err
				}
				raw, err := readPlan(args[0], s.in)
				if err != nil {
					return err
				}
				h.Plans = plansBeside(args[0])
				d := h.Check(raw)
				if asJSON {
					return s.showDraft(d, true)
				}
				s.writeProblems(d.Problems)
				if err := draftError(d); err != nil {
					return err
				}
				s.printf("%s is a good plan.\n", args[0])
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print {status, plan, questions, problems, effects, digest}")
	return c
}

func localZone() string { return time.Local.String() }
