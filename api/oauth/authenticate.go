package oauth

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"sayso/api/access"
	"sayso/connectors"
)

// algorithms are those that an assertion may be signed with: all of them with a private key (RFC 8725, 3.1). "none" and shared secrets
// aren't among them.
var algorithms = []jose.SignatureAlgorithm{jose.ES256, jose.ES384, jose.RS256, jose.PS256, jose.EdDSA}

const (
	assertionType   = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	assertionLife   = 10 * time.Minute // the furthest that one may be good for
	assertionLeeway = 30 * time.Second
)

// authenticate finds the client of a request to the token or the revocation endpoint and makes sure that it is the one: a client with a
// key proves it (RFC 7523, 2.2), one without only says its name. A client that has a key can't do without.
func (s *Server) authenticate(r *http.Request, form url.Values) (access.Client, error) {
	if r.Header.Get("Authorization") != "" || form.Has("client_secret") {
		return access.Client{}, refuse(codeInvalidClient, "clients have no secret here; send client_id, or an assertion")
	}
	id, assertion := form.Get("client_id"), form.Get("client_assertion")
	if assertion == "" {
		if id == "" {
			return access.Client{}, refuse(codeInvalidClient, "client_id is missing")
		}
		c, err := s.client(r.Context(), id)
		if err == nil && c.Auth != authNone {
			err = refuse(codeInvalidClient, "this client must authenticate with private_key_jwt")
		}
		return c, err
	}
	if form.Get("client_assertion_type") != assertionType {
		return access.Client{}, refuse(codeInvalidClient, "client_assertion_type must be "+assertionType)
	}
	return s.prove(r.Context(), id, assertion)
}

// prove checks the assertion of a client (RFC 7523, 3).
func (s *Server) prove(ctx context.Context, id, assertion string) (access.Client, error) {
	bad := func(why string) (access.Client, error) { return access.Client{}, refuse(codeInvalidClient, why) }
	token, err := jwt.ParseSigned(assertion, algorithms)
	if err != nil {
		return bad("the assertion can't be read, or its algorithm isn't allowed")
	}
	var claims jwt.Claims
	if token.UnsafeClaimsWithoutVerification(&claims) != nil || claims.Subject == "" || id != "" && id != claims.Subject {
		return bad("the assertion is not this client's")
	}
	c, err := s.client(ctx, claims.Subject)
	if err != nil {
		return c, err
	}
	if c.Auth != authKey {
		return bad("this client has no key")
	}
	if ok, err := s.signed(ctx, c, token, &claims); err != nil || !ok {
		return c, cmp.Or(err, error(refuse(codeInvalidClient, "the assertion is signed by none of the client's keys")))
	}
	now := s.Now()
	switch {
	case claims.ValidateWithLeeway(jwt.Expected{Issuer: c.ID, Subject: c.ID, Time: now}, assertionLeeway) != nil:
		return bad("the assertion is over, or of another client")
	case claims.Expiry == nil || claims.Expiry.Time().After(now.Add(assertionLife+assertionLeeway)):
		return bad("the assertion must expire, within ten minutes")
	case len(claims.Audience) != 1 || !slices.Contains([]string{s.Issuer, s.Issuer + tokenPath}, claims.Audience[0]):
		// One audience alone: another server that it is also for could use it here.
		return bad("the audience of the assertion must be the issuer")
	case claims.ID == "":
		return bad("the assertion has no jti")
	}
	fresh, err := s.Store.Spend(ctx, access.HashOf("assertion "+c.ID+" "+claims.ID), claims.Expiry.Time().Add(assertionLeeway))
	if err != nil {
		return c, err
	}
	if !fresh { // RFC 7523, 3, 7
		return bad("the assertion was used before")
	}
	return c, nil
}

// signed reports whether one of a client's keys signed a token. Where a key that isn't known did, the published keys are looked at once more: the client
// may have changed them.
func (s *Server) signed(ctx context.Context, c access.Client, token *jwt.JSONWebToken, claims *jwt.Claims) (bool, error) {
	ok, err := s.signedNow(ctx, c, token, claims)
	if ok || err != nil || c.KeysURL == "" {
		return ok, err
	}
	s.keys.forget(c.KeysURL)
	return s.signedNow(ctx, c, token, claims)
}

func (s *Server) signedNow(ctx context.Context, c access.Client, token *jwt.JSONWebToken, claims *jwt.Claims) (bool, error) {
	raw := []byte(c.KeySet)
	if c.KeysURL != "" {
		var err error
		if raw, err = s.keys.get(ctx, c.KeysURL); err != nil {
			s.Log.Info("oauth: a client's keys can't be read", "host", hostOf(c.KeysURL), "why", err.Error())
			if connectors.KindOf(err) == connectors.Unavailable {
				return false, unreachable()
			}
			return false, nil
		}
	}
	set, err := parseKeys(raw)
	if err != nil {
		return false, nil //nolint:nilerr // damaged keys sign nothing
	}
	wanted := token.Headers[0].KeyID
	for _, k := range set.Keys {
		if (wanted == "" || k.KeyID == wanted) && k.Use != "enc" && token.Claims(k, claims) == nil {
			return true, nil
		}
	}
	return false, nil
}
