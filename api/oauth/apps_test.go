package oauth_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
)

// A person sees which apps act for them and ends it, for their own alone.
func TestApps(t *testing.T) {
	w, b := signedIn(t)
	w.person("berta", api.Admin)
	other := w.browser()
	other.SignIn("berta")
	require.Contains(t, b.Get("/oauth/apps").Text, "There are none")
	mine, hers := w.connect(b, ""), w.connect(other, "")
	page := b.Get("/oauth/apps")
	for _, part := range []string{"Test Assistant", "default", "2026-11-20", "Start plans for you"} {
		require.Contains(t, page.Text, part)
	}
	grants := regexp.MustCompile(`name="grant" value="([^"]+)"`)
	require.Len(t, grants.FindAllString(page.Text, -1), 1)

	theirs := grants.FindStringSubmatch(other.Get("/oauth/apps").Text)[1]
	require.NotEqual(t, http.StatusSeeOther, b.Submit(page, "/oauth/apps", "grant", theirs).StatusCode)
	require.True(t, w.good(hers.access))
	require.Equal(t, http.StatusForbidden, b.Post("/oauth/apps", url.Values{"grant": page.Fields()["grant"]}).StatusCode, "without the form's token")
	require.True(t, w.good(mine.access))

	to, _ := b.Submit(page, "/oauth/apps").Location(t)
	require.Equal(t, "/oauth/apps", to)
	require.False(t, w.good(mine.access))
	require.Equal(t, "invalid_grant", w.refresh(mine).JSON(t)["error"])
	require.Contains(t, w.record.Actions(), "grant.revoke")
	require.Contains(t, b.Submit(page, "/oauth/apps").Text, "ended already")
	visitor := w.browser()
	to, query := visitor.Get("/oauth/apps").Location(t)
	require.Equal(t, "/oauth/signin", to)
	in := visitor.Submit(visitor.Get(to+"?"+query.Encode()), "/oauth/signin", "login", "anna", "password", password)
	require.Equal(t, "/oauth/apps", in.Header.Get("Location"))
}
