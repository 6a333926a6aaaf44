package main

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/connectors"
)

func (s *session) connectCommand() *cobra.Command {
	var r api.ConnectRequest
	var settings, fromEnv, fromFile []string
	c := &cobra.Command{
		Use: "connect APP", Short: "Connect an app; secrets are asked for, or read from the environment or a file, never from the command line",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withHome(c.Context(), func(h *home) error {
				r.App = args[0]
				app, err := h.Connectable(r.App, "en")
				if err != nil {
					return usage{err}
				}
				if r.Settings, err = pairs("--set", settings); err != nil {
					return err
				}
				if r.Secrets, err = s.secrets(app, fromEnv, fromFile); err != nil {
					return err
				}
				known, err := s.desk(h).Connect(c.Context(), r)
				if err != nil {
					return err
				}
				s.printf("Connected %s as %s (%s).\n", known.ID, known.Identity, known.Environment)
				return nil
			})
		},
	}
	c.Flags().StringVar(&r.Name, "name", "prod", "name of the connection: salesforce/NAME")
	c.Flags().StringVar(&r.URL, "url", "", "address of the app")
	c.Flags().StringVar(&r.Environment, "environment", "production", "production, staging, test or development; the first write to production needs an approval")
	c.Flags().BoolVar(&r.AllowPrivate, "allow-private", false, "let this connection reach its own host on a private network")
	c.Flags().StringArrayVar(&settings, "set", nil, "a setting that is no secret: --set user=anna@example.com")
	c.Flags().StringArrayVar(&fromEnv, "secret-env", nil, "read a secret from the environment: --secret-env token=MY_TOKEN")
	c.Flags().StringArrayVar(&fromFile, "secret-file", nil, "read a secret from a file: --secret-file token=./token")
	return c
}

// secrets gathers what an app keeps secret. What is given nowhere is asked for on a terminal, without an echo.
func (s *session) secrets(app *connectors.Connector, fromEnv, fromFile []string) (map[string]connectors.Secret, error) {
	out := map[string]connectors.Secret{}
	read := func(flag string, list []string, from func(string) (string, error)) error {
		names, err := pairs(flag, list)
		if err != nil {
			return err
		}
		for name, source := range names {
			text, err := from(source)
			if err != nil {
				return usage{connectors.Errorf(connectors.Invalid, "the secret %s can't be read: %w", name, err)}
			}
			out[name] = connectors.NewSecret(strings.TrimRight(text, "\r\n"))
		}
		return nil
	}
	if err := read("--secret-env", fromEnv, environment); err != nil {
		return nil, err
	}
	if err := read("--secret-file", fromFile, func(file string) (string, error) { b, err := os.ReadFile(file); return string(b), err }); err != nil {
		return nil, err
	}
	for _, n := range app.Needs {
		if _, given := out[n.Name]; !n.Secret || given || n.Optional || !s.asks {
			continue
		}
		s.printf("%s (%s): ", n.Name, n.Doc.En)
		text, err := s.hidden()
		s.printf("\n")
		if err != nil {
			return nil, err
		}
		out[n.Name] = connectors.NewSecret(string(text))
	}
	return out, nil
}

func environment(name string) (string, error) {
	text, ok := os.LookupEnv(name)
	if !ok {
		return "", connectors.Errorf(connectors.Invalid, "the environment has no %s", name)
	}
	return text, nil
}
