package journey_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/api/mcp"
	"sayso/api/rest"
)

// person is an administrator at a browser.
type person struct {
	*apitest.Browser

	asked []url.Values // what clients asked of them
}

const login = "anna"

func (w *world) person(t *testing.T) *person {
	t.Helper()
	apitest.AddPerson(t, w.gate.People, w.Members, login, api.Admin)
	return &person{Browser: apitest.NewBrowser(t, w.http)}
}

// agree opens the page that a client sends its person to, signs in where that is needed, and agrees to it as it stands.
func (p *person) agree(t *testing.T) func(address string) url.Values {
	t.Helper()
	return p.agreeTo(t, nil)
}

// agreeTo is agree by a person who unticks some of what is asked for first.
func (p *person) agreeTo(t *testing.T, untick []string) func(address string) url.Values {
	t.Helper()
	return func(address string) url.Values {
		u, err := url.Parse(address)
		require.NoError(t, err)
		p.asked = append(p.asked, u.Query())
		var filled []string
		for _, scope := range untick {
			filled = append(filled, "scope "+scope, "")
		}
		untick = nil // what they are asked for again they give
		to, answer := p.Allow(p.Open(address, login), filled...)
		require.Equal(t, apitest.Callback, to)
		return answer
	}
}

// approve opens a signed page and presses the button.
func (p *person) approve(t *testing.T, link string) {
	t.Helper()
	page := p.Open(link, login)
	require.Equal(t, http.StatusOK, page.StatusCode, page.Text)
	done := p.Submit(page, "/oauth/decide", "decision", "approve")
	require.Contains(t, done.Text, "You approved it")
}

// An assistant that knows nothing but the address does all that ChatGPT does: it is refused, finds out where to sign in, registers, has its person sign
// in and agree, and gets in; it makes a plan of a wish, is refused the start, asks for more, starts, learns that a person has to approve, and takes
// everything back in the end.
func TestTheWayOfAnAssistant(t *testing.T) {
	w := newWorld(t)
	anna := w.person(t)
	handler := apitest.Assistant(t, w.http.Client(), "", anna.agree(t))
	c := w.connect(t, nil, &sdk.StreamableClientTransport{HTTPClient: w.http.Client(), OAuthHandler: handler})
	require.Equal(t, []string{
		"POST /mcp 401", "GET /.well-known/oauth-protected-resource/mcp 200", "GET /.well-known/oauth-authorization-server 200", "POST /oauth/register 201",
		"GET /oauth/authorize 303", "GET /oauth/signin 200", "POST /oauth/signin 303", "GET /oauth/authorize 200", "POST /oauth/authorize 303",
		"POST /oauth/token 200", "POST /mcp 200"}, w.said.since(0)[:11])
	require.Equal(t, "S256", anna.asked[0].Get("code_challenge_method"))
	require.Equal(t, w.http.URL+mcp.Door, anna.asked[0].Get("resource"))
	list, err := c.ListTools(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, list.Tools, 16)

	wished, text := ask(t, c, "compile_plan", map[string]any{"wish": "Create an invoice for ACME Corp over 12,000 EUR", "sandbox": true})
	require.Equal(t, "plan", wished["status"], text)
	before := len(w.said.since(0))
	run, text := ask(t, c, "start_run", map[string]any{"plan_id": wished["plan_id"], "digest": wished["digest"], "idempotency_key": "the wish", "sandbox": true})
	require.Equal(t, "parked", run["state"], text)
	require.Equal(t, "POST /mcp 403", w.said.since(before)[0])
	require.Len(t, anna.asked, 2)
	require.ElementsMatch(t, []string{"plans:read", "runs:read", "connections:read", "runs:write"}, scopesOf(anna.asked[1]), "what it had it keeps")

	q := asked(t, run)
	said := refused(t, c, "decide_approval", map[string]any{"run_id": run["run_id"], "step": q["step"], "digest": q["digest"], "choice": "approve"})
	require.Contains(t, said, "needs_person")
	anna.approve(t, regexp.MustCompile(regexp.QuoteMeta(w.link())+`[\w.%-]+`).FindString(said))
	done, text := ask(t, c, "get_run", map[string]any{"run_id": run["run_id"], "wait_seconds": 40})
	require.Equal(t, "completed", done["state"], text)
	undone, text := ask(t, c, "undo_run", map[string]any{"run_id": run["run_id"]})
	require.Equal(t, "completed", undone["state"], text)

	var did []string
	for _, e := range w.Audit.Entries() {
		did = append(did, e.Surface+" "+e.Action)
	}
	require.Subset(t, did, []string{"console session.begin", "console grant.create", "mcp run.start", "console approval.decide", "mcp run.undo"})

	t.Run("unticked", func(t *testing.T) { w.unticked(t, anna) })
	t.Run("over", func(t *testing.T) { w.expires(t, c, anna, handler) })
	t.Run("for another door", func(t *testing.T) { w.foreign(t, anna, handler) })
	t.Run("used twice", func(t *testing.T) { w.replayed(t, anna, handler) })
}

