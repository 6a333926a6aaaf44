package site_test

import (
	"net/http"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"sayso/api/site"
)

// Anybody can say that they come from elsewhere; whether that counts is for who trusts the proxy to say.
func TestWhereRequestsComeFrom(t *testing.T) {
	for name, test := range map[string]struct {
		proxies         []string
		forwarded, real string
		from, sees      string
	}{
		"nobody in between":                 {nil, "", "", "127.0.0.1", site.ForwardedNone},
		"whoever says so":                   {nil, "203.0.113.7", "203.0.113.8", "127.0.0.1", site.ForwardedIgnored},
		"another proxy is trusted":          {[]string{"10.0.0.5"}, "203.0.113.7", "", "127.0.0.1", site.ForwardedIgnored},
		"this proxy is trusted":             {[]string{"127.0.0.1"}, "203.0.113.7", "", "203.0.113.7", site.ForwardedTrusted},
		"its network is":                    {[]string{"127.0.0.0/8", "::1"}, "2001:db8::7", "", "2001:db8::7", site.ForwardedTrusted},
		"a client lied to the proxy":        {[]string{"127.0.0.1"}, "198.51.100.1, 203.0.113.7", "", "203.0.113.7", site.ForwardedTrusted},
		"two proxies in a row":              {[]string{"127.0.0.1", "10.0.0.5"}, "203.0.113.7, 10.0.0.5", "", "203.0.113.7", site.ForwardedTrusted},
		"nonsense":                          {[]string{"127.0.0.1"}, "nobody", "", "127.0.0.1", site.ForwardedTrusted},
		"a header that no proxy is held to": {[]string{"127.0.0.1"}, "", "203.0.113.7", "127.0.0.1", site.ForwardedNone},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, site.Options{Proxies: test.proxies})
			s.Engine().GET("/from", gin.WrapF(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(site.Address(r))) }))
			headers := []string{}
			if test.forwarded != "" {
				headers = append(headers, "X-Forwarded-For", test.forwarded)
			}
			if test.real != "" {
				headers = append(headers, "X-Real-Ip", test.real)
			}
			require.Equal(t, test.from, get(s, "localhost", "/from", headers...).Body.String())
			health := get(s, "localhost", "/healthz", headers...).Header()
			require.Equal(t, test.from, health.Get(site.HeaderClient))
			require.Equal(t, test.sees, health.Get(site.HeaderForwarded))
		})
	}
	for _, bad := range []string{"", "proxy.example.com", "10.0.0.0/33", "0.0.0.0/0", "::/0"} {
		_, err := site.New(site.Options{PublicURL: "https://sayso.example.com", Proxies: []string{bad}})
		require.Error(t, err, bad)
	}
}
