package doctor

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"sayso/api/site"
)

// Bounds of what is asked from outside.
const (
	patience    = 10 * time.Second // for an answer
	maxDocument = 1 << 20          // bytes of a metadata document
	skew        = 30 * time.Second // between two clocks, before tokens expire early
	renewal     = 14 * 24 * time.Hour
)

// Outside looks at an installation under its public address, such as https://sayso.example.com, as ChatGPT and programs reach it. client is for
// tests; nil for one that follows no redirect.
func Outside(ctx context.Context, address string, client *http.Client) []Check {
	base, err := url.Parse(strings.TrimRight(address, "/"))
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return []Check{well("address", "%q is no address", "%q ist keine Adresse", address).but(Wrong,
			"Give it as https://sayso.example.com.", "Gib sie als https://sayso.example.com an.")}
	}
	if client == nil {
		client = &http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	v := visit{ctx: ctx, base: base, client: client}
	reach := v.reach()
	if reach.Outcome == Wrong {
		return []Check{reach}
	}
	return []Check{reach, v.tls(), v.clock(), v.proxy(), v.resource(), v.server(), v.challenge()}
}

type visit struct {
	ctx    context.Context
	base   *url.URL
	client *http.Client
	first  answer // to /healthz
}

// answer is what came back, read to its end.
type answer struct {
	status int
	header http.Header
	tls    *tls.ConnectionState
	body   []byte
}

func (v *visit) get(path string) (answer, error) {
	r, err := http.NewRequestWithContext(v.ctx, http.MethodGet, v.base.String()+path, nil)
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Accept", "application/json, text/event-stream")
	got, err := v.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer got.Body.Close()
	body, err := io.ReadAll(io.LimitReader(got.Body, maxDocument))
	return answer{got.StatusCode, got.Header, got.TLS, body}, err
}

func (v *visit) reach() Check {
	got, err := v.get("/healthz")
	var certificate *tls.CertificateVerificationError
	var dns *net.DNSError
	switch {
	case errors.As(err, &certificate):
		return well("reach", "the certificate of %s isn't trusted: %v", "dem Zertifikat von %s wird nicht vertraut: %v", v.base.Host, certificate.Err).but(Wrong,
			"Use a certificate of a public authority, such as Let's Encrypt, with its intermediate certificates.",
			"Nimm ein Zertifikat einer öffentlichen Stelle wie Let's Encrypt, samt Zwischenzertifikaten.")
	case errors.As(err, &dns):
		return well("reach", "the name %s leads nowhere", "der Name %s führt nirgendwohin", v.base.Hostname()).but(Wrong,
			"Make a DNS record for it.", "Leg einen DNS-Eintrag dafür an.")
	case err != nil:
		return well("reach", "%s doesn't answer: %v", "%s antwortet nicht: %v", v.base.Host, err).but(Wrong,
			"See that `sayso serve` runs and that the proxy or firewall lets it through.", "Sieh nach, ob `sayso serve` läuft und Proxy oder Firewall es durchlassen.")
	case got.status == http.StatusForbidden || got.status == http.StatusMisdirectedRequest:
		return well("reach", "Sayso refuses the name %s (status %d)", "Sayso weist den Namen %s zurück (Status %d)", v.base.Host, got.status).but(Wrong,
			"Start it with --public-url "+v.base.String()+", and have the proxy pass the Host header on.",
			"Starte es mit --public-url "+v.base.String()+" und lass den Proxy den Host-Header weiterreichen.")
	case got.status != http.StatusOK:
		return well("reach", "%s answers with status %d", "%s antwortet mit Status %d", v.base.Host, got.status).but(Wrong,
			"See what the proxy in front of Sayso sends instead.", "Sieh nach, was der Proxy vor Sayso stattdessen schickt.")
	}
	v.first = got
	return well("reach", "%s answers", "%s antwortet", v.base.Host)
}

func (v *visit) tls() Check {
	state := v.first.tls
	if state == nil || len(state.PeerCertificates) == 0 {
		if host := v.base.Hostname(); host == "localhost" || net.ParseIP(host).IsLoopback() {
			return well("tls", "no TLS, on this machine alone", "kein TLS, nur auf diesem Rechner")
		}
		return well("tls", "%s is reached without TLS, so tokens can be read on the way", "%s wird ohne TLS erreicht, so dass unterwegs Token mitgelesen werden können", v.base.Host).but(Wrong,
			"Put a proxy with a certificate in front, or give `sayso serve` one.", "Stell einen Proxy mit Zertifikat davor oder gib `sayso serve` eines.")
	}
	until := state.PeerCertificates[0].NotAfter
	c := well("tls", "the certificate is good until %s", "das Zertifikat gilt bis %s", until.Format(time.DateOnly))
	if time.Until(until) < renewal {
		return c.but(Warning, "Renew it.", "Erneuere es.")
	}
	return c
}

func (v *visit) clock() Check {
	there, err := http.ParseTime(v.first.header.Get("Date"))
	if err != nil {
		return Check{Name: "clock", Outcome: Skipped, Says: says("the answer has no date", "die Antwort hat kein Datum")}
	}
	off := time.Since(there).Abs()
	c := well("clock", "the clocks differ by %s", "die Uhren gehen %s auseinander", off.Round(time.Second))
	if off > skew {
		return c.but(Wrong, "Set the clock there or here by NTP: tokens expire too early otherwise.",
			"Stell die Uhr dort oder hier per NTP: Sonst laufen Token zu früh ab.")
	}
	return c
}

