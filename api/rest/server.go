package rest

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"

	"sayso/api"
	"sayso/api/problem"
	"sayso/connectors"
)

// Door is the path under which all routes are, and what a token has to be for.
const Door = "/v1"

// Options are what the routes are served with.
type Options struct {
	Service      *api.Service
	Authenticate func(*http.Request) (api.Caller, error) // tells who asks, by a bearer token; nil: only API keys are let in
	Challenge    func(error) string                      // gives WWW-Authenticate of an answer to who can't be told, "" for the plain one; nil: always that
	PublicURL    string                                  // where the routes are reached, without a slash at the end
	Rate         rate.Limit                              // requests a second of one caller; 0 for DefaultRate
	Burst        int                                     // requests at once of one caller; 0 for DefaultBurst
	Closing      <-chan struct{}                         // is closed when streams are to end; nil for never
	Log          *slog.Logger                            // of our own faults; nil for none
}

// What a caller may do where nothing else is said.
const (
	DefaultRate  = 500
	DefaultBurst = 2000
)

const (
	maxBody     = 2 << 20          // bytes: more than a plan may have
	requestTime = 90 * time.Second // of one request: above what asking a language model takes
)

// server serves the routes.
type server struct {
	Options

	callers  limits
	flight   flight
	document []byte
}

// Mount adds the routes, the OpenAPI document and the page that shows it.
func Mount(e gin.IRouter, o Options) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Rate == 0 {
		o.Rate = DefaultRate
	}
	if o.Burst == 0 {
		o.Burst = DefaultBurst
	}
	s := &server{Options: o, callers: limits{rate: o.Rate, burst: o.Burst}}
	all := routes()
	var err error
	if s.document, err = Document(o.PublicURL); err != nil {
		return err
	}
	for _, r := range all {
		e.Handle(r.method, r.path, func(c *gin.Context) {
			if err := s.serve(c, r); err != nil {
				s.fail(c, err)
			}
		})
	}
	e.GET("/openapi.json", func(c *gin.Context) { c.Data(http.StatusOK, "application/json", s.document) })
	return s.mountPage(e, all)
}

// serve answers a request at a route.
func (s *server) serve(c *gin.Context, r route) error {
	caller, err := s.caller(c)
	if err != nil {
		return err
	}
	if err := s.callers.take(c.Writer.Header(), caller.Workspace+"/"+caller.Account); err != nil {
		return err
	}
	if err := r.may(caller); err != nil {
		return err
	}
	if key := c.GetHeader(headerKey); key != "" && changes(r.method) {
		done, free := s.flight.begin(caller.Workspace + "/" + key)
		if !free {
			return problem.New("key_in_flight", "a request with this key is being carried out; send it again later")
		}
		defer done()
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	if !r.stream {
		ctx, stop := context.WithTimeout(c.Request.Context(), requestTime)
		defer stop()
		c.Request = c.Request.WithContext(ctx)
	}
	return r.serve(&exchange{Context: c, service: s.Service, desk: s.Service.For(caller), closing: s.Closing})
}

// caller tells who calls. Failing at it is limited by where it comes from.
func (s *server) caller(c *gin.Context) (api.Caller, error) {
	authenticate := s.Authenticate
	if authenticate == nil {
		authenticate = s.keyHolder
	}
	caller, err := authenticate(c.Request)
	if connectors.KindOf(err) == connectors.Expired {
		if tooOften := s.callers.take(http.Header{}, "from "+c.ClientIP()); tooOften != nil {
			return caller, tooOften
		}
	}
	caller.Surface = api.SurfaceREST
	if accepts := c.GetHeader("Accept-Language"); accepts != "" { // who says nothing is answered in the language of what they ask about
		caller.Lang = api.LanguageOf(accepts)
	}
	return caller, err
}

// keyHolder tells who has an API key.
func (s *server) keyHolder(r *http.Request) (api.Caller, error) {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if token = strings.TrimSpace(token); !strings.EqualFold(kind, "Bearer") || token == "" {
		return api.Caller{}, problem.New("bad_token", "give an API key: Authorization: Bearer sayso_…")
	}
	return s.Service.Authenticate(r.Context(), token, api.SurfaceREST)
}

// fail answers with an error. What no use case made is a fault of our own, and said to the log alone.
func (s *server) fail(c *gin.Context, err error) {
	if c.Writer.Written() {
		return // in the middle of an answer there is nothing left to say
	}
	if _, ours := errors.AsType[*connectors.Error](err); !ours {
		if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
			err = &connectors.Error{Kind: connectors.Unavailable, Code: string(connectors.Unavailable), Message: "this took too long; look whether it was done before you send it again"}
		} else {
			s.Log.Error("a request failed", "route", c.FullPath(), "error", err)
			err = problem.New("internal", "this is a fault of Sayso's own; its log has more")
		}
	}
	if s.Challenge != nil {
		if says := s.Challenge(err); says != "" {
			c.Header("WWW-Authenticate", says)
		}
	}
	problem.Write(c.Writer, err)
}
