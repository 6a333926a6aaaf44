package connectors

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// web is a small internet without a network: answers by address, and a record of what was asked.
type web struct {
	redirects map[string]string // from address to address; all else answers 200
	asked     []*http.Request
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	w.asked = append(w.asked, r)
	resp := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}")), Request: r}
	if to, ok := w.redirects[r.URL.String()]; ok {
		resp.StatusCode = http.StatusFound
		resp.Header.Set("Location", to)
	}
	return resp, nil
}

// surfing gives a connection to https://crm.example on a web.
func surfing(t *testing.T, w *web) *Connection {
	t.Helper()
	c, err := NewConnection(Spec{ID: "crm/prod", App: "crm", URL: "https://crm.example/api", Auth: Bearer{}, Secrets: map[string]Secret{"token": NewSecret("s3cret")}})
	require.NoError(t, err)
	c.http.Transport = &signer{conn: c, own: w, foreign: w}
	return c
}

func TestCredentialGoesToTheOwnOriginOnly(t *testing.T) {
	for _, test := range []struct {
		name     string
		hops     []string // where the answers point to, one after the other
		signed   []bool   // which of the requests carry the credential
		reached  int
		redirect bool // the last answer is itself a redirect that is not followed
	}{
		{"no redirect", nil, []bool{true}, 1, false},
		{"on the own host", []string{"https://crm.example/login"}, []bool{true, true}, 2, false},
		{"the own host in capitals, with its port", []string{"https://CRM.example:443/login"}, []bool{true, true}, 2, false},
		{"another host", []string{"https://files.example/1"}, []bool{true, false}, 2, false},
		{"a host below", []string{"https://eu.crm.example/1"}, []bool{true, false}, 2, false},
		{"a host that begins alike", []string{"https://crm.example.evil.example/1"}, []bool{true, false}, 2, false},
		{"a name and password for another host", []string{"https://crm.example:pw@evil.example/1"}, []bool{true, false}, 2, false},
		{"another port", []string{"https://crm.example:8443/1"}, []bool{true, false}, 2, false},
		{"back home by way of another host", []string{"https://evil.example/1", "https://crm.example/api/delete"}, []bool{true, false, false}, 3, false},
		{"from another host to a third", []string{"https://evil.example/1", "https://files.example/1"}, []bool{true, false, false}, 3, false},
		{"without end", []string{"https://crm.example/1", "https://crm.example/2", "https://crm.example/3", "https://crm.example/4", "https://crm.example/5"},
			[]bool{true, true, true, true, true}, 5, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := &web{redirects: map[string]string{}}
			at := "https://crm.example/api/accounts?q=Anna"
			for _, to := range test.hops {
				w.redirects[at] = to
				at = to
			}
			c := surfing(t, w)
			resp, err := c.Send(t.Context(), Request{Method: http.MethodGet, Path: "/accounts", Query: url.Values{"q": {"Anna"}}, Header: http.Header{"X-Session": {"s3cret"}}})
			require.NoError(t, err)
			require.Len(t, w.asked, test.reached)
			for i, r := range w.asked {
				if test.signed[i] {
					require.Equal(t, "Bearer s3cret", r.Header.Get("Authorization"), r.URL)
					continue
				}
				for name, values := range r.Header {
					require.NotContains(t, strings.Join(values, " "), "s3cret", "%s: %s", r.URL, name)
				}
			}
			require.Equal(t, test.redirect, resp.Err() != nil)
		})
	}
}

// A host that a redirect chose learns what is asked of it, and nothing of what was asked of the vendor.
func TestNothingOfTheVendorsGoesElsewhere(t *testing.T) {
	w := &web{redirects: map[string]string{"https://crm.example/api/accounts?q=Anna": "https://files.example/1"}}
	_, err := surfing(t, w).Send(t.Context(), Request{Method: http.MethodGet, Path: "/accounts", Query: url.Values{"q": {"Anna"}},
		Header: http.Header{"X-Session": {"s3cret"}, "Cookie": {"session=s3cret"}, "Accept": {"application/pdf"}}})
	require.NoError(t, err)
	require.Equal(t, "s3cret", w.asked[0].Header.Get("X-Session"))
	require.Equal(t, http.Header{"Accept": {"application/pdf"}, "User-Agent": {"Sayso/" + Version}}, w.asked[1].Header)
}

func TestInClearNothingIsFollowed(t *testing.T) {
	w := &web{redirects: map[string]string{"https://crm.example/api/accounts": "http://crm.example/api/accounts"}}
	_, err := surfing(t, w).Send(t.Context(), Request{Method: http.MethodGet, Path: "/accounts"})
	require.Equal(t, Denied, KindOf(err), "%v", err)
	require.Equal(t, "in_clear", AsError(err).Code)
	require.Len(t, w.asked, 1)

	_, err = surfing(t, w).Send(t.Context(), Request{Method: http.MethodPost, Elsewhere: "http://files.example/upload"})
	require.Equal(t, Denied, KindOf(err), "%v", err)
}

