package oauth

import (
	"context"
	"net/http"
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
	return s.pageFor(decidePath, link)
}

// showQuestion shows what a run asks. It changes nothing, for programs that look at links follow them too.
func (s *Server) showQuestion(w http.ResponseWriter, r *http.Request) {
	v, link, ok := s.linked(w, r, access.Decide, decidePath)
	if !ok {
		return
	}
	p := newPage(r, v, "decide.title")
	caller, err := s.approver(r, v, link.Workspace, p.Lang)
	if err == nil {
		p.Question, err = s.question(r.Context(), caller, link.Run)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	p.Link = r.URL.Query().Get("link")
	s.show(w, http.StatusOK, "decide", p)
}

// approver is who is at the browser, where they may decide.
func (s *Server) approver(r *http.Request, v visitor, workspace, lang string) (api.Caller, error) {
	c, err := s.person(r, v, workspace, lang)
	if err == nil && s.Approver == nil {
		err = access.BadLink()
	}
	if err == nil {
		err = c.May(api.Decide)
	}
	if err != nil {
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
	v, link, err := s.linkedForm(r, access.Decide)
	p := newPage(r, v, "decided.title")
	var caller api.Caller
	if err == nil {
		caller, err = s.approver(r, v, link.Workspace, p.Lang)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	form := r.PostForm
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
