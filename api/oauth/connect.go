package oauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sayso/api"
	"sayso/api/access"
	"sayso/connectors"
)

// Connects is how a person connects an app: their desk.
type Connects interface {
	Connecting(ctx context.Context, app string) (api.Connecting, error)
	Connect(ctx context.Context, r api.ConnectRequest) (api.Known, error)
}

// connectLife is enough to find a token in an app's settings, and no longer.
const connectLife = 30 * time.Minute

// codeOtherPerson is the code of the error of who follows a link that was made for somebody else.
const codeOtherPerson = "other_person"

// ConnectURL gives a signed link to the page on which a person connects an app. It is theirs alone, and good once. "" where the caller is no person, as
// who comes with an API key.
func (s *Server) ConnectURL(ctx context.Context, c api.Caller, app string) (string, error) {
	_, found, err := s.Store.FindAccount(ctx, access.Who{ID: c.Account})
	if err != nil || !found || s.Connects == nil {
		return "", err
	}
	link, err := s.Links.Sign(access.Link{Purpose: access.Connect, Workspace: c.Workspace, Account: c.Account, App: app}, connectLife)
	return s.pageFor(connectPath, link), err
}

// connectView is what a person fills in to connect an app. What is secret is never filled in for them.
type connectView struct {
	api.Connecting

	Fields       []connectField
	Name         string
	Environment  string
	AllowPrivate bool
}

type connectField struct {
	Field, Type, Value string
	api.Need
}

// The fields of the form. Those of needs have a prefix, for an app may need a "name".
const (
	fieldName        = "name"
	fieldEnvironment = "environment"
	fieldPrivate     = "private"
	fieldNeed        = "need "
	needURL          = "url"
)

func connectViewOf(k api.Connecting, form url.Values) *connectView {
	view := &connectView{Connecting: k, Name: "prod", Environment: form.Get(fieldEnvironment), AllowPrivate: form.Has(fieldPrivate)}
	if form.Has(fieldName) {
		view.Name = form.Get(fieldName)
	}
	for _, n := range k.Needs {
		f := connectField{Field: fieldNeed + n.Name, Type: "text", Value: n.Default, Need: n}
		switch {
		case n.Secret:
			f.Type, f.Value = "password", ""
		case form.Has(f.Field):
			f.Value = form.Get(f.Field)
		}
		view.Fields = append(view.Fields, f)
	}
	return view
}

// showConnect shows what connecting an app takes.
func (s *Server) showConnect(w http.ResponseWriter, r *http.Request) {
	v, link, ok := s.linked(w, r, access.Connect, connectPath)
	if !ok {
		return
	}
	s.connectPage(w, r, v, link, r.URL.Query().Get("link"), nil)
}

// connectPage shows the page; failed says why the last attempt wasn't one.
func (s *Server) connectPage(w http.ResponseWriter, r *http.Request, v visitor, link access.Link, text string, failed error) {
	p := newPage(r, v, "connect.title")
	caller, err := s.connecting(r, v, link, p.Lang)
	var app api.Connecting
	if err == nil {
		app, err = s.Connects(caller).Connecting(r.Context(), link.App)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	p.Title, p.Link, p.Connect = fmt.Sprintf(p.Title, app.Title), text, connectViewOf(app, r.PostForm)
	status := http.StatusOK
	if failed != nil {
		p.Notice, status = p.T["connect.failed"]+" "+connectors.AsError(failed).Message, http.StatusUnprocessableEntity
	}
	s.show(w, status, "connect", p)
}

// connecting is who is at the browser, where the link was made for them.
func (s *Server) connecting(r *http.Request, v visitor, link access.Link, lang string) (api.Caller, error) {
	if v.account.ID != link.Account || s.Connects == nil {
		return api.Caller{}, &connectors.Error{Kind: connectors.Denied, Code: codeOtherPerson, Message: "the link was made for somebody else"}
	}
	return s.person(r, v, link.Workspace, lang)
}

// connect signs in to the app with what a person entered, keeps the connection and uses the link up. Where the app doesn't take it they try again.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) {
	v, link, err := s.linkedForm(r, access.Connect)
	p := newPage(r, v, "connected.title")
	var caller api.Caller
	if err == nil {
		caller, err = s.connecting(r, v, link, p.Lang)
	}
	var app api.Connecting
	if err == nil {
		app, err = s.Connects(caller).Connecting(r.Context(), link.App)
	}
	if err != nil {
		s.sorry(w, r, err)
		return
	}
	var known api.Known
	err = s.Links.Once(r.Context(), link, func() (err error) {
		known, err = s.Connects(caller).Connect(r.Context(), connectRequest(app, r.PostForm))
		return again(err)
	})
	refused, said := errors.AsType[*connectors.Error](err)
	switch {
	case err == nil:
		p.Notice = fmt.Sprintf(p.T["connected.says"], known.ID, known.Identity)
		s.show(w, http.StatusOK, "sorry", p)
	case said && refused.Code != access.CodeBadLink:
		s.connectPage(w, r, v, link, r.PostForm.Get("link"), refused)
	default:
		s.sorry(w, r, err)
	}
}

// again is the error of an attempt that may be made again, whatever became of it: to connect an app twice is to connect it once.
func again(err error) error {
	if e, ok := errors.AsType[*connectors.Error](err); ok && e.Kind == connectors.Unknown {
		return &connectors.Error{Kind: connectors.Unavailable, Code: e.Code, Message: e.Message, Err: err}
	}
	return err
}

// connectRequest reads the form by what the app needs. What is left empty wasn't given.
func connectRequest(app api.Connecting, form url.Values) api.ConnectRequest {
	r := api.ConnectRequest{App: app.App, Name: strings.TrimSpace(form.Get(fieldName)), Environment: form.Get(fieldEnvironment), AllowPrivate: form.Has(fieldPrivate),
		Settings: map[string]string{}, Secrets: map[string]connectors.Secret{}}
	for _, n := range app.Needs {
		given := strings.TrimSpace(form.Get(fieldNeed + n.Name))
		switch {
		case given == "":
		case n.Secret:
			r.Secrets[n.Name] = connectors.NewSecret(given)
		case n.Name == needURL:
			r.URL = given
		default:
			r.Settings[n.Name] = given
		}
	}
	return r
}
