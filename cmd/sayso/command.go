package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sayso/connectors"
)

// usage is an error in how the program was called.
type usage struct{ error }

func isUsage(err error) bool {
	var u usage
	return errors.As(err, &u)
}

// session is what all commands share: where they write, and where the data is.
type session struct {
	*terminal
	data   string
	policy string // the file with the policy, where it isn't that of the data folder
	as     string // who is at the terminal, where it isn't the user of this machine
}

// command builds the command line.
func command(t *terminal) *cobra.Command {
	s := &session{terminal: t}
	root := &cobra.Command{
		Use:                        "sayso",
		Short:                      "Say what should happen. Read the plan. Give your say-so.",
		Long:                       "Sayso turns a sentence, in English or German, into a plan that you can read, and carries it out: durably, once,\nand undone in reverse when something fails for good.",
		SuggestionsMinimumDistance: 2,

		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noSuchCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(t.out)
	root.SetErr(t.err)
	root.PersistentFlags().StringVar(&s.data, "data", defaultData(), "folder that holds everything (also SAYSO_HOME)")
	root.PersistentFlags().StringVar(&s.policy, "policy", "", "file with the policy (default: "+policyFile+" in the data folder, where there is one)")
	root.PersistentFlags().StringVar(&s.as, "as", "", "who you are, for the record and for four eyes (default: your user on this machine)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage{connectors.Errorf(connectors.Invalid, "%v; `%s --help` lists the flags", err, c.CommandPath())}
	})
	root.AddCommand(s.upCommand(), s.serveCommand(), s.tokenCommand(), s.workspaceCommand(), s.planCommand(), s.checkCommand(), s.evalCommand(), s.runCommand(), s.runsCommand(), s.showCommand(),
		s.approveCommand(), s.rejectCommand(), s.retryCommand(), s.skipCommand(), s.undoCommand(), s.cancelCommand(),
		s.auditCommand(), s.doctorCommand(), s.backupCommand(), s.restoreCommand(), s.pauseCommand(), s.resumeCommand(), s.appsCommand(), s.connectCommand(), s.connectionsCommand(), s.doCommand(), s.policyCommand(), s.modelCommand(),
		s.sandboxCommand(), s.mcpCommand(), s.userCommand(), s.versionCommand())
	argumentsAreUsage(root)
	return root
}

// argumentsAreUsage makes errors in the arguments of commands, and of those below them, errors of usage.
func argumentsAreUsage(of *cobra.Command) {
	for _, c := range of.Commands() {
		argumentsAreUsage(c)
		args := c.Args
		c.Args = func(c *cobra.Command, list []string) error {
			if args == nil {
				return nil
			}
			if err := args(c, list); err != nil {
				return usage{connectors.Errorf(connectors.Invalid, "%v; usage: %s", err, c.UseLine())}
			}
			return nil
		}
	}
}

// noSuchCommand is the error of a first word that is no command.
func noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	fix := "`sayso --help` lists them"
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		fix = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return usage{connectors.Errorf(connectors.Invalid, "there is no command %q; %s", args[0], fix)}
}

// defaultData is SAYSO_HOME, or .sayso in the home folder.
func defaultData() string {
	if dir := os.Getenv("SAYSO_HOME"); dir != "" {
		return dir
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ".sayso"
	}
	return filepath.Join(home, ".sayso")
}

func (s *session) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s.printf("sayso %s\n", connectors.Version)
			return nil
		},
	}
}
