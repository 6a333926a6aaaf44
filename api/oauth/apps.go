package oauth

import (
	"net/http"
	"net/url"
	"slices"

	"sayso/api/access"
	"sayso/api/audit"
	"sayso/connectors"
)

// grantView is what a person granted to an app.
type grantView struct {
	ID, Client, Host string
	Workspace, Since string
	Scopes           []string // in words
}

// showApps shows a person which apps act for them, and lets them take it back.
func (s *Server) showApps(w http.ResponseWriter, r *http.Request) {
	v, err := s.visitor(r)
	if err == nil && !v.signedIn() {
		goTo(w, signInPath+"?to="+url.QueryEscape(appsPath))
		return
	}
	p := newPage(r, v, "apps.title")
	if err == nil {
		p.Grants, err = s.grants(r, v, p.Lang)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.show(w, http.StatusOK, "apps", p)
}

func (s *Server) grants(r *http.Request, v visitor, lang string) ([]grantView, error) {
	list, err := s.Store.Grants(r.Context(), v.account.ID)
	if err != nil {
		return nil, err
	}
	var views []grantView
	for _, g := range list {
		views = append(views, grantView{ID: g.ID, Client: g.ClientName, Host: hostOfID(g.Client), Workspace: g.Workspace,
			Since: g.Created.UTC().Format("2006-01-02"), Scopes: inWords(knownScopes(written(g.Scopes)), lang)})
	}
	return views, nil
}

// dropApp ends what a person granted.
func (s *Server) dropApp(w http.ResponseWriter, r *http.Request) {
	v, err := s.ours(r)
	if err == nil {
		err = s.drop(r, v, r.PostForm.Get("grant"))
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	goTo(w, appsPath)
}

// drop ends a grant of the person's own: all tokens of it are no good from now on.
func (s *Server) drop(r *http.Request, v visitor, id string) error {
	list, err := s.Store.Grants(r.Context(), v.account.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(g access.Grant) bool { return g.ID == id })
	if i < 0 {
		return &connectors.Error{Kind: connectors.NotFound, Code: "no_grant", Message: "that access has ended already"}
	}
	if err := s.record(r.Context(), audit.Entry{Workspace: list[i].Workspace, Actor: v.account.ID, Action: "grant.revoke", Target: list[i].Client}); err != nil {
		return err
	}
	_, err = s.Store.RevokeGrant(r.Context(), v.account.ID, id, s.Now())
	return err
}
