package oauth

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"sayso/api/access"
)

// visitor is a browser: its cookie, and who is signed in with it.
type visitor struct {
	cookie  string // "" where it has none
	session access.Session
	account access.Account // without id where nobody is signed in
}

func (v visitor) signedIn() bool { return v.account.ID != "" }

// cookieName begins with __Host-, so that no other host and no plain http can set or read it (RFC 6265bis, 4.1.3.2). Browsers take such a name over
// https alone; on loopback without it there is nobody in between.
func (s *Server) cookieName(purpose string) string {
	if s.secure {
		return "__Host-sayso" + purpose
	}
	return "sayso" + purpose
}

func (s *Server) setCookie(w http.ResponseWriter, purpose, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // not Secure on loopback without https alone
		Name: s.cookieName(purpose), Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: s.secure,
		SameSite: http.SameSiteLaxMode, // a client's page sends the browser here, and it is to be known then
	})
}

func (s *Server) cookie(r *http.Request, purpose string) string {
	c, err := r.Cookie(s.cookieName(purpose))
	if err != nil {
		return ""
	}
	return c.Value
}

// visitor tells who is at the browser.
func (s *Server) visitor(r *http.Request) (visitor, error) {
	v := visitor{cookie: s.cookie(r, "")}
	if v.cookie == "" {
		return v, nil
	}
	session, account, ok, err := s.People.SignedIn(r.Context(), v.cookie)
	if ok {
		v.session, v.account = session, account
	}
	return v, err
}

// known gives a browser a cookie if it has none, so that its forms can be told from those of other pages.
func (s *Server) known(w http.ResponseWriter, v visitor) visitor {
	if v.cookie == "" {
		v.cookie = access.NewCookie()
		s.setCookie(w, "", v.cookie, 0)
	}
	return v
}

// formToken is in every form and bound to the browser's cookie: another site can neither read it nor make it.
func (v visitor) formToken() string {
	m := hmac.New(sha256.New, []byte(v.cookie))
	_, _ = m.Write([]byte("sayso form"))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// ours reads a form that was posted from a page of ours to a browser of ours: the browser says where it comes from, and it carries the form's token.
func (s *Server) ours(r *http.Request) (visitor, error) {
	v, err := s.visitor(r)
	if err != nil {
		return v, err
	}
	if s.origins.Check(r) != nil {
		return v, refuse(codeForged, "the form was sent by another site")
	}
	form, err := postForm(r)
	if err != nil {
		return v, refuse(codeForged, "the form can't be read")
	}
	if v.cookie == "" || !hmac.Equal([]byte(form.Get("token")), []byte(v.formToken())) {
		return v, refuse(codeForged, "the form is not of this browser, or it is too old")
	}
	return v, nil
}

// codeForged is the code of the error of a form that didn't come from our page.
const codeForged = "forged_form"

// back gives where a person wanted to go before they had to sign in: one of the pages that need a sign-in, and nothing else (RFC 9700, 4.11: no open
// redirector). "" is nowhere.
func back(to string) string {
	if to == appsPath || strings.HasPrefix(to, authorizePath+"?") || strings.HasPrefix(to, decidePath+"?") || strings.HasPrefix(to, connectPath+"?") {
		return to
	}
	return ""
}
