package connectors

import (
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// Schema is a JSON Schema (draft 2020-12). Besides the standard keywords it uses
//
//	format   the named types of this package, see the Format constants
//	x-de     the description in German
//	x-trust  on an argument, the least trusted value it takes; on an output, how far its value can be trusted
type Schema = jsonschema.Schema

// Trust is how far a value can be trusted to steer what happens. A mixture has the lowest level of its parts.
type Trust string

// The levels, highest first.
const (
	Yours  Trust = "yours"  // the prompt, the plan, inputs of a signed-in person, settings
	Record Trust = "record" // typed fields of systems that you connected
	Free   Trust = "text"   // free text from anywhere, and what a model made of it
)

// Enum is a string type with a closed list of values.
type Enum interface{ Values() []string }

var named = map[reflect.Type]*Schema{
	reflect.TypeFor[Text]():     {Type: "string", Format: FormatText},
	reflect.TypeFor[Email]():    {Type: "string", Format: FormatEmail},
	reflect.TypeFor[Date]():     {Type: "string", Format: FormatDate},
	reflect.TypeFor[DateTime](): {Type: "string", Format: FormatDateTime},
	reflect.TypeFor[Duration](): {Type: "string", Format: FormatDuration},
	reflect.TypeFor[URL]():      {Type: "string", Format: FormatURL},
}

// SchemaOf derives the schema of a struct. A field is required unless its json tag says omitempty or omitzero; its
// tags are `jsonschema` for the English description, `de` for the German one, `trust` for x-trust, and `most` for the greatest number. It panics on
// a type that JSON can't hold, which only a programmer can cause.
func SchemaOf[T any]() *Schema {
	t := reflect.TypeFor[T]()
	schemas := map[reflect.Type]*Schema{}
	maps.Copy(schemas, named)
	enums(t, schemas, map[reflect.Type]bool{})
	s, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: schemas})
	if err != nil {
		panic(fmt.Sprintf("connectors: no schema for %s: %v", t, err))
	}
	annotate(t, s)
	return s
}

// enums collects the closed lists among a type's fields. seen ends it on a type that holds itself, which has no schema.
func enums(t reflect.Type, into map[reflect.Type]*Schema, seen map[reflect.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	if v, ok := reflect.TypeAssert[Enum](reflect.Zero(t)); ok && t.Kind() == reflect.String {
		var list []any
		for _, value := range v.Values() {
			list = append(list, value)
		}
		into[t] = &Schema{Type: "string", Enum: list}
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		enums(t.Elem(), into, seen)
	case reflect.Struct:
		for field := range t.Fields() {
			enums(field.Type, into, seen)
		}
	}
}

// annotate adds what jsonschema-go doesn't know of: German, trust, the formats of objects; and it takes away the
// null that is inferred for slices and pointers, which some clients can't read.
func annotate(t reflect.Type, s *Schema) {
	if len(s.Types) == 2 && s.Types[0] == "null" {
		s.Type, s.Types = s.Types[1], nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		annotate(t.Elem(), s)
	case reflect.Slice, reflect.Array:
		if s.Items != nil {
			annotate(t.Elem(), s.Items)
		}
	case reflect.Map:
		if s.AdditionalProperties != nil {
			annotate(t.Elem(), s.AdditionalProperties)
		}
	case reflect.Struct:
		switch t {
		case reflect.TypeFor[Money]():
			s.Format = FormatMoney
		case reflect.TypeFor[File]():
			s.Format = FormatFile
		}
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" {
				name = f.Name
			}
			p := s.Properties[name]
			if p == nil {
				continue
			}
			annotate(f.Type, p)
			extra(p, "x-de", f.Tag.Get("de"))
			extra(p, "x-trust", f.Tag.Get("trust"))
			if most, err := strconv.ParseFloat(f.Tag.Get("most"), 64); err == nil {
				p.Maximum = &most
			}
		}
	}
}

func extra(s *Schema, key, value string) {
	if value == "" {
		return
	}
	if s.Extra == nil {
		s.Extra = map[string]any{}
	}
	s.Extra[key] = value
}

// DocOf gives a schema's description in both languages.
func DocOf(s *Schema) Doc {
	de, _ := s.Extra["x-de"].(string)
	return Doc{En: s.Description, De: de}
}

// Takes is the least trusted value that an argument takes: what its tag says, else by type. Bodies and comments take
// anything, web addresses take yours alone, all else takes records.
func Takes(s *Schema) Trust {
	if level, ok := s.Extra["x-trust"].(string); ok {
		return Trust(level)
	}
	switch s.Format {
	case FormatText:
		return Free
	case FormatURL:
		return Yours
	}
	return Record
}

// Gives is how far an output can be trusted: what its tag says, else by type. Free text is Free, all else Record.
func Gives(s *Schema) Trust {
	if level, ok := s.Extra["x-trust"].(string); ok {
		return Trust(level)
	}
	if s.Format == FormatText || s.Format == "" && (s.Type == "object" && len(s.Properties) == 0 || s.Type == "") {
		return Free
	}
	return Record
}
