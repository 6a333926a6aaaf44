package oauth

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"sayso/api/access"
	"sayso/connectors"
)

// How many clients may be registered, in all and from one address within a while: registration is open to anybody (RFC 7591, 5).
const (
	maxClients        = 10_000
	registrations     = 30
	registrationsSpan = time.Hour
)

// serveRegister registers a client (RFC 7591, 3). A method of authentication that isn't offered becomes "none", which the answer says
// (3.2.1): nobody gets a secret that would lie about in a program's settings.
func (s *Server) serveRegister(w http.ResponseWriter, r *http.Request) {
	now := s.Now()
	ok, err := s.Store.CountAttempt(r.Context(), access.HashOf("register "+s.Address(r)), now, now.Add(-registrationsSpan), registrations)
	if err == nil && !ok {
		err = &connectors.Error{Kind: connectors.Limited, Code: access.CodeTooManyAttempts, Message: "too many registrations; try again later"}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	var m clientMetadata
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		s.fail(w, r, refuse(codeInvalidMetadata, "the body is not a JSON object of client metadata"))
		return
	}
	if m.Auth == "client_secret_basic" || m.Auth == "client_secret_post" {
		m.Auth = authNone
	}
	c, err := m.client()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	c.ID, c.Created = "client_"+access.NewCookie()[:22], now
	c.Name = cmp.Or(c.Name, hostOf(c.Redirects[0]))
	stored, err := s.Store.PutClient(r.Context(), c, maxClients)
	if err == nil && !stored {
		err = &connectors.Error{Kind: connectors.Unavailable, Code: codeUnavailable, Message: "too many clients are registered"}
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	answer(w, http.StatusCreated, registered(c))
}

// registered tells a client what was registered (RFC 7591, 3.2.1).
func registered(c access.Client) clientMetadata {
	m := clientMetadata{ID: c.ID, IssuedAt: c.Created.Unix(), Name: c.Name, Redirects: c.Redirects, Auth: c.Auth, KeysURL: c.KeysURL,
		GrantTypes: []string{grantCode}, ResponseTypes: []string{"code"}}
	if c.KeySet != "" {
		m.KeySet = json.RawMessage(c.KeySet)
	}
	if c.Refreshes {
		m.GrantTypes = append(m.GrantTypes, grantRefresh)
	}
	return m
}

// hostOf gives what a person should look at in an address: its host, or the scheme of an app.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return cmp.Or(u.Hostname(), u.Scheme)
}
