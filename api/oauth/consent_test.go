package oauth_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
)

// A person grants what their role allows, in a workspace of theirs, and nothing beyond.
func TestNobodyGrantsWhatTheyMayNotDo(t *testing.T) {
	w := newWorld(t)
	w.person("vera", api.Viewer)
	client := w.client(redirect)
	b := w.browser()
	b.SignIn("vera")
	request := w.request(client)
	request.Set("scope", "plans:read runs:write admin")
	page := b.Get("/oauth/authorize?" + request.Encode())
	before, after, found := strings.Cut(page.Text, "which your role doesn&#39;t allow")
	require.True(t, found, page.Text)
	require.Contains(t, before, "Read your plans")
	require.Contains(t, after, "Manage members")
	_, answer := b.Submit(page, "/oauth/authorize", "decision", "allow", "workspace", "default").Location(t)
	r := w.post("/oauth/token", w.redemption(client, answer.Get("code"))).JSON(t)
	require.Equal(t, "plans:read", r["scope"])

	request.Set("scope", "admin")
	page = b.Get("/oauth/authorize?" + request.Encode())
	_, answer = b.Submit(page, "/oauth/authorize", "decision", "allow", "workspace", "default").Location(t)
	require.Equal(t, "access_denied", answer.Get("error"))

	foreign := b.Submit(page, "/oauth/authorize", "decision", "allow", "workspace", "other")
	require.Equal(t, http.StatusForbidden, foreign.StatusCode)
	require.Empty(t, foreign.Header.Get("Location"))
}

// What a person unticks no token of that consent has, and what wasn't asked for nobody can tick.
func TestScopesThatAreUnticked(t *testing.T) {
	w, b := signedIn(t)
	client := w.client(redirect)
	_, answer := b.allow(w.request(client), "scope runs:write", "", "scope admin", "on")
	r := w.post("/oauth/token", w.redemption(client, answer.Get("code"))).JSON(t)
	require.Equal(t, "plans:read runs:read", r["scope"])
	access, _ := r["access_token"].(string)
	c, err := w.caller("/mcp", access)
	require.NoError(t, err)
	require.Equal(t, []api.Permission{api.ReadPlans, api.ReadRuns}, c.Scopes)
	record := w.record.Entries()
	last := record[len(record)-1]
	require.Equal(t, "plans:read runs:read", last.Detail["scopes"], "what is on the record is what was granted")

	refresh, _ := r["refresh_token"].(string)
	wider := w.refresh(tokens{client: client, refresh: refresh}, "scope", "plans:read runs:read runs:write")
	require.Equal(t, "invalid_scope", wider.JSON(t)["error"], "who unticked it is asked, not passed by")

	challenge := w.NeedsScope("/mcp", c, api.StartRuns)
	require.Contains(t, challenge.Header, `scope="plans:read runs:read runs:write"`)
	page := b.Get("/oauth/authorize?" + w.request(client).Encode())
	require.True(t, page.Fields().Has("scope runs:write"), "the rest can be granted later")
	_, answer = b.Allow(page)
	require.Equal(t, "plans:read runs:read runs:write", w.post("/oauth/token", w.redemption(client, answer.Get("code"))).JSON(t)["scope"])
}

// Whoever unticks everything is asked again, for nothing is no consent; the client hears nothing as yet.
func TestNothingTicked(t *testing.T) {
	w, b := signedIn(t)
	request := w.request(w.client(redirect))
	for lang, says := range map[string]string{"en": "Nothing is ticked", "de": "Nichts ist angehakt"} {
		b.Lang = lang
		page := b.Get("/oauth/authorize?" + request.Encode())
		again := b.Submit(page, "/oauth/authorize", "decision", "allow", "scope plans:read", "", "scope runs:read", "", "scope runs:write", "")
		require.Equal(t, http.StatusBadRequest, again.StatusCode)
		require.Contains(t, again.Text, says)
		require.Empty(t, again.Header.Get("Location"))
		_, answer := b.Submit(again, "/oauth/authorize", "decision", "allow").Location(t)
		require.NotEmpty(t, answer.Get("code"))
	}
}