// proxy looks whom Sayso takes us for: behind a proxy that it doesn't trust, all are one.
func (v *visit) proxy() Check {
	seen := v.first.header.Get(site.HeaderClient)
	switch v.first.header.Get(site.HeaderForwarded) {
	case site.ForwardedNone:
		return well("proxy", "Sayso sees this machine as %s, with no proxy that says otherwise", "Sayso sieht diesen Rechner als %s, und kein Proxy sagt anderes", seen)
	case site.ForwardedTrusted:
		return well("proxy", "Sayso sees this machine as %s, as a trusted proxy says", "Sayso sieht diesen Rechner als %s, wie ein vertrauter Proxy es sagt", seen)
	case site.ForwardedIgnored:
		return well("proxy", "Sayso sees everybody who comes through the proxy as %s, so that one who guesses passwords locks all out",
			"Sayso sieht alle, die durch den Proxy kommen, als %s, so dass einer, der Passwörter rät, alle aussperrt", seen).but(Warning,
			"If that is your proxy, start Sayso with --trusted-proxy "+seen+".", "Ist das dein Proxy, dann starte Sayso mit --trusted-proxy "+seen+".")
	}
	return Check{Name: "proxy", Outcome: Skipped, Says: says("the answer doesn't say whom Sayso sees", "die Antwort sagt nicht, wen Sayso sieht")}
}

// resource looks at the protected resource's metadata (RFC 9728), in the form with the path as well, where some clients look alone.
func (v *visit) resource() Check {
	want := v.base.String() + "/mcp"
	for _, path := range []string{"/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"} {
		var doc struct {
			Resource string   `json:"resource"`
			Servers  []string `json:"authorization_servers"`
		}
		if c, ok := v.document("metadata", path, &doc); !ok {
			return c
		}
		if !strings.HasPrefix(doc.Resource, v.base.String()) {
			return well("metadata", "%s says it is %s, not %s", "%s nennt sich %s, nicht %s", path, doc.Resource, want).but(Wrong,
				"Start Sayso with --public-url "+v.base.String()+".", "Starte Sayso mit --public-url "+v.base.String()+".")
		}
		if !slices.Contains(doc.Servers, v.base.String()) {
			return well("metadata", "%s names no authorization server at this address", "%s nennt keinen Autorisierungsserver unter dieser Adresse", path).but(Wrong,
				"Start Sayso with --public-url "+v.base.String()+".", "Starte Sayso mit --public-url "+v.base.String()+".")
		}
	}
	return well("metadata", "the protected resource's metadata is right", "die Metadaten der geschützten Ressource stimmen")
}

// server looks at the authorization server's metadata (RFC 8414) for what ChatGPT needs of it.
func (v *visit) server() Check {
	const path = "/.well-known/oauth-authorization-server"
	var doc struct {
		Issuer  string   `json:"issuer"`
		Methods []string `json:"code_challenge_methods_supported"`
		Token   string   `json:"token_endpoint"`
	}
	if c, ok := v.document("authorization", path, &doc); !ok {
		return c
	}
	switch {
	case doc.Issuer != v.base.String():
		return well("authorization", "the issuer is %q, not %s", "der Aussteller ist %q, nicht %s", doc.Issuer, v.base.String()).but(Wrong,
			"Start Sayso with --public-url "+v.base.String()+".", "Starte Sayso mit --public-url "+v.base.String()+".")
	case !slices.Contains(doc.Methods, "S256"), !strings.HasPrefix(doc.Token, v.base.String()):
		return well("authorization", "%s isn't Sayso's", "%s ist nicht von Sayso", path).but(Wrong,
			"See what the proxy in front of Sayso sends instead.", "Sieh nach, was der Proxy vor Sayso stattdessen schickt.")
	}
	return well("authorization", "the authorization server's metadata is right", "die Metadaten des Autorisierungsservers stimmen")
}

// challenge looks whether /mcp asks for a token in the way from which clients find out where to get one.
func (v *visit) challenge() Check {
	got, err := v.get("/mcp")
	if err != nil {
		return well("mcp", "/mcp doesn't answer: %v", "/mcp antwortet nicht: %v", err).but(Wrong, "See the log of `sayso serve`.", "Sieh ins Log von `sayso serve`.")
	}
	if got.status != http.StatusUnauthorized || !strings.Contains(got.header.Get("WWW-Authenticate"), "resource_metadata=") {
		return well("mcp", "/mcp answers with status %d and not with a challenge that says where to sign in", "/mcp antwortet mit Status %d und nicht mit dem Hinweis, wo man sich anmeldet",
			got.status).but(Wrong, "Let the proxy pass on status 401 and the header WWW-Authenticate.", "Lass den Proxy Status 401 und den Header WWW-Authenticate durch.")
	}
	return well("mcp", "/mcp asks for a token and says where to get one", "/mcp verlangt ein Token und sagt, woher")
}

// document reads a metadata document; ok is false where it can't be had, and the check says so.
func (v *visit) document(name, path string, into any) (c Check, ok bool) {
	got, err := v.get(path)
	switch {
	case err != nil:
		c = well(name, "%s can't be read: %v", "%s lässt sich nicht lesen: %v", path, err)
	case got.status != http.StatusOK:
		c = well(name, "%s answers with status %d", "%s antwortet mit Status %d", path, got.status)
	case json.Unmarshal(got.body, into) != nil:
		c = well(name, "%s is no JSON", "%s ist kein JSON", path)
	default:
		return c, true
	}
	return c.but(Wrong, "Have the proxy pass everything under /.well-known/ on to Sayso.", "Lass den Proxy alles unter /.well-known/ an Sayso weiterreichen."), false
}
