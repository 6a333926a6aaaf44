package main

import (
	"context"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sayso/api/audit"
	"sayso/connectors"
)

func (s *session) auditCommand() *cobra.Command {
	var workspace, target string
	var limit int
	var asJSON bool
	c := &cobra.Command{
		Use: "audit", Short: "Show who did what: the latest entries of the record, newest first", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withHome(c.Context(), func(h *home) error {
				records, err := h.audit.Latest(c.Context(), workspace, target, 0, limit)
				if err != nil {
					return err
				}
				if asJSON {
					return s.json(slices.Concat([]audit.Record{}, records))
				}
				return s.writeRecords(records)
			})
		},
	}
	c.PersistentFlags().StringVar(&workspace, "workspace", audit.DefaultWorkspace, "whose record")
	c.Flags().StringVar(&target, "of", "", "only what concerns this run, connection or token")
	c.Flags().IntVar(&limit, "limit", 50, "how many entries")
	c.Flags().BoolVar(&asJSON, "json", false, "print the records as they were hashed")
	c.AddCommand(s.auditVerifyCommand(), s.auditExportCommand(&workspace))
	return c
}

func (s *session) writeRecords(records []audit.Record) error {
	if len(records) == 0 {
		s.printf("Nothing is on the record yet.\n")
	}
	for _, r := range records {
		e, err := r.Entry()
		if err != nil {
			return err
		}
		s.printf("%s  %-18s %s  %s  %s\n", s.paint(grey, e.At.Local().Format(time.DateTime)), e.Action, e.Target, e.Actor, s.paint(grey, e.Surface))
	}
	return nil
}

func (s *session) auditVerifyCommand() *cobra.Command {
	var key string
	var asJSON bool
	c := &cobra.Command{
		Use: "verify [EXPORT]", Short: "Prove that nothing on the record was edited, deleted, moved or cut off", Args: cobra.MaximumNArgs(1),
		Long: "Prove that nothing on the record was edited, deleted, moved or cut off: of all workspaces, or of an export that was made with\n" +
			"`sayso audit export`, which an auditor can check without the data folder by giving --key.",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				return s.verifyExport(c.Context(), args[0], key, asJSON)
			}
			return s.withHome(c.Context(), func(h *home) error {
				h.audit.Flush()
				lists, err := h.audit.Lists(c.Context())
				if err != nil {
					return err
				}
				return s.verify(lists, h.audit.Public(), asJSON)
			})
		},
	}
	c.Flags().StringVar(&key, "key", "", "with EXPORT: the public key that you know to be the right one (default: that of the data folder)")
	c.Flags().BoolVar(&asJSON, "json", false, "print [{workspace, records, last, findings}]")
	return c
}

// verify prints what is found wrong with lists. Anything is a failure.
func (s *session) verify(lists []audit.List, public string, asJSON bool) error {
	reports, wrong := []audit.Report{}, 0
	for _, l := range lists {
		r, err := audit.Verify(l, public)
		if err != nil {
			return err
		}
		reports, wrong = append(reports, r), wrong+len(r.Findings)
	}
	if asJSON {
		if err := s.json(reports); err != nil {
			return err
		}
	} else {
		for _, r := range reports {
			s.writeReport(r)
		}
		if len(reports) == 0 {
			s.printf("Nothing is on the record yet.\n")
		}
	}
	if wrong > 0 {
		return exitFailed
	}
	return nil
}

func (s *session) writeReport(r audit.Report) {
	if len(r.Findings) == 0 {
		s.printf("%s: %d records, whole and unchanged; the last is %s\n", s.paint(bold, r.Workspace), r.Records, r.Last)
		return
	}
	s.printf("%s: %d records, %s\n", s.paint(bold, r.Workspace), r.Records, s.paint(red, "not as they were written"))
	for _, f := range r.Findings[:min(len(r.Findings), 20)] {
		s.printf("  %s %s\n", s.paint(grey, f.Code), f.Says.In("en"))
	}
	if more := len(r.Findings) - 20; more > 0 {
		s.printf("  … and %d more\n", more)
	}
}

func (s *session) verifyExport(ctx context.Context, file, key string, asJSON bool) error {
	f, err := os.Open(file)
	if err != nil {
		return usage{connectors.Errorf(connectors.Invalid, "the export can't be read: %w", err)}
	}
	defer f.Close()
	list, named, err := audit.Import(f)
	if err != nil {
		return usage{connectors.Errorf(connectors.Invalid, "%s is no export of a record: %w", file, err)}
	}
	if key == "" {
		if err := s.withHome(ctx, func(h *home) error { key = h.audit.Public(); return nil }); err != nil {
			return err
		}
	}
	if named != key {
		s.printf("The export names another key (%s) than the one it is held to (%s).\n", named, key)
	}
	return s.verify([]audit.List{list}, key, asJSON)
}

func (s *session) auditExportCommand(workspace *string) *cobra.Command {
	var to string
	c := &cobra.Command{
		Use: "export", Short: "Write the record as JSON Lines, signed at its end", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withHome(c.Context(), func(h *home) error {
				lists, err := h.audit.Lists(c.Context())
				if err != nil {
					return err
				}
				i := slices.IndexFunc(lists, func(l audit.List) bool { return l.Workspace == *workspace })
				if i < 0 {
					return usage{connectors.Errorf(connectors.NotFound, "nothing is on the record of workspace %q", *workspace)}
				}
				out := s.out
				if to != "" {
					f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
					if err != nil {
						return usage{connectors.Errorf(connectors.Invalid, "the export needs a new file: %w", err)}
					}
					defer f.Close()
					out = f
				}
				n, err := audit.Export(out, lists[i], h.audit.Sign, h.audit.Public())
				if err == nil && to != "" {
					s.printf("%s holds %d records. Keep it elsewhere, with the key: %s\n", to, n, h.audit.Public())
				}
				return err
			})
		},
	}
	c.Flags().StringVar(&to, "to", "", "a new file (default: standard output)")
	return c
}
