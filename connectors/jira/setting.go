package jira

import (
	"context"
	"encoding/json"
	"strings"

	"sayso/connectors"
)

// setting is a field of an issue with a value: as Jira wants it written, as it is compared, and as people read it.
type setting struct {
	Field string          `json:"field"`
	Value json.RawMessage `json:"value"`
	Same  string          `json:"same"`
	Words string          `json:"words"`
}

// wish is what can be set when an issue is created and later.
type wish struct {
	summary, priority, assignee string
	description                 connectors.Text
	due                         connectors.Date
}

// settings makes of a wish what is to be written. assignees tells among whom the assignee is.
func (w wish) settings(ctx context.Context, c *connectors.Connection, assignees people) ([]setting, error) {
	var all []setting
	add := func(field, same, words string, value any) error {
		raw, err := json.Marshal(value)
		if err != nil {
			return connectors.Errorf(connectors.Invalid, "%s can't be written: %v", field, err)
		}
		all = append(all, setting{field, raw, same, words})
		return nil
	}
	if w.summary != "" {
		line := strings.Join(strings.Fields(w.summary), " ") // Jira refuses line breaks in it
		if err := add("summary", line, line, line); err != nil {
			return nil, err
		}
	}
	if w.description != "" {
		doc := document(w.description)
		raw, err := json.Marshal(doc)
		if err != nil {
			return nil, connectors.Errorf(connectors.Invalid, "the description can't be written: %v", err)
		}
		text := string(plainText(raw))
		all = append(all, setting{"description", raw, text, text})
	}
	if w.priority != "" {
		p, err := findPriority(ctx, c, w.priority)
		if err != nil {
			return nil, err
		}
		if err := add("priority", p.ID, p.Name, reference("id", p.ID)); err != nil {
			return nil, err
		}
	}
	if w.assignee != "" {
		who, err := assignees.find(ctx, c, w.assignee)
		if err != nil {
			return nil, err
		}
		if err := add("assignee", who.ID, who.Name, reference("accountId", who.ID)); err != nil {
			return nil, err
		}
	}
	if w.due != "" {
		if err := add("duedate", string(w.due), string(w.due), w.due); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// reference names a record by its id, or none.
func reference(by, id string) json.RawMessage {
	raw, err := json.Marshal(map[string]string{by: id})
	if err != nil || id == "" {
		return json.RawMessage("null")
	}
	return raw
}

func findPriority(ctx context.Context, c *connectors.Connection, called string) (named, error) {
	var page struct {
		Values []named `json:"values"`
	}
	if err := read(ctx, c, "/priority/search", nil, &page); err != nil {
		return named{}, err
	}
	if page.Values == nil {
		return named{}, unreadable(connectors.Unavailable, "which priorities there are")
	}
	return choose("priority", called, page.Values, priorityWords)
}

// current makes a setting of a field as it was read, so that it can be written back as it was.
func (i issue) current(field string) setting {
	raw := i.Fields[field]
	if len(raw) == 0 {
		raw = json.RawMessage("null")
	}
	s := setting{Field: field, Value: raw, Words: words(raw)}
	switch field {
	case "priority":
		var p named
		_ = json.Unmarshal(raw, &p)
		s.Same, s.Value = p.ID, reference("id", p.ID)
	case "assignee":
		var p person
		_ = json.Unmarshal(raw, &p)
		s.Same, s.Value = p.ID, reference("accountId", p.ID)
	case "description":
		s.Same = string(plainText(raw))
		s.Words = s.Same
	default:
		s.Same = strings.TrimSpace(s.Words)
	}
	return s
}

func (i issue) labels() []string {
	var all []string
	_ = json.Unmarshal(i.Fields["labels"], &all)
	return all
}
