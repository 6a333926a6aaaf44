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
	other.signIn("berta")
	require.Contains(t, b.get("/oauth/apps").body, "There are none")
	mine, hers := w.connect(b, ""), w.connect(other, "")
	page := b.get("/oauth/apps")
	for _, part := range []string{"Test Assistant", "default", "2026-11-20", "Start plans for you"} {
		require.Contains(t, page.body, part)
	}
	grants := regexp.MustCompile(`name="grant" value="([^"]+)"`)
	require.Len(t, grants.FindAllString(page.body, -1), 1)

	theirs := grants.FindStringSubmatch(other.get("/oauth/apps").body)[1]
	require.NotEqual(t, http.StatusSeeOther, b.submit(page, "/oauth/apps", "grant", theirs).StatusCode)
	require.True(t, w.good(hers.access))
	require.Equal(t, http.StatusForbidden, b.post("/oauth/apps", url.Values{"grant": page.fields()["grant"]}).StatusCode, "without the form's token")
	require.True(t, w.good(mine.access))

	to, _ := b.submit(page, "/oauth/apps").location(t)
	require.Equal(t, "/oauth/apps", to)
	require.False(t, w.good(mine.access))
	require.Equal(t, "invalid_grant", w.refresh(mine).json(t)["error"])
	require.Contains(t, w.record.actions(), "grant.revoke")
	require.Contains(t, b.submit(page, "/oauth/apps").body, "ended already")
	visitor := w.browser()
	to, query := visitor.get("/oauth/apps").location(t)
	require.Equal(t, "/oauth/signin", to)
	in := visitor.submit(visitor.get(to+"?"+query.Encode()), "/oauth/signin", "login", "anna", "password", password)
	require.Equal(t, "/oauth/apps", in.Header.Get("Location"))
}
