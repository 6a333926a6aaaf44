package oauth

import (
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sayso/connectors"
)

const maxRedirect = 2048 // characters

// Schemes of apps on the person's own device (RFC 8252, 7.1), and those that look like it but let a browser run or read something.
var (
	appScheme = regexp.MustCompile(`^[a-z][a-z0-9+.-]*$`)
	hosts     = regexp.MustCompile(`^[A-Za-z0-9.:\[\]_-]*$`)
	notApps   = []string{"javascript", "data", "vbscript", "file", "blob", "filesystem", "about", "view-source", "ws", "wss", "ftp", "mailto", "tel", "sms",
		"intent"}
)

// checkRedirect says why an address can't be one that a client registers.
func checkRedirect(uri string) error {
	u, err := url.Parse(uri)
	refuse := func(why string) error {
		return &connectors.Error{Kind: connectors.Invalid, Code: codeInvalidRedirect, Message: "a redirect_uri " + why}
	}
	switch {
	case err != nil || len(uri) > maxRedirect || !plain(uri) || u.Scheme == "":
		return refuse("must be an absolute address")
	case strings.Contains(uri, "#"): // RFC 6749, 3.1.2
		return refuse("must have no fragment")
	case u.User != nil || !hosts.MatchString(u.Host):
		return refuse("must have no user name, and a plain host")
	case u.Scheme == "https" && u.Host != "":
		return nil
	case u.Scheme == "http": // RFC 8252, 8.3: in clear only within the machine
		if !loopback(u.Hostname()) {
			return refuse("must use https, unless it is on loopback")
		}
		return nil
	case u.Scheme == "https" || !appScheme.MatchString(u.Scheme) || slices.Contains(notApps, u.Scheme):
		return refuse("must use https, http on loopback, or the scheme of an app")
	}
	return nil
}

// plain reports whether an address is made of printable ASCII without what browsers and servers read differently.
func plain(uri string) bool {
	return !strings.ContainsFunc(uri, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`\"<>^{|}`+"`", r) })
}

// matchRedirect reports whether an address is one of those registered: character by character (RFC 9700, 2.1), but for the port on
// loopback, which a native app gets from its system (RFC 8252, 7.3).
func matchRedirect(registered []string, uri string) bool {
	if slices.Contains(registered, uri) {
		return true
	}
	got, ok := withoutPort(uri)
	return ok && slices.ContainsFunc(registered, func(r string) bool {
		want, ok := withoutPort(r)
		return ok && want == got
	})
}

// withoutPort gives an address on loopback without its port; ok is false for any other.
func withoutPort(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "http" || !loopback(u.Hostname()) || checkRedirect(uri) != nil || u.String() != uri {
		return "", false
	}
	u.Host = strings.TrimSuffix(u.Host, ":"+u.Port())
	return u.String(), true
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// sendBack sends a browser to a client with an answer. It is called only with an address that matchRedirect accepted. 303, so that a
// form with a password is never sent along (RFC 9700, 4.12). Every answer names who gives it (RFC 9207).
func (s *Server) sendBack(w http.ResponseWriter, redirect, state string, answer url.Values) {
	answer.Set("iss", s.Issuer)
	if state != "" {
		answer.Set("state", state)
	}
	separator := "?"
	if strings.Contains(redirect, "?") {
		separator = "&"
	}
	goTo(w, redirect+separator+answer.Encode())
}

func goTo(w http.ResponseWriter, address string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("Location", address)
	w.WriteHeader(http.StatusSeeOther)
}
