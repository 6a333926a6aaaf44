package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sayso/api"
	"sayso/connectors"
)

// FindIn is what actions are to do.
type FindIn struct {
	Query string `json:"query" jsonschema:"what should be done, in words"`
	Limit int    `json:"limit,omitempty" jsonschema:"1 to 100, default 20"`
}

// Found are actions.
type Found struct {
	Actions []Brief `json:"actions"`
}

// Brief is an action in a list.
type Brief struct {
	Action string `json:"action"`
	Does   string `json:"does"`
	Effect string `json:"effect"`
}

func (f Found) text() string {
	var b strings.Builder
	for _, a := range f.Actions {
		fmt.Fprintf(&b, "%s (%s): %s\n", a.Action, a.Effect, a.Does)
	}
	return strings.TrimSpace(b.String())
}

func findActionsTool() tool[FindIn, Found] {
	return tool[FindIn, Found]{
		name: "find_actions", title: "Find actions", needs: api.ReadPlans, hints: hints{reads: true, again: true},
		doc: "Finds what connected apps can do, best first. For plans that you write yourself.",
		do: func(ctx context.Context, c call, in FindIn) (Found, error) {
			actions, err := c.desk.Actions(ctx, in.Query, in.Limit)
			out := Found{Actions: []Brief{}}
			for _, a := range actions {
				out.Actions = append(out.Actions, Brief{a.Action, a.Doc, string(a.Effect)})
			}
			return out, err
		},
	}
}

// DescribeIn names actions.
type DescribeIn struct {
	Actions []string `json:"actions" jsonschema:"up to 10: jira.create_issue"`
}

// Described are actions with their schemas.
type Described struct {
	Actions []Details `json:"actions"`
	Unknown []string  `json:"unknown,omitempty"`

	lang string
}

// Details is an action with its schemas.
type Details struct {
	Action string         `json:"action"`
	Does   string         `json:"does"`
	Effect string         `json:"effect"`
	Undo   string         `json:"undo,omitempty" jsonschema:"how it is taken back"`
	In     map[string]any `json:"in" jsonschema:"JSON Schema"`
	Out    map[string]any `json:"out" jsonschema:"JSON Schema"`
}

func (d Described) text() string {
	var b strings.Builder
	for _, a := range d.Actions {
		fmt.Fprintf(&b, "%s (%s): %s\nwith: %s\n${…}: %s\n", a.Action, a.Effect, a.Does, jsonOf(a.In), jsonOf(a.Out))
	}
	if len(d.Unknown) > 0 {
		fmt.Fprintf(&b, say(d.lang, "There are no actions %s; find_actions finds some.", "Es gibt keine Aktionen %s; find_actions findet welche."), strings.Join(d.Unknown, ", "))
	}
	return strings.TrimSpace(b.String())
}

const maxDescribed = 10

func describeActionsTool() tool[DescribeIn, Described] {
	return tool[DescribeIn, Described]{
		name: "describe_actions", title: "Describe actions", needs: api.ReadPlans, hints: hints{reads: true, again: true},
		doc: "Gives the arguments and results of actions.",
		do:  describe,
	}
}

func describe(ctx context.Context, c call, in DescribeIn) (Described, error) {
	if len(in.Actions) > maxDescribed {
		return Described{}, connectors.Errorf(connectors.Invalid, "up to %d actions are described at once", maxDescribed)
	}
	apps, err := c.desk.Apps(ctx)
	out := Described{Actions: []Details{}, lang: c.caller.Lang}
	for _, ref := range in.Actions {
		a, ok := actionIn(apps, ref)
		if !ok {
			out.Unknown = append(out.Unknown, ref)
			continue
		}
		out.Actions = append(out.Actions, Details{a.Action, a.Doc, string(a.Effect), a.Undo, plainSchema(a.In), plainSchema(a.Out)})
	}
	return out, err
}

func actionIn(apps []api.App, ref string) (api.Action, bool) {
	name, _, _ := strings.Cut(ref, ".")
	for _, app := range apps {
		if i := slices.IndexFunc(app.Actions, func(a api.Action) bool { return a.Action == ref }); app.App == name && i >= 0 {
			return app.Actions[i], true
		}
	}
	return api.Action{}, false
}

// plainSchema is a schema without what assistants don't need: its German.
func plainSchema(s *connectors.Schema) map[string]any {
	raw, err := json.Marshal(s)
	var plain map[string]any
	if err != nil || json.Unmarshal(raw, &plain) != nil {
		return map[string]any{}
	}
	inEnglish(plain)
	return plain
}

func inEnglish(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		if _, translated := s["x-de"].(string); translated {
			delete(s, "x-de")
		}
		for _, inner := range s {
			inEnglish(inner)
		}
	case []any:
		for _, inner := range s {
			inEnglish(inner)
		}
	}
}
