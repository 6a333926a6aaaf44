package mcp

import (
	"context"
	"crypto/rand"
	_ "embed" // what assistants are told
	"log/slog"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
	"sayso/connectors"
)

// Options are what a server is made of.
type Options struct {
	Service *api.Service
	Version string // of the program
	// Challenge says how a credential that is too narrow can be widened, as WWW-Authenticate does. nil: it can't.
	Challenge func(door string, c api.Caller, lacks api.Permission) string
	Seal      []byte // 32 bytes that sign what clients carry for us; the same in all processes of an installation. nil: of this process's own
	Log       *slog.Logger
	Now       func() time.Time
}

// The doors: under ReadOnly there are the tools that change nothing, and no others.
const (
	Door     = "/mcp"
	ReadOnly = "/mcp/readonly"
)

// Server answers assistants. Make it with [New].
type Server struct {
	Options

	full, readOnly *sdk.Server
}

// New makes a server.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Seal == nil {
		o.Seal = make([]byte, 32)
		_, _ = rand.Read(o.Seal) // never fails, as its documentation says
	}
	s := &Server{Options: o}
	s.full, s.readOnly = s.build(Door), s.build(ReadOnly)
	return s
}

// instructions are what an assistant reads first. Clients show it no more than the first 512 characters, so that these have what matters.
//
//go:embed instructions.md
var instructions string

// build makes what is behind a door.
func (s *Server) build(door string) *sdk.Server {
	o := &sdk.ServerOptions{
		Instructions: instructions, Logger: s.Log, CompletionHandler: s.complete,
		// What is listed changes with a new version of the program, so that nobody need wait for news of it.
		Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}, Prompts: &sdk.PromptCapabilities{}, Resources: &sdk.ResourceCapabilities{}},
		// All that is listed is for one caller.
		SetCacheable: func(_ context.Context, _ sdk.Request, c *sdk.Cacheable) { c.CacheScope = "private" },
	}
	fixOptions(o)
	to := sdk.NewServer(&sdk.Implementation{Name: "sayso", Title: "Sayso", Version: s.Version}, o)
	to.AddReceivingMiddleware(s.refusals(door), s.listing)
	for _, t := range tools() {
		if door == Door || t.reads() {
			t.add(s, to)
		}
	}
	s.addResources(to)
	s.addPrompts(to)
	s.addFixtures(to)
	return to
}

// callerKey is that of the caller in a context.
type callerKey struct{}

// WithCaller puts who asks into the context of a request. Whoever checks credentials calls it.
func WithCaller(ctx context.Context, c api.Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// callerOf gives who asks. However they came in, the one who calls a tool is a program.
func callerOf(ctx context.Context) (api.Caller, bool) {
	c, ok := ctx.Value(callerKey{}).(api.Caller)
	c.Surface, c.Human = api.SurfaceMCP, false
	return c, ok
}

// deskOf is the desk of who asks.
func (s *Server) deskOf(ctx context.Context) (api.Caller, *api.Desk, error) {
	c, ok := callerOf(ctx)
	if !ok {
		return c, nil, &connectors.Error{Kind: connectors.Expired, Code: "no_caller", Message: "nobody is signed in"}
	}
	return c, s.Service.For(c), nil
}

func (s *Server) call(ctx context.Context, r *sdk.CallToolRequest) (call, error) {
	caller, desk, err := s.deskOf(ctx)
	return call{s, caller, desk, r}, err
}
