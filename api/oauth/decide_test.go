package oauth_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/apitest"
	"sayso/api/oauth"
	"sayso/connectors"
	"sayso/workflows"
)

// approvals is a run that waits for an approval, and the desk of whoever looks at it.
type approvals struct {
	mu      sync.Mutex
	asks    bool
	refuses error
	decided []api.DecideRequest
	by      []api.Caller
}

type approver struct {
	*approvals

	caller api.Caller
}

func (a approver) Run(_ context.Context, id string) (api.Run, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if id != "run_1" || a.caller.Workspace != "default" {
		return api.Run{}, connectors.Errorf(connectors.NotFound, "there is no run %s", id)
	}
	run := api.Run{RunID: id, Plan: "pay-acme"}
	if a.asks {
		run.Question = &workflows.Question{Step: "pay", Kind: workflows.AskApproval, Says: "Pay 12,000 EUR to <ACME>?", Digest: "sha256:1", Choices: []workflows.Choice{workflows.Approve, workflows.Reject}}
	}
	return run, nil
}

func (a approver) Decide(_ context.Context, r api.DecideRequest) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.refuses != nil:
		return a.refuses
	case !a.asks || r.Digest != "sha256:1":
		return &connectors.Error{Kind: connectors.Conflict, Code: "not_waiting", Message: "it isn't waiting"}
	}
	a.decided, a.by = append(a.decided, r), append(a.by, a.caller)
	return nil
}

func (a *approvals) on(o *oauth.Options) {
	a.asks = true
	o.Approver = func(c api.Caller) oauth.Approver { return approver{a, c} }
}

func (w *world) decideLink(t *testing.T) string {
	t.Helper()
	if w.options.Approver == nil {
		w.options.Approver = func(c api.Caller) oauth.Approver { return approver{&approvals{}, c} }
		w.restart()
	}
	link := w.DecideURL("default", "run_1")
	require.NotEmpty(t, link)
	return link
}

// A look at the page changes nothing; a click decides what was read, once, as the person who is signed in.
func TestDeciding(t *testing.T) {
	for choice, want := range map[string]workflows.Choice{"approve": workflows.Approve, "reject": workflows.Reject, "": workflows.Reject} {
		a := &approvals{}
		w := newWorld(t, a.on)
		w.person("anna", api.Approver)
		link := w.decideLink(t)
		b := w.browser()
		to, query := b.Get(link).Location(t)
		require.Equal(t, "/oauth/signin", to)
		in := b.Submit(b.Get(to+"?"+query.Encode()), "/oauth/signin", "login", "anna", "password", password)
		page := b.Get(in.Header.Get("Location"))
		require.Equal(t, http.StatusOK, page.StatusCode, page.Text)
		require.Contains(t, page.Text, "Pay 12,000 EUR to &lt;ACME&gt;?")
		require.Contains(t, page.Text, "pay-acme")
		require.Empty(t, a.decided)

		done := b.Submit(page, "/oauth/decide", "decision", choice)
		require.Equal(t, http.StatusOK, done.StatusCode, done.Text)
		require.Len(t, a.decided, 1)
		require.Equal(t, api.DecideRequest{Run: "run_1", Step: "pay", Digest: "sha256:1", Choice: want}, a.decided[0])
		require.True(t, a.by[0].Human)
		require.Equal(t, "anna", a.by[0].Name)
		require.Equal(t, api.SurfaceConsole, a.by[0].Surface)

		require.Equal(t, http.StatusForbidden, b.Get(link).StatusCode)
		require.Equal(t, http.StatusForbidden, b.Submit(page, "/oauth/decide", "decision", choice).StatusCode)
		w.restart()
		require.Equal(t, http.StatusForbidden, b.Get(link).StatusCode)
		require.Len(t, a.decided, 1)
	}
}

// The link lets nobody in: a program that was given it has no person's browser.
func TestAProgramCannotDecide(t *testing.T) {
	a := &approvals{}
	w := newWorld(t, a.on)
	w.person("anna", api.Admin)
	b := w.browser()
	b.SignIn("anna")
	tk := w.connect(b, "approvals:write runs:read")
	link := w.decideLink(t)
	text := strings.TrimPrefix(link, w.url+"/oauth/decide?link=")
	form := url.Values{"link": {text}, "decision": {"approve"}, "step": {"pay"}, "digest": {"sha256:1"}}
	r := w.program(http.MethodPost, "/oauth/decide", apitest.FormType, form.Encode(), "Authorization", "Bearer "+tk.access)
	require.Equal(t, http.StatusForbidden, r.StatusCode)
	visitor := w.browser()
	form.Set("token", visitor.Get("/oauth/signin").Fields().Get("token"))
	require.Equal(t, http.StatusForbidden, visitor.Post("/oauth/decide", form).StatusCode, "nobody is signed in")
	require.Empty(t, a.decided)
}

