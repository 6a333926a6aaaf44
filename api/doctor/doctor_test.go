package doctor_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/audit"
	"sayso/api/doctor"
	"sayso/connectors"
)

// site is Sayso as it is seen from outside, with a fault.
type site struct {
	public  string // what it takes for its own address
	off     time.Duration
	status  int    // of /healthz
	hidden  string // a path that the proxy doesn't pass on
	noHint  bool   // /mcp says nothing of where to sign in
	strange bool   // metadata is no JSON
	sees    string // of X-Forwarded-For
}

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", time.Now().Add(s.off).UTC().Format(http.TimeFormat))
	if r.URL.Path == s.hidden {
		http.NotFound(w, r)
		return
	}
	switch r.URL.Path {
	case "/healthz":
		w.Header().Set("Sayso-Client", "10.0.0.5")
		w.Header().Set("Sayso-Forwarded", s.sees)
		w.WriteHeader(s.status)
	case "/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp":
		s.json(w, map[string]any{"resource": s.public + "/mcp", "authorization_servers": []string{s.public}})
	case "/.well-known/oauth-authorization-server":
		s.json(w, map[string]any{"issuer": s.public, "token_endpoint": s.public + "/oauth/token", "code_challenge_methods_supported": []string{"S256"}})
	case "/mcp":
		if !s.noHint {
			w.Header().Set("WWW-Authenticate", `Bearer resource_metadata="`+s.public+`/.well-known/oauth-protected-resource/mcp"`)
		}
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func (s site) json(w http.ResponseWriter, doc any) {
	if s.strange {
		doc = "<html>"
	}
	_ = json.NewEncoder(w).Encode(doc) //nolint:errchkjson // the test sees what arrives
}

func TestOutside(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(*site)
		wrong []string
	}{
		"well":                         {func(*site) {}, nil},
		"a proxy's error":              {func(s *site) { s.status = http.StatusBadGateway }, []string{"reach"}},
		"a Host that isn't known":      {func(s *site) { s.status = http.StatusForbidden }, []string{"reach"}},
		"a clock that is wrong":        {func(s *site) { s.off = -5 * time.Minute }, []string{"clock"}},
		"another public URL":           {func(s *site) { s.public = "https://other.example" }, []string{"metadata", "authorization"}},
		"no path form":                 {func(s *site) { s.hidden = "/.well-known/oauth-protected-resource/mcp" }, []string{"metadata"}},
		"no authorization server":      {func(s *site) { s.hidden = "/.well-known/oauth-authorization-server" }, []string{"authorization"}},
		"a challenge that was dropped": {func(s *site) { s.noHint = true }, []string{"mcp"}},
		"a page of the proxy's":        {func(s *site) { s.strange = true }, []string{"metadata", "authorization"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &site{status: http.StatusOK}
			server := httptest.NewTLSServer(s)
			t.Cleanup(server.Close)
			s.public = server.URL
			test.spoil(s)
			list := doctor.Outside(t.Context(), server.URL+"/", server.Client())
			require.Equal(t, test.wrong, wrong(t, list))
		})
	}
}

// wrong lists the names of the checks that failed. Each says in both languages what is wrong and what to do.
func wrong(t *testing.T, list []doctor.Check) (names []string) {
	t.Helper()
	for _, c := range list {
		require.NotEmpty(t, c.Says.En)
		require.NotEmpty(t, c.Says.De)
		if c.Outcome == doctor.Wrong {
			require.NotEmpty(t, c.Fix.En, c.Name)
			require.NotEmpty(t, c.Fix.De, c.Name)
			names = append(names, c.Name)
		}
	}
	if names == nil {
		require.NotEqual(t, doctor.Wrong, doctor.Worst(list))
	}
	return names
}

// A proxy that isn't trusted makes one of all who come through it; the doctor says so, and what to do.
func TestTheProxyInFront(t *testing.T) {
	for sees, want := range map[string]doctor.Outcome{"none": doctor.Well, "trusted": doctor.Well, "ignored": doctor.Warning, "": doctor.Skipped} {
		s := &site{status: http.StatusOK, sees: sees}
		server := httptest.NewTLSServer(s)
		t.Cleanup(server.Close)
		s.public = server.URL
		list := doctor.Outside(t.Context(), server.URL, server.Client())
		require.Empty(t, wrong(t, list))
		i := slices.IndexFunc(list, func(c doctor.Check) bool { return c.Name == "proxy" })
		require.Equal(t, want, list[i].Outcome, sees)
		require.Equal(t, want == doctor.Warning, strings.Contains(list[i].Fix.De, "--trusted-proxy 10.0.0.5"))
	}
}

func TestOutsideWhatCantBeReached(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	for _, address := range []string{"nonsense", "ftp://example.com", server.URL, "http://127.0.0.1:1"} { // the second has a certificate of nobody
		list := doctor.Outside(t.Context(), address, nil)
		require.Len(t, wrong(t, list), 1, address)
	}
	plain := httptest.NewServer(site{status: http.StatusOK})
	t.Cleanup(plain.Close)
	require.NotContains(t, wrong(t, doctor.Outside(t.Context(), plain.URL, nil)), "tls", "on this machine TLS isn't needed")
}

func TestInside(t *testing.T) {
	holdings := func(database, connections error, health ...api.Health) doctor.Holdings {
		return doctor.Holdings{
			Connections: func(context.Context) ([]api.Health, error) { return health, connections },
			Database:    func(context.Context) error { return database },
			Records:     func(context.Context) ([]audit.List, error) { return nil, nil },
		}
	}
	prod := api.Known{ID: "salesforce/prod", App: "salesforce", Identity: "ops@acme.example"}
	require.Empty(t, wrong(t, doctor.Inside(t.Context(), holdings(nil, nil, api.Health{Known: prod}))))
	require.Equal(t, []string{"database"}, wrong(t, doctor.Inside(t.Context(), holdings(errors.New("row 7 missing"), nil))))
	require.Equal(t, []string{"connections"}, wrong(t, doctor.Inside(t.Context(), holdings(nil, errors.New("no key")))))
	expired := connectors.Errorf(connectors.Expired, "the token is no longer good")
	require.Equal(t, []string{"connection salesforce/prod"}, wrong(t, doctor.Inside(t.Context(), holdings(nil, nil, api.Health{Known: prod, Err: expired}))))
	list := doctor.Inside(t.Context(), holdings(nil, nil, api.Health{Known: prod, Err: connectors.Errorf(connectors.Unavailable, "it is down")}))
	require.Empty(t, wrong(t, list))
	require.Equal(t, doctor.Warning, doctor.Worst(list))
}
