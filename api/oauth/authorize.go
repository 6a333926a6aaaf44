package oauth

import (
	"net/http"
	"net/url"
	"slices"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/audit"
	"sayso/connectors"
)

// consentView is what a person is shown before they agree: who asks, where the answer goes, and what for.
type consentView struct {
	Request    string // brought back by the form, and checked again then
	Client     string // the name that the client gave itself
	ClientHost string // the host of its id, which nobody else can have; "" where it registered under whatever name it liked
	Redirect   string
	Target     string // the host of Redirect
	Here       bool   // the answer goes to a program on the person's own machine
	Resource   string
	Workspaces []membership
	Scopes     []scopeBox
	Refused    []string // asked for, but not for this person to give
}

// askConsent shows a person what a client asks for (RFC 6749, 4.1.1). There is no silent consent: a client without a key could be anybody who uses
// its name (RFC 8252, 8.6).
func (s *Server) askConsent(w http.ResponseWriter, r *http.Request) {
	q, ok := s.request(w, r, r.URL.RawQuery)
	if !ok {
		return
	}
	v, err := s.visitor(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	if !v.signedIn() {
		goTo(w, signInPath+"?to="+url.QueryEscape(authorizePath+"?"+q.query))
		return
	}
	s.consentPage(w, r, v, q, "")
}

// consentPage shows what a client asks for. notice is the code of what was wrong with the last answer.
func (s *Server) consentPage(w http.ResponseWriter, r *http.Request, v visitor, q request, notice string) {
	members, err := s.memberships(r.Context(), v.account.ID)
	if err == nil && len(members) == 0 {
		err = noMember()
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	p := newPage(r, v, "consent.title")
	p.Consent = s.consentView(q, members, p.Lang)
	p.sendsTo = source(q.redirect)
	status := http.StatusOK
	if notice != "" {
		p.Notice, status = p.T["error."+notice], http.StatusBadRequest
	}
	s.show(w, status, "consent", p)
}

// request reads and checks a client's request. Where it isn't good the answer has been given, to the person or to the client.
func (s *Server) request(w http.ResponseWriter, r *http.Request, query string) (request, bool) {
	q, form, err := s.read(r.Context(), query)
	if err != nil {
		s.sorry(w, r, err)
		return q, false
	}
	if err := s.check(&q, form); err != nil {
		s.turnDown(w, q, err)
		return q, false
	}
	return q, true
}

// turnDown tells a client why it doesn't get what it asked for (RFC 6749, 4.1.2.1).
func (s *Server) turnDown(w http.ResponseWriter, q request, err error) {
	p, _ := s.problemOf(err)
	answer := url.Values{"error": {p.Code}}
	if p.Message != "" {
		answer.Set("error_description", p.Message)
	}
	s.sendBack(w, q.redirect, q.state, answer)
}

func (s *Server) consentView(q request, members []membership, lang string) *consentView {
	view := &consentView{Request: q.query, Client: q.client.Name, Redirect: q.redirect, Target: hostOf(q.redirect), Resource: q.resource.Name, Workspaces: members}
	view.ClientHost = hostOfID(q.client.ID)
	u, err := url.Parse(q.redirect)
	view.Here = err == nil && (loopback(u.Hostname()) || u.Scheme != "https")
	var may, mayNot []api.Permission
	for _, scope := range q.scopes {
		if slices.ContainsFunc(members, func(m membership) bool { return len(allowed(m.Role, []api.Permission{scope})) > 0 }) {
			may = append(may, scope)
		} else {
			mayNot = append(mayNot, scope)
		}
	}
	view.Scopes, view.Refused = boxes(may, lang), inWords(mayNot, lang)
	return view
}

// takeConsent takes a person's decision. The request comes back with the form and is checked anew, so that nothing has to be believed.
func (s *Server) takeConsent(w http.ResponseWriter, r *http.Request) {
	v, err := s.ours(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	q, ok := s.request(w, r, r.PostForm.Get("request"))
	if !ok {
		return
	}
	if !v.signedIn() {
		goTo(w, signInPath+"?to="+url.QueryEscape(authorizePath+"?"+q.query))
		return
	}
	if r.PostForm.Get("decision") != "allow" {
		s.turnDown(w, q, refuse(codeDenied, "the person didn't agree"))
		return
	}
	code, err := s.grant(r, v, q)
	if err != nil && connectors.AsError(err).Code == codeNothingTicked {
		s.consentPage(w, r, v, q, codeNothingTicked)
		return
	}
	if connectors.KindOf(err) == connectors.Denied {
		s.sorry(w, r, err)
		return
	}
	if err != nil {
		s.turnDown(w, q, err)
		return
	}
	s.sendBack(w, q.redirect, q.state, url.Values{"code": {code}})
}

// codeNothingTicked is the code of the error of a consent to nothing: whoever means that denies.
const codeNothingTicked = "nothing_ticked"

// grant notes what a person agreed to and gives the code: what they left ticked of what the client asked for. They can't give what they may not do
// themselves; to let a client decide for them, they must have proved who they are as for deciding.
func (s *Server) grant(r *http.Request, v visitor, q request) (code string, err error) {
	workspace := r.PostForm.Get("workspace")
	m, err := s.member(r.Context(), v.account.ID, workspace)
	if err != nil {
		return "", err
	}
	if m.Role == "" {
		return "", noMember()
	}
	scopes := allowed(m.Role, q.scopes)
	if len(scopes) == 0 {
		return "", refuse(codeDenied, "the person may not do any of this")
	}
	if scopes = ticked(r.PostForm, scopes); len(scopes) == 0 {
		return "", refuse(codeNothingTicked, "nothing was left of what the client asked for")
	}
	if slices.Contains(scopes, api.Decide) && v.session.Factor == access.FactorOne {
		return "", weakSignIn()
	}
	err = s.record(r.Context(), audit.Entry{Workspace: workspace, Actor: v.account.ID, Action: "grant.create", Target: q.client.ID,
		Detail: map[string]string{"client": q.client.Name, "scopes": written(scopes), "resource": s.identifier(q.resource), "redirect": q.redirect}})
	if err != nil {
		return "", err
	}
	return s.Grants.Begin(r.Context(), access.Consent{Redirect: q.redirect, Challenge: q.challenge,
		Grant: access.Grant{Client: q.client.ID, ClientName: q.client.Name, Account: v.account.ID, Workspace: workspace,
			Resource: s.identifier(q.resource), Scopes: convert[string](scopes)}})
}

// source writes where an address is as a source of a Content-Security-Policy.
func source(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if u.Scheme != "https" && u.Scheme != "http" {
		return u.Scheme + ":"
	}
	return u.Scheme + "://" + u.Host
}
