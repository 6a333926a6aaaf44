package oauth

import (
	"context"
	"net/url"

	"sayso/api"
	"sayso/api/access"
)

const methodS256 = "S256"

// request is a client's wish to act for a person (RFC 6749, 4.1.1), checked.
type request struct {
	query    string // as it came, so that the form brings the very same back
	client   access.Client
	redirect string
	state    string

	// Known when check found nothing wrong.
	resource  Resource
	scopes    []api.Permission
	challenge string
}

// read finds out who asks and where the answer may go. As long as that isn't certain nobody is sent anywhere (RFC 6749, 4.1.2.1): its errors are
// shown to the person.
func (s *Server) read(ctx context.Context, query string) (request, url.Values, error) {
	form, err := url.ParseQuery(query)
	if err != nil {
		return request{}, nil, refuse(codeInvalidRequest, "the request can't be read")
	}
	for _, name := range []string{"client_id", "redirect_uri", "state"} {
		if len(form[name]) > 1 {
			return request{}, nil, refuse(codeInvalidRequest, "a parameter comes more than once")
		}
	}
	q := request{query: query, redirect: form.Get("redirect_uri"), state: form.Get("state")}
	if q.client, err = s.client(ctx, form.Get("client_id")); err != nil {
		return q, nil, err
	}
	if q.redirect == "" && len(q.client.Redirects) == 1 {
		q.redirect = q.client.Redirects[0]
	}
	if !matchRedirect(q.client.Redirects, q.redirect) {
		return q, nil, refuse(codeInvalidRedirect, "the redirect_uri is not one that the client registered")
	}
	return q, form, nil
}

// check looks at the rest of a request. The client is told of its errors.
func (s *Server) check(q *request, form url.Values) error {
	if err := once(form); err != nil {
		return err
	}
	identifier, err := s.target(form)
	if err != nil {
		return err
	}
	if q.resource = s.Resources[0]; identifier != "" {
		q.resource, _ = s.resource(identifier)
	}
	q.challenge = form.Get("code_challenge")
	switch mode := form.Get("response_mode"); {
	case form.Get("response_type") == "":
		return refuse(codeInvalidRequest, "response_type is missing")
	case form.Get("response_type") != "code":
		return refuse(codeResponseType, "response_type must be code")
	case mode != "" && mode != "query":
		return refuse(codeInvalidRequest, "response_mode must be query")
	case form.Has("request") || form.Has("request_uri"): // RFC 9101
		return refuse(codeInvalidRequest, "request objects aren't read here")
	case q.challenge == "": // RFC 9700, 2.1.1
		return refuse(codeInvalidRequest, "code_challenge is missing; PKCE is required")
	case form.Get("code_challenge_method") != methodS256: // RFC 7636, 4.3: without a method it would be "plain"
		return refuse(codeInvalidRequest, "code_challenge_method must be S256")
	case !access.ValidChallenge(q.challenge):
		return refuse(codeInvalidRequest, "code_challenge is not the S256 of a verifier")
	}
	q.scopes = q.resource.First
	if scope := form.Get("scope"); scope != "" {
		if q.scopes = q.resource.offered(knownScopes(scope)); len(q.scopes) == 0 {
			return refuse(access.CodeInvalidScope, "none of the scopes is offered for this resource")
		}
	}
	return nil
}
