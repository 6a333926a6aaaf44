package plan

import (
	"gopkg.in/yaml.v3"
)

// Parse reads a plan from YAML or JSON, strictly: what is not part of the language is a problem with its place. The plan is nil
// where the text can't be read at all; with problems that are errors it holds what could be read. Problems are in the plan's
// language.
func Parse(src []byte) (*Plan, []Problem) {
	r := reader{report: report{places: map[string]Place{}}, of: "plan", ids: map[string]bool{}}
	doc := r.document(src)
	if doc == nil {
		return nil, r.in("")
	}
	var p Plan
	r.plan(doc, &p)
	p.places = r.places
	return &p, r.in(p.Language)
}

// reader turns nodes into a plan.
type reader struct {
	report
	of  string          // what is read: "plan", "policy"
	ids map[string]bool // of the steps so far
}

// field reads the value of one key.
type field func(n *yaml.Node, path string)

func (r *reader) plan(n *yaml.Node, p *Plan) {
	r.object(n, "", map[string]field{
		"name":        r.text(&p.Name),
		"says":        r.text(&p.Says),
		"language":    r.text(&p.Language),
		"inputs":      func(n *yaml.Node, path string) { p.Inputs = named(r, n, path, r.input) },
		"trigger":     func(n *yaml.Node, path string) { p.Trigger = r.trigger(n, path) },
		"connections": func(n *yaml.Node, path string) { p.Connections = named(r, n, path, r.one) },
		"steps":       r.steps(&p.Steps),
		"outputs":     func(n *yaml.Node, path string) { p.Outputs = named(r, n, path, r.one) },
	}, "name", "steps")
}

func (r *reader) input(n *yaml.Node, path string) Input {
	var in Input
	r.object(n, path, map[string]field{"type": r.text(&in.Type), "default": r.any(&in.Default), "doc": r.text(&in.Doc)}, "type")
	return in
}

// one reads a text that stands by itself.
func (r *reader) one(n *yaml.Node, path string) string {
	var text string
	r.text(&text)(n, path)
	return text
}

func (r *reader) trigger(n *yaml.Node, path string) *Trigger {
	t := &Trigger{}
	r.object(n, path, map[string]field{
		"manual": func(n *yaml.Node, path string) {
			t.Manual = &struct{}{}
			r.object(n, path, nil)
		},
		"schedule": func(n *yaml.Node, path string) {
			t.Schedule = &Schedule{}
			r.object(n, path, map[string]field{"cron": r.text(&t.Schedule.Cron), "timezone": r.text(&t.Schedule.Timezone)}, "cron")
		},
		"on": func(n *yaml.Node, path string) {
			t.On = &On{}
			r.object(n, path, map[string]field{"event": r.text(&t.On.Event), "with": r.args(&t.On.With), "where": r.text(&t.On.Where)}, "event")
		},
		"webhook": func(n *yaml.Node, path string) {
			t.Webhook = &Webhook{}
			r.object(n, path, map[string]field{"path": r.text(&t.Webhook.Path)})
		},
	})
	return t
}

// object reads a map with known keys. A map of nothing but optional keys may be left empty.
func (r *reader) object(n *yaml.Node, path string, fields map[string]field, required ...string) {
	r.places[path] = Place{n.Line, n.Column}
	if n.Kind != yaml.MappingNode {
		if v, ok := scalar(n); !ok || v != nil || len(required) > 0 {
			r.wrongKind(n, path, aMap)
		}
		return
	}
	seen := map[string]bool{}
	r.pairs(n, path, func(key, value *yaml.Node, at string) {
		seen[key.Value] = true
		read, ok := fields[key.Value]
		if !ok {
			r.places[at] = Place{key.Line, key.Column}
			r.add(CodeUnknownKey, at, args{"key": key.Value, "hint": r.hint(key.Value, sortedKeys(fields))})
			return
		}
		r.places[at] = Place{value.Line, value.Column}
		read(value, at)
	})
	for _, key := range required {
		if !seen[key] {
			r.add(CodeMissingKey, join(path, key), args{"key": key})
		}
	}
}

// pairs visits the pairs of a map, refusing keys that are no text and keys that come twice.
func (r *reader) pairs(n *yaml.Node, path string, visit func(key, value *yaml.Node, at string)) {
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := join(path, key.Value)
		if key.Kind != yaml.ScalarNode {
			r.places[path+aKey] = Place{key.Line, key.Column}
			r.wrongKind(key, path+aKey, aText)
			continue
		}
		if line, twice := first[key.Value]; twice {
			p := r.add(CodeDoubledKey, at, args{"key": key.Value, "line": line})
			p.Line, p.Column = key.Line, key.Column
			continue
		}
		first[key.Value] = key.Line
		visit(key, value, at)
	}
}

// named reads a map whose keys are names.
func named[V any](r *reader, n *yaml.Node, path string, read func(*yaml.Node, string) V) map[string]V {
	if n.Kind != yaml.MappingNode {
		if v, ok := scalar(n); !ok || v != nil {
			r.wrongKind(n, path, aMap)
		}
		return nil
	}
	out := map[string]V{}
	r.pairs(n, path, func(key, value *yaml.Node, at string) {
		r.places[at] = Place{value.Line, value.Column}
		out[key.Value] = read(value, at)
	})
	return out
}
