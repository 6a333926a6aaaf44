package oauth_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/oauth"
	"sayso/connectors"
)

// keyRing knows one API key.
type keyRing struct{ down bool }

func (k keyRing) Authenticate(_ context.Context, secret string, from api.Surface) (api.Caller, error) {
	switch {
	case k.down:
		return api.Caller{}, connectors.Errorf(connectors.Unavailable, "the database is busy")
	case secret != "sayso_good_secret":
		return api.Caller{}, connectors.Errorf(connectors.Expired, "this API key is unknown")
	}
	return api.Caller{Workspace: "default", Account: "key_1", Name: "robot", Role: api.Runner, Surface: from}, nil
}

// RFC 6750, 3 and RFC 9728, 5.1: who comes without a good credential is told where to get one, and for what.
func TestChallenges(t *testing.T) {
	w, b := signedIn(t)
	w.options.Keys = keyRing{}
	w.restart()
	good := w.connect(b, "")
	rest := w.request(good.client)
	rest.Set("resource", w.url+"/v1")
	_, answer := b.allow(rest)
	form := w.redemption(good.client, answer.Get("code"))
	form.Del("resource")
	elsewhere := w.post("/oauth/token", form).JSON(t)["access_token"].(string)

	for name, c := range map[string]struct {
		headers []string
		status  int
		code    string
	}{
		"nothing":                 {nil, http.StatusUnauthorized, ""},
		"good":                    {[]string{"Bearer " + good.access}, http.StatusOK, ""},
		"good, in small letters":  {[]string{"bearer " + good.access}, http.StatusOK, ""},
		"unknown":                 {[]string{"Bearer oat_unknown"}, http.StatusUnauthorized, "invalid_token"},
		"for another resource":    {[]string{"Bearer " + elsewhere}, http.StatusUnauthorized, "invalid_token"},
		"a refresh token":         {[]string{"Bearer " + good.refresh}, http.StatusUnauthorized, "invalid_token"},
		"a code":                  {[]string{"Bearer " + good.code}, http.StatusUnauthorized, "invalid_token"},
		"two headers":             {[]string{"Bearer " + good.access, "Bearer x"}, http.StatusBadRequest, "invalid_request"},
		"another scheme":          {[]string{"Basic eDp5"}, http.StatusBadRequest, "invalid_request"},
		"an empty token":          {[]string{"Bearer "}, http.StatusBadRequest, "invalid_request"},
		"an API key":              {[]string{"Bearer sayso_good_secret"}, http.StatusOK, ""},
		"an API key that is over": {[]string{"Bearer sayso_old_secret"}, http.StatusUnauthorized, "invalid_token"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/mcp?access_token="+good.access, nil)
			for _, h := range c.headers {
				r.Header.Add("Authorization", h)
			}
			var seen *api.Caller
			guard := w.Guard("/mcp", func(ctx context.Context, c api.Caller) context.Context { seen = &c; return ctx })
			answer := httptest.NewRecorder()
			guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})).ServeHTTP(answer, r)
			require.Equal(t, c.status, answer.Code, answer.Body.String())
			require.Equal(t, c.status == http.StatusOK, seen != nil)
			if seen != nil {
				require.Equal(t, api.SurfaceMCP, seen.Surface)
				return
			}
			header := answer.Header().Get("WWW-Authenticate")
			require.True(t, strings.HasPrefix(header, `Bearer resource_metadata="`+w.url+`/.well-known/oauth-protected-resource/mcp"`), header)
			require.Contains(t, header, `scope="plans:read runs:read"`)
			if c.code == "" {
				require.NotContains(t, header, "error=", "RFC 6750, 3.1: no error where there was no credential")
			} else {
				require.Contains(t, header, `error="`+c.code+`"`)
				require.Contains(t, header, `error_description="`)
			}
		})
	}
}

