package main

import (
	"github.com/spf13/cobra"

	"sayso/api/doctor"
)

func (s *session) doctorCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "doctor [URL]", Short: "Look for what is wrong with the set-up: the data folder, the connections' tokens and, with its URL, how it is seen from outside",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var list []doctor.Check
			if len(args) == 1 {
				list = doctor.Outside(c.Context(), args[0], nil)
			}
			if exists(s.data) {
				err := s.withHome(c.Context(), func(h *home) error {
					h.audit.Flush()
					list = append(list, doctor.Inside(c.Context(), doctor.Holdings{Connections: h.Health, Database: h.db.Whole, Records: h.audit.Lists, RecordKey: h.audit.Public()})...)
					return nil
				})
				if err != nil {
					return err
				}
			}
			if asJSON {
				if err := s.json(list); err != nil {
					return err
				}
			} else {
				s.writeChecks(list)
			}
			if doctor.Worst(list) == doctor.Wrong {
				return exitFailed
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print [{name, outcome, says, fix}]")
	return c
}

func (s *session) writeChecks(list []doctor.Check) {
	signs := map[doctor.Outcome]string{doctor.Well: s.paint(green, "✓"), doctor.Warning: s.paint(yellow, "!"), doctor.Wrong: s.paint(red, "✗"), doctor.Skipped: s.paint(grey, "–")}
	for _, c := range list {
		s.printf("%s %s\n", signs[c.Outcome], c.Says.In("en"))
		if fix := c.Fix.In("en"); fix != "" {
			s.printf("  %s\n", fix)
		}
	}
}
