package main

import (
	"context"
	"net"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sayso/workflows/embedded"
)

const defaultPort = 8080

func (s *session) upCommand() *cobra.Command {
	var port, uiPort int
	c := &cobra.Command{
		Use: "up", Short: "Run the engine, the API and Temporal UI for this machine until Ctrl-C; unfinished runs go on", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			begun := time.Now()
			l, note, err := localListener(c.Context(), port, c.Flags().Changed("port"))
			if err != nil {
				return err
			}
			defer l.Close()
			at := serving{listener: l, public: "http://" + l.Addr().String(), uiPort: uiPort}
			return s.serve(c.Context(), at, func(h *home, w welcome) {
				s.printf("Sayso is up after %s, on %s.\n", time.Since(begun).Round(10*time.Millisecond), h.dir)
				if note != "" {
					s.printf("%s\n", note)
				}
				s.writeAddresses(h, at, w)
				s.printf("Try it:      sayso run --sandbox %q\n", "Create an invoice for ACME Corp over 1,200 EUR and email it to billing@acme.example")
				s.printf("Ctrl-C ends it; unfinished runs go on at the next start.\n")
			})
		},
	}
	c.Flags().IntVar(&port, "port", defaultPort, "port of the API on this machine; 0 for any")
	uiPortFlag(c, &uiPort)
	return c
}

func uiPortFlag(c *cobra.Command, port *int) {
	c.Flags().IntVar(port, strings.TrimPrefix(embedded.FlagUIPort, "--"), defaultUIPort, "port of Temporal UI on this machine; 0 for any")
}

// localListener listens on a port of this machine alone. Where nobody asked for that very port and it is taken, it takes another one and says so.
func localListener(ctx context.Context, port int, asked bool) (l net.Listener, note string, err error) {
	l, err = listen(ctx, localAddress(port))
	if err == nil || asked {
		return l, "", portTaken(err, "choose another with --port")
	}
	l, err = listen(ctx, localAddress(0))
	if err != nil {
		return nil, "", portTaken(err, "choose one with --port")
	}
	return l, "Port " + strings.TrimPrefix(localAddress(port), "127.0.0.1:") + " is taken by another program, so the API has another one.", nil
}

// usageOf makes an error in how the engine was started one of usage: a port or a folder in use is for the caller to change.
func usageOf(err error) error {
	if err == nil {
		return nil
	}
	return usage{err}
}
