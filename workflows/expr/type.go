package expr

import (
	"maps"
	"regexp"
	"slices"
)

// Trust is how far a value can be trusted to steer what happens. A mixture has the lowest level of its parts. The zero
// value is the lowest level.
type Trust int

// The levels, lowest first.
const (
	Free   Trust = iota // free text from anywhere
	Record              // typed fields of connected systems
	Yours               // what stands in the plan, and inputs of a signed-in person
)

// Kind is what a value is made of.
type Kind string

// The kinds. Dates, e-mail addresses and the like are Text with a Format; files are Object with a Format.
const (
	Any     Kind = ""        // not known before it is there
	Nothing Kind = "nothing" // nil
	Bool    Kind = "bool"
	Number  Kind = "number"
	Text    Kind = "text"
	Money   Kind = "money"
	List    Kind = "list"
	Object  Kind = "object"
)

// FormatDecimal marks a Number that is written as a decimal text, as the amount of money is. Other formats are those of
// JSON Schema: "date", "date-time", "duration", "email", "uri", and Sayso's "text" and "file".
const FormatDecimal = "decimal"

// Type describes a value before it is there.
type Type struct {
	Kind   Kind
	Format string
	Enum   []string        // the only texts it can be; nil: any
	Elem   *Type           // of a List; nil: anything
	Fields map[string]Type // of an Object; nil: any fields
	Trust  Trust
}

// Scope gives the types of the names that an expression may use: the ids of steps, "inputs", "trigger".
type Scope map[string]Type

// At gives the type at the end of a path.
func (s Scope) At(path []string) (Type, bool) {
	if len(path) == 0 {
		return Type{}, false
	}
	t, ok := s[path[0]]
	for _, key := range path[1:] {
		if !ok {
			return Type{}, false
		}
		if t.Kind == List && digits.MatchString(key) {
			t = t.elem()
			continue
		}
		t, ok = t.field(key)
	}
	return t, ok
}

var digits = regexp.MustCompile(`^\d+$`)

// field is what a member of a value is. A field that isn't declared inherits the trust of what holds it.
func (t Type) field(key string) (Type, bool) {
	switch t.Kind {
	case Any:
		return Type{Trust: t.Trust}, true
	case Money:
		switch key {
		case "amount":
			return Type{Kind: Number, Format: FormatDecimal, Trust: t.Trust}, true
		case "currency":
			return Type{Kind: Text, Trust: t.Trust}, true
		}
	case Object:
		if t.Fields == nil {
			return Type{Trust: t.Trust}, true
		}
		f, ok := t.Fields[key]
		return f, ok
	}
	return Type{}, false
}

func (t Type) elem() Type {
	if t.Kind == List && t.Elem != nil {
		return *t.Elem
	}
	return Type{Trust: t.Trust}
}

// known lists what the fields of a value are called.
func (t Type) known() []string {
	if t.Kind == Money {
		return []string{"amount", "currency"}
	}
	return sortedKeys(t.Fields)
}

// is reports whether a value of the type may be of one of the kinds.
func (t Type) is(kinds ...Kind) bool { return t.Kind == Any || slices.Contains(kinds, t.Kind) }

// isDate reports whether the type is a day or a point in time.
func (t Type) isDate() bool {
	return t.Kind == Text && (t.Format == "date" || t.Format == "date-time")
}

// either is the type of a value that is one or the other.
func either(a, b Type) Type {
	trust := min(a.Trust, b.Trust)
	t := Type{Trust: trust}
	switch {
	case a.Kind == Nothing:
		t = b
		t.Trust = trust
	case b.Kind == Nothing:
		t = a
		t.Trust = trust
	case a.Kind == b.Kind:
		t.Kind = a.Kind
		if a.Format == b.Format {
			t.Format = a.Format
		}
		if a.Elem != nil && b.Elem != nil {
			elem := either(*a.Elem, *b.Elem)
			t.Elem = &elem
		}
		if a.Enum != nil && b.Enum != nil {
			t.Enum = slices.Concat(a.Enum, b.Enum)
		}
	}
	return t
}

// WithTrust gives the type at a lower level of trust, all through.
func (t Type) WithTrust(level Trust) Type {
	t.Trust = min(t.Trust, level)
	if t.Elem != nil {
		elem := t.Elem.WithTrust(level)
		t.Elem = &elem
	}
	if t.Fields != nil {
		fields := make(map[string]Type, len(t.Fields))
		for name, f := range t.Fields {
			fields[name] = f.WithTrust(level)
		}
		t.Fields = fields
	}
	return t
}

// Words says the type in a language, with its article: "a date", "ein Datum".
func (t Type) Words(lang string) string {
	if lang == "de" {
		return t.name().de
	}
	return t.name().en
}

func (t Type) name() words {
	switch t.Kind {
	case Nothing:
		return words{"nothing", "nichts"}
	case Bool:
		return words{"yes or no", "Ja oder Nein"}
	case Number:
		return words{"a number", "eine Zahl"}
	case Money:
		return words{"an amount of money", "ein Geldbetrag"}
	case List:
		if t.Elem != nil && t.Elem.Kind != Any {
			of := t.Elem.name()
			return words{"a list, each item " + of.en, "eine Liste, je Element " + of.de}
		}
		return words{"a list", "eine Liste"}
	case Object:
		if t.Format == "file" {
			return words{"a file", "eine Datei"}
		}
		return words{"a record", "ein Datensatz"}
	case Text:
		return t.textName()
	}
	return words{"a value", "ein Wert"}
}

func (t Type) textName() words {
	switch t.Format {
	case "date":
		return words{"a date", "ein Datum"}
	case "date-time":
		return words{"a point in time", "ein Zeitpunkt"}
	case "duration":
		return words{"a duration", "eine Dauer"}
	case "email":
		return words{"an e-mail address", "eine E-Mail-Adresse"}
	case "uri":
		return words{"a web address", "eine Webadresse"}
	}
	return words{"a text", "ein Text"}
}

// sortedKeys lists a map's keys in order, so that nothing depends on the order of a map.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m)) //workflowcheck:ignore it is sorted
}
