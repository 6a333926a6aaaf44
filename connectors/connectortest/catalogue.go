package connectortest

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"sayso/connectors"
)

// catalogue is the contract that connectors are held to: connectors/all/testdata/catalog.yaml.
type catalogue struct {
	Apps map[string]struct {
		Kind     []string
		Actions  map[string]entry
		Triggers map[string]entry
	}
}

// entry is an action or a trigger of the catalogue.
type entry struct {
	Effect, Once, Undo string
	Destructive        bool
	OneOf              []string `yaml:"one_of"`
	In, Out            map[string]string
}

// Catalogue compares a connector with its part of the catalogue in a file: every action and trigger, argument, output and what is
// declared of the effect. An action may have optional arguments that the catalogue doesn't know; all else is exact.
func Catalogue(t *testing.T, path string, c *connectors.Connector) {
	t.Helper()
	all := read(t, path)
	for _, difference := range all.compare(c) {
		t.Error(difference)
	}
}

// Apps lists the apps of the catalogue in a file.
func Apps(t *testing.T, path string) []string {
	t.Helper()
	return slices.Sorted(maps.Keys(read(t, path).Apps))
}

func read(t *testing.T, path string) catalogue {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all catalogue
	if err := yaml.Unmarshal(raw, &all); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return all
}

// compare lists in words what differs.
func (all catalogue) compare(c *connectors.Connector) []string {
	app, ok := all.Apps[c.App]
	if !ok {
		return []string{"the catalogue has no app " + c.App}
	}
	var differences []string
	say := func(format string, args ...any) { differences = append(differences, fmt.Sprintf(format, args...)) }
	if !same(app.Kind, c.Kind) {
		say("the app's kind is %v, in the catalogue %v", c.Kind, app.Kind)
	}
	actions := map[string]bool{}
	for _, o := range c.Actions {
		actions[o.Name] = true
		want, ok := app.Actions[o.Name]
		if !ok {
			say("action %s is not in the catalogue", o.Name)
			continue
		}
		got := entry{string(o.Effect), string(o.Once), o.UndoBy, o.Destructive, o.OneOf, nil, nil}
		if got.Effect != want.Effect || got.Once != want.Once || got.Undo != want.Undo || got.Destructive != want.Destructive || !same(got.OneOf, want.OneOf) {
			say("action %s: effect, once, undo, destructive, one_of are %q %q %q %v %v, in the catalogue %q %q %q %v %v", o.Name,
				got.Effect, got.Once, got.Undo, got.Destructive, got.OneOf, want.Effect, want.Once, want.Undo, want.Destructive, want.OneOf)
		}
		inputs("action "+o.Name, o.In, want.In, say)
		outputs("action "+o.Name, o.Out, want.Out, say)
	}
	events := map[string]bool{}
	for _, e := range c.Events {
		events[e.Name] = true
		want, ok := app.Triggers[e.Name]
		if !ok {
			say("trigger %s is not in the catalogue", e.Name)
			continue
		}
		inputs("trigger "+e.Name, e.In, want.In, say)
		outputs("trigger "+e.Name, e.Out, want.Out, say)
	}
	for name := range app.Actions {
		if !actions[name] {
			say("action %s of the catalogue is missing", name)
		}
	}
	for name := range app.Triggers {
		if !events[name] {
			say("trigger %s of the catalogue is missing", name)
		}
	}
	sort.Strings(differences)
	return differences
}

func inputs(of string, in *connectors.Schema, want map[string]string, say func(string, ...any)) {
	for arg, text := range want {
		s := in.Properties[arg]
		if s == nil {
			say("%s: argument %s is missing", of, arg)
			continue
		}
		kind, required := strings.CutSuffix(text, "!")
		if got := typeOf(s); got != kind {
			say("%s: argument %s is %s, in the catalogue %s", of, arg, got, kind)
		}
		if slices.Contains(in.Required, arg) != required {
			say("%s: argument %s: required is %v, in the catalogue %v", of, arg, !required, required)
		}
	}
	for _, arg := range in.Required {
		if _, ok := want[arg]; !ok {
			say("%s: argument %s is required, but not in the catalogue", of, arg)
		}
	}
}

func outputs(of string, out *connectors.Schema, want map[string]string, say func(string, ...any)) {
	for name, kind := range want {
		switch s := out.Properties[name]; {
		case s == nil:
			say("%s: output %s is missing", of, name)
		case typeOf(s) != kind:
			say("%s: output %s is %s, in the catalogue %s", of, name, typeOf(s), kind)
		}
	}
	for name := range out.Properties {
		if _, ok := want[name]; !ok {
			say("%s: output %s is not in the catalogue", of, name)
		}
	}
}

var formats = map[string]string{connectors.FormatText: "text", connectors.FormatEmail: "email", connectors.FormatDate: "date",
	connectors.FormatDateTime: "datetime", connectors.FormatDuration: "duration", connectors.FormatURL: "url",
	connectors.FormatMoney: "money", connectors.FormatFile: "file"}

// typeOf names a schema's type as the catalogue does; an object is an object, whatever its fields.
func typeOf(s *connectors.Schema) string {
	if kind, ok := formats[s.Format]; ok {
		return kind
	}
	if len(s.Enum) > 0 {
		values := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			values[i] = fmt.Sprint(v)
		}
		return "enum(" + strings.Join(values, "|") + ")"
	}
	switch s.Type {
	case "":
		return "any"
	case "integer":
		return "int"
	case "boolean":
		return "bool"
	case "array":
		return "list<" + typeOf(s.Items) + ">"
	}
	return s.Type
}

func same(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

var fieldList = regexp.MustCompile(`\{[^{}]*\}`)

// UnmarshalYAML reads an entry's types; a list's items that are spelt out as {fields} count as object here, since the snapshot
// of the schema holds them fast.
func (e *entry) UnmarshalYAML(node *yaml.Node) error {
	type plain entry
	if err := node.Decode((*plain)(e)); err != nil {
		return err
	}
	for arg, kind := range e.In {
		e.In[arg] = fieldList.ReplaceAllString(kind, "object")
	}
	return nil
}