// An address that a vendor hands out gets no credential, even where it is the vendor's own.
func TestElsewhereIsUnsigned(t *testing.T) {
	for _, address := range []string{"https://files.example/upload?ticket=1", "https://crm.example/upload?ticket=1"} {
		w := &web{}
		_, err := surfing(t, w).Send(t.Context(), Request{Method: http.MethodPost, Elsewhere: address, Query: url.Values{"part": {"2"}}, Body: []byte("…"),
			Header: http.Header{"Content-Type": {"application/pdf"}, "Authorization": {"Bearer of something else"}}})
		require.NoError(t, err)
		require.Equal(t, address+"&part=2", w.asked[0].URL.String())
		require.Equal(t, "application/pdf", w.asked[0].Header.Get("Content-Type"), "what the connector set for this very address is sent")
		if address == "https://files.example/upload?ticket=1" {
			require.Empty(t, w.asked[0].Header.Get("Authorization"), "whatever it is, it isn't this host's")
		}
		require.NotContains(t, w.asked[0].Header.Get("Authorization"), "s3cret")
	}
}

func TestUnsignedIsUnsigned(t *testing.T) {
	w := &web{}
	_, err := surfing(t, w).Send(t.Context(), Request{Method: http.MethodPost, Path: "/token", Unsigned: true})
	require.NoError(t, err)
	require.Empty(t, w.asked[0].Header.Get("Authorization"))
}

// Only reads are followed: what a write leads to is for the connector to judge.
func TestWritesAreNotRedirected(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		asked := 0
		home := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked++
			http.Redirect(w, r, "/elsewhere", status)
		}))
		c, err := NewConnection(Spec{ID: "crm/test", App: "crm", URL: home.URL, AllowPrivate: true})
		require.NoError(t, err)
		resp, err := c.Send(t.Context(), Request{Method: http.MethodPost, Path: "/accounts"})
		require.NoError(t, err)
		require.Equal(t, status, resp.Status)
		require.Equal(t, 1, asked)
		home.Close()
	}
}

// A path is joined to the address as text, and an answer may have had a hand in it.
func TestPathsDontLeadAway(t *testing.T) {
	for _, path := range []string{"@evil.example/1", ".evil.example/1", ":8443/1", ":pw@evil.example"} {
		w := &web{}
		c := surfing(t, w)
		c.URL.Path = ""
		_, err := c.Send(t.Context(), Request{Method: http.MethodPost, Path: path, Body: []byte("data")})
		require.Equal(t, Invalid, KindOf(err), "%s: %v", path, err)
		require.Empty(t, w.asked, path)
	}
}

// On this machine both hosts are loopback. That the connection may reach its own opens no other, and none is asked anything.
func TestRedirectToAnotherPrivateHost(t *testing.T) {
	for _, test := range []struct {
		name  string
		start func(http.Handler) *httptest.Server
		code  string
	}{
		{"in clear", httptest.NewServer, "in_clear"},
		{"encrypted", httptest.NewTLSServer, "private_address"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var asked int
			other := test.start(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
			t.Cleanup(other.Close)
			home := httptest.NewServer(http.RedirectHandler(other.URL+"/latest/meta-data", http.StatusFound))
			t.Cleanup(home.Close)
			c, err := NewConnection(Spec{ID: "crm/test", App: "crm", URL: home.URL, AllowPrivate: true, Auth: Bearer{}, Secrets: map[string]Secret{"token": NewSecret("s3cret")}})
			require.NoError(t, err)
			_, err = c.Send(t.Context(), Request{Method: http.MethodGet, Path: "/accounts"})
			require.Equal(t, Denied, KindOf(err), "%v", err)
			require.Equal(t, test.code, AsError(err).Code)
			require.Zero(t, asked)
		})
	}
}

func TestPrivateHostWithoutAllow(t *testing.T) {
	asked := 0
	home := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	t.Cleanup(home.Close)
	for _, address := range []string{home.URL, strings.Replace(home.URL, "127.0.0.1", "localhost", 1)} {
		c, err := NewConnection(Spec{ID: "crm/test", App: "crm", URL: address})
		require.NoError(t, err)
		_, err = c.Send(t.Context(), Request{Method: http.MethodGet})
		require.Equal(t, Denied, KindOf(err), "%v", err)
		require.Contains(t, err.Error(), "--allow-private")
	}
	require.Zero(t, asked)
}

func TestReach(t *testing.T) {
	for _, test := range []struct {
		url     string
		private bool
		want    reach
	}{
		{"https://crm.example", false, publicOnly},
		{"https://crm.example", true, anywhere},
		{"http://crm.intern", true, privateOnly},
		{"", true, anywhere},
	} {
		c, err := NewConnection(Spec{ID: "crm/test", App: "crm", URL: test.url, AllowPrivate: test.private})
		require.NoError(t, err)
		require.Equal(t, test.want, c.reach(), "%s %t", test.url, test.private)
	}
}

func TestSameOrigin(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"https://crm.example", "https://crm.example/a?b#c", true},
		{"https://crm.example", "https://CRM.EXAMPLE:443", true},
		{"http://crm.example", "http://crm.example:80", true},
		{"https://crm.example", "http://crm.example", false},
		{"https://crm.example", "http://crm.example:443", false},
		{"https://crm.example", "https://crm.example:444", false},
		{"https://crm.example", "https://crm.example.", false},
		{"https://crm.example", "https://www.crm.example", false},
		{"https://127.0.0.1:1", "https://localhost:1", false},
	} {
		a, err := url.Parse(test.a)
		require.NoError(t, err)
		b, err := url.Parse(test.b)
		require.NoError(t, err)
		require.Equal(t, test.same, sameOrigin(a, b), "%s %s", test.a, test.b)
		require.Equal(t, test.same, sameOrigin(b, a), "%s %s", test.b, test.a)
	}
}
