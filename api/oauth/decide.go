package oauth

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"sayso/api"
	"sayso/api/access"
	"sayso/connectors"
	"sayso/workflows"
)

// Approver is how a decision of a caller reaches a run: their desk.
type Approver interface {
	Run(ctx context.Context, id string) (api.Run, error)
	Decide(ctx context.Context, r api.DecideRequest) error
}

// questionView is what a person decides on.
type questionView struct {
	Run, Plan, Says string
	Step, Digest    string
	Until           string
}

const decideLife = 24 * time.Hour

// DecideURL gives a signed link to the page on which a person decides what a run asks, "" where there is none. The link lets nobody in: whoever
// follows it has to sign in, so that a program which is given it can do nothing with it.
func (s *Server) DecideURL(workspace, run string) string {
	link, err := s.Links.Sign(access.Link{Purpose: access.Decide, Workspace: workspace, Run: run}, decideLife)
	if err != nil || s.Approver == nil {
		return ""
	}
	return s.Issuer + decidePath + "?link=" + url.QueryEscape(link)
}

// showQuestion shows what a run asks. It changes nothing, for programs that look at links follow them too.
func (s *Server) showQuestion(w http.ResponseWriter, r *http.Request) {
	v, err := s.visitor(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	text := r.URL.Query().Get("link")
	link, err := s.Links.Open(r.Context(), text, access.Decide)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	if !v.signedIn() {
		goTo(w, signInPath+"?to="+url.QueryEscape(decidePath+"?link="+url.QueryEscape(text)))
		return
	}
	p := newPage(r, v, "decide.title")
	caller, err := s.person(r, v, link.Workspace, p.Lang)
	if err == nil {
		p.Question, err = s.question(r.Context(), caller, link.Run)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	p.Link = text
	s.show(w, http.StatusOK, "decide", p)
}

// person is who is at the browser, as the use cases see them. They press a button for this very request.
func (s *Server) person(r *http.Request, v visitor, workspace, lang string) (api.Caller, error) {
	m, err := s.member(r.Context(), v.account.ID, workspace)
	if err != nil {
		return api.Caller{}, err
	}
	if m.Role == "" || s.Approver == nil {
		return api.Caller{}, noMember()
	}
	c := api.Caller{Workspace: workspace, Account: v.account.ID, Name: m.Name, Role: m.Role, Surface: api.SurfaceConsole, Human: true, Lang: lang}
	if err := c.May(api.Decide); err != nil {
		return c, err
	}
	if v.session.Factor == access.FactorOne {
		return c, weakSignIn()
	}
	return c, nil
}

// codeNothingAsked is the code of the error of a run that asks for no approval now.
const codeNothingAsked = "not_waiting"

func (s *Server) question(ctx context.Context, c api.Caller, id string) (*questionView, error) {
	run, err := s.Approver(c).Run(ctx, id)
	if err != nil {
		return nil, err
	}
	asked := run.Asked
	if run.Question != nil {
		asked = append([]workflows.Question{*run.Question}, asked...)
	}
	for _, q := range asked {
		if q.Kind == workflows.AskApproval {
			view := &questionView{Run: run.RunID, Plan: run.Plan, Says: q.Says, Step: q.Step, Digest: q.Digest}
			if q.Until != nil {
				view.Until = q.Until.UTC().Format("2006-01-02 15:04 UTC")
			}
			return view, nil
		}
	}
	return nil, &connectors.Error{Kind: connectors.Conflict, Code: codeNothingAsked, Message: "the run asks for nothing now"}
}

// decide takes a person's decision, bound to the question that they read, and uses the link up.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	v, err := s.ours(r)
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	form := r.PostForm
	link, err := s.Links.Open(r.Context(), form.Get("link"), access.Decide)
	if err == nil && !v.signedIn() {
		err = refuse(codeForged, "nobody is signed in")
	}
	p := newPage(r, v, "decided.title")
	var caller api.Caller
	if err == nil {
		caller, err = s.person(r, v, link.Workspace, p.Lang)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	choice := workflows.Reject // whatever isn't clearly a yes
	p.Notice = p.T["decided.rejected"]
	if form.Get("decision") == "approve" {
		choice, p.Notice = workflows.Approve, p.T["decided.approved"]
	}
	err = s.Links.Once(r.Context(), link, func() error {
		return s.Approver(caller).Decide(r.Context(), api.DecideRequest{Run: link.Run, Step: form.Get("step"), Digest: form.Get("digest"), Choice: choice})
	})
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	s.show(w, http.StatusOK, "sorry", p)
}
