package oauth

import (
	"mime"
	"net/http"
	"net/url"
	"strings"

	"sayso/api/access"
)

// tokenAnswer is RFC 6749, 5.1.
type tokenAnswer struct {
	Access  string `json:"access_token"`
	Type    string `json:"token_type"`
	Life    int64  `json:"expires_in"` // seconds
	Refresh string `json:"refresh_token,omitempty"`
	Scope   string `json:"scope"`
}

func (s *Server) serveToken(w http.ResponseWriter, r *http.Request) {
	issued, err := s.token(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, tokenAnswer{issued.Access, "Bearer", int64(issued.Life.Seconds()), issued.Refresh, written(issued.Scopes)})
}

func (s *Server) token(r *http.Request) (access.Issued, error) {
	form, err := postForm(r)
	if err != nil {
		return access.Issued{}, err
	}
	client, err := s.authenticate(r, form)
	if err != nil {
		return access.Issued{}, err
	}
	resource, err := s.target(form)
	if err != nil {
		return access.Issued{}, err
	}
	switch form.Get("grant_type") {
	case grantCode:
		return s.Grants.Redeem(r.Context(), access.Redemption{Code: form.Get("code"), Client: client.ID, Redirect: form.Get("redirect_uri"),
			Verifier: form.Get("code_verifier"), Resource: resource, Lasting: client.Refreshes})
	case grantRefresh:
		if !client.Refreshes {
			return access.Issued{}, refuse(codeUnauthorized, "this client didn't register for refresh_token")
		}
		renewal := access.Renewal{Token: form.Get("refresh_token"), Client: client.ID, Resource: resource}
		if form.Get("scope") != "" {
			renewal.Scopes = strings.Fields(form.Get("scope"))
		}
		return s.Grants.Refresh(r.Context(), renewal)
	case "":
		return access.Issued{}, refuse(codeInvalidRequest, "grant_type is missing")
	}
	return access.Issued{}, refuse(codeGrantType, "grant_type must be authorization_code or refresh_token")
}

// target gives the resource that a request names; "" for none. A token is good for one (RFC 8707, 2).
func (s *Server) target(form url.Values) (string, error) {
	var identifier string
	for _, name := range form["resource"] {
		r, ok := s.resource(name)
		if !ok || identifier != "" && identifier != s.identifier(r) {
			return "", refuse(access.CodeInvalidTarget, "the resource is not one of this server's, or there is more than one")
		}
		identifier = s.identifier(r)
	}
	return identifier, nil
}

// postForm reads the parameters of a request from its body, and from there alone: an address is written into logs.
func postForm(r *http.Request) (url.Values, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, refuse(codeInvalidRequest, "the body must be application/x-www-form-urlencoded")
	}
	if err := r.ParseForm(); err != nil {
		return nil, refuse(codeInvalidRequest, "the body can't be read")
	}
	return r.PostForm, once(r.PostForm)
}

// once refuses a parameter that comes more than once (RFC 6749, 3.1 and 3.2): two readers could each believe another one.
func once(form url.Values) error {
	for name, values := range form {
		if len(values) > 1 && name != "resource" {
			return refuse(codeInvalidRequest, "a parameter comes more than once")
		}
	}
	return nil
}