// A refusal is an error as surfaces know them, too.
func TestRefusalsForSurfaces(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "")
	_, err := w.caller("/v1", tk.access)
	e := connectors.AsError(err)
	require.Equal(t, connectors.Expired, e.Kind)
	require.Equal(t, "bad_token", e.Code)
	require.Equal(t, "the access token is for another resource", e.Message)
}

// What a person may do is looked up when a token is used, and not when it was given.
func TestATokenFollowsItsPerson(t *testing.T) {
	w := newWorld(t)
	a := w.person("anna", api.Admin)
	b := w.browser()
	b.SignIn("anna")
	tk := w.connect(b, "plans:read runs:write")
	w.member(a, "default", api.Viewer)
	c, err := w.caller("/mcp", tk.access)
	require.NoError(t, err)
	require.NoError(t, c.May(api.ReadPlans))
	require.Equal(t, api.CodeRole, connectors.AsError(c.May(api.StartRuns)).Code)

	_, err = w.tenants.RemoveMember(t.Context(), "default", a.ID)
	require.NoError(t, err)
	require.False(t, w.good(tk.access))
	w.member(a, "default", api.Viewer)
	require.True(t, w.good(tk.access))
	require.NoError(t, w.options.Store.RemoveAccount(t.Context(), a.ID))
	require.False(t, w.good(tk.access))
}

// A caller whose token is too narrow learns which scopes a wider one has to have, those it has included; with them it gets one.
func TestSteppingUp(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "plans:read runs:read")
	c, err := w.caller("/mcp", tk.access)
	require.NoError(t, err)
	var lacks *api.NeedsScope
	require.ErrorAs(t, c.May(api.StartRuns), &lacks)
	step := w.NeedsScope("/mcp", c, lacks.Permission)
	require.Equal(t, http.StatusForbidden, step.Status)
	require.Equal(t, `Bearer resource_metadata="`+w.url+`/.well-known/oauth-protected-resource/mcp", error="insufficient_scope", `+
		`error_description="this needs the scope runs:write", scope="plans:read runs:read runs:write"`, step.Header)

	require.Equal(t, api.CodeScope, connectors.AsError(step).Code)

	answer := httptest.NewRecorder()
	w.Refuse(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/mcp", nil), step)
	require.Equal(t, http.StatusForbidden, answer.Code)
	require.Equal(t, step.Header, answer.Header().Get("WWW-Authenticate"))

	wider := w.connect(b, "plans:read runs:read runs:write")
	c, err = w.caller("/mcp", wider.access)
	require.NoError(t, err)
	require.NoError(t, c.May(api.StartRuns))
}

// Nobody is let in, and nobody told that a credential is bad, when it can't be looked at.
func TestADoorWithoutAStore(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "")
	w.options.Keys = keyRing{down: true}
	w.restart()
	_, err := w.caller("/mcp", "sayso_good_secret")
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	require.NoError(t, w.db.Close())
	_, err = w.caller("/mcp", tk.access)
	var c *oauth.Challenge
	require.Error(t, err)
	require.NotErrorAs(t, err, &c)
	_, err = w.caller("/elsewhere", tk.access)
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
}

// What is over is forgotten; a code that was used is remembered for as long as somebody could still come with it.
func TestSweeping(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "")
	rows := func() (n int) {
		for _, table := range []string{"clients", "grants", "tokens", "sessions"} {
			n += w.count(table)
		}
		return n
	}
	full := rows()
	require.NoError(t, w.Sweep(t.Context()))
	require.Equal(t, full, rows())
	w.later(24 * time.Hour)
	require.NoError(t, w.Sweep(t.Context()))
	require.Equal(t, full-2, rows(), "the access token and the session are gone")
	require.Equal(t, "invalid_grant", w.post("/oauth/token", w.redemption(tk.client, tk.code)).JSON(t)["error"])
	require.Equal(t, "invalid_grant", w.refresh(tk).JSON(t)["error"], "the replay still counted")
	w.later(100 * 24 * time.Hour)
	require.NoError(t, w.Sweep(t.Context()))
	require.NoError(t, w.Sweep(t.Context()))
	require.Zero(t, rows())
}
