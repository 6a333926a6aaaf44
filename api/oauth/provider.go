package oauth

import (
	"context"
	"crypto/hmac"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"sayso/api/access"
	"sayso/connectors"
)

// provider asks a provider who somebody is: authorization code with PKCE, state and nonce, all bound to the browser that began.
type provider struct {
	access.Provider

	callback string
	client   *http.Client

	mu    sync.Mutex
	found *oidc.Provider // nil until it answered once
}

// newProvider makes one; nil where there is none. Whoever runs the server chose it, so that its address may be private.
func newProvider(p *access.Provider, callback string, client *http.Client) *provider {
	if p == nil {
		return nil
	}
	if client == nil {
		client = &http.Client{Timeout: connectors.RequestTimeout}
	}
	return &provider{Provider: *p, callback: callback, client: client}
}

// begun is what a browser keeps of a sign-in that is under way. Its cookie is its own: no other browser can end it (RFC 9700, 4.7).
type begun struct {
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
	To       string `json:"t"`
}

const (
	begunCookie  = "-begun"
	begunSeconds = 600
)

// codeProvider is the code of errors of a sign-in with the provider.
const codeProvider = "provider"

func (p *provider) failed(why string, err error) error {
	return &connectors.Error{Kind: connectors.Denied, Code: codeProvider, Message: "signing in with " + p.Name + " failed: " + why, Err: err}
}

// config finds out where the provider's endpoints are, once.
func (p *provider) config(ctx context.Context) (*oauth2.Config, *oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found == nil {
		found, err := oidc.NewProvider(context.WithoutCancel(ctx), p.Issuer) // the provider keeps its context, for its keys
		if err != nil {
			return nil, nil, p.failed("it doesn't answer", err)
		}
		p.found = found
	}
	return &oauth2.Config{ClientID: p.ClientID, ClientSecret: p.Secret.Reveal(), Endpoint: p.found.Endpoint(), RedirectURL: p.callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"}}, p.found, nil
}

// toProvider sends a browser to the provider.
func (s *Server) toProvider(w http.ResponseWriter, r *http.Request) {
	if s.provider == nil {
		http.NotFound(w, r)
		return
	}
	config, _, err := s.provider.config(oidc.ClientContext(r.Context(), s.provider.client))
	if err != nil {
		s.Log.Warn("oauth: the provider doesn't answer", "error", err)
		s.sorry(w, r, err)
		return
	}
	b := begun{State: access.NewCookie(), Nonce: access.NewCookie(), Verifier: oauth2.GenerateVerifier(), To: back(r.URL.Query().Get("to"))}
	raw, err := json.Marshal(b)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.setCookie(w, begunCookie, base64.RawURLEncoding.EncodeToString(raw), begunSeconds)
	goTo(w, config.AuthCodeURL(b.State, oidc.Nonce(b.Nonce), oauth2.S256ChallengeOption(b.Verifier)))
}

// fromProvider takes the provider's answer.
func (s *Server) fromProvider(w http.ResponseWriter, r *http.Request) {
	if s.provider == nil {
		http.NotFound(w, r)
		return
	}
	raw, _ := base64.RawURLEncoding.DecodeString(s.cookie(r, begunCookie))
	s.setCookie(w, begunCookie, "", -1)
	var b begun
	if json.Unmarshal(raw, &b) != nil || b.State == "" {
		s.sorry(w, r, s.provider.failed("it wasn't begun in this browser", nil))
		return
	}
	account, factor, err := s.vouched(r, b)
	if err != nil {
		s.Log.Info("oauth: a sign-in with the provider failed", "error", err)
		s.sorry(w, r, err)
		return
	}
	v, err := s.visitor(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.enter(w, r, v, account, factor, back(b.To))
}

// vouched finds out whom the provider signed in.
func (s *Server) vouched(r *http.Request, b begun) (access.Account, access.Factor, error) {
	query := r.URL.Query()
	switch iss := query.Get("iss"); {
	case !hmac.Equal([]byte(query.Get("state")), []byte(b.State)): // RFC 9700, 4.7
		return access.Account{}, "", s.provider.failed("its answer is for another browser", nil)
	case iss != "" && iss != s.provider.Issuer: // RFC 9207, 2.4
		return access.Account{}, "", s.provider.failed("the answer is another provider's", nil)
	case query.Get("code") == "":
		return access.Account{}, "", s.provider.failed("it was stopped there", nil)
	}
	ctx := oidc.ClientContext(r.Context(), s.provider.client)
	claims, err := s.provider.redeem(ctx, query.Get("code"), b, s.Now)
	if err != nil {
		return access.Account{}, "", err
	}
	who := access.Vouched{Issuer: s.provider.Issuer, Subject: claims.Subject}
	if claims.EmailVerified {
		who.Email = claims.Email
	}
	account, err := s.People.SignInVouched(r.Context(), who)
	return account, claims.factor(), err
}

// idClaims is what counts of an ID token (OpenID Connect Core, 2 and 5.1).
type idClaims struct {
	Subject       string   `json:"sub"`
	Nonce         string   `json:"nonce"`
	Email         string   `json:"email"`
	EmailVerified bool     `json:"email_verified"`
	AMR           []string `json:"amr"`
	ACR           string   `json:"acr"`
}

// redeem gets the ID token for a code, and checks it. go-oidc checks signature, issuer, audience and time.
func (p *provider) redeem(ctx context.Context, code string, b begun, now func() time.Time) (idClaims, error) {
	var claims idClaims
	config, found, err := p.config(ctx)
	if err != nil {
		return claims, err
	}
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(b.Verifier))
	if err != nil { // it holds the provider's whole answer, which isn't shown
		return claims, p.failed("it doesn't take its own code", nil)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := found.Verifier(&oidc.Config{ClientID: p.ClientID, Now: now}).Verify(ctx, raw)
	if err != nil {
		return claims, p.failed("its ID token is not good", nil)
	}
	if err := id.Claims(&claims); err != nil {
		return claims, p.failed("its ID token can't be read", nil)
	}
	if !hmac.Equal([]byte(claims.Nonce), []byte(b.Nonce)) { // OpenID Connect Core, 3.1.3.7
		return claims, p.failed("its ID token is of another sign-in", nil)
	}
	return claims, nil
}

// Values that tell of more than one factor: "mfa" (RFC 8176, 2) among the methods, and context classes in use.
var multiple = []string{"mfa", "phr", "phrh", "http://schemas.openid.net/pape/policies/2007/06/multi-factor", "https://refeds.org/profile/mfa"}

// factor tells how the provider made sure who somebody is, where it says so.
func (c idClaims) factor() access.Factor {
	switch {
	case slices.ContainsFunc(c.AMR, func(m string) bool { return slices.Contains(multiple, m) }) || slices.Contains(multiple, c.ACR):
		return access.FactorMany
	case len(c.AMR) > 0 || c.ACR != "":
		return access.FactorOne
	}
	return access.FactorUntold
}

// codeWeakSignIn is the code of the error of somebody whose sign-in isn't enough for what they want.
const codeWeakSignIn = "weak_sign_in"

// weakSignIn refuses to let somebody approve whom the provider asked for one factor only.
func weakSignIn() error {
	return &connectors.Error{Kind: connectors.Denied, Code: codeWeakSignIn, Message: "approving takes a sign-in with a second factor"}
}
