package oauth

import (
	"context"
	"html/template"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"sayso/api"
	"sayso/api/access"
	"sayso/connectors"
)

// Options are what a server is made of.
type Options struct {
	// Issuer is the address under which all of this is reached: an origin such as https://sayso.example.com, or http on loopback.
	Issuer     string
	Resources  []Resource // at least one; the first is meant where a client names none
	Store      access.Store
	Members    Members
	Workspaces Workspaces
	LinkKey    []byte                     // 32 bytes that sign links; the same after a restart
	Cost       access.Cost                // of guessing a password; zero: the default
	Keys       Keys                       // nil: no API keys
	Approver   func(api.Caller) Approver  // nil: no pages to decide on
	Connects   func(api.Caller) Connects  // nil: no pages to connect apps on
	Audit      Record                     // nil: nothing is recorded
	Provider   *access.Provider           // nil: people sign in with passwords of our own alone
	ToProvider *http.Client               // nil: one with a time-out
	Fetch      *http.Client               // for what clients publish; nil: connectors.NewPublicClient
	Address    func(*http.Request) string // where a request comes from, behind whatever proxies are trusted; nil: its connection
	Log        *slog.Logger               // nil: none
	Now        func() time.Time           // nil: the clock
}

// Server answers the paths of Paths. Make it with [New].
type Server struct {
	Options
	People *access.People
	Grants *access.Grants
	Links  *access.Links

	mux       *http.ServeMux
	paths     []string
	pages     *template.Template
	documents *documents
	keys      *documents
	provider  *provider
	origins   *http.CrossOriginProtection
	secure    bool // served over https, so that cookies can be too
}

// Keys checks API keys. An error of any kind but Unavailable says that the key is no good.
type Keys interface {
	Authenticate(ctx context.Context, secret string, from api.Surface) (api.Caller, error)
}

// New makes a server. It sends nothing.
func New(o Options) (*Server, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	s := &Server{Options: o, People: access.NewPeople(o.Store, o.Cost), Grants: &access.Grants{Store: o.Store, Now: o.Now},
		Links: &access.Links{Key: o.LinkKey, Store: o.Store, Now: o.Now}, mux: http.NewServeMux(), pages: pages,
		secure: o.Issuer[:5] == "https", origins: http.NewCrossOriginProtection()}
	s.People.Now = o.Now
	s.documents, s.keys = newDocuments(o.Fetch, o.Now), newDocuments(o.Fetch, o.Now)
	s.provider = newProvider(o.Provider, o.Issuer+callbackPath, o.ToProvider)
	if err := s.origins.AddTrustedOrigin(o.Issuer); err != nil {
		return nil, err
	}
	s.route()
	return s, nil
}

func (o *Options) complete() error {
	u, err := url.Parse(o.Issuer)
	switch {
	case err != nil || u.Host == "" || o.Issuer != u.Scheme+"://"+u.Host:
		return connectors.Errorf(connectors.Invalid, "%q can't be the address of a server that people sign in to; write it as https://host", o.Issuer)
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())): // RFC 8414, 2
		return connectors.Errorf(connectors.Invalid, "%s would send passwords and tokens in clear; use https", o.Issuer)
	case len(o.Resources) == 0:
		return connectors.Errorf(connectors.Invalid, "there is nothing to sign in for")
	case o.Store == nil || o.Members == nil || o.Workspaces == nil:
		return connectors.Errorf(connectors.Invalid, "there is nowhere to keep who may come in")
	case len(o.LinkKey) < 32:
		return connectors.Errorf(connectors.Invalid, "the key that signs links is too short")
	}
	if o.Fetch == nil {
		o.Fetch = connectors.NewPublicClient()
	}
	if o.Address == nil {
		o.Address = remote
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return nil
}

// remote gives the address at the other end of the connection.
func remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// The paths.
const (
	authorizePath = "/oauth/authorize"
	tokenPath     = "/oauth/token" //nolint:gosec // a path, no credential
	revokePath    = "/oauth/revoke"
	registerPath  = "/oauth/register"
	jwksPath      = "/oauth/jwks"
	signInPath    = "/oauth/signin"
	signOutPath   = "/oauth/signout"
	providerPath  = "/oauth/provider"
	callbackPath  = "/oauth/callback"
	welcomePath   = "/oauth/welcome"
	decidePath    = "/oauth/decide"
	connectPath   = "/oauth/connect"
	appsPath      = "/oauth/apps"
	stylePath     = "/oauth/style.css"

	serverMetadata   = "/.well-known/oauth-authorization-server"
	openIDMetadata   = "/.well-known/openid-configuration"
	resourceMetadata = "/.well-known/oauth-protected-resource"
)

// route fills the table of paths. What programs ask for may be asked by a script of any page (CORS): no cookie counts there. What people
// see may not.
func (s *Server) route() {
	programs := map[string]http.HandlerFunc{
		"GET " + serverMetadata: s.serveServerMetadata,
		"GET " + openIDMetadata: s.serveServerMetadata,
		"GET " + jwksPath:       s.serveJWKS,
		"POST " + tokenPath:     s.serveToken,
		"POST " + revokePath:    s.serveRevoke,
		"POST " + registerPath:  s.serveRegister,
	}
	for path, resource := range s.metadataPaths() {
		programs["GET "+path] = s.serveResourceMetadata(resource)
	}
	people := map[string]http.HandlerFunc{
		"GET " + authorizePath:  s.askConsent,
		"POST " + authorizePath: s.takeConsent,
		"GET " + signInPath:     s.showSignIn,
		"POST " + signInPath:    s.signIn,
		"POST " + signOutPath:   s.signOut,
		"GET " + providerPath:   s.toProvider,
		"GET " + callbackPath:   s.fromProvider,
		"GET " + welcomePath:    s.showWelcome,
		"POST " + welcomePath:   s.welcome,
		"GET " + decidePath:     s.showQuestion,
		"POST " + decidePath:    s.decide,
		"GET " + connectPath:    s.showConnect,
		"POST " + connectPath:   s.connect,
		"GET " + appsPath:       s.showApps,
		"POST " + appsPath:      s.dropApp,
		"GET " + stylePath:      s.serveStyle,
	}
	paths := map[string]bool{}
	for pattern, h := range programs {
		path := pathOf(pattern)
		paths[path] = true
		s.mux.Handle(pattern, openToScripts(h))
		s.mux.Handle("OPTIONS "+path, openToScripts(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	}
	for pattern, h := range people {
		paths[pathOf(pattern)] = true
		s.mux.Handle(pattern, h)
	}
	s.paths = slices.Sorted(maps.Keys(paths))
}

// ServeHTTP answers a request to one of the paths.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxRequest)
	s.mux.ServeHTTP(w, r)
}

const maxRequest = 64 << 10

// Paths lists all paths, none of which has a parameter, so that any router can be told of them.
func (s *Server) Paths() []string { return s.paths }

// Sweep forgets what is over. Call it now and then.
func (s *Server) Sweep(ctx context.Context) error { return s.Store.Sweep(ctx, s.Now()) }

// openToScripts lets scripts of other origins read an answer (CORS). They can send no cookie along.
func openToScripts(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
		w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type, MCP-Protocol-Version")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		h(w, r)
	}
}
