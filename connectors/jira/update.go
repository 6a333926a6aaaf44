package jira

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"sayso/connectors"
)

type updateIn struct {
	Issue       string          `json:"issue" jsonschema:"Issue: key, link or summary" de:"Vorgang: Schlüssel, Link oder Titel"`
	Summary     string          `json:"summary,omitempty" jsonschema:"New summary" de:"Neuer Titel" trust:"text"`
	Description connectors.Text `json:"description,omitempty" jsonschema:"New description" de:"Neue Beschreibung" trust:"text"`
	Priority    string          `json:"priority,omitempty" jsonschema:"New priority, such as High" de:"Neue Priorität, wie hoch"`
	Assignee    string          `json:"assignee,omitempty" jsonschema:"New assignee: name, e-mail address or account id; me, or nobody" de:"Neuer Bearbeiter: Name, E-Mail-Adresse oder Konto-ID; ich, oder niemand"`
	Labels      []string        `json:"labels,omitempty" jsonschema:"Labels to add" de:"Stichwörter, die dazukommen"`
	Due         connectors.Date `json:"due,omitempty" jsonschema:"New due date" de:"Neues Fälligkeitsdatum"`
}

type keyOut struct {
	Key string `json:"key" jsonschema:"Key of the issue" de:"Schlüssel des Vorgangs"`
}

// edit is an update as it is about to be made, and with Old its before-image.
type edit struct {
	Key   string    `json:"key"`
	Old   []setting `json:"old"`
	New   []setting `json:"new"` // by which the undo tells our values from what somebody wrote since
	Added []string  `json:"added"`
}

func updateIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[updateIn, keyOut]{
		Name: "update_issue",
		Doc:  connectors.Doc{En: "Change fields of an issue; labels are added", De: "Felder eines Vorgangs ändern; Stichwörter kommen dazu"},
		Asks: updateAsks(),
		Says: connectors.Sentence{
			En: "Change issue {issue}[: summary “{summary}”][, description “{description}”][, priority {priority}][, assignee {assignee}][, add labels {labels}][, due {due}]",
			De: "Vorgang {issue} ändern[: Titel „{summary}“][, Beschreibung „{description}“][, Priorität {priority}][, Bearbeiter {assignee}][, Stichwörter {labels} dazu][, fällig {due}]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "issue {key} as it was before", De: "Vorgang {key} wie zuvor"},
		Before: func(ctx context.Context, c connectors.Call[updateIn]) (json.RawMessage, error) {
			e, err := plan(ctx, c)
			if err != nil {
				return nil, err
			}
			return json.Marshal(e)
		},
		Do: func(ctx context.Context, c connectors.Call[updateIn]) (keyOut, error) {
			e, err := plan(ctx, c)
			if err != nil {
				return keyOut{}, err
			}
			return keyOut{e.Key}, e.put(ctx, c.Conn, e.New, "add")
		},
		Undo: func(ctx context.Context, u connectors.Undoing[updateIn, keyOut]) error {
			var e edit
			if err := json.Unmarshal(u.Before, &e); err != nil {
				return connectors.Errorf(connectors.Invalid, "the before-image can't be read: %v", err)
			}
			return e.restore(ctx, u.Conn)
		},
		Preview: func(ctx context.Context, c connectors.Call[updateIn]) ([]connectors.Change, error) {
			e, err := plan(ctx, c)
			if err != nil {
				return nil, err
			}
			return e.changes(), nil
		},
	})
}

// plan resolves what is to be written and reads what is there.
func plan(ctx context.Context, c connectors.Call[updateIn]) (edit, error) {
	key, err := locate(ctx, c.Conn, c.In.Issue)
	if err != nil {
		return edit{}, err
	}
	w := wish{c.In.Summary, c.In.Priority, c.In.Assignee, c.In.Description, c.In.Due}
	e := edit{}
	if e.New, err = w.settings(ctx, c.Conn, assignable("issueKey", key)); err != nil {
		return edit{}, err
	}
	if len(e.New) == 0 && len(c.In.Labels) == 0 {
		return edit{}, connectors.Errorf(connectors.Invalid, "say what to change in %s: summary, description, priority, assignee, labels or due", key)
	}
	i, err := fetch(ctx, c.Conn, key, "summary", "description", "priority", "assignee", "labels", "duedate")
	if err != nil {
		return edit{}, err
	}
	e.Key = i.Key
	for _, s := range e.New {
		e.Old = append(e.Old, i.current(s.Field))
	}
	has := i.labels()
	for _, l := range c.In.Labels {
		if !slices.Contains(has, l) {
			e.Added = append(e.Added, l)
		}
	}
	return e, nil
}

// put writes fields and adds or removes the labels of the edit, in one request.
func (e edit) put(ctx context.Context, c *connectors.Connection, settings []setting, labels string) error {
	body := map[string]any{}
	if len(settings) > 0 {
		fields := map[string]any{}
		for _, s := range settings {
			fields[s.Field] = s.Value
		}
		body["fields"] = fields
	}
	if len(e.Added) > 0 {
		var operations []map[string]string
		for _, l := range e.Added {
			operations = append(operations, map[string]string{labels: l})
		}
		body["update"] = map[string]any{"labels": operations}
	}
	if len(body) == 0 {
		return nil
	}
	return write(ctx, c, http.MethodPut, pathOf(e.Key), body, nil)
}

// restore puts the old values back, unless somebody else has changed them since: then it changes nothing and says so.
func (e edit) restore(ctx context.Context, c *connectors.Connection) error {
	i, err := fetch(ctx, c, e.Key, "summary", "description", "priority", "assignee", "labels", "duedate")
	if err != nil {
		return err
	}
	var back []setting
	var changed []string
	for n, old := range e.Old {
		switch now := i.current(old.Field); now.Same {
		case old.Same:
		case e.New[n].Same:
			back = append(back, old)
		default:
			changed = append(changed, old.Field+" is now "+orNothing(now.Words)+" (it was "+orNothing(old.Words)+")")
		}
	}
	if len(changed) > 0 {
		return connectors.Errorf(connectors.Conflict, "somebody has changed %s since: %s; it was left as it is", e.Key, strings.Join(changed, ", "))
	}
	has := i.labels()
	e.Added = slices.DeleteFunc(e.Added, func(l string) bool { return !slices.Contains(has, l) })
	return e.put(ctx, c, back, "remove")
}

func (e edit) changes() []connectors.Change {
	var all []connectors.Change
	for n, s := range e.New {
		if s.Same != e.Old[n].Same {
			all = append(all, connectors.Change{Of: "Issue " + e.Key, Field: s.Field, Before: e.Old[n].Words, After: s.Words})
		}
	}
	for _, l := range e.Added {
		all = append(all, connectors.Change{Of: "Issue " + e.Key, Field: "labels", After: l})
	}
	return all
}

func orNothing(text string) string {
	if text == "" {
		return "empty"
	}
	return text
}
