package jira

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"sayso/connectors"
)

// issue is an issue as Jira gives it, with the fields that were asked for.
type issue struct {
	ID         string                     `json:"id"`
	Key        string                     `json:"key"`
	Fields     map[string]json.RawMessage `json:"fields"`
	Properties map[string]struct {
		Key string `json:"key"`
	} `json:"properties"`
}

// property is the name of our entity property on issues and comments; its value is {"key": the effect's key}.
const property = "sayso"

type entityProperty struct {
	Key   string         `json:"key"`
	Value map[string]any `json:"value"`
}

func marker(key string) []entityProperty {
	return []entityProperty{{property, map[string]any{"key": key}}}
}

// text gives a field that is a text or has a name, "" where it is empty or was not asked for.
func (i issue) text(field string) string {
	return words(i.Fields[field])
}

func words(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var record struct {
		Name        string `json:"name"`
		DisplayName string `json:"displayName"`
	}
	_ = json.Unmarshal(raw, &record)
	return record.Name + record.DisplayName
}

// status gives an issue's status.
func (i issue) status() named {
	var s named
	_ = json.Unmarshal(i.Fields["status"], &s)
	return s
}

// link gives the address of an issue for people.
func link(c *connectors.Connection, key string) connectors.URL {
	return connectors.URL(strings.TrimSuffix(c.URL.String(), "/") + "/browse/" + key)
}

func pathOf(key string, rest ...string) string {
	parts := make([]string, 0, 1+len(rest))
	for _, part := range append([]string{key}, rest...) {
		parts = append(parts, url.PathEscape(part))
	}
	return "/issue/" + strings.Join(parts, "/")
}

// fetch reads fields of an issue.
func fetch(ctx context.Context, c *connectors.Connection, key string, fields ...string) (issue, error) {
	var i issue
	err := read(ctx, c, pathOf(key), url.Values{"fields": {strings.Join(fields, ",")}}, &i)
	if err == nil && (i.Key == "" || i.Fields == nil) {
		err = unreadable(connectors.Unavailable, "what the issue is like")
	}
	return i, err
}

var (
	issueKey  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,19}-\d{1,9}$`)
	issueID   = regexp.MustCompile(`^\d{1,18}$`)
	issueLink = regexp.MustCompile(`/browse/([A-Za-z][A-Za-z0-9_]{0,19}-\d{1,9})(?:[/?#].*)?$`)
)

// keyIn reads the key, or the id, of an issue that is called by key, id or link.
func keyIn(called string) (string, bool) {
	called = strings.TrimSpace(called)
	if m := issueLink.FindStringSubmatch(called); m != nil {
		called = m[1]
	}
	return strings.ToUpper(called), issueKey.MatchString(called) || issueID.MatchString(called)
}

// locate gives the key of an issue that is called by key, id, link, or summary.
func locate(ctx context.Context, c *connectors.Connection, called string) (string, error) {
	if key, ok := keyIn(called); ok {
		return key, nil
	}
	words := searchWords(called)
	if words == "" {
		return "", connectors.Errorf(connectors.Invalid, "%q is no issue; give its key, such as OPS-12", called)
	}
	found, _, err := search(ctx, c, "summary ~ "+quote(words)+" ORDER BY created DESC", []string{"summary"}, 20)
	if err != nil {
		return "", err
	}
	var exact, shown []string
	for _, i := range found {
		shown = append(shown, i.Key+" "+i.text("summary"))
		if connectors.Fold(i.text("summary")) == connectors.Fold(called) {
			exact = append(exact, i.Key)
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0], nil
	case len(found) == 1 && len(exact) == 0:
		return found[0].Key, nil
	case len(found) == 0:
		return "", connectors.Errorf(connectors.NotFound, "there is no issue %q; give its key, such as OPS-12", called)
	}
	return "", connectors.Several("issue", called, shown)
}
