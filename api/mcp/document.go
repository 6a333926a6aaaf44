package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"sayso/api"
	"sayso/connectors"
)

// Document is one thing that can be read: what the tool fetch and the resources give, in the shape that ChatGPT asks for.
type Document struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	Text     string            `json:"text"`
	URL      string            `json:"url"`
	Metadata map[string]string `json:"metadata,omitempty"`
}

func (d Document) text() string { return d.Text }

// The kinds of documents: the first part of an id, "run/hello-7abc".
const (
	kindWorkflow = "workflow"
	kindPlan     = "plan"
	kindRun      = "run"
	kindAction   = "action"
)

// scheme makes the address of a resource of an id.
const scheme = "sayso://"

func newDocument(kind, name, title string) Document {
	id := kind + "/" + name
	return Document{ID: id, Title: title, URL: scheme + id}
}

// document reads what an id names. An id may also be given as the address of the resource.
func document(ctx context.Context, caller api.Caller, desk *api.Desk, id string) (Document, error) {
	kind, name, _ := strings.Cut(strings.TrimPrefix(id, scheme), "/")
	switch kind {
	case kindWorkflow:
		w, err := desk.Workflow(ctx, name)
		d := newDocument(kind, w.Name, w.Name)
		d.Text, d.Metadata = w.Source, map[string]string{"version": strconv.Itoa(w.Version), "plan_id": w.PlanID, "enabled": strconv.FormatBool(w.Enabled), "by": w.By}
		return d, err
	case kindPlan:
		p, err := desk.Plan(ctx, name)
		d := newDocument(kind, p.ID, p.ID)
		d.Text, d.Metadata = p.Source, map[string]string{"plan_id": p.ID, "by": p.By}
		return d, err
	case kindRun:
		r, err := desk.Run(ctx, name)
		d := newDocument(kind, r.RunID, r.Plan+" "+string(r.State))
		d.Text, d.Metadata = runOf(r, caller.Lang).text(), map[string]string{"plan": r.Plan, "state": string(r.State)}
		return d, err
	case kindAction:
		return actionDocument(ctx, caller, desk, name)
	}
	return Document{}, noDocument(caller, id)
}

func actionDocument(ctx context.Context, caller api.Caller, desk *api.Desk, name string) (Document, error) {
	apps, err := desk.Apps(ctx)
	if err != nil {
		return Document{}, err
	}
	a, ok := actionIn(apps, name)
	if !ok {
		return Document{}, noDocument(caller, name)
	}
	d := newDocument(kindAction, a.Action, a.Action)
	text, err := json.MarshalIndent(map[string]any{"does": a.Doc, "effect": a.Effect, "undo": a.Undo, "in": plainSchema(a.In), "out": plainSchema(a.Out)}, "", "  ")
	d.Text = string(text)
	return d, err
}

func noDocument(caller api.Caller, id string) error {
	return &connectors.Error{Kind: connectors.NotFound, Code: "no_document",
		Message: fmt.Sprintf(say(caller.Lang, "there is nothing called %q; search finds what there is", "es gibt nichts namens %q; search findet, was es gibt"), id)}
}

// FetchIn names a document.
type FetchIn struct {
	ID string `json:"id" jsonschema:"of a result of search"`
}

func fetchTool() tool[FetchIn, Document] {
	return tool[FetchIn, Document]{
		name: "fetch", title: "Read", needs: api.ReadPlans, hints: hints{reads: true, again: true},
		doc: "Reads a workflow, a plan, a run or an action that search found.",
		do: func(ctx context.Context, c call, in FetchIn) (Document, error) {
			return document(ctx, c.caller, c.desk, in.ID)
		},
	}
}
