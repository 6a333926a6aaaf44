package api

import (
	"context"
	"sync"

	"sayso/connectors"
	"sayso/workflows/compile/llm"
)

// App is what plans can be made of.
type App struct {
	App     string   `json:"app"`
	Title   string   `json:"title"`
	Doc     string   `json:"doc"`
	NotYet  bool     `json:"not_yet,omitempty"` // plans can be made over it, and not run
	Needs   []Need   `json:"needs,omitempty"`   // what connecting it takes
	Actions []Action `json:"actions"`
}

// Need is one thing that connecting an app takes.
type Need struct {
	Name     string `json:"name"`
	Doc      string `json:"doc"`
	Secret   bool   `json:"secret,omitempty"`
	Optional bool   `json:"optional,omitempty"`
	Default  string `json:"default,omitempty"`
}

// Action is one thing that an app can do.
type Action struct {
	Action string             `json:"action"` // "jira.create_issue"
	Doc    string             `json:"doc"`
	Effect connectors.Effect  `json:"effect"`
	Once   connectors.Once    `json:"once,omitempty"`
	Undo   string             `json:"undo,omitempty"` // how it is taken back
	In     *connectors.Schema `json:"in"`
	Out    *connectors.Schema `json:"out"`
}

// AppOf tells of an app in a language.
func AppOf(c *connectors.Connector, lang string) App {
	a := App{App: c.App, Title: c.Title, Doc: c.Doc.In(lang), NotYet: c.Declared, Needs: needsOf(c, lang), Actions: []Action{}}
	for _, o := range c.Actions {
		a.Actions = append(a.Actions, actionOf(o, lang))
	}
	return a
}

func needsOf(c *connectors.Connector, lang string) (list []Need) {
	for _, n := range c.Needs {
		list = append(list, Need{n.Name, n.Doc.In(lang), n.Secret, n.Optional, n.Default})
	}
	return list
}

func actionOf(o *connectors.Operation, lang string) Action {
	return Action{o.Ref(), o.Doc.In(lang), o.Effect, o.Once, o.UndoBy, o.In, o.Out}
}

// Apps lists the catalogue, with schemas.
func (d *Desk) Apps(_ context.Context) ([]App, error) {
	if err := d.may(ReadPlans); err != nil {
		return nil, err
	}
	apps := []App{}
	for _, c := range d.service.Registry.Apps() {
		apps = append(apps, AppOf(c, d.caller.Lang))
	}
	return apps, nil
}

// actionIndex finds actions by what people say. It is built when it is first asked.
type actionIndex struct {
	once  sync.Once
	index *llm.Index
}

// Actions finds the actions that suit a wish best, best first. limit is within the bounds of a page.
func (d *Desk) Actions(_ context.Context, query string, limit int) ([]Action, error) {
	if err := d.may(ReadPlans); err != nil {
		return nil, err
	}
	p, err := Page{Limit: limit}.sound()
	if err != nil {
		return nil, err
	}
	if len(query) > maxQuery {
		return nil, d.invalid("long_query", "a search has up to %d characters", "eine Suche hat bis zu %d Zeichen", maxQuery)
	}
	c := &d.service.root().catalogue
	c.once.Do(func() { c.index = llm.NewIndex(d.service.Registry) })
	actions := []Action{}
	for _, o := range c.index.Actions(query, p.Limit) {
		actions = append(actions, actionOf(o, d.caller.Lang))
	}
	return actions, nil
}

const maxQuery = 1000
