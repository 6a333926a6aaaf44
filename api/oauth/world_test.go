package oauth_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/audit"
	"sayso/api/oauth"
	"sayso/api/store"
	"sayso/connectors"
)

// world is a server over https with a real database, and a clock that goes when it is told to.
type world struct {
	*oauth.Server

	t       *testing.T
	url     string
	file    string // of the database
	db      *store.DB
	tenants *store.Workspaces
	logs    *safeBuffer
	record  *record
	served  *httptest.Server
	options oauth.Options

	mu    sync.Mutex
	now   time.Time
	front http.Handler // what is served now
}

const password = "correct horse battery staple"

var cheap = access.Cost{Passes: 1, KiB: 64, Lanes: 1}

func newWorld(t *testing.T, edits ...func(*oauth.Options)) *world {
	t.Helper()
	w := &world{t: t, logs: &safeBuffer{}, record: &record{}, now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	w.served = httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.handler().ServeHTTP(rw, r) }))
	t.Cleanup(w.served.Close)
	w.url, w.file = w.served.URL, filepath.Join(t.TempDir(), "sayso.db")
	w.options = oauth.Options{Issuer: w.url, LinkKey: bytes.Repeat([]byte{7}, 32), Cost: cheap, Now: w.clock, Audit: w.record,
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
	a, err := w.People.Add(w.t.Context(), login, "")
	require.NoError(w.t, err)
	require.NoError(w.t, w.People.SetPassword(w.t.Context(), a, connectors.NewSecret(password)))
	w.member(a, api.DefaultWorkspace, role)
	return a
}

func (w *world) member(a access.Account, workspace string, role api.Role) {
	w.t.Helper()
	ok, err := w.tenants.PutMember(w.t.Context(), workspace, api.Member{Account: a.ID, Name: a.Name, Role: role, At: w.clock()})
	require.NoError(w.t, err)
	require.True(w.t, ok)
}

// reply is an answer that was read to its end.
type reply struct {
	*http.Response

	body string
}

// location is where the answer sends the browser, without its query, and its query.
func (r reply) location(t *testing.T) (string, url.Values) {
	t.Helper()
	require.Equal(t, http.StatusSeeOther, r.StatusCode, r.body)
	base, query, _ := strings.Cut(r.Header.Get("Location"), "?")
	values, err := url.ParseQuery(query)
	require.NoError(t, err)
	return base, values
}

func (r reply) json(t *testing.T) map[string]any {
	t.Helper()
	var m map[string]any
	require.NoError(t, json.Unmarshal([]byte(r.body), &m), r.body)
	return m
}

func (w *world) send(c *http.Client, req *http.Request) reply {
	w.t.Helper()
	resp, err := c.Do(req)
	require.NoError(w.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(w.t, err)
	return reply{resp, string(body)}
}

// program sends what programs send: no cookies.
func (w *world) program(method, path, kind, body string, header ...string) reply {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, strings.NewReader(body))
	require.NoError(w.t, err)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Add(header[i], header[i+1])
	}
	return w.send(&http.Client{Transport: w.served.Client().Transport}, req)
}

const formType = "application/x-www-form-urlencoded"

func (w *world) post(path string, form url.Values) reply {
	w.t.Helper()
	return w.program(http.MethodPost, path, formType, form.Encode())
}

// browser is what a person uses: it keeps cookies, follows nothing by itself, and says where a form comes from.
type browser struct {
	w      *world
	client *http.Client
	lang   string
}

func (w *world) browser() *browser {
	jar, err := cookiejar.New(nil)
	require.NoError(w.t, err)
	return &browser{w: w, lang: "en", client: &http.Client{Jar: jar,
		Transport:     &http.Transport{TLSClientConfig: w.served.Client().Transport.(*http.Transport).TLSClientConfig.Clone()},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (b *browser) get(address string) reply {
	b.w.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = b.w.url + address
	}
	req, err := http.NewRequestWithContext(b.w.t.Context(), http.MethodGet, address, nil)
	require.NoError(b.w.t, err)
	req.Header.Set("Accept-Language", b.lang)
	return b.w.send(b.client, req)
}

func (b *browser) post(path string, form url.Values, header ...string) reply {
	b.w.t.Helper()
	req, err := http.NewRequestWithContext(b.w.t.Context(), http.MethodPost, b.w.url+path, strings.NewReader(form.Encode()))
	require.NoError(b.w.t, err)
	req.Header.Set("Content-Type", formType)
	req.Header.Set("Accept-Language", b.lang)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return b.w.send(b.client, req)
}

var hidden = regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)"`)

// fields are the hidden fields of the first form of a page.
func (r reply) fields() url.Values {
	form, _, _ := strings.Cut(r.body, "</form>")
	values := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(form, -1) {
		values.Set(m[1], html.UnescapeString(m[2]))
	}
	return values
}

// submit sends the form of a page, as it is and with what a person filled in.
func (b *browser) submit(page reply, path string, filled ...string) reply {
	b.w.t.Helper()
	form := page.fields()
	for i := 0; i < len(filled); i += 2 {
		form.Set(filled[i], filled[i+1])
	}
	return b.post(path, form)
}

func (b *browser) signIn(login string) {
	b.w.t.Helper()
	in := b.submit(b.get("/oauth/signin"), "/oauth/signin", "login", login, "password", password)
	require.Equal(b.w.t, http.StatusOK, in.StatusCode, in.body)
}

// client registers a client that is sent back to an address.
func (w *world) client(redirect string) string {
	w.t.Helper()
	raw, err := json.Marshal(map[string]any{"client_name": "Test Assistant", "redirect_uris": []string{redirect}, "grant_types": []string{"authorization_code", "refresh_token"}})
	require.NoError(w.t, err)
	r := w.program(http.MethodPost, "/oauth/register", "application/json", string(raw))
	require.Equal(w.t, http.StatusCreated, r.StatusCode, r.body)
	return r.json(w.t)["client_id"].(string)
}

const (
	redirect = "https://assistant.example/callback"
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
	b.w.t.Helper()
	page := b.get("/oauth/authorize?" + request.Encode())
	require.Equal(b.w.t, http.StatusOK, page.StatusCode, page.body+page.Header.Get("Location"))
	return b.submit(page, "/oauth/authorize", append([]string{"decision", "allow", "workspace", "default"}, filled...)...).location(b.w.t)
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
	require.Equal(w.t, http.StatusOK, r.StatusCode, r.body)
	m := r.json(w.t)
	refresh, _ := m["refresh_token"].(string)
	return tokens{client, answer.Get("code"), m["access_token"].(string), refresh}
}

func (w *world) refresh(tk tokens, edits ...string) reply {
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

// record keeps what was recorded; full makes it unwritable.
type record struct {
	mu      sync.Mutex
	entries []audit.Entry
	full    bool
}

func (r *record) Record(_ context.Context, e audit.Entry) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.full {
		return connectors.Errorf(connectors.Unavailable, "the record can't be written")
	}
	r.entries = append(r.entries, e)
	return nil
}

func (r *record) actions() (list []string) {
	for _, e := range r.entries {
		list = append(list, e.Action)
	}
	return list
}

// safeBuffer is a log that many write to.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
