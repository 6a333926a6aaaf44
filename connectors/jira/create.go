package jira

import (
	"context"
	"net/http"
	"time"

	"sayso/connectors"
)

type createIn struct {
	Project     string          `json:"project" jsonschema:"Project: key or name" de:"Projekt: Schlüssel oder Name"`
	Summary     string          `json:"summary" jsonschema:"Summary, one line" de:"Titel, eine Zeile" trust:"text"`
	Description connectors.Text `json:"description,omitempty" jsonschema:"Description" de:"Beschreibung" trust:"text"`
	Type        string          `json:"type,omitempty" jsonschema:"Type of issue, such as Bug or Task" de:"Vorgangstyp, wie Bug oder Aufgabe"`
	Priority    string          `json:"priority,omitempty" jsonschema:"Priority, such as High" de:"Priorität, wie hoch"`
	Assignee    string          `json:"assignee,omitempty" jsonschema:"Who is to do it: name, e-mail address or account id; me" de:"Wer es tun soll: Name, E-Mail-Adresse oder Konto-ID; ich"`
	Labels      []string        `json:"labels,omitempty" jsonschema:"Labels" de:"Stichwörter"`
	Due         connectors.Date `json:"due,omitempty" jsonschema:"Due date" de:"Fälligkeitsdatum"`
}

type createOut struct {
	Key string         `json:"key" jsonschema:"Key of the issue, such as OPS-12" de:"Schlüssel des Vorgangs, wie OPS-12"`
	URL connectors.URL `json:"url" jsonschema:"Link to the issue" de:"Link zum Vorgang"`
}

// indexLag is how long Jira's search may not know a new issue; as a rule it takes seconds.
const indexLag = 60 * time.Second

func createIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[createIn, createOut]{
		Name: "create_issue",
		Doc:  connectors.Doc{En: "Create an issue", De: "Einen Vorgang anlegen"},
		Asks: createAsks(),
		Says: connectors.Sentence{
			En: "Create an issue in {project}: “{summary}”[, type {type}][, priority {priority}][, for {assignee}][, due {due}][, labels {labels}]",
			De: "Vorgang in {project} anlegen: „{summary}“[, Typ {type}][, Priorität {priority}][, für {assignee}][, fällig {due}][, Stichwörter {labels}]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete", Lag: indexLag,
		Undone: connectors.Sentence{En: "issue {key} deleted", De: "Vorgang {key} gelöscht"},
		Doubt:  connectors.Doc{En: "I don't know whether the issue was created.", De: "Ich weiß nicht, ob der Vorgang angelegt wurde."},
		Do:     create,
		Undo: func(ctx context.Context, u connectors.Undoing[createIn, createOut]) error {
			return remove(ctx, u.Conn, u.Out.Key)
		},
		Find: find,
	})
}

// patience is when search is asked again within one look-up: as a rule it knows a new issue within a second, and then nobody needs
// to wait for the whole of indexLag.
func patience() []time.Duration {
	return []time.Duration{0, 250 * time.Millisecond, 750 * time.Millisecond}
}

// find looks for the issue that was created with the key.
func find(ctx context.Context, c connectors.Call[createIn]) (createOut, connectors.Found, error) {
	found := connectors.FoundNo
	for _, pause := range patience() {
		select {
		case <-ctx.Done():
			return createOut{}, connectors.FoundCannotTell, connectors.Errorf(connectors.Unavailable, "the look-up was given up: %w", ctx.Err())
		case <-time.After(pause):
		}
		issues, more, err := search(ctx, c.Conn, "labels = "+quote(label(c.Key)), []string{"summary"}, 100)
		if err != nil {
			return createOut{}, connectors.FoundCannotTell, err
		}
		for _, i := range issues {
			if i.Properties[property].Key == c.Key {
				return createOut{i.Key, link(c.Conn, i.Key)}, connectors.FoundYes, nil
			}
		}
		if more {
			found = connectors.FoundCannotTell
		}
	}
	return createOut{}, found, nil
}

// label is how search finds an issue of ours. Clones inherit it.
func label(key string) string { return "sayso-" + key }

func create(ctx context.Context, c connectors.Call[createIn]) (createOut, error) {
	p, err := findProject(ctx, c.Conn, c.In.Project)
	if err != nil {
		return createOut{}, err
	}
	kind, err := p.issueType(c.In.Type)
	if err != nil {
		return createOut{}, err
	}
	w := wish{c.In.Summary, c.In.Priority, c.In.Assignee, c.In.Description, c.In.Due}
	settings, err := w.settings(ctx, c.Conn, assignable("project", p.Key))
	if err != nil {
		return createOut{}, err
	}
	fields := map[string]any{
		"project": map[string]string{"id": p.ID}, "issuetype": map[string]string{"id": kind.ID},
		"labels": append(append([]string{}, c.In.Labels...), label(c.Key)),
	}
	for _, s := range settings {
		fields[s.Field] = s.Value
	}
	var made issue
	if err := write(ctx, c.Conn, http.MethodPost, "/issue", map[string]any{"fields": fields, "properties": marker(c.Key)}, &made); err != nil {
		return createOut{}, err
	}
	if made.Key == "" {
		return createOut{}, unreadable(connectors.Unknown, "which issue was created")
	}
	return createOut{made.Key, link(c.Conn, made.Key)}, nil
}

// remove deletes an issue and is content where it is gone. One with sub-tasks is left alone: somebody has been working there.
func remove(ctx context.Context, c *connectors.Connection, key string) error {
	err := write(ctx, c, http.MethodDelete, pathOf(key), nil, nil)
	if gone(err) {
		return nil
	}
	return err
}
