package main

import (
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sayso/connectors/sandbox"
)

func (s *session) sandboxCommand() *cobra.Command {
	c := &cobra.Command{Use: "sandbox", Short: "Look into the simulated apps", Args: noSuchCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(s.effectsCommand(), s.stateCommand(), s.mailCommand())
	return c
}

func (s *session) sandboxDir() string { return filepath.Join(s.data, "sandbox") }

func (s *session) effectsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "effects", Short: "List what the simulated apps really carried out", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := sandbox.Effects(s.sandboxDir())
			if err != nil {
				return err
			}
			if asJSON {
				return s.json(list)
			}
			for _, e := range list {
				s.printf("%s  %-34s %s\n", e.At.Local().Format(time.DateTime), e.Action, e.Says)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print [{action, key, at, says}]")
	return c
}

func (s *session) stateCommand() *cobra.Command {
	return &cobra.Command{
		Use: "state APP", Short: "Print the records that a simulated app holds, as JSON", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			state, err := sandbox.State(s.sandboxDir(), args[0])
			if err != nil {
				return err
			}
			return s.json(state)
		},
	}
}

func (s *session) mailCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "mail", Short: "List the mails that were sent in the sandbox", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := sandbox.Messages(s.sandboxDir())
			if err != nil {
				return err
			}
			if asJSON {
				return s.json(list)
			}
			for _, m := range list {
				s.printf("%s  %s  %s\n", m.At.Local().Format(time.DateTime), strings.Join(m.To, ", "), s.paint(bold, m.Subject))
				for _, a := range m.Attachments {
					s.printf("    %s\n", a.Name)
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	return c
}
