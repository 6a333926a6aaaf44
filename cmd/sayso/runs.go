package main

import (
	"time"

	"github.com/spf13/cobra"
)

func (s *session) runsCommand() *cobra.Command {
	var limit int
	var asJSON bool
	c := &cobra.Command{
		Use: "runs", Short: "List the latest runs", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withEngine(c.Context(), func(h *home) error {
				list, err := h.List(c.Context(), limit)
				if err != nil {
					return err
				}
				if asJSON {
					return s.json(list)
				}
				for _, r := range list {
					s.printf("%-10s %s  %s  %s\n", r.State, r.Started.Local().Format(time.DateTime), r.RunID, s.paint(grey, r.Prompt))
					for _, c := range r.Paused {
						s.printf("%-10s waits for %s\n", "", s.paint(yellow, c))
					}
				}
				return s.writePauses(c.Context(), h)
			})
		},
	}
	c.Flags().IntVarP(&limit, "limit", "n", 20, "how many")
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	return c
}

func (s *session) showCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "show RUN", Short: "Show how a run stands", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withEngine(c.Context(), func(h *home) error {
				r, err := h.Get(c.Context(), args[0])
				if err != nil {
					return err
				}
				if asJSON {
					return s.json(r)
				}
				s.printf("%s  %s\n", s.paint(bold, r.RunID), r.State)
				if r.Prompt != "" {
					s.printf("%s\n", s.paint(grey, r.Prompt))
				}
				for _, o := range r.Steps {
					s.printf("%s\n", s.stepLine(o, marks[o.State]))
				}
				s.writeRun(h, r)
				s.printf("%s\n", s.paint(grey, r.Links.Temporal))
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print {run_id, plan, state, steps, links}")
	return c
}
