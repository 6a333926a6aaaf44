package connectors_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

type mood string

func (mood) Values() []string { return []string{"good", "bad"} }

type stamp struct {
	Created connectors.DateTime `json:"created" jsonschema:"When" de:"Wann"`
}

type part struct {
	stamp

	Note connectors.Text `json:"note,omitempty" jsonschema:"Remark" de:"Bemerkung"`
	Mood *mood           `json:"mood,omitempty"`
}

type everything struct {
	Name    string                `json:"name" jsonschema:"Name of it" de:"Name davon"`
	Note    connectors.Text       `json:"note" jsonschema:"A note" de:"Eine Notiz"`
	Other   connectors.Text       `json:"other,omitempty" jsonschema:"Another one" de:"Eine andere" trust:"record"`
	To      []connectors.Email    `json:"to" jsonschema:"Recipients" de:"Empfänger"`
	Due     connectors.Date       `json:"due,omitempty"`
	At      connectors.DateTime   `json:"at,omitzero"`
	For     connectors.Duration   `json:"for,omitempty"`
	Link    connectors.URL        `json:"link,omitempty"`
	Amount  connectors.Money      `json:"amount" jsonschema:"How much" de:"Wie viel"`
	Tax     *connectors.Money     `json:"tax,omitempty"`
	PDF     connectors.File       `json:"pdf"`
	Mood    mood                  `json:"mood" jsonschema:"How it feels" de:"Wie es sich anfühlt"`
	Moods   []mood                `json:"moods"`
	Parts   []part                `json:"parts"`
	ByName  map[string][]part     `json:"by_name"`
	Fields  map[string]any        `json:"fields,omitempty"`
	Query   string                `json:"query,omitempty" trust:"yours"`
	Count   int                   `json:"count"`
	Share   float64               `json:"share"`
	On      bool                  `json:"on"`
	Any     any                   `json:"any,omitempty"`
	Hidden  string                `json:"-"`
	private string                //nolint:unused // it must not show
	Ignored map[string]*[]*string `json:"ignored,omitempty"`
}

func TestSchemas(t *testing.T) {
	s := connectors.SchemaOf[everything]()
	require.Equal(t, "object", s.Type)
	require.ElementsMatch(t, []string{"name", "note", "to", "amount", "pdf", "mood", "moods", "parts", "by_name", "count", "share", "on"}, s.Required)
	require.NotContains(t, s.Properties, "-")
	require.NotContains(t, s.Properties, "Hidden")
	require.NotContains(t, s.Properties, "private")
	require.NotNil(t, s.AdditionalProperties, "an argument that nobody knows is refused")

	for name, format := range map[string]string{
		"name": "", "note": connectors.FormatText, "due": connectors.FormatDate, "at": connectors.FormatDateTime, "for": connectors.FormatDuration,
		"link": connectors.FormatURL, "amount": connectors.FormatMoney, "tax": connectors.FormatMoney, "pdf": connectors.FormatFile,
	} {
		require.Equal(t, format, s.Properties[name].Format, name)
	}
	for name, kind := range map[string]string{"name": "string", "to": "array", "amount": "object", "tax": "object", "count": "integer", "share": "number", "on": "boolean",
		"mood": "string", "moods": "array", "fields": "object", "any": ""} {
		require.Equal(t, kind, s.Properties[name].Type, name)
	}
	require.Equal(t, connectors.FormatEmail, s.Properties["to"].Items.Format)
	require.Equal(t, []any{"good", "bad"}, s.Properties["mood"].Enum)
	require.Equal(t, []any{"good", "bad"}, s.Properties["moods"].Items.Enum)
	require.Equal(t, []any{"good", "bad"}, s.Properties["parts"].Items.Properties["mood"].Enum)
	require.Equal(t, connectors.FormatDateTime, s.Properties["by_name"].AdditionalProperties.Items.Properties["created"].Format)
}

// Nothing says that it may be null: a missing value is left out. Some clients can't read a list of types.
func TestSchemasKnowNoNull(t *testing.T) {
	raw, err := json.Marshal(connectors.SchemaOf[everything]())
	require.NoError(t, err)
	require.NotContains(t, string(raw), "null")
}

// A named type is described where it is used, and each use has its own words.
func TestSchemasInBothLanguages(t *testing.T) {
	s := connectors.SchemaOf[everything]()
	for name, want := range map[string]connectors.Doc{
		"name": {En: "Name of it", De: "Name davon"}, "note": {En: "A note", De: "Eine Notiz"}, "other": {En: "Another one", De: "Eine andere"},
		"to": {En: "Recipients", De: "Empfänger"}, "amount": {En: "How much", De: "Wie viel"}, "mood": {En: "How it feels", De: "Wie es sich anfühlt"}, "due": {},
	} {
		require.Equal(t, want, connectors.DocOf(s.Properties[name]), name)
	}
	in := s.Properties["parts"].Items.Properties
	require.Equal(t, connectors.Doc{En: "Remark", De: "Bemerkung"}, connectors.DocOf(in["note"]))
	require.Equal(t, connectors.Doc{En: "When", De: "Wann"}, connectors.DocOf(in["created"]), "of a field that is embedded")
	require.Equal(t, connectors.Doc{En: "Remark", De: "Bemerkung"}, connectors.DocOf(s.Properties["by_name"].AdditionalProperties.Items.Properties["note"]))

	again := connectors.SchemaOf[part]()
	require.Equal(t, connectors.Doc{En: "Remark", De: "Bemerkung"}, connectors.DocOf(again.Properties["note"]))
	require.Equal(t, connectors.Doc{En: "A note", De: "Eine Notiz"}, connectors.DocOf(s.Properties["note"]), "what another type says doesn't rub off")
}

func TestTrust(t *testing.T) {
	s := connectors.SchemaOf[everything]()
	for name, want := range map[string]struct{ takes, gives connectors.Trust }{
		"name":   {connectors.Record, connectors.Record},
		"note":   {connectors.Free, connectors.Free},
		"other":  {connectors.Record, connectors.Record}, // by its tag
		"link":   {connectors.Yours, connectors.Record},
		"query":  {connectors.Yours, connectors.Yours}, // by its tag
		"amount": {connectors.Record, connectors.Record},
		"to":     {connectors.Record, connectors.Record},
		"mood":   {connectors.Record, connectors.Record},
		"fields": {connectors.Record, connectors.Free}, // nobody knows what is in it
		"any":    {connectors.Record, connectors.Free},
		"count":  {connectors.Record, connectors.Record},
	} {
		require.Equal(t, want.takes, connectors.Takes(s.Properties[name]), name)
		require.Equal(t, want.gives, connectors.Gives(s.Properties[name]), name)
	}
}

type ring struct {
	Next []*ring `json:"next,omitempty"`
}

func TestTypesWithoutSchema(t *testing.T) {
	require.Panics(t, func() { connectors.SchemaOf[struct{ F func() }]() })
	require.Panics(t, func() { connectors.SchemaOf[ring]() }, "a type that holds itself")
}