func TestWhoMayNotDecide(t *testing.T) {
	a := &approvals{}
	w := newWorld(t, a.on)
	w.person("vera", api.Viewer)
	w.person("erik", api.Editor)
	stranger, err := w.People.Add(t.Context(), "stan", "")
	require.NoError(t, err)
	require.NoError(t, w.People.SetPassword(t.Context(), stranger, connectors.NewSecret(password)))
	for _, login := range []string{"vera", "erik", "stan"} {
		b := w.browser()
		b.SignIn(login)
		link := w.decideLink(t)
		require.Equal(t, http.StatusForbidden, b.Get(link).StatusCode, login)
		form := url.Values{"link": {strings.TrimPrefix(link, w.url+"/oauth/decide?link=")}, "decision": {"approve"}, "step": {"pay"}, "digest": {"sha256:1"},
			"token": b.Get("/oauth/signin").Fields()["token"]}
		require.Equal(t, http.StatusForbidden, b.Post("/oauth/decide", form).StatusCode, login)
	}
	require.Empty(t, a.decided)
}

// What one person may not decide, as who started the run, another may with the same link. Of two at once one decides.
func TestOneDecision(t *testing.T) {
	a := &approvals{refuses: connectors.Errorf(connectors.Denied, "who started it can't approve it")}
	w := newWorld(t, a.on)
	w.person("anna", api.Admin)
	w.person("berta", api.Admin)
	link := w.decideLink(t)
	anna, berta := w.browser(), w.browser()
	anna.SignIn("anna")
	berta.SignIn("berta")
	refused := anna.Submit(anna.Get(link), "/oauth/decide", "decision", "approve")
	require.NotEqual(t, http.StatusOK, refused.StatusCode)
	a.refuses = nil
	pages := map[*browser]apitest.Reply{anna: anna.Get(link), berta: berta.Get(link)}
	var wait sync.WaitGroup
	for b, page := range pages {
		wait.Go(func() { b.Submit(page, "/oauth/decide", "decision", "approve") })
	}
	wait.Wait()
	require.Len(t, a.decided, 1)
}

func TestPagesWithoutAQuestion(t *testing.T) {
	a := &approvals{}
	w := newWorld(t, a.on)
	w.person("anna", api.Admin)
	b := w.browser()
	b.SignIn("anna")
	link := w.decideLink(t)
	page := b.Get(link)
	a.asks = false
	require.Contains(t, b.Get(link).Text, "decided already")
	require.Contains(t, b.Submit(page, "/oauth/decide", "decision", "approve").Text, "decided already")
	require.Equal(t, http.StatusBadRequest, b.Get(w.DecideURL("default", "run_2")).StatusCode)
	require.Equal(t, http.StatusForbidden, b.Get(w.DecideURL("other", "run_1")).StatusCode, "nobody there")
	w.later(24 * time.Hour)
	require.Equal(t, http.StatusForbidden, b.Get(link).StatusCode)
}

// Whoever signed in with one factor only, where the provider says so, approves nothing and lets no client approve.
func TestASecondFactor(t *testing.T) {
	a := &approvals{}
	w := newWorld(t, a.on)
	account := w.person("anna", api.Admin)
	client := w.client(redirect)
	for factor, ok := range map[access.Factor]bool{access.FactorUntold: true, access.FactorMany: true, access.FactorOne: false} {
		cookie, err := w.People.Enter(t.Context(), account, factor)
		require.NoError(t, err)
		b := w.browser()
		u, err := url.Parse(w.url)
		require.NoError(t, err)
		b.Client.Jar.SetCookies(u, []*http.Cookie{{Name: "__Host-sayso", Value: cookie, Path: "/", Secure: true}})
		require.Equal(t, ok, b.Get(w.decideLink(t)).StatusCode == http.StatusOK, factor)
		request := w.request(client)
		request.Set("scope", "approvals:write")
		r := b.Submit(b.Get("/oauth/authorize?"+request.Encode()), "/oauth/authorize", "decision", "allow", "workspace", "default")
		require.Equal(t, ok, r.StatusCode == http.StatusSeeOther, factor)
	}
}
