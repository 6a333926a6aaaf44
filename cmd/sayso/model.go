package main

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"sayso/connectors"
	"sayso/workflows/compile/llm"
)

// modelSetting is the name under which the data folder keeps the model.
const modelSetting = "model"

// model is where the settings of the model are.
type model struct {
	settings func(name string) string // by the names that they have in the environment
	fromEnv  bool
	kept     map[string]string // nil where none are kept
}

// model finds the settings of the model: in the environment, else in the data folder.
func (h *home) model(ctx context.Context) (m model, err error) {
	if h.settings != nil {
		if m.kept, err = h.settings.Get(ctx, modelSetting); err != nil {
			if _, m.fromEnv = llm.Either(os.Getenv, nil); !m.fromEnv {
				return m, err
			}
		}
	}
	m.settings, m.fromEnv = llm.Either(os.Getenv, m.kept)
	return m, nil
}

func (s *session) modelCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "model", Short: "Show the model that is asked for plans, set one up, or forget it", Args: noSuchCommand,
		RunE: func(c *cobra.Command, _ []string) error { return s.showModel(c.Context(), asJSON) },
	}
	show := &cobra.Command{
		Use: "show", Short: "Show the model that is asked for plans; its key is never shown", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.showModel(c.Context(), asJSON) },
	}
	for _, c := range []*cobra.Command{c, show} {
		c.Flags().BoolVar(&asJSON, "json", false, "print {source, model, url, key}")
	}
	c.AddCommand(show, s.setModelCommand(), s.forgetModelCommand())
	return c
}

// shownModel is what people may see of the model's settings.
type shownModel struct {
	Source string `json:"source"` // "environment", "data folder", "none"
	Model  string `json:"model,omitempty"`
	URL    string `json:"url,omitempty"`
	Key    bool   `json:"key"` // there is one
}

func (s *session) showModel(ctx context.Context, asJSON bool) error {
	return s.withLibrary(ctx, func(h *home) error {
		m, err := h.model(ctx)
		if err != nil {
			return err
		}
		settings, configured, err := llm.ReadSettings(m.settings)
		if err != nil {
			return usage{err}
		}
		shown := shownModel{Source: "none"}
		if configured {
			shown = shownModel{"data folder", settings.Model, settings.BaseURL, !settings.Key.Empty()}
			if m.fromEnv {
				shown.Source = "environment"
			}
		}
		if asJSON {
			return s.json(shown)
		}
		if !configured {
			s.printf("No model is set up; plans are made by the embedded compiler. `sayso model set` sets one up.\n")
			return nil
		}
		key := "without a key"
		if shown.Key {
			key = "with a key"
		}
		s.printf("%s at %s, %s (%s)\n", shown.Model, shown.URL, key, shown.Source)
		if m.fromEnv && m.kept != nil {
			s.printf("The data folder keeps a model as well, which isn't asked as long as the environment names one.\n")
		}
		return nil
	})
}

func (s *session) setModelCommand() *cobra.Command {
	values := map[string]*string{}
	var fromStdin bool
	c := &cobra.Command{
		Use: "set", Short: "Set up the model that is asked for plans; its key is kept sealed in the data folder",
		Long: "Set up the model that is asked for plans. Its key is read from standard input or asked for on a terminal, never taken from the command line,\n" +
			"and kept sealed in the data folder. Where the environment has SAYSO_LLM_… settings, those go before. `sayso up` takes it over when it starts.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			chosen := map[string]string{}
			for name, v := range values {
				if *v != "" {
					chosen[name] = *v
				}
			}
			if chosen[llm.EnvModel] == "" {
				return usage{connectors.Errorf(connectors.Invalid, "which model? Name it with --model")}
			}
			key, err := s.modelKey(fromStdin)
			if err != nil {
				return err
			}
			chosen[llm.EnvKey] = key
			return s.keepModel(c.Context(), chosen)
		},
	}
	for _, f := range []struct{ flag, name, what string }{
		{"model", llm.EnvModel, "the model, on Azure the deployment"}, {"url", llm.EnvBaseURL, "the endpoint, by default OpenAI's"},
		{"azure", llm.EnvAzure, "on Azure the version of the API"}, {"form", llm.EnvForm, "how an answer is asked for: schema, json or text; by default that is found out"},
		{"timeout", llm.EnvTimeout, "what a prompt may take: 60s"}, {"tokens", llm.EnvTokens, "how many tokens a prompt may take"},
		{"price", llm.EnvPrice, "what a million tokens cost, in and out: 0.25/2.00 USD"},
	} {
		values[f.name] = c.Flags().String(f.flag, "", f.what)
	}
	c.Flags().BoolVar(&fromStdin, "key-stdin", false, "read the key from standard input")
	return c
}

// keepModel keeps settings that are sound, by the names that they have in the environment.
func (s *session) keepModel(ctx context.Context, chosen map[string]string) error {
	settings, _, err := llm.ReadSettings(func(name string) string { return chosen[name] })
	if err != nil {
		return usage{err}
	}
	return s.withHome(ctx, func(h *home) error {
		if err := h.settings.Put(ctx, modelSetting, chosen); err != nil {
			return err
		}
		s.printf("%s at %s is asked for plans from now on.\n", settings.Model, settings.BaseURL)
		return nil
	})
}

// longestKey is more than any key has, in bytes.
const longestKey = 1 << 14

// modelKey reads the key of the model, "" for none.
func (s *session) modelKey(fromStdin bool) (string, error) {
	switch {
	case fromStdin:
		raw, err := io.ReadAll(io.LimitReader(s.in, longestKey))
		if err != nil {
			return "", usage{connectors.Errorf(connectors.Invalid, "the key can't be read: %w", err)}
		}
		if key := strings.TrimSpace(string(raw)); key != "" {
			return key, nil
		}
		return "", usage{connectors.Errorf(connectors.Invalid, "there is no key on standard input")}
	case s.asks:
		s.printf("Key (none: just Enter): ")
		raw, err := s.hidden()
		s.printf("\n")
		return strings.TrimSpace(string(raw)), err
	}
	return "", nil
}

func (s *session) forgetModelCommand() *cobra.Command {
	return &cobra.Command{
		Use: "forget", Short: "Forget the model that was set up, and its key", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withHome(c.Context(), func(h *home) error {
				there, err := h.settings.Delete(c.Context(), modelSetting)
				if err != nil {
					return err
				}
				if !there {
					return usage{connectors.Errorf(connectors.NotFound, "the data folder keeps no model")}
				}
				s.printf("The model is forgotten; plans are made by the embedded compiler.\n")
				return nil
			})
		},
	}
}
