package connectors

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// newClient makes the HTTP client of a connection. It knows no proxy and keeps no cookies.
func newClient(c *Connection) *http.Client {
	return &http.Client{
		Transport: &signer{conn: c, own: transport(c.reach()), foreign: transport(publicOnly)},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) >= 5 || via[0].Method != http.MethodGet {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
}

// transport sends requests to addresses within reach.
func transport(r reach) http.RoundTripper {
	return &http.Transport{
		DialContext:           guard(r).DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   8,
		IdleConnTimeout:       60 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: RequestTimeout,
	}
}

// reach is which addresses a connection's own host may have.
func (c *Connection) reach() reach {
	switch {
	case !c.private:
		return publicOnly
	case c.URL != nil && c.URL.Scheme == "http":
		return privateOnly
	}
	return anywhere
}

type unsignedKey struct{}

// signer attaches the credential to requests to the connection's own origin. Requests elsewhere, as after a redirect, get
// none, go out encrypted or not at all, and private addresses stay closed to them even where the connection itself may reach them.
type signer struct {
	conn         *Connection
	own, foreign http.RoundTripper
}

func (s *signer) RoundTrip(req *http.Request) (*http.Response, error) {
	if s.conn.URL == nil || !sameOrigin(s.conn.URL, req.URL) {
		return s.elsewhere(req)
	}
	if s.strayed(req) {
		return s.own.RoundTrip(bare(req))
	}
	if s.conn.auth == nil || req.Context().Value(unsignedKey{}) != nil {
		return s.own.RoundTrip(req)
	}
	req = req.Clone(req.Context())
	if err := s.conn.auth.Sign(req.Context(), s.conn, req); err != nil {
		return nil, err
	}
	return s.own.RoundTrip(req)
}

// elsewhere sends a request to another origin. Where a redirect led there, nothing of what was meant for the vendor goes along.
func (s *signer) elsewhere(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != "https" {
		return nil, &Error{Kind: Denied, Code: "in_clear", Message: req.URL.Scheme + "://" + req.URL.Host + " is not encrypted; only https is followed there"}
	}
	if req.Response != nil {
		return s.foreign.RoundTrip(bare(req))
	}
	req = req.Clone(req.Context())
	req.Header.Del("Authorization")
	return s.foreign.RoundTrip(req)
}

// bare leaves out all headers of the connector's, and the Referer with the query of the request before.
func bare(req *http.Request) *http.Request {
	req = req.Clone(req.Context())
	req.Header = http.Header{"Accept": req.Header["Accept"], "User-Agent": req.Header["User-Agent"]}
	return req
}

// strayed reports whether redirects led to another origin before they led back: then another host chose the address, and may not
// choose what is asked in our name.
func (s *signer) strayed(req *http.Request) bool {
	for r := req.Response; r != nil && r.Request != nil; r = r.Request.Response {
		if !sameOrigin(s.conn.URL, r.Request.URL) {
			return true
		}
	}
	return false
}

// sameOrigin compares scheme, host and port, as browsers do.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}
