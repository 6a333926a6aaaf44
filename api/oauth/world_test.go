package oauth_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/apitest"
	"sayso/api/oauth"
	"sayso/api/store"
)

// world is a server over https with a real database, and a clock that goes when it is told to.
type world struct {
	*oauth.Server

	t       *testing.T
	url     string
	file    string // of the database
	db      *store.DB
	tenants *store.Workspaces
	logs    *apitest.Log
	record  *apitest.Audit
	served  *httptest.Server
	options oauth.Options

	mu    sync.Mutex
	now   time.Time
	front http.Handler // what is served now
}

const password = apitest.Password

func newWorld(t *testing.T, edits ...func(*oauth.Options)) *world {
	t.Helper()
	w := &world{t: t, logs: &apitest.Log{}, record: &apitest.Audit{}, now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	w.served = httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.handler().ServeHTTP(rw, r) }))
	t.Cleanup(w.served.Close)
	w.url, w.file = w.served.URL, filepath.Join(t.TempDir(), "sayso.db")
	w.options = oauth.Options{Issuer: w.url, LinkKey: bytes.Repeat([]byte{7}, 32), Cost: apitest.Cheap, Now: w.clock, Audit: w.record,
		Log: slog.New(slog.NewTextHandler(w.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Resources: []oauth.Resource{
			{Path: "/mcp", Name: "MCP", Surface: api.SurfaceMCP, Scopes: api.Permissions(), First: []api.Permission{api.ReadPlans, api.ReadRuns}},
			{Path: "/mcp/readonly", Name: "MCP, reading only", Surface: api.SurfaceMCP, Scopes: []api.Permission{api.ReadPlans, api.ReadRuns}, First: []api.Permission{api.ReadPlans}},
			{Path: "/v1", Name: "REST", Surface: api.SurfaceREST, Scopes: api.Permissions(), First: []api.Permission{api.ReadPlans}},
		}}
	w.start(edits...)
	return w
}

// start opens the database and makes the server, the first time and after a restart.
func (w *world) start(edits ...func(*oauth.Options)) {
	w.t.Helper()
	var err error
	w.db, err = store.Open(w.t.Context(), w.file)
	require.NoError(w.t, err)
	w.t.Cleanup(func() { _ = w.db.Close() })
	w.tenants = store.NewWorkspaces(w.db)
	w.options.Store, w.options.Members, w.options.Workspaces = store.NewOAuth(w.db), w.tenants, w.tenants
	for _, edit := range edits {
		edit(&w.options)
	}
	w.Server, err = oauth.New(w.options)
	require.NoError(w.t, err)
	w.serve(w.Server)
}

func (w *world) serve(h http.Handler) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.front = h
}

func (w *world) handler() http.Handler {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.front
}

func (w *world) restart() {
	w.t.Helper()
	require.NoError(w.t, w.db.Close())
	w.start()
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) later(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// person makes an account with a password and a role in the default workspace.
func (w *world) person(login string, role api.Role) access.Account {
	w.t.Helper()
	return apitest.AddPerson(w.t, w.People, w.tenants, login, role)
}

func (w *world) member(a access.Account, workspace string, role api.Role) {
	w.t.Helper()
	ok, err := w.tenants.PutMember(w.t.Context(), workspace, api.Member{Account: a.ID, Name: a.Name, Role: role, At: w.clock()})
	require.NoError(w.t, err)
	require.True(w.t, ok)
}

// program sends what programs send: no cookies.
func (w *world) program(method, path, kind, body string, header ...string) apitest.Reply {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, strings.NewReader(body))
	require.NoError(w.t, err)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Add(header[i], header[i+1])
	}
	return apitest.Send(w.t, &http.Client{Transport: w.served.Client().Transport}, req)
}

func (w *world) post(path string, form url.Values) apitest.Reply {
	w.t.Helper()
	return w.program(http.MethodPost, path, apitest.FormType, form.Encode())
}

// browser is that of a person of the test.
type browser struct{ *apitest.Browser }

func (w *world) browser() *browser { return &browser{apitest.NewBrowser(w.t, w.served)} }

// client registers a client that is sent back to an address.
func (w *world) client(redirect string) string {
	w.t.Helper()
	raw, err := json.Marshal(map[string]any{"client_name": "Test Assistant", "redirect_uris": []string{redirect}, "grant_types": []string{"authorization_code", "refresh_token"}})
	require.NoError(w.t, err)
	r := w.program(http.MethodPost, "/oauth/register", "application/json", string(raw))
	require.Equal(w.t, http.StatusCreated, r.StatusCode, r.Text)
	return r.JSON(w.t)["client_id"].(string)
}

const (
	redirect = apitest.Callback
	verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789"
)

func challenge(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// request is a client's request, as it should be.
func (w *world) request(client string) url.Values {
	return url.Values{"response_type": {"code"}, "client_id": {client}, "redirect_uri": {redirect}, "state": {"state of the client"},
		"code_challenge": {challenge(verifier)}, "code_challenge_method": {"S256"}, "resource": {w.url + "/mcp"}, "scope": {"plans:read runs:read runs:write"}}
}

// allow agrees to a request and gives what the client is told.
func (b *browser) allow(request url.Values, filled ...string) (string, url.Values) {
	return b.Allow(b.Get("/oauth/authorize?"+request.Encode()), filled...)
}

// redemption is a client's request to the token endpoint, as it should be.
func (w *world) redemption(client, code string) url.Values {
	return url.Values{"grant_type": {"authorization_code"}, "client_id": {client}, "code": {code}, "redirect_uri": {redirect}, "code_verifier": {verifier},
		"resource": {w.url + "/mcp"}}
}

// tokens are what a client holds in the end.
type tokens struct{ client, code, access, refresh string }

// connect does all that a client and a person do, for a scope; "" is the usual one.
func (w *world) connect(b *browser, scope string) tokens {
	w.t.Helper()
	client := w.client(redirect)
	request := w.request(client)
	if scope != "" {
		request.Set("scope", scope)
	}
	_, answer := b.allow(request)
	r := w.post("/oauth/token", w.redemption(client, answer.Get("code")))
	require.Equal(w.t, http.StatusOK, r.StatusCode, r.Text)
	m := r.JSON(w.t)
	refresh, _ := m["refresh_token"].(string)
	return tokens{client, answer.Get("code"), m["access_token"].(string), refresh}
}

func (w *world) refresh(tk tokens, edits ...string) apitest.Reply {
	w.t.Helper()
	form := url.Values{"grant_type": {"refresh_token"}, "client_id": {tk.client}, "refresh_token": {tk.refresh}}
	for i := 0; i < len(edits); i += 2 {
		form.Set(edits[i], edits[i+1])
	}
	return w.post("/oauth/token", form)
}

// caller asks who comes with a token to a resource.
func (w *world) caller(path, token string) (api.Caller, error) {
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, w.url+path, nil)
	r.Header.Set("Authorization", "Bearer "+token)
	return w.Caller(r, path)
}

// good reports whether a token opens the door of MCP.
func (w *world) good(token string) bool {
	w.t.Helper()
	_, err := w.caller("/mcp", token)
	return err == nil
}

// count counts the rows of a table.
func (w *world) count(table string) (n int) {
	w.t.Helper()
	require.NoError(w.t, w.db.Read(w.t.Context(), func(tx *sql.Tx) error {
		return tx.QueryRowContext(w.t.Context(), "SELECT count(*) FROM "+table).Scan(&n)
	}))
	return n
}
