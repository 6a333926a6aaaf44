package oauth

import (
	"encoding/json"
	"net/http"
	"slices"

	"sayso/api/access"
	"sayso/connectors"
)

// The codes of errors, from RFC 6749 (4.1.2.1, 5.2), RFC 7591 (3.2.2) and RFC 8707 (2), beside those of package access.
const (
	codeInvalidRequest  = "invalid_request"
	codeInvalidClient   = "invalid_client"
	codeUnauthorized    = "unauthorized_client"
	codeGrantType       = "unsupported_grant_type"
	codeResponseType    = "unsupported_response_type"
	codeDenied          = "access_denied"
	codeServer          = "server_error"
	codeUnavailable     = "temporarily_unavailable"
	codeInvalidRedirect = "invalid_redirect_uri"
	codeInvalidMetadata = "invalid_client_metadata"
	codeTokenType       = "unsupported_token_type"
)

// protocol are the codes that clients may see. Whatever else fails is ours, and none of their business.
var protocol = []string{codeInvalidRequest, codeInvalidClient, codeUnauthorized, codeGrantType, codeResponseType, codeDenied, codeInvalidRedirect,
	codeInvalidMetadata, codeTokenType, access.CodeInvalidGrant, access.CodeInvalidScope, access.CodeInvalidTarget, access.CodeTooManyAttempts}

func refuse(code, message string) *connectors.Error {
	return &connectors.Error{Kind: connectors.Invalid, Code: code, Message: message}
}

// problem is an error on the wire.
type problem struct {
	Code    string `json:"error"`
	Message string `json:"error_description,omitempty"`
}

// problemOf gives what a client is told of an error.
func (s *Server) problemOf(err error) (problem, int) {
	e := connectors.AsError(err)
	switch {
	case e.Code == codeInvalidClient:
		return problem{e.Code, e.Message}, http.StatusUnauthorized
	case e.Kind == connectors.Limited:
		return problem{codeUnavailable, e.Message}, http.StatusTooManyRequests
	case slices.Contains(protocol, e.Code):
		return problem{e.Code, e.Message}, http.StatusBadRequest
	case e.Kind == connectors.Unavailable:
		s.Log.Warn("oauth: a request failed", "code", e.Code, "error", e.Message)
		return problem{Code: codeUnavailable}, http.StatusServiceUnavailable
	}
	s.Log.Error("oauth: a request failed", "code", e.Code, "error", e.Message)
	return problem{Code: codeServer}, http.StatusInternalServerError
}

// fail answers a program.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p, status := s.problemOf(err)
	if status == http.StatusUnauthorized && r.Header.Get("Authorization") != "" { // RFC 6749, 5.2
		w.Header().Set("WWW-Authenticate", "Basic")
	}
	answer(w, status, p)
}

// answer writes JSON that nobody may keep (RFC 6749, 5.1).
func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) //nolint:errchkjson // the reader went away, and nobody is left to be told
}
