package main

import (
	"context"
	"errors"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sayso/api/meter"
	"sayso/api/oauth"
	"sayso/api/site"
	"sayso/connectors"
)

// serving is where and how the surfaces are served.
type serving struct {
	listener       net.Listener
	public         string   // where people and programs reach them
	hosts, origins []string // other names, and other sites' pages
	proxies        []string // whose word for where a request comes from counts
	cert, key      string   // files; "" for no TLS
	uiPort         int
}

func (s *session) serveCommand() *cobra.Command {
	var o serving
	var listenAt string
	c := &cobra.Command{
		Use: "serve", Short: "Serve others than this machine: engine, API, MCP and sign-in under a public address", Args: cobra.NoArgs,
		Long: "Serve others than this machine. Give --tls-cert and --tls-key, or put a proxy in front that speaks TLS and passes the Host header on.",
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case o.public == "":
				return usage{connectors.Errorf(connectors.Invalid, "say with --public-url where people reach this: --public-url https://sayso.example.com")}
			case (o.cert == "") != (o.key == ""):
				return usage{connectors.Errorf(connectors.Invalid, "--tls-cert and --tls-key go together")}
			}
			o.public = strings.TrimRight(o.public, "/")
			l, err := listen(c.Context(), listenAt)
			if err != nil {
				return portTaken(err, "choose another address with --listen")
			}
			defer l.Close()
			o.listener = l
			begun := time.Now()
			return s.serve(c.Context(), o, func(h *home, w welcome) {
				s.printf("Sayso serves %s after %s, on %s.\n", l.Addr(), time.Since(begun).Round(10*time.Millisecond), h.dir)
				s.writeAddresses(h, o, w)
			})
		},
	}
	c.Flags().StringVar(&listenAt, "listen", "127.0.0.1:8080", "address to listen on; :8443 for all of this machine's")
	c.Flags().StringVar(&o.public, "public-url", "", "where people and programs reach it: https://sayso.example.com")
	c.Flags().StringArrayVar(&o.hosts, "host", nil, "another host name to answer to")
	c.Flags().StringArrayVar(&o.origins, "origin", nil, "another site whose pages may call the API: https://intern.example.com")
	c.Flags().StringArrayVar(&o.proxies, "trusted-proxy", nil, "a proxy whose X-Forwarded-For is believed, so that limits go by who comes through it: 10.0.0.5 or 10.0.0.0/24")
	c.Flags().StringVar(&o.cert, "tls-cert", "", "file with the certificate and its chain")
	c.Flags().StringVar(&o.key, "tls-key", "", "file with the certificate's key")
	uiPortFlag(c, &o.uiPort)
	return c
}

// serve runs the engine and serves the surfaces until ctx ends. up is called once they answer.
func (s *session) serve(ctx context.Context, o serving, up func(*home, welcome)) error {
	return s.withHome(ctx, func(h *home) error {
		if err := h.start(ctx, engineOptions{ui: true, uiPort: o.uiPort, api: o.public, only: true}); err != nil {
			return usageOf(err)
		}
		meter.Runs(h.metrics, h.Count)
		at, err := site.New(site.Options{PublicURL: o.public, Hosts: o.hosts, Origins: o.origins, Proxies: o.proxies, Metrics: h.metrics, Log: h.engine.log,
			Ready: func(ctx context.Context) error { _, err := h.List(ctx, 1); return err }})
		if err != nil {
			return usage{err}
		}
		gate, err := s.mount(ctx, h, at, o)
		if err != nil {
			return err
		}
		hello, err := s.welcome(ctx, h, gate)
		if err != nil {
			return err
		}
		stop, stopped := context.WithCancel(ctx)
		defer stopped()
		served := make(chan error, 1)
		go func() { served <- at.Serve(stop, o.listener, o.cert, o.key) }()
		go sweep(stop, gate)
		up(h, hello)
		select {
		case err := <-served:
			return err
		case <-ctx.Done():
		}
		s.printf("Ending …\n")
		return <-served
	})
}

// sweepEvery is how often what is over is forgotten.
const sweepEvery = time.Hour

// sweep forgets sessions, links and tokens that are over, until ctx ends.
func sweep(ctx context.Context, gate *oauth.Server) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := gate.Sweep(ctx); err != nil {
				gate.Log.Warn("what is over can't be forgotten", "error", err)
			}
		}
	}
}

func localAddress(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

func listen(ctx context.Context, address string) (net.Listener, error) {
	return new(net.ListenConfig).Listen(ctx, "tcp", address)
}

// portTaken says in words that an address can't be listened on.
func portTaken(err error, fix string) error {
	if err == nil {
		return nil
	}
	what := err.Error()
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Addr != nil {
		what = op.Addr.String() + " can't be listened on: " + op.Err.Error()
	}
	return usage{connectors.Errorf(connectors.Invalid, "%s; %s", what, fix)}
}
