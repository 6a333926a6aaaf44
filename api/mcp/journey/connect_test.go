package journey_test

import (
	"net/http"
	"regexp"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"

	"sayso/api/apitest"
)

// An assistant's person connects an app on a page of their own: what is secret goes past the assistant, the connection is on the record, and the
// assistant finds it afterwards.
func TestConnectingPastTheAssistant(t *testing.T) {
	w := newWorld(t)
	anna := w.person(t)
	c := w.connect(t, nil, &sdk.StreamableClientTransport{HTTPClient: w.http.Client(), OAuthHandler: apitest.Assistant(t, w.http.Client(), "", anna.agree(t))})
	before, text := ask(t, c, "connect_app", map[string]any{"app": "jira"})
	require.Empty(t, before["connections"])
	require.Empty(t, before["command"], "who has a page needs no terminal")
	link := regexp.MustCompile(`https://[\w.:]+/oauth/connect\?link=[\w.%-]+`).FindString(text)
	require.Equal(t, before["link"], link)

	e, err := w.Sandbox.Endpoint("jira")
	require.NoError(t, err)
	token := e.Secrets["token"]
	page := anna.Open(link, login)
	require.Equal(t, http.StatusOK, page.StatusCode, page.Text)
	fill := func(token string) apitest.Reply {
		return anna.Submit(page, "/oauth/connect", "need url", e.URL, "need user", e.Settings["user"], "need token", token, "private", "on")
	}
	const wrong = "a-token-that-jira-does-not-know"
	require.Equal(t, http.StatusUnprocessableEntity, fill(wrong).StatusCode)
	done := fill(token.Reveal())
	require.Contains(t, done.Text, "Go back to your assistant", done.Text)

	after, text := ask(t, c, "connect_app", map[string]any{"app": "jira"})
	require.Len(t, after["connections"], 1, text)
	var on []string
	for _, entry := range w.Audit.Entries() {
		on = append(on, entry.Surface+" "+entry.Action+" "+entry.Target)
		for _, value := range entry.Detail {
			require.NotContains(t, value, token.Reveal())
		}
	}
	require.Contains(t, on, "console connection.connect jira/prod")
	for _, canary := range append(reveal(t, token), wrong) {
		require.NotContains(t, w.said.String(), canary, "nobody is told, not even on the page")
	}
}
