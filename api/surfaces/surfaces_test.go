package surfaces_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/api/oauth"
	"sayso/api/site"
	"sayso/api/store"
	"sayso/api/surfaces"
)

// through puts what a proxy says into every request.
type through struct {
	http.RoundTripper

	from string
}

func (p through) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", p.from)
	return p.RoundTripper.RoundTrip(r)
}

// Behind a trusted proxy who tries passwords is stopped, and whoever else comes through it isn't. Behind any other they are one.
func TestLimitsBehindAProxy(t *testing.T) {
	for _, trusted := range [][]string{{"127.0.0.1"}, nil} {
		t.Run(fmt.Sprint(trusted), func(t *testing.T) {
			w := apitest.New(t)
			var front http.Handler
			served := httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { front.ServeHTTP(rw, r) }))
			t.Cleanup(served.Close)
			gate, err := surfaces.SignIn(w.Service, oauth.Options{Issuer: served.URL, Store: store.NewOAuth(w.DB), LinkKey: bytes.Repeat([]byte{7}, 32), Cost: apitest.Cheap})
			require.NoError(t, err)
			at, err := site.New(site.Options{PublicURL: served.URL, Proxies: trusted})
			require.NoError(t, err)
			require.NoError(t, surfaces.Mount(at, w.Service, gate, nil, nil))
			front = at
			apitest.AddPerson(t, gate.People, w.Members, "anna", api.Admin)
			from := func(address string) *apitest.Browser {
				b := apitest.NewBrowser(t, served)
				b.Client.Transport = through{b.Client.Transport, address}
				return b
			}
			try := func(b *apitest.Browser, login, password string) int {
				return b.Submit(b.Get("/oauth/signin"), "/oauth/signin", "login", login, "password", password).StatusCode
			}
			thief := from("203.0.113.66")
			for i := range 50 {
				require.Equal(t, http.StatusUnauthorized, try(thief, fmt.Sprint("somebody", i), "guessed"))
			}
			require.Equal(t, http.StatusTooManyRequests, try(thief, "anna", apitest.Password))
			others := http.StatusTooManyRequests
			if trusted != nil {
				others = http.StatusOK
			}
			require.Equal(t, others, try(from("203.0.113.7"), "anna", apitest.Password))
		})
	}
}
