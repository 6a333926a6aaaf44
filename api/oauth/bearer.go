package oauth

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"sayso/api"
	"sayso/connectors"
)

// Challenge is the refusal of a request that carries no good credential, or one that isn't enough (RFC 6750, 3).
type Challenge struct {
	Status int    // 400, 401 or 403
	Code   string // "" where there was no credential at all (RFC 6750, 3.1)
	Reason string
	Header string // of WWW-Authenticate
}

func (c *Challenge) Error() string { return c.Reason }

// Unwrap gives the refusal as surfaces know one that is no protocol's.
func (c *Challenge) Unwrap() error {
	e := &connectors.Error{Kind: connectors.Expired, Code: "bad_token", Message: c.Reason}
	switch c.Status {
	case http.StatusForbidden:
		e.Kind, e.Code = connectors.Denied, api.CodeScope
	case http.StatusBadRequest:
		e.Kind, e.Code = connectors.Invalid, "bad_request"
	}
	return e
}

// The codes of RFC 6750, 3.1.
const (
	codeInvalidToken      = "invalid_token"
	codeInsufficientScope = "insufficient_scope"
)

const keyPrefix = "sayso_" // of API keys

// Caller tells who sends a request to a resource of ours, which is named by its path. Its error is a [*Challenge] where the credential is at fault.
func (s *Server) Caller(r *http.Request, path string) (api.Caller, error) {
	resource, ok := s.resource(s.Issuer + path)
	if !ok {
		return api.Caller{}, connectors.Errorf(connectors.NotFound, "there is no resource %s", path)
	}
	headers := r.Header.Values("Authorization")
	if len(headers) == 0 {
		return api.Caller{}, s.challenge(resource, http.StatusUnauthorized, "", "sign in first", resource.First)
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	// A token in the address or in a form isn't even looked for (RFC 9700, 4.3.2).
	if len(headers) > 1 || !strings.EqualFold(scheme, "Bearer") || token == "" {
		return api.Caller{}, s.challenge(resource, http.StatusBadRequest, codeInvalidRequest, "send one Authorization header with a bearer token", resource.First)
	}
	if strings.HasPrefix(token, keyPrefix) {
		return s.keyCaller(r.Context(), resource, token)
	}
	return s.tokenCaller(r.Context(), resource, token)
}

// keyCaller lets a program in with an API key.
func (s *Server) keyCaller(ctx context.Context, resource Resource, key string) (api.Caller, error) {
	var c api.Caller
	err := errors.New("there are no API keys")
	if s.Keys != nil {
		c, err = s.Keys.Authenticate(ctx, key, resource.Surface)
	}
	if kind := connectors.KindOf(err); kind == connectors.Unavailable {
		return c, err
	}
	if err != nil {
		return c, s.challenge(resource, http.StatusUnauthorized, codeInvalidToken, "the API key is not good, or no longer", resource.First)
	}
	return c, nil
}

// tokenCaller lets somebody's client in with an access token: one of ours, for this very resource, of a person who is still a member.
// What they may do is looked up now, and not when the token was given.
func (s *Server) tokenCaller(ctx context.Context, resource Resource, token string) (api.Caller, error) {
	bad := func(why string) (api.Caller, error) {
		return api.Caller{}, s.challenge(resource, http.StatusUnauthorized, codeInvalidToken, why, resource.First)
	}
	held, ok, err := s.Grants.Check(ctx, token)
	switch {
	case err != nil:
		return api.Caller{}, err
	case !ok:
		return bad("the access token is unknown, expired or revoked")
	case held.Grant.Resource != s.identifier(resource): // RFC 8707, 2; RFC 9700, 2.3: no token for another door
		return bad("the access token is for another resource")
	}
	m, err := s.member(ctx, held.Grant.Account, held.Grant.Workspace)
	if err != nil {
		return api.Caller{}, err
	}
	if m.Role == "" {
		return bad("the person of the access token is no member any more")
	}
	return api.Caller{Workspace: held.Grant.Workspace, Account: held.Grant.Account, Name: m.Name, Role: m.Role,
		Scopes: convert[api.Permission](held.Scopes), Surface: resource.Surface}, nil
}

// NeedsScope is the challenge to a caller whose credential was narrowed too far for what it wants. It names the scopes that a new one
// should have: those that it has and those it lacks, so that who steps up loses nothing.
func (s *Server) NeedsScope(path string, c api.Caller, lacks ...api.Permission) *Challenge {
	resource, _ := s.resource(s.Issuer + path)
	var all []api.Permission
	for _, w := range scopeWords {
		for _, p := range append(lacks, c.Scopes...) {
			if w.scope == p {
				all = append(all, p)
				break
			}
		}
	}
	return s.challenge(resource, http.StatusForbidden, codeInsufficientScope, "this needs the scope "+written(lacks), all)
}

// challenge makes a refusal that tells a client where to get a token (RFC 9728, 5.1), and which (RFC 6750, 3).
func (s *Server) challenge(r Resource, status int, code, reason string, scopes []api.Permission) *Challenge {
	parts := []string{`resource_metadata="` + s.Issuer + resourceMetadata + r.Path + `"`}
	if code != "" {
		parts = append(parts, `error="`+code+`"`, `error_description="`+reason+`"`)
	}
	if len(scopes) > 0 {
		parts = append(parts, `scope="`+written(scopes)+`"`)
	}
	return &Challenge{Status: status, Code: code, Reason: reason, Header: "Bearer " + strings.Join(parts, ", ")}
}

// Guard lets only callers with a good credential through to a resource. with puts the caller where the next handler looks for it.
func (s *Server) Guard(path string, with func(context.Context, api.Caller) context.Context) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c, err := s.Caller(r, path)
			if err != nil {
				s.Refuse(w, r, err)
				return
			}
			c.Lang = languageOf(r)
			next.ServeHTTP(w, r.WithContext(with(r.Context(), c)))
		})
	}
}

// Refuse answers a request whose caller isn't known.
func (s *Server) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	var c *Challenge
	if !errors.As(err, &c) {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("WWW-Authenticate", c.Header)
	p := problem{c.Code, c.Reason}
	if p.Code == "" {
		p.Code = codeInvalidToken // of the body alone: programs look for one
	}
	answer(w, c.Status, p)
}
