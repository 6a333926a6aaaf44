package llm

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// The kinds of steps that carry no action out. They stand where an action's name does.
const (
	doApprove  = "approve"
	doWait     = "wait"
	doChoose   = "choose"
	doEach     = "each"
	doParallel = "parallel"
)

// answerSchema is what an answer to one prompt may be: the retrieved actions and events and no others, each with its own arguments. It
// keeps to what endpoints can hold a model to: every field is required and may be null, no other fields, and no keywords but the plainest.
func answerSchema(actions []*connectors.Operation, events []*connectors.Event) *connectors.Schema {
	steps := []*connectors.Schema{}
	for _, op := range actions {
		steps = append(steps, stepSchema(op.Ref(), field{"with", arguments(op.In)}))
	}
	for _, e := range events {
		steps = append(steps, stepSchema(doWait, field{"event", constant(e.Ref())}, field{"with", arguments(e.In)}, field{"timeout", optional(str("30m, 2h, 3d"))}))
	}
	steps = append(steps,
		stepSchema(doApprove, field{"by", optional(str("who is asked"))}, field{"text", optional(ref("text"))}, field{"timeout", optional(str("30m, 2h, 3d"))}),
		stepSchema(doWait, field{"for", optional(str("30m, 2h, 3d"))}, field{"until", optional(str("a date, or a point in time by RFC 3339"))}),
		stepSchema(doChoose, field{"branches", list(ref("branch"))}),
		stepSchema(doEach, field{"list", ref("reference")}, field{"as", optional(str("what an item is called in the steps; item by default"))}, field{"steps", list(ref("step"))}),
		stepSchema(doParallel, field{"branches", list(ref("branch"))}),
	)
	s := object(
		field{"status", &connectors.Schema{Type: "string", Enum: []any{"plan", "clarify", "unsupported"}}},
		field{"reason", optional(str("why it is unsupported, in the language of the prompt"))},
		field{"trigger", triggerSchema(events)},
		field{"steps", list(ref("step"))},
		field{"questions", list(object(field{"about", str("a step's id, a dot and an argument")}, field{"ask", str("the question, in the language of the prompt")},
			field{"options", list(str(""))}))},
	)
	reference := object(field{"step", str("the id of an earlier step, the name of an item, or trigger")}, field{"field", str("a field of its output, with dots for inner ones")})
	s.Defs = map[string]*connectors.Schema{
		"step":      {AnyOf: steps},
		"branch":    object(field{"when", optional(str("a condition; null for the last one of a choose, and always in a parallel"))}, field{"steps", list(ref("step"))}),
		"reference": reference,
		"text":      {AnyOf: []*connectors.Schema{str(""), object(field{"parts", list(&connectors.Schema{AnyOf: []*connectors.Schema{str(""), ref("reference")}})})}},
		"pairs":     list(object(field{"name", str("")}, field{"value", &connectors.Schema{AnyOf: []*connectors.Schema{str(""), {Type: "number"}, {Type: "boolean"}, ref("reference")}}})),
	}
	return s
}

func stepSchema(action string, fields ...field) *connectors.Schema {
	head := []field{{"action", constant(action)}, {"id", str("small letters, digits and underscores")}, {"if", optional(str("a condition, without which the step is skipped"))}}
	return object(append(head, fields...)...)
}

func triggerSchema(events []*connectors.Event) *connectors.Schema {
	kinds := []*connectors.Schema{null(),
		object(field{"type", constant("schedule")}, field{"cron", str("five fields, Sunday is 0")}, field{"timezone", optional(str("an IANA name"))})}
	for _, e := range events {
		kinds = append(kinds, object(field{"type", constant("event")}, field{"event", constant(e.Ref())}, field{"with", arguments(e.In)},
			field{"where", optional(str("a condition over trigger"))}))
	}
	return &connectors.Schema{AnyOf: kinds}
}

// arguments are those of an action or an event.
func arguments(in *connectors.Schema) *connectors.Schema {
	var fields []field
	for _, name := range argumentNames(in) {
		s := in.Properties[name]
		v := value(s)
		v.Description = described(s, slices.Contains(in.Required, name))
		fields = append(fields, field{name, v})
	}
	if len(fields) == 0 {
		return null() // not all endpoints take an object without fields
	}
	return object(fields...)
}

// argumentNames lists the names of arguments: first those that are needed, then the others.
func argumentNames(in *connectors.Schema) []string {
	names := slices.Clone(in.Required)
	for _, name := range sortedKeys(in.Properties) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func described(s *connectors.Schema, needed bool) string {
	text := connectors.DocOf(s).In("en")
	if needed {
		text = strings.TrimPrefix(text+"; needed", "; ")
	}
	return text
}

// value is what an argument takes: its literal, a reference to it, or null.
func value(s *connectors.Schema) *connectors.Schema {
	kinds := []*connectors.Schema{}
	switch {
	case len(s.Enum) > 0:
		kinds = append(kinds, &connectors.Schema{Type: "string", Enum: s.Enum})
	case s.Format == connectors.FormatFile:
	case s.Format == connectors.FormatMoney:
		kinds = append(kinds, object(field{"amount", str("a decimal number with a point")}, field{"currency", str("ISO 4217")}))
	case s.Type == "array":
		items := s.Items
		if items == nil {
			items = &connectors.Schema{Type: "string"}
		}
		kinds = append(kinds, list(value(items)))
	case s.Type == "object" && len(s.Properties) > 0:
		kinds = append(kinds, arguments(s))
	case s.Type == "object" || s.Type == "":
		kinds = append(kinds, ref("pairs"))
	case s.Type == "string" && (s.Format == "" || s.Format == connectors.FormatText):
		kinds = append(kinds, ref("text"))
	case s.Type == "string":
		kinds = append(kinds, str(formats[s.Format]))
	default:
		kinds = append(kinds, &connectors.Schema{Type: s.Type})
	}
	return &connectors.Schema{AnyOf: append(kinds, ref("reference"), null())}
}

// formats says how values of a format are written.
var formats = map[string]string{
	connectors.FormatEmail:    "an e-mail address",
	connectors.FormatDate:     "2026-12-31",
	connectors.FormatDateTime: "2026-12-31T09:00:00Z",
	connectors.FormatDuration: "30m, 2h, 3d",
	connectors.FormatURL:      "https://host/path",
}

// field is a named part of an object.
type field struct {
	name string
	is   *connectors.Schema
}

// object is closed, and needs all of its fields, in their order.
func object(fields ...field) *connectors.Schema {
	s := &connectors.Schema{Type: "object", Properties: map[string]*connectors.Schema{}, Required: []string{},
		AdditionalProperties: &connectors.Schema{Not: &connectors.Schema{}}}
	for _, f := range fields {
		s.Properties[f.name] = f.is
		s.Required = append(s.Required, f.name)
	}
	s.PropertyOrder = s.Required
	return s
}

func list(items *connectors.Schema) *connectors.Schema {
	return &connectors.Schema{Type: "array", Items: items}
}

func str(says string) *connectors.Schema {
	return &connectors.Schema{Type: "string", Description: says}
}

func null() *connectors.Schema { return &connectors.Schema{Type: "null"} }

func ref(name string) *connectors.Schema { return &connectors.Schema{Ref: "#/$defs/" + name} }

func constant(v any) *connectors.Schema { return &connectors.Schema{Type: "string", Const: &v} }

func optional(s *connectors.Schema) *connectors.Schema {
	return &connectors.Schema{AnyOf: []*connectors.Schema{s, null()}}
}
