package oauth_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/oauth"
	"sayso/connectors"
)

// web is the public internet: it answers for every host, with what was published there.
type web struct {
	mu    sync.Mutex
	pages map[string]http.HandlerFunc // by address
	asked map[string]int
}

// on is an edit that lets a server see the web, through a client that treats redirects as the real one.
func (p *web) on(t *testing.T) func(*oauth.Options) {
	t.Helper()
	p.pages, p.asked = map[string]http.HandlerFunc{}, map[string]int{}
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address := "https://" + r.Host + r.URL.RequestURI()
		p.mu.Lock()
		p.asked[address]++
		page := p.pages[address]
		p.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	transport := s.Client().Transport.(*http.Transport).Clone()
	transport.TLSClientConfig.ServerName = "example.com"
	transport.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, s.Listener.Addr().String())
	}
	client := connectors.NewPublicClient()
	client.Transport = transport
	return func(o *oauth.Options) { o.Fetch = client }
}

func (p *web) publish(address, body string, header ...string) {
	p.serve(address, func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		fmt.Fprint(w, body)
	})
}

func (p *web) serve(address string, page http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[address] = page
}

func (p *web) count(address string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[address]
}

const clientDocument = "https://assistant.example/oauth/client.json"

func documentOf(id string) string {
	return `{"client_id":"` + id + `","client_name":"Assistant","redirect_uris":["` + redirect + `"],"grant_types":["authorization_code","refresh_token"],"response_types":["code"],"token_endpoint_auth_method":"none"}`
}

// A client whose id is the address of its metadata needs no registration. The person sees the host of that address, which nobody else can have.
func TestAClientWithADocument(t *testing.T) {
	internet := &web{}
	w := newWorld(t, internet.on(t))
	w.person("anna", api.Admin)
	internet.publish(clientDocument, documentOf(clientDocument))
	b := w.browser()
	b.SignIn("anna")
	page := b.Get("/oauth/authorize?" + w.request(clientDocument).Encode())
	require.Contains(t, page.Text, "<dd>assistant.example</dd>")
	require.NotContains(t, page.Text, "nobody has checked it")
	_, answer := b.allow(w.request(clientDocument))
	m := w.post("/oauth/token", w.redemption(clientDocument, answer.Get("code"))).JSON(t)
	require.True(t, w.good(m["access_token"].(string)))
	require.NotEmpty(t, m["refresh_token"])
	require.Equal(t, 1, internet.count(clientDocument), "it is remembered")
	require.Zero(t, w.count("clients"))
}

// For how long a document is remembered is for its server to say, within bounds; what failed is asked for again soon.
func TestHowLongDocumentsAreKept(t *testing.T) {
	for control, life := range map[string]time.Duration{"": 5 * time.Minute, "no-store": 5 * time.Minute, "max-age=1": 5 * time.Minute,
		"public, max-age=3600": time.Hour, "max-age=99999999": 24 * time.Hour, "max-age=x": 5 * time.Minute} {
		internet := &web{}
		w := newWorld(t, internet.on(t))
		internet.publish(clientDocument, documentOf(clientDocument), "Cache-Control", control)
		ask := func() int {
			return w.browser().Get("/oauth/authorize?" + w.request(clientDocument).Encode()).StatusCode
		}
		require.Equal(t, http.StatusSeeOther, ask())
		w.later(life - time.Second)
		ask()
		require.Equal(t, 1, internet.count(clientDocument), control)
		w.later(time.Second)
		ask()
		require.Equal(t, 2, internet.count(clientDocument), control)
	}
	internet := &web{}
	w := newWorld(t, internet.on(t))
	for range 3 {
		require.Equal(t, http.StatusBadRequest, w.browser().Get("/oauth/authorize?"+w.request(clientDocument).Encode()).StatusCode)
	}
	require.Equal(t, 1, internet.count(clientDocument), "nobody makes us flood another server")
	internet.publish(clientDocument, documentOf(clientDocument))
	w.later(time.Minute)
	require.Equal(t, http.StatusSeeOther, w.browser().Get("/oauth/authorize?"+w.request(clientDocument).Encode()).StatusCode)
}