// unticked: what a person took away an assistant doesn't have, until it needs it and they allow it.
func (w *world) unticked(t *testing.T, anna *person) {
	t.Helper()
	times := len(anna.asked)
	handler := apitest.Assistant(t, w.http.Client(), "", anna.agreeTo(t, []string{"connections:read", "runs:read"}))
	c := w.connect(t, nil, &sdk.StreamableClientTransport{HTTPClient: w.http.Client(), OAuthHandler: handler})
	ask(t, c, "find_actions", map[string]any{"query": "post a message"})
	require.Len(t, anna.asked, times+1)
	ask(t, c, "list_runs", nil)
	require.Len(t, anna.asked, times+2, "it has to ask for what was unticked")
	ask(t, c, "list_runs", nil)
	require.Len(t, anna.asked, times+2)
}

// expires: a token that is over is refused in the way from which a client gets another, and it does.
func (w *world) expires(t *testing.T, c *sdk.ClientSession, anna *person, h *auth.AuthorizationCodeHandler) {
	t.Helper()
	access, _ := held(t, h)
	require.Equal(t, http.StatusOK, w.knock(t, mcp.Door, access).StatusCode)
	w.ahead.Add(int64(16 * time.Minute))
	answer := w.knock(t, mcp.Door, access)
	require.Equal(t, http.StatusUnauthorized, answer.StatusCode)
	challenge := answer.Header.Get("WWW-Authenticate")
	require.Contains(t, challenge, `error="invalid_token"`)
	require.Contains(t, challenge, `resource_metadata="`+w.http.URL+`/.well-known/oauth-protected-resource/mcp"`)
	times := len(anna.asked)
	ask(t, c, "list_runs", nil)
	require.Len(t, anna.asked, times+1)
}

// foreign: a token is good for the door that it was made for, and no other.
func (w *world) foreign(t *testing.T, anna *person, h *auth.AuthorizationCodeHandler) {
	t.Helper()
	access, _ := held(t, h)
	require.Equal(t, http.StatusUnauthorized, w.knock(t, rest.Door+"/runs", access).StatusCode)
	require.Equal(t, http.StatusUnauthorized, w.knock(t, mcp.ReadOnly, access).StatusCode)
	other := apitest.Assistant(t, w.http.Client(), "", anna.agree(t))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.http.URL+rest.Door, nil)
	require.NoError(t, err)
	refused := w.knock(t, rest.Door+"/runs", "")
	refused.Body = http.NoBody
	require.NoError(t, other.Authorize(t.Context(), request, refused.Response))
	foreign, _ := held(t, other)
	require.Equal(t, http.StatusOK, w.knock(t, rest.Door+"/runs", foreign).StatusCode)
	answer := w.knock(t, mcp.Door, foreign)
	require.Equal(t, http.StatusUnauthorized, answer.StatusCode)
	require.Contains(t, answer.Header.Get("WWW-Authenticate"), "another resource")
}

// replayed: of two who come with the same refresh token one has stolen it, and neither gets in any more.
func (w *world) replayed(t *testing.T, anna *person, h *auth.AuthorizationCodeHandler) {
	t.Helper()
	_, first := held(t, h)
	client := anna.asked[len(anna.asked)-1].Get("client_id")
	for _, asked := range anna.asked { // the last client that asked at this door
		if asked.Get("resource") == w.http.URL+mcp.Door {
			client = asked.Get("client_id")
		}
	}
	renew := func(token string) apitest.Reply {
		return anna.Post("/oauth/token", url.Values{"grant_type": {"refresh_token"}, "client_id": {client}, "refresh_token": {token}})
	}
	renewed := renew(first)
	require.Equal(t, http.StatusOK, renewed.StatusCode, renewed.Text)
	access, _ := renewed.JSON(t)["access_token"].(string)
	second, _ := renewed.JSON(t)["refresh_token"].(string)
	require.Equal(t, http.StatusOK, w.knock(t, mcp.Door, access).StatusCode)
	require.Equal(t, "invalid_grant", renew(first).JSON(t)["error"])
	require.Equal(t, http.StatusUnauthorized, w.knock(t, mcp.Door, access).StatusCode, "the whole family is out")
	require.Equal(t, "invalid_grant", renew(second).JSON(t)["error"])
}

// held are the tokens that a client has now.
func held(t *testing.T, h *auth.AuthorizationCodeHandler) (access, refresh string) {
	t.Helper()
	source, err := h.TokenSource(t.Context())
	require.NoError(t, err)
	token, err := source.Token()
	require.NoError(t, err)
	return token.AccessToken, token.RefreshToken
}

// knock comes to a door with a token, as a program does that is no assistant: it lists something.
func (w *world) knock(t *testing.T, path, token string) apitest.Reply {
	t.Helper()
	method, body := http.MethodPost, `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	if strings.HasPrefix(path, rest.Door) {
		method, body = http.MethodGet, ""
	}
	r, err := http.NewRequestWithContext(t.Context(), method, w.http.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	for name, value := range map[string]string{"Content-Type": "application/json", "Accept": "application/json, text/event-stream", "Mcp-Protocol-Version": "2025-11-25"} {
		r.Header.Set(name, value)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return apitest.Send(t, w.http.Client(), r)
}

func scopesOf(asked url.Values) []string { return strings.Fields(asked.Get("scope")) }
