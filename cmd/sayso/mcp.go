package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/api/mcp"
	"sayso/connectors"
)

func (s *session) mcpCommand() *cobra.Command {
	var readOnly bool
	c := &cobra.Command{
		Use: "mcp", Short: "Serve an assistant on standard input and output, as whoever owns this machine", Args: cobra.NoArgs,
		Long: "Serve an assistant, such as Claude or Cursor, by the Model Context Protocol on standard input and output. It acts as whoever owns this\n" +
			"machine. What needs an approval is still for a person to decide: in the assistant's window, or with `sayso approve`.",
		RunE: func(c *cobra.Command, _ []string) error {
			return s.withEngine(c.Context(), func(h *home) error {
				if err := s.usePolicy(h); err != nil {
					return err
				}
				server := mcp.New(mcp.Options{Service: h.Service, Version: connectors.Version})
				serve := server.Serve
				if readOnly {
					serve = server.ServeReadOnly
				}
				err := serve(c.Context(), s.owner(api.DefaultWorkspace), io.NopCloser(s.in), unclosed{s.out})
				if errors.Is(err, c.Context().Err()) { // it was told to end
					return nil
				}
				return err
			})
		},
	}
	c.Flags().BoolVar(&readOnly, "read-only", false, "only the tools that change nothing")
	return c
}

// unclosed keeps the terminal open.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