func TestDocumentsThatAreRefused(t *testing.T) {
	internet := &web{}
	w := newWorld(t, internet.on(t))
	id := func(n string) string { return "https://assistant.example/" + n }
	internet.publish(id("mismatch"), documentOf(id("other")))
	internet.publish(id("nojson"), "<html>")
	internet.publish(id("secret"), strings.Replace(documentOf(id("secret")), `"none"`, `"client_secret_post"`, 1))
	internet.publish(id("large"), documentOf(id("large"))+strings.Repeat(" ", 70<<10))
	internet.publish(id("noredirects"), `{"client_id":"`+id("noredirects")+`"}`)
	internet.publish(id("good"), documentOf(id("good")))
	internet.publish("https://assistant.example/", documentOf("https://assistant.example/"))
	internet.serve(id("redirected"), func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, id("good"), http.StatusFound) })
	require.Equal(t, http.StatusSeeOther, w.browser().Get("/oauth/authorize?"+w.request(id("good")).Encode()).StatusCode)
	for _, client := range []string{id("mismatch"), id("nojson"), id("secret"), id("large"), id("noredirects"), id("redirected"), id("missing"),
		"https://assistant.example", "https://assistant.example/", "https://assistant.example/x/../good", "https://assistant.example/./good", "https://assistant.example/%2e%2e/good",
		"https://assistant.example/good#", "https://assistant.example/good#x", "https://user@assistant.example/good", "https://", "https:///good",
		"http://assistant.example/good", "HTTPS://assistant.example/good"} {
		r := w.browser().Get("/oauth/authorize?" + w.request(client).Encode())
		require.Equal(t, http.StatusBadRequest, r.StatusCode, client)
		require.Empty(t, r.Header.Get("Location"), client)
	}
	require.Equal(t, 1, internet.count(id("good")), "a redirect isn't followed, and another writing isn't fetched")
}

// A client whose own site is down is told to try again, and not that it is a stranger: it would throw its tokens away.
func TestDocumentsThatAreDown(t *testing.T) {
	internet := &web{}
	w := newWorld(t, internet.on(t))
	w.person("anna", api.Admin)
	internet.publish(clientDocument, documentOf(clientDocument))
	b := w.browser()
	b.SignIn("anna")
	_, answer := b.allow(w.request(clientDocument))
	m := w.post("/oauth/token", w.redemption(clientDocument, answer.Get("code"))).JSON(t)
	tk := tokens{client: clientDocument, refresh: m["refresh_token"].(string)}
	internet.serve(clientDocument, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	w.later(time.Hour)
	r := w.refresh(tk)
	require.Equal(t, http.StatusServiceUnavailable, r.StatusCode)
	require.Equal(t, "temporarily_unavailable", r.JSON(t)["error"])
	page := b.Get("/oauth/authorize?" + w.request(clientDocument).Encode())
	require.Equal(t, http.StatusServiceUnavailable, page.StatusCode)
	require.Contains(t, page.Text, "try again later")
	internet.publish(clientDocument, documentOf(clientDocument))
	w.later(time.Minute)
	require.Equal(t, http.StatusOK, w.refresh(tk).StatusCode)
}

// An address that a stranger names reaches nothing on this machine, in its network or at its cloud, however it is written.
func TestDocumentsOnPrivateAddresses(t *testing.T) {
	var reached atomic.Int64
	inside := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	inside.Config.ConnState = func(net.Conn, http.ConnState) { reached.Add(1) }
	inside.StartTLS()
	t.Cleanup(inside.Close)
	port := strconv.Itoa(inside.Listener.Addr().(*net.TCPAddr).Port)
	w := newWorld(t) // with the real client
	for _, host := range []string{"127.0.0.1:" + port, "localhost:" + port, "[::ffff:127.0.0.1]:" + port, "[::1]:" + port, "0.0.0.0:" + port,
		"169.254.169.254", "[fd00:ec2::254]", "10.0.0.1", "192.168.0.1", "100.100.100.200"} {
		request := w.request("https://" + host + "/client.json")
		r := w.browser().Get("/oauth/authorize?" + request.Encode())
		require.Equal(t, http.StatusBadRequest, r.StatusCode, host)
		require.NotContains(t, r.Text, "private", "what is there is not told")
		register := `{"redirect_uris":["` + redirect + `"],"token_endpoint_auth_method":"private_key_jwt","jwks_uri":"https://` + host + `/keys"}`
		client := w.program(http.MethodPost, "/oauth/register", "application/json", register).JSON(t)["client_id"].(string)
		form := url.Values{"grant_type": {"refresh_token"}, "client_assertion_type": {assertionType}, "client_assertion": {newKey(t).assert(t, w, client, nil)}}
		require.Equal(t, http.StatusUnauthorized, w.post("/oauth/token", form).StatusCode, host)
	}
	require.Zero(t, reached.Load())
}
