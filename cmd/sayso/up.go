package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sayso/workflows/embedded"
)

func (s *session) upCommand() *cobra.Command {
	var port int
	c := &cobra.Command{
		Use: "up", Short: "Run the engine and Temporal UI until Ctrl-C; unfinished runs go on", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			begun := time.Now()
			return s.withHome(c.Context(), func(h *home) error {
				if err := h.start(c.Context(), engineOptions{ui: true, uiPort: port, only: true}); err != nil {
					return usageOf(err)
				}
				s.printf("Sayso is up after %s, on %s.\n", time.Since(begun).Round(10*time.Millisecond), h.dir)
				s.printf("Temporal UI: %s\n", h.engine.uiURL)
				s.printf("Try it:      sayso run --sandbox %q\n", "Create an invoice for ACME Corp over 1,200 EUR and email it to billing@acme.example")
				s.printf("Ctrl-C ends it; unfinished runs go on at the next start.\n")
				<-c.Context().Done()
				s.printf("Ending …\n")
				return nil
			})
		},
	}
	c.Flags().IntVar(&port, strings.TrimPrefix(embedded.FlagUIPort, "--"), defaultUIPort, "port of Temporal UI on this machine; 0 for any")
	return c
}

// usageOf makes an error in how the engine was started one of usage: a port or a folder in use is for the caller to change.
func usageOf(err error) error {
	if err == nil {
		return nil
	}
	return usage{err}
}
