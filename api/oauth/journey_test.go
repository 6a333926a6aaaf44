package oauth_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"sayso/api"
	"sayso/api/apitest"
)

type callerKey struct{}

// behind serves an MCP server with one tool, which tells who calls, behind the bearer check.
func (w *world) behind() *http.ServeMux {
	s := mcp.NewServer(&mcp.Implementation{Name: "test"}, nil)
	mcp.AddTool(s, &mcp.Tool{Name: "who"}, func(ctx context.Context, _ *mcp.CallToolRequest, _ struct{}) (*mcp.CallToolResult, any, error) {
		c := ctx.Value(callerKey{}).(api.Caller)
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: c.Name}}}, nil, nil
	})
	with := func(ctx context.Context, c api.Caller) context.Context { return context.WithValue(ctx, callerKey{}, c) }
	mux := http.NewServeMux()
	mux.Handle("/mcp", w.Guard("/mcp", with)(mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s }, &mcp.StreamableHTTPOptions{Stateless: true})))
	mux.Handle("/", w.Server)
	return mux
}

// The SDK's client that has a metadata document needs no registration: it shows the document, has its person agree, and gets in. Too narrow a token it
// widens. How one without a document fares is in api/mcp/journey.
func TestTheWayOfAnAssistant(t *testing.T) {
	internet := &web{}
	w := newWorld(t, internet.on(t))
	internet.publish(clientDocument, documentOf(clientDocument))
	w.person("anna", api.Admin)
	w.serve(w.behind())
	b := w.browser()
	b.SignIn("anna")
	handler := apitest.Assistant(t, w.served.Client(), clientDocument, func(address string) url.Values {
		_, answer := b.Allow(b.Get(address))
		return answer
	})

	client := mcp.NewClient(&mcp.Implementation{Name: "assistant"}, nil)
	session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: w.url + "/mcp", HTTPClient: w.served.Client(), OAuthHandler: handler}, nil)
	require.NoError(t, err)
	defer session.Close()
	tools, err := session.ListTools(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, tools.Tools, 1)
	said, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "who"})
	require.NoError(t, err)
	require.Equal(t, "anna", said.Content[0].(*mcp.TextContent).Text)

	narrow := held(t, w, handler)
	require.Error(t, narrow.May(api.StartRuns))
	refused := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, w.url+"/mcp", nil)
	w.Refuse(refused, request, w.NeedsScope("/mcp", narrow, api.StartRuns))
	require.NoError(t, handler.Authorize(t.Context(), request, refused.Result()))
	wide := held(t, w, handler)
	require.NoError(t, wide.May(api.StartRuns))
	require.NoError(t, wide.May(api.ReadPlans), "what it had it keeps")
}

// held is who comes with the token that a client has now.
func held(t *testing.T, w *world, h *auth.AuthorizationCodeHandler) api.Caller {
	t.Helper()
	source, err := h.TokenSource(t.Context())
	require.NoError(t, err)
	token, err := source.Token()
	require.NoError(t, err)
	c, err := w.caller("/mcp", token.AccessToken)
	require.NoError(t, err)
	return c
}

// golang.org/x/oauth2 is the client of most Go programs: it redeems and renews without being told more than the two addresses.
func TestTheWayOfAGoProgram(t *testing.T) {
	w, b := signedIn(t)
	config := &oauth2.Config{ClientID: w.client(redirect), RedirectURL: redirect, Scopes: []string{"runs:read"},
		Endpoint: oauth2.Endpoint{AuthURL: w.url + "/oauth/authorize", TokenURL: w.url + "/oauth/token", AuthStyle: oauth2.AuthStyleInParams}}
	ctx := context.WithValue(t.Context(), oauth2.HTTPClient, w.served.Client())
	verifier := oauth2.GenerateVerifier()
	page := b.Get(config.AuthCodeURL("state", oauth2.S256ChallengeOption(verifier)))
	_, answer := b.Submit(page, "/oauth/authorize", "decision", "allow", "workspace", "default").Location(t)
	token, err := config.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(verifier))
	require.NoError(t, err)
	require.True(t, w.good(token.AccessToken))
	require.WithinDuration(t, time.Now().Add(time.Hour), token.Expiry, time.Minute)

	token.Expiry = time.Now().Add(-time.Minute)
	renewed, err := config.TokenSource(ctx, token).Token()
	require.NoError(t, err)
	require.True(t, w.good(renewed.AccessToken))
	_, err = config.TokenSource(ctx, token).Token() // with the old one
	var refused *oauth2.RetrieveError
	require.ErrorAs(t, err, &refused)
	require.Equal(t, "invalid_grant", refused.ErrorCode)
	require.False(t, w.good(renewed.AccessToken))
}
