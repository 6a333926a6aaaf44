package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// policyFile is where the data folder has its policy.
const policyFile = "policy.yaml"

// usePolicy puts the policy in force: that of --policy, that of the data folder, or the built-in rules alone. With one that isn't sound
// nothing is planned and nothing runs.
func (s *session) usePolicy(h *home) error {
	file := s.policyInForce()
	if file == "" {
		return nil
	}
	p, problems, err := s.readPolicy(h, file)
	if err != nil {
		return err
	}
	if h.Policy = p; p == nil {
		s.writeProblems(problems)
		return usage{connectors.Errorf(connectors.Invalid, "the policy %s isn't sound; correct it first", file)}
	}
	return nil
}

// policyInForce names the policy's file, "" for none. One that is there but can't be looked at is not none.
func (s *session) policyInForce() string {
	if s.policy != "" {
		return s.policy
	}
	return existing(filepath.Join(s.data, policyFile))
}

func existing(file string) string {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return file
}

func (s *session) readPolicy(h *home, file string) (*plan.Policy, []plan.Problem, error) {
	raw, err := readPlan(file, s.in)
	if err != nil {
		return nil, nil, err
	}
	p, problems := plan.ParsePolicy(h.Registry, file, raw)
	return p, problems, nil
}

func (s *session) policyCommand() *cobra.Command {
	var asJSON bool
	var lang string
	c := &cobra.Command{
		Use: "policy", Short: "Show the rules in force: what needs an approval, and what may not run", Args: noSuchCommand,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withLibrary(c.Context(), func(h *home) error {
				if err := s.usePolicy(h); err != nil {
					return err
				}
				if lang == "" && h.Policy != nil {
					lang = h.Policy.Language
				}
				if lang == "" {
					lang = "en"
				}
				rules := h.Policy.Words(lang)
				if asJSON {
					return s.json(rules)
				}
				for _, r := range rules {
					s.printf("%s  %s\n", s.paint(bold, r.Name), r.Says)
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print [{name, built_in, line, says}]")
	c.Flags().StringVar(&lang, "lang", "", "language of the rules, en or de; default: that of the policy")
	c.AddCommand(s.policyCheckCommand())
	return c
}

func (s *session) policyCheckCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "check [FILE]", Short: "Check a policy's file, by default the one in force", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withLibrary(c.Context(), func(h *home) error {
				file := s.policyInForce()
				if len(args) > 0 {
					file = args[0]
				}
				if file == "" {
					return usage{connectors.Errorf(connectors.Invalid, "there is no %s in %s, so the built-in rules hold; `sayso policy` shows them", policyFile, s.data)}
				}
				return s.checkPolicy(h, file, asJSON)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print [{code, severity, path, message, fix, line?, column?}]")
	return c
}

func (s *session) checkPolicy(h *home, file string, asJSON bool) error {
	p, problems, err := s.readPolicy(h, file)
	switch {
	case err != nil:
		return err
	case asJSON:
		if err := s.json(append([]plan.Problem{}, problems...)); err != nil {
			return err
		}
	default:
		s.writeProblems(problems)
	}
	if p == nil {
		return exitUsage
	}
	if !asJSON {
		s.printf("%s is a good policy.\n", file)
	}
	return nil
}
