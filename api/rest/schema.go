package rest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode"

	"github.com/google/jsonschema-go/jsonschema"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// schemas are the named types of the document.
type schemas struct{ named map[string]*schema }

// ref gives a reference to the schema of a type, which is made where it is missing. An answer may get more fields with a later version, so it
// doesn't rule them out; what is sent in is held to what is known.
func (s schemas) ref(t reflect.Type, in bool) (*schema, error) {
	name := nameOf(t)
	if s.named[name] == nil {
		made, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: special()})
		if err != nil {
			return nil, fmt.Errorf("no schema for %s: %w", t, err)
		}
		if !in {
			open(made)
		}
		s.named[name] = made
	}
	return &schema{Ref: "#/components/schemas/" + name}, nil
}

// nameOf is what a type is called in the document: listOf[api.Run] is RunList.
func nameOf(t reflect.Type) string {
	name := t.Name()
	if of, ok := strings.CutPrefix(name, "listOf["); ok {
		name = strings.TrimSuffix(of[strings.LastIndexAny(of, "./")+1:], "]") + "List"
	}
	letters := []rune(name)
	letters[0] = unicode.ToUpper(letters[0])
	return string(letters)
}

// open lets objects have more fields than are known.
func open(s *schema) {
	if s == nil {
		return
	}
	if s.AdditionalProperties != nil && s.AdditionalProperties.Not != nil {
		s.AdditionalProperties = nil
	}
	for _, p := range s.Properties {
		open(p)
	}
	open(s.Items)
	open(s.AdditionalProperties)
}

// special are the types that don't tell by themselves what they hold.
func special() map[reflect.Type]*schema {
	return map[reflect.Type]*schema{
		reflect.TypeFor[plan.Plan]():         {Type: "object", Description: "a plan; its text has the same shape"},
		reflect.TypeFor[json.RawMessage]():   {Description: "any JSON"},
		reflect.TypeFor[jsonschema.Schema](): {Type: "object", Description: "a JSON Schema"},
		reflect.TypeFor[time.Time]():         {Type: "string", Format: "date-time"},
		reflect.TypeFor[api.Role]():          oneOf(api.Roles()),
		reflect.TypeFor[api.Permission]():    oneOf(api.Permissions()),
		reflect.TypeFor[workflows.State](): oneOf([]workflows.State{workflows.Running, workflows.Parked, workflows.Completed, workflows.Undone,
			workflows.Denied, workflows.Failed}),
		reflect.TypeFor[workflows.Choice](): oneOf([]workflows.Choice{workflows.Approve, workflows.Reject, workflows.Retry, workflows.Skip,
			workflows.Undo, workflows.Stop}),
		reflect.TypeFor[compile.Status]():    oneOf([]compile.Status{compile.StatusPlan, compile.StatusClarify, compile.StatusUnsupported}),
		reflect.TypeFor[plan.Severity]():     oneOf([]plan.Severity{plan.Error, plan.Warning}),
		reflect.TypeFor[connectors.Effect](): oneOf([]connectors.Effect{connectors.Read, connectors.Write, connectors.Irreversible}),
	}
}

func oneOf[T ~string](values []T) *schema {
	s := &schema{Type: "string"}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}

// parameterSchema is that of a field that is a part of the address or a header.
func parameterSchema(f reflect.StructField) *schema {
	s := &schema{Type: "string"}
	switch {
	case f.Type == reflect.TypeFor[time.Time]():
		s.Format = "date-time"
	case f.Type == reflect.TypeFor[version]():
		s.Pattern = `^"v[0-9]+"$`
	case f.Type.Kind() == reflect.Int:
		s.Type, s.Minimum = "integer", new(float64)
	case f.Type.Kind() == reflect.Bool:
		s.Type = "boolean"
	}
	if enum := f.Tag.Get("enum"); enum != "" {
		s.Enum = oneOf(strings.Split(enum, ",")).Enum
	}
	return s
}
