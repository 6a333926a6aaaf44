package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// set carries out the fields and updates of a body on an issue and says what changed.
func (s *jira) set(i *jiraIssue, body jiraEdit) ([]string, error) {
	old := *i
	for name, raw := range body.Fields {
		if err := i.setField(name, raw); err != nil {
			return nil, err
		}
	}
	for name, operations := range body.Update {
		if name != "labels" {
			return nil, jiraField(name, "Field '%s' cannot be set. It is not on the appropriate screen, or unknown.", name)
		}
		if _, both := body.Fields[name]; both {
			return nil, jiraField(name, "Field with id '%s' and name '%s' links to more than one operation.", name, name)
		}
		if err := i.editLabels(operations); err != nil {
			return nil, err
		}
	}
	return old.changes(*i), nil
}

func (i *jiraIssue) setField(name string, raw json.RawMessage) error {
	switch name {
	case "summary":
		return i.setSummary(raw)
	case "description":
		if string(raw) == "null" {
			i.Description = nil
			return nil
		}
		if !isDocument(raw) {
			return jiraField("description", "Operation value must be an Atlassian Document (see the Atlassian Document Format)")
		}
		i.Description = raw
	case "priority":
		var v struct{ ID, Name string }
		_ = json.Unmarshal(raw, &v)
		p, ok := jiraPick(jiraPriorities(), v.ID, v.Name)
		if !ok {
			return jiraField("priority", "Specify a valid priority ID or name")
		}
		i.Priority = p.ID
	case "assignee":
		var v struct{ AccountID string }
		_ = json.Unmarshal(raw, &v)
		if _, ok := jiraPerson(v.AccountID); !ok && v.AccountID != "" {
			return jiraField("assignee", "User '%s' cannot be assigned issues.", v.AccountID)
		}
		i.Assignee = v.AccountID
	case "labels":
		i.Labels = []string{}
		var labels []string
		if json.Unmarshal(raw, &labels) != nil {
			return jiraField("labels", "data was not an array")
		}
		for _, l := range labels {
			if err := i.addLabel(l); err != nil {
				return err
			}
		}
	case "duedate":
		i.Due = ""
		if string(raw) != "null" && (json.Unmarshal(raw, &i.Due) != nil || len(i.Due) != len("2006-01-02")) {
			return jiraField("duedate", "Error parsing date string: %s", raw)
		}
	default:
		return jiraField(name, "Field '%s' cannot be set. It is not on the appropriate screen, or unknown.", name)
	}
	return nil
}

func (i *jiraIssue) setSummary(raw json.RawMessage) error {
	var text string
	_ = json.Unmarshal(raw, &text)
	switch {
	case strings.TrimSpace(text) == "":
		return jiraField("summary", "You must specify a summary of the issue.")
	case utf8.RuneCountInString(text) > 255:
		return jiraField("summary", "Summary can't exceed 255 characters.")
	case strings.ContainsAny(text, "\r\n"):
		return jiraField("summary", "The summary is invalid because it contains newline characters.")
	}
	i.Summary = strings.TrimSpace(text)
	return nil
}

func (i *jiraIssue) addLabel(label string) error {
	if label == "" || strings.ContainsAny(label, " \t\n") {
		return jiraField("labels", "The label '%s' contains spaces which is invalid.", label)
	}
	if !slices.Contains(i.Labels, label) {
		i.Labels = append(i.Labels, label)
	}
	return nil
}

func (i *jiraIssue) editLabels(operations []map[string]json.RawMessage) error {
	i.Labels = slices.Clone(i.Labels)
	for _, operation := range operations {
		for verb, raw := range operation {
			var label string
			_ = json.Unmarshal(raw, &label)
			switch verb {
			case "add":
				if err := i.addLabel(label); err != nil {
					return err
				}
			case "remove":
				i.Labels = slices.DeleteFunc(i.Labels, func(l string) bool { return l == label })
			default:
				return jiraField("labels", "Unsupported operation '%s'", verb)
			}
		}
	}
	return nil
}

// isDocument reports whether JSON has the form of an ADF document.
func isDocument(raw json.RawMessage) bool {
	var doc struct {
		Type    string             `json:"type"`
		Version int                `json:"version"`
		Content *[]json.RawMessage `json:"content"`
	}
	return json.Unmarshal(raw, &doc) == nil && doc.Type == "doc" && doc.Version == 1 && doc.Content != nil
}

// changes says in words how an issue differs from what it becomes.
func (i jiraIssue) changes(to jiraIssue) []string {
	var all []string
	say := func(field, before, after string) {
		if before != after {
			all = append(all, field+" "+orDash(before)+" → "+orDash(after))
		}
	}
	say("summary", i.Summary, to.Summary)
	if string(i.Description) != string(to.Description) {
		all = append(all, "description changed")
	}
	person := func(id string) string { u, _ := jiraPerson(id); return u.Name }
	say("priority", jiraName(jiraPriorities(), i.Priority), jiraName(jiraPriorities(), to.Priority))
	say("assignee", person(i.Assignee), person(to.Assignee))
	say("labels", strings.Join(i.Labels, " "), strings.Join(to.Labels, " "))
	say("due", i.Due, to.Due)
	say("status", jiraName(jiraStatuses(), i.Status), jiraName(jiraStatuses(), to.Status))
	return all
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
