package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso/connectors"
	"sayso/workflows/compile/eval"
)

func (s *session) evalCommand() *cobra.Command {
	var asJSON bool
	var show int
	var earlier string
	c := &cobra.Command{
		Use: "eval FILE.jsonl", Short: "Measure how well prompts are understood, against plans that are right", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withLibrary(c.Context(), func(h *home) error {
				if err := s.usePolicy(h); err != nil {
					return err
				}
				items, err := opened(args[0], eval.Read)
				if err != nil {
					return err
				}
				var before *eval.Report
				if earlier != "" {
					if before, err = openedReport(earlier); err != nil {
						return err
					}
				}
				r, err := h.Evaluate(c.Context(), items)
				if err != nil {
					return err
				}
				if asJSON {
					return s.json(compared(r, before))
				}
				s.writeEvaluation(r, before, show)
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print everything, for programs and for --compare")
	c.Flags().IntVar(&show, "show", 0, "show this many of the prompts that went wrong")
	c.Flags().StringVar(&earlier, "compare", "", "what `--json` printed before: say what is better and what is worse")
	return c
}

// evaluation is what `eval --json` prints.
type evaluation struct {
	eval.Report

	Comparison *eval.Comparison `json:"comparison,omitempty"`
}

func compared(r eval.Report, before *eval.Report) evaluation {
	if before == nil {
		return evaluation{Report: r}
	}
	c := r.Compare(*before)
	return evaluation{r, &c}
}

func openedReport(file string) (*eval.Report, error) {
	r, err := opened(file, eval.ReadReport)
	return &r, err
}

func (s *session) writeEvaluation(r eval.Report, before *eval.Report, show int) {
	for _, g := range r.Groups {
		s.printf("%s  %d prompts\n", s.paint(bold, g.Name), g.Scores.Items)
		was := map[string]float64{}
		if before != nil {
			old, _ := before.Group(g.Name)
			for _, m := range old.Metrics() {
				was[m.Name] = m.Value
			}
		}
		for _, m := range g.Scores.Metrics() {
			s.printf("  %-22s %s%s\n", m.Name, m, s.change(m, was))
		}
		for _, class := range []eval.Class{eval.Plan, eval.Clarify, eval.Unsupported} {
			s.writeEnds(class, g.Scores)
		}
	}
	s.writeConfusion(r.Confusion)
	s.printf("%s %.2f ms at the median, %.2f ms at p99\n", s.paint(bold, "a prompt takes"), r.Latency.P50, r.Latency.P99)
	if before != nil {
		c := r.Compare(*before)
		s.printf("better: %d%s\nworse: %d%s\n", len(c.Better), listed(c.Better), len(c.Worse), listed(c.Worse))
		if c.Added+c.Gone > 0 {
			s.printf("not compared: %d that are new, %d that are gone\n", c.Added, c.Gone)
		}
	}
	s.writeMisses(r.Outcomes, show)
}

// change says how a figure moved.
func (s *session) change(m eval.Metric, was map[string]float64) string {
	old, ok := was[m.Name]
	if by := m.Value - old; ok && (by >= 0.05 || by <= -0.05) {
		hue := green
		if by < 0 != m.LowIsGood {
			hue = red
		}
		return "  " + s.paint(hue, fmt.Sprintf("%+.1f", by))
	}
	return ""
}

func (s *session) writeEnds(class eval.Class, scores eval.Scores) {
	ends := scores.Ends[class]
	if len(ends) == 0 {
		return
	}
	var parts []string
	for status, n := range ends {
		parts = append(parts, fmt.Sprintf("%s %d", status, n))
	}
	slices.Sort(parts)
	s.printf("  %s\n", s.paint(grey, fmt.Sprintf("%s: ended as %s", class, strings.Join(parts, ", "))))
}

// mostMistaken is how many rows of the confusion list are shown.
const mostMistaken = 15

func (s *session) writeConfusion(list []eval.Mistaken) {
	if len(list) == 0 {
		return
	}
	s.printf("%s\n", s.paint(bold, "taken for something else"))
	for _, m := range list[:min(len(list), mostMistaken)] {
		s.printf("  %3d  %s → %s\n", m.Times, m.Meant, m.Taken)
	}
	if more := len(list) - mostMistaken; more > 0 {
		s.printf("       and %d more in --json\n", more)
	}
}

func (s *session) writeMisses(list []eval.Outcome, show int) {
	for _, o := range list {
		if o.Right || show <= 0 {
			continue
		}
		show--
		s.printf("%s  %s, ended as %s\n  %s\n", s.paint(bold, o.ID), o.Class, o.Status, clean(o.Prompt))
		if o.Class == eval.Plan {
			s.printf("  exact: %v, arguments: %d of %d%s%s\n", o.Exact, o.Hit, o.Total, named(", missing", o.Missed), named(", not asked for", o.Extra))
		}
		s.printf("  should be: %s\n", oneLine(should(o.Item)))
		if o.Answer.Plan != nil {
			s.printf("  is: %s\n", oneLine(o.Answer.Plan.Steps))
		}
		s.writeQuestions("en", o.Answer.Questions)
		s.writeProblems(o.Answer.Problems)
	}
}

func should(it eval.Item) any {
	if it.Class == eval.Plan {
		return it.Gold
	}
	return map[string]any{"class": it.Class, "ask": it.Ask}
}

// widest is how much of a plan a line shows.
const widest = 600

func oneLine(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	if text := []rune(string(raw)); len(text) > widest {
		return string(text[:widest]) + "…"
	}
	return clean(string(raw))
}

func named(what string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return what + " " + strings.Join(list, ", ")
}

// mostListed is how many ids a line lists.
const mostListed = 20

func listed(ids []string) string {
	switch {
	case len(ids) == 0:
		return ""
	case len(ids) > mostListed:
		return "  " + strings.Join(ids[:mostListed], " ") + " …"
	}
	return "  " + strings.Join(ids, " ")
}

// opened reads a file that a person named; what is wrong with it is said with its name.
func opened[T any](file string, read func(r io.Reader) (T, error)) (T, error) {
	var nothing T
	f, err := os.Open(file)
	if err != nil {
		return nothing, usage{connectors.Errorf(connectors.Invalid, "the file %s can't be read: %w", file, err)}
	}
	defer f.Close()
	v, err := read(f)
	if err != nil {
		return nothing, usage{connectors.Errorf(connectors.Invalid, "%s: %w", file, err)}
	}
	return v, nil
}
