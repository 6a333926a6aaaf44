package site

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"slices"

	"github.com/gin-gonic/gin"

	"sayso/connectors"
)

// What a proxy says of who comes through it counts only where the proxy is trusted: anybody can write X-Forwarded-For, and would have limits of their own
// with each request. Where there is a proxy that isn't trusted, all who come through it share its address, and its limits.

// The headers of /healthz by which who asks sees whom this site takes them for.
const (
	HeaderClient    = "Sayso-Client"    // the address that limits go by
	HeaderForwarded = "Sayso-Forwarded" // whether a proxy's word for it counts: one of the following
)

// What becomes of X-Forwarded-For.
const (
	ForwardedNone    = "none"    // there is none
	ForwardedTrusted = "trusted" // it comes from a trusted proxy
	ForwardedIgnored = "ignored" // it comes from elsewhere
)

// proxies reads the addresses and networks of trusted proxies.
func proxies(list []string) ([]netip.Prefix, error) {
	var nets []netip.Prefix
	for _, text := range list {
		p, err := netip.ParsePrefix(text)
		if a, errAddress := netip.ParseAddr(text); errAddress == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		switch {
		case err != nil:
			return nil, connectors.Errorf(connectors.Invalid, "%q is no address of a proxy; write 10.0.0.5 or 10.0.0.0/24", text)
		case p.Bits() == 0:
			return nil, connectors.Errorf(connectors.Invalid, "%q would trust everybody to say where they come from; name the proxy alone", text)
		}
		nets = append(nets, p.Masked())
	}
	return nets, nil
}

// trusts reports whether a request comes through a trusted proxy.
func (s *Site) trusts(c *gin.Context) bool {
	a, err := netip.ParseAddr(c.RemoteIP())
	return err == nil && slices.ContainsFunc(s.proxies, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
}

// addressKey is that of a request's address in its context.
type addressKey struct{}

// address notes where a request comes from, for handlers that know nothing of this site's engine.
func (s *Site) address(c *gin.Context) {
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), addressKey{}, c.ClientIP()))
}

// Address tells where a request comes from: what a trusted proxy says of it, else the other end of its connection.
func Address(r *http.Request) string {
	if address, ok := r.Context().Value(addressKey{}).(string); ok && address != "" {
		return address
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// health tells that the site is there, and whom it takes the one who asks for.
func (s *Site) health(c *gin.Context) {
	forwarded := ForwardedNone
	if c.GetHeader(forwardedFor) != "" {
		forwarded = map[bool]string{true: ForwardedTrusted, false: ForwardedIgnored}[s.trusts(c)]
	}
	c.Header(HeaderClient, c.ClientIP())
	c.Header(HeaderForwarded, forwarded)
	c.String(http.StatusOK, "ok\n")
}

const forwardedFor = "X-Forwarded-For"
