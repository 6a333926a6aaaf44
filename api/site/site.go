// Package site is what all surfaces share that are reached at one address over HTTP: which hosts and web pages it answers to, how large and how
// slow a request may be, what it says of its health, and how it ends. Surfaces mount their own handlers on its engine; it knows none of them.
package site

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"sayso/api/problem"
	"sayso/connectors"
)

// Options are what a site is made of.
type Options struct {
	PublicURL string                      // where people and programs reach it: "https://sayso.example.com"
	Hosts     []string                    // other host names that it answers to; those of this machine always are
	Proxies   []string                    // whose word for where a request comes from counts: "10.0.0.5", "10.0.0.0/24"; nil: nobody's
	Origins   []string                    // other sites whose pages may call what only our own pages may: "https://chatgpt.com"
	Ready     func(context.Context) error // tells whether it can work; nil: it always can
	Metrics   *prometheus.Registry        // what /metrics shows, to this machine alone; nil for none
	Log       *slog.Logger                // of faults; nil for none
}

// Site is an HTTP server without its surfaces.
type Site struct {
	options Options
	engine  *gin.Engine
	hosts   map[string]bool
	proxies []netip.Prefix
	closing chan struct{}
}

// Bounds of a request. Those who stream put off the end of their answers themselves.
const (
	headerTime = 10 * time.Second
	readTime   = time.Minute
	writeTime  = 2 * time.Minute // above what the slowest request may take
	idleTime   = 2 * time.Minute
	closeTime  = 10 * time.Second // what requests get to come to their end
	maxHeaders = 64 << 10
)

// New makes a site.
func New(o Options) (*Site, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	public, err := url.Parse(o.PublicURL)
	if err != nil || public.Host == "" || public.Scheme != "http" && public.Scheme != "https" || strings.Trim(public.Path, "/") != "" {
		return nil, connectors.Errorf(connectors.Invalid, "%q is not where a site can be reached; write https://sayso.example.com", o.PublicURL)
	}
	trusted, err := proxies(o.Proxies)
	if err != nil {
		return nil, err
	}
	s := &Site{options: o, hosts: map[string]bool{public.Hostname(): true}, proxies: trusted, closing: make(chan struct{})}
	for _, h := range append([]string{"localhost", "127.0.0.1", "::1"}, o.Hosts...) {
		s.hosts[strings.ToLower(h)] = true
	}
	gin.SetMode(gin.ReleaseMode) // otherwise it writes to the terminal
	e := gin.New()
	e.HandleMethodNotAllowed, e.UseRawPath, e.UnescapePathValues, e.RedirectTrailingSlash = true, true, true, false
	e.RemoteIPHeaders = []string{forwardedFor} // the one that proxies add to; another may be the client's own
	if err := e.SetTrustedProxies(o.Proxies); err != nil {
		return nil, err
	}
	e.Use(s.count(), s.recover, s.address, s.guard)
	e.NoRoute(func(c *gin.Context) {
		problem.Write(c.Writer, problem.New("no_route", "there is nothing at %s", c.Request.URL.Path))
	})
	e.NoMethod(func(c *gin.Context) {
		problem.Write(c.Writer, problem.New("no_method", "%s doesn't take %s", c.Request.URL.Path, c.Request.Method))
	})
	e.GET("/healthz", s.health)
	e.GET("/readyz", s.ready)
	s.engine = e
	if o.Metrics != nil {
		e.GET("/metrics", s.local, gin.WrapH(promhttp.HandlerFor(o.Metrics, promhttp.HandlerOpts{})))
	}
	return s, nil
}

// Engine is where surfaces mount their handlers.
func (s *Site) Engine() *gin.Engine { return s.engine }

// Closing is closed when the site is about to end, and streams with it.
func (s *Site) Closing() <-chan struct{} { return s.closing }

// ServeHTTP answers a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.engine.ServeHTTP(w, r) }

// Serve answers requests until ctx ends, and lets those that are under way come to their end. certificate and key are files; "" serves without
// TLS.
func (s *Site) Serve(ctx context.Context, l net.Listener, certificate, key string) error {
	server := &http.Server{Handler: s, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeaders, ErrorLog: slog.NewLogLogger(s.options.Log.Handler(), slog.LevelWarn)}
	ended := make(chan error, 1)
	go func() {
		if certificate != "" {
			ended <- server.ServeTLS(l, certificate, key)
		} else {
			ended <- server.Serve(l)
		}
	}()
	select {
	case err := <-ended:
		return connectors.Errorf(connectors.Unavailable, "the site at %s ended: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	close(s.closing)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return errors.Join(server.Close(), nil) // what is still under way is cut off
	}
	return nil
}

// guard refuses requests that came under a name that isn't ours, as a web page's do that had its own name pointed at this machine.
func (s *Site) guard(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	if strings.HasPrefix(s.options.PublicURL, "https:") {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if !s.hosts[hostOf(c.Request.Host)] {
		c.Abort()
		problem.Write(c.Writer, problem.New("bad_host", "this is not %s; start with --public-url, or --host, where it should be", hostOf(c.Request.Host)))
	}
}

// OwnPages refuses requests of foreign web pages. It is for surfaces that don't look themselves.
func (s *Site) OwnPages(c *gin.Context) {
	if origin := c.GetHeader("Origin"); origin != "" && !s.ours(origin) {
		c.Abort()
		problem.Write(c.Writer, problem.New("bad_host", "pages of %s may not call this", origin))
	}
}

// ours reports whether a page's origin is the site itself, or one of those that may call it.
func (s *Site) ours(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && s.hosts[strings.ToLower(u.Hostname())] || slices.Contains(s.options.Origins, origin)
}

func hostOf(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// ready tells a load balancer whether to send requests here.
func (s *Site) ready(c *gin.Context) {
	if s.options.Ready != nil {
		ctx, stop := context.WithTimeout(c.Request.Context(), headerTime)
		defer stop()
		if err := s.options.Ready(ctx); err != nil {
			problem.Write(c.Writer, &connectors.Error{Kind: connectors.Unavailable, Code: "engine", Message: "not ready: " + err.Error()})
			return
		}
	}
	c.String(http.StatusOK, "ready\n")
}

// local lets only this machine in: figures are nobody else's business. Behind a proxy on this machine it is the proxy's to keep them in.
func (s *Site) local(c *gin.Context) {
	if ip := net.ParseIP(c.RemoteIP()); (ip == nil || !ip.IsLoopback() && !ip.IsPrivate()) || c.GetHeader(forwardedFor) != "" {
		c.Abort()
		problem.Write(c.Writer, problem.New("no_route", "there is nothing at %s", c.Request.URL.Path))
	}
}

// recover answers for a handler that fell over. What it was goes to the log.
func (s *Site) recover(c *gin.Context) {
	defer func() {
		reason := recover()
		if reason == nil {
			return
		}
		if reason == http.ErrAbortHandler { //nolint:errorlint,err113 // it is that very value
			panic(reason)
		}
		s.options.Log.Error("a handler fell over", "route", c.FullPath(), "reason", reason)
		c.Abort()
		if !c.Writer.Written() {
			problem.Write(c.Writer, problem.New("internal", "this is a fault of Sayso's own; its log has more"))
		}
	}()
	c.Next()
}
