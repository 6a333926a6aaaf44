package oauth

import (
	"net/http"
	"net/url"

	"sayso/api"
	"sayso/api/access"
)

// Pages behind signed links. A link lets nobody in: whoever follows it has to sign in, so that a program which is given it can do nothing with it. To look
// at such a page uses nothing up, for programs that look at links follow them too.

// pageFor is the address of the page at a path for a link.
func (s *Server) pageFor(path, link string) string {
	return s.Issuer + path + "?link=" + url.QueryEscape(link)
}

// linked opens the signed link in the address of a page. Where it isn't good, or nobody is signed in, the answer has been given.
func (s *Server) linked(w http.ResponseWriter, r *http.Request, p access.Purpose, path string) (visitor, access.Link, bool) {
	text := r.URL.Query().Get("link")
	v, err := s.visitor(r)
	var link access.Link
	if err == nil {
		link, err = s.Links.Open(r.Context(), text, p)
	}
	switch {
	case err != nil:
		s.sorry(w, r, err)
	case !v.signedIn():
		goTo(w, signInPath+"?to="+url.QueryEscape(path+"?link="+url.QueryEscape(text)))
	default:
		return v, link, true
	}
	return v, link, false
}

// linkedForm opens the signed link that a form of ours brings back.
func (s *Server) linkedForm(r *http.Request, p access.Purpose) (visitor, access.Link, error) {
	v, err := s.ours(r)
	if err != nil {
		return v, access.Link{}, err
	}
	link, err := s.Links.Open(r.Context(), r.PostForm.Get("link"), p)
	if err == nil && !v.signedIn() {
		err = refuse(codeForged, "nobody is signed in")
	}
	return v, link, err
}

// person is who is at the browser, as the use cases see them. They press a button for this very request.
func (s *Server) person(r *http.Request, v visitor, workspace, lang string) (api.Caller, error) {
	m, err := s.member(r.Context(), v.account.ID, workspace)
	if err == nil && m.Role == "" {
		err = noMember()
	}
	return api.Caller{Workspace: workspace, Account: v.account.ID, Name: m.Name, Role: m.Role, Surface: api.SurfaceConsole, Human: true, Lang: lang}, err
}
