package oauth

import (
	"net/http"
	"net/url"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/audit"
	"sayso/connectors"
)

// showWelcome shows the page behind a one-time link, on which a person sets a password. It uses nothing up: mail programs open links too.
func (s *Server) showWelcome(w http.ResponseWriter, r *http.Request) {
	v, err := s.visitor(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.welcomePage(w, r, s.known(w, v), r.URL.Query().Get("link"), "")
}

func (s *Server) welcomePage(w http.ResponseWriter, r *http.Request, v visitor, link, notice string) {
	_, account, err := s.People.Invited(r.Context(), s.Links, link)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	p := newPage(r, v, "welcome.title")
	p.Link, p.Login = link, account.Login
	status := http.StatusOK
	if notice != "" {
		p.Notice, status = p.T["error."+notice], http.StatusBadRequest
	}
	s.show(w, status, "welcome", p)
}

// welcome sets a password, uses the link up and signs the browser in.
func (s *Server) welcome(w http.ResponseWriter, r *http.Request) {
	v, err := s.ours(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	text := r.PostForm.Get("link")
	link, account, err := s.People.Invited(r.Context(), s.Links, text)
	if err == nil {
		err = s.record(r.Context(), audit.Entry{Workspace: api.DefaultWorkspace, Actor: account.ID, Action: "account.password", Target: account.Login})
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	password := connectors.NewSecret(r.PostForm.Get("password"))
	if err := s.Links.Once(r.Context(), link, func() error { return s.People.SetPassword(r.Context(), account, password) }); err != nil {
		if connectors.AsError(err).Code == access.CodeWeakPassword {
			s.welcomePage(w, r, v, text, access.CodeWeakPassword)
			return
		}
		s.sorry(w, r, err)
		return
	}
	s.enter(w, r, v, account, access.FactorUntold, "")
}

// WelcomeURL gives the one-time link by which the person of an account sets a password.
func (s *Server) WelcomeURL(a access.Account) (string, error) {
	link, err := s.Links.Invite(a)
	return s.Issuer + welcomePath + "?link=" + url.QueryEscape(link), err
}
