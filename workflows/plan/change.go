package plan

import (
	"encoding/json"

	"sayso/connectors"
)

// Change is an argument that differs between what a step was given and what it is to be given instead.
type Change struct {
	Field  string `json:"field"`
	Before any    `json:"before,omitempty"` // nil: it had no value
	After  any    `json:"after,omitempty"`  // nil: it is taken out
}

// Changes lists the arguments that differ, by name. Two ways to write the same number are no difference.
func Changes(before, after map[string]any) []Change {
	list := []Change{}
	both := map[string]any{}
	for _, name := range append(sortedKeys(before), sortedKeys(after)...) {
		both[name] = nil
	}
	for _, name := range sortedKeys(both) {
		if digest(before[name]) != digest(after[name]) {
			list = append(list, Change{Field: name, Before: before[name], After: after[name]})
		}
	}
	return list
}

// Says puts a change in words: "channel: #ops → #general".
func (c Change) Says(lang string) string {
	before, after := connectors.Words(lang, c.Before), connectors.Words(lang, c.After)
	if before == after { // they differ in what the words leave out
		before, after = asJSON(c.Before), asJSON(c.After)
	}
	none := connectors.Doc{En: "(nothing)", De: "(nichts)"}.In(lang)
	return c.Field + ": " + oneLine(firstOf(before, none), maxShown) + " → " + oneLine(firstOf(after, none), maxShown)
}

// maxShown is how much of a value is shown, in bytes: enough for all but a letter's body.
const maxShown = 300

func asJSON(v any) string {
	if v == nil {
		return ""
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return connectors.Words("", string(raw))
}
