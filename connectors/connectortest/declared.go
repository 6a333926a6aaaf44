package connectortest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sayso/connectors"
)

// Declared checks an app that can't be reached yet: that it says all of itself that a plan has to know and a person has to read.
func Declared(t *testing.T, c *connectors.Connector) {
	t.Helper()
	declared(t, c)
	for _, o := range c.Actions {
		if o.Effect == connectors.Write && o.UndoBy != "none_needed" && o.Undone.En == "" {
			t.Errorf("action %s doesn't say that it was taken back", o.Name)
		}
		if o.Effect != connectors.Read && o.Doubt.En == "" {
			t.Errorf("action %s doesn't say that its outcome is unknown", o.Name)
		}
	}
}

// declared checks what an app says of itself: everything a person sees is there in both languages.
func declared(t *testing.T, c *connectors.Connector) {
	if c.Title == "" {
		t.Error("the app has no title")
	}
	inBoth(t, "the app's doc", c.Doc)
	for _, n := range c.Needs {
		inBoth(t, "the doc of need "+n.Name, n.Doc)
	}
	if len(c.Needs) > 0 && c.Check == nil {
		t.Error("the app has needs, but no Check that they are met")
	}
	for _, o := range c.Actions {
		t.Run(o.Name, func(t *testing.T) {
			inBoth(t, "its doc", o.Doc)
			arguments(t, o.In)
			asks(t, o.Asks, o.In)
			says(t, "Says.En", o.Says.En, o.In)
			says(t, "Says.De", o.Says.De, o.In)
			says(t, "Undone.En", o.Undone.En, o.In, o.Out)
			says(t, "Undone.De", o.Undone.De, o.In, o.Out)
		})
	}
	for _, e := range c.Events {
		t.Run(e.Name, func(t *testing.T) {
			inBoth(t, "its doc", e.Doc)
			arguments(t, e.In)
			asks(t, e.Asks, e.In)
		})
	}
}

func inBoth(t *testing.T, what string, d connectors.Doc) {
	t.Helper()
	if d.En == "" || d.De == "" {
		t.Errorf("%s is not there in both languages", what)
	}
}

// arguments have a name in a form: a description in both languages.
func arguments(t *testing.T, in *connectors.Schema) {
	t.Helper()
	for arg, s := range in.Properties {
		inBoth(t, "the description of argument "+arg+" (tags jsonschema and de)", connectors.DocOf(s))
	}
}

// asks checks that the compiler has something to go by, and that it names real arguments.
func asks(t *testing.T, p connectors.Phrases, in *connectors.Schema) {
	t.Helper()
	for lang, a := range map[string]connectors.Asks{"en": p.En, "de": p.De} {
		if (len(a.Verbs) == 0 || len(a.Objects) == 0) && len(a.Patterns) == 0 {
			t.Errorf("Asks in %s has neither verbs and objects nor patterns", lang)
		}
		if len(a.Examples) == 0 {
			t.Errorf("Asks in %s has no example", lang)
		}
		for _, pattern := range a.Patterns {
			says(t, "the pattern "+pattern, pattern, in)
		}
		for arg := range a.Cues {
			if in.Properties[arg] == nil {
				t.Errorf("Asks in %s has cues for %q, which is no argument", lang, arg)
			}
		}
		for _, word := range append(append([]string{}, a.Verbs...), a.Objects...) {
			if word != strings.TrimSpace(word) || word == "" {
				t.Errorf("Asks in %s has the word %q", lang, word)
			}
		}
	}
}

var slot = regexp.MustCompile(`\{([^{}]*)\}`)

// says checks that the {slots} of a text are in one of the schemas and its brackets are closed.
func says(t *testing.T, what, text string, schemas ...*connectors.Schema) {
	t.Helper()
	for _, m := range slot.FindAllStringSubmatch(text, -1) {
		if !slices.ContainsFunc(schemas, func(s *connectors.Schema) bool { return s.Properties[m[1]] != nil }) {
			t.Errorf("%s names {%s}, which is no argument", what, m[1])
		}
	}
	if strings.Count(text, "[") != strings.Count(text, "]") || strings.Count(text, "{") != strings.Count(text, "}") {
		t.Errorf("%s has a bracket that is not closed: %s", what, text)
	}
}

// snapshot writes down what others rely on: the schemas and what each action declares of its effect.
func snapshot(t *testing.T, c *connectors.Connector) []byte {
	t.Helper()
	type action struct {
		Effect      connectors.Effect  `json:"effect"`
		Once        connectors.Once    `json:"once,omitempty"`
		UndoBy      string             `json:"undo,omitempty"`
		Destructive bool               `json:"destructive,omitempty"`
		OneOf       []string           `json:"one_of,omitempty"`
		In          *connectors.Schema `json:"in"`
		Out         *connectors.Schema `json:"out"`
	}
	type event struct {
		In  *connectors.Schema `json:"in"`
		Out *connectors.Schema `json:"out"`
	}
	actions, events := map[string]action{}, map[string]event{}
	for _, o := range c.Actions {
		actions[o.Name] = action{o.Effect, o.Once, o.UndoBy, o.Destructive, o.OneOf, o.In, o.Out}
	}
	for _, e := range c.Events {
		events[e.Name] = event{e.In, e.Out}
	}
	raw, err := json.MarshalIndent(map[string]any{"actions": actions, "triggers": events}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
