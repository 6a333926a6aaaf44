package oauth

import (
	"net/http"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/audit"
	"sayso/connectors"
)

func (s *Server) showSignIn(w http.ResponseWriter, r *http.Request) {
	v, err := s.visitor(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.signInPage(w, r, s.known(w, v), http.StatusOK, back(r.URL.Query().Get("to")), "")
}

// signInPage asks who somebody is. notice is the code of what was wrong the last time.
func (s *Server) signInPage(w http.ResponseWriter, r *http.Request, v visitor, status int, to, notice string) {
	p := newPage(r, v, "signin.title")
	p.To, p.Passwords = to, s.provider == nil || !s.provider.Only
	if s.provider != nil {
		p.Provider = s.provider.Name
	}
	if notice != "" {
		p.Notice = p.T["error."+notice]
	}
	s.show(w, status, "signin", p)
}

// signIn takes a name and a password.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	v, err := s.ours(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	if s.provider != nil && s.provider.Only {
		s.sorry(w, r, refuse(access.CodeSignIn, "people sign in with the provider alone"))
		return
	}
	to := back(r.PostForm.Get("to"))
	account, err := s.People.SignIn(r.Context(), r.PostForm.Get("login"), connectors.NewSecret(r.PostForm.Get("password")), s.Address(r))
	switch e := connectors.AsError(err); {
	case err == nil:
		s.enter(w, r, v, account, access.FactorUntold, to)
	case e.Code == access.CodeSignIn:
		s.signInPage(w, r, v, http.StatusUnauthorized, to, e.Code)
	case e.Code == access.CodeTooManyAttempts:
		s.signInPage(w, r, v, http.StatusTooManyRequests, to, e.Code)
	default:
		s.sorry(w, r, err)
	}
}

// enter signs a browser in and sends it where it wanted to go. Whoever was signed in with it before is out.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, v visitor, a access.Account, f access.Factor, to string) {
	err := s.People.Leave(r.Context(), v.cookie)
	if err == nil {
		err = s.record(r.Context(), audit.Entry{Workspace: api.DefaultWorkspace, Actor: a.ID, Action: "session.begin", Target: a.Login})
	}
	var cookie string
	if err == nil {
		cookie, err = s.People.Enter(r.Context(), a, f)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.setCookie(w, "", cookie, 0)
	if to != "" {
		goTo(w, to)
		return
	}
	p := newPage(r, visitor{cookie: cookie, account: a}, "signedin.title")
	s.show(w, http.StatusOK, "signedin", p)
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) {
	v, err := s.ours(r)
	if err == nil {
		err = s.People.Leave(r.Context(), v.cookie)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.setCookie(w, "", "", -1)
	goTo(w, signInPath)
}
