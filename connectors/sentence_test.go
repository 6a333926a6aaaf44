package connectors_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestSentences(t *testing.T) {
	const says = "Create an invoice for {customer}[ over {amount}[ plus {tax}]][ to {to}]"
	for _, test := range []struct {
		name, text string
		args       map[string]any
		want       string
	}{
		{"all there", says, args("customer", "ACME", "amount", money("1200"), "tax", money("228"), "to", "a@b.example"),
			"Create an invoice for ACME over 1,200.00 EUR plus 228.00 EUR to a@b.example"},
		{"an inner part is missing", says, args("customer", "ACME", "amount", money("1200")), "Create an invoice for ACME over 1,200.00 EUR"},
		{"an outer part is missing, and what is in it goes too", says, args("customer", "ACME", "tax", money("228")), "Create an invoice for ACME"},
		{"a value that can't be done without", says, args("to", "a@b.example"), "Create an invoice for … to a@b.example"},
		{"null is missing", "a[ {x}]", args("x", nil), "a"},
		{"an empty text is missing", "a[ {x}]", args("x", ""), "a"},
		{"an empty list is missing", "a[ {x}]", args("x", []any{}), "a"},
		{"a list of nothing is missing", "a[ {x}]", args("x", []any{nil, ""}), "a"},
		{"false is not missing", "a[ {x}]", args("x", false), "a false"},
		{"nought is not missing", "a[ {x}]", args("x", 0.0), "a 0"},
		{"one of two is missing", "a[ {x} {y}]", args("x", "x"), "a"},
		{"no arguments", "a[ {x}] {y}", nil, "a …"},
		{"a value is no template", "{x}[ {y}]", args("x", "[{y}]", "y", "{x}"), "[{y}] {x}"},
		{"what isn't closed stands as it is", "a {x", args("x", "x"), "a {x"},
		{"a part that isn't closed stands as it is", "a [b {x}", args("x", "x"), "a [b {x}"},
		{"a bracket too many", "a ] b }", nil, "a ] b }"},
		{"a part without arguments", "a[ b]", nil, "a b"},
		{"parts within parts", strings.Repeat("[", 100_000) + "{x}" + strings.Repeat("]", 100_000), args("x", "x"), "x"},
		{"a placeholder that isn't closed in a part", "a[ {x]", args("x", "x"), "a[ {x]"},
		{"nothing", "", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, connectors.Sentence{En: test.text, De: "–"}.Render("en", test.args))
		})
	}
}

func TestSentencesHaveALanguage(t *testing.T) {
	s := connectors.Sentence{En: "Pay {amount}", De: "Zahle {amount}"}
	require.Equal(t, "Pay 1,200.50 EUR", s.Render("en", args("amount", money("1200.5"))))
	require.Equal(t, "Zahle 1.200,50 EUR", s.Render("de", args("amount", money("1200.5"))))
	require.Equal(t, "Pay 1,200.50 EUR", s.Render("fr", args("amount", money("1200.5"))))
	require.Equal(t, "Pay 1.200,50 EUR", connectors.Sentence{En: "Pay {amount}"}.Render("de", args("amount", money("1200.5"))))
}

func TestWords(t *testing.T) {
	for _, test := range []struct {
		v    any
		want string
	}{
		{nil, ""},
		{"a", "a"},
		{true, "true"},
		{3.0, "3"},
		{1234567.0, "1234567"},
		{1e15, "1000000000000000"},
		{0.1, "0.1"},
		{-2.5, "-2.5"},
		{json.Number("1e3"), "1e3"},
		{int64(7), "7"},
		{[]any{"a@b.example", "c@d.example"}, "a@b.example, c@d.example"},
		{[]any{"a", nil, "b"}, "a, b"},
		{"first\r\nsecond\tthird", "first second third"},
		{"\x1b[2Jcleared\x07\u009b1A", "[2Jcleared1A"},
		{"anna@\u202emoc.elpmaxe\u202c.example", "anna@moc.elpmaxe.example"},
		{"👩‍👧 Müller", "👩‍👧 Müller"},
		{map[string]any{"name": "a\nb"}, "a b"},
		{[]any{money("1"), []any{"x", "y"}}, "1.00 EUR, x, y"},
		{connectors.Money{Amount: "1200", Currency: "EUR"}, "1,200.00 EUR"},
		{map[string]any{"name": "Invoice-1.pdf", "ref": "sha256:…"}, "Invoice-1.pdf"},
		{map[string]any{"b": 1.0, "a": "x"}, `{"a":"x","b":1}`},
		{map[string]any{}, "{}"},
	} {
		require.Equal(t, test.want, connectors.Words("en", test.v), "%v", test.v)
	}
}

func args(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

func money(amount string) map[string]any { return args("amount", amount, "currency", "EUR") }

// Any text is a sentence, and what stands in a value never becomes part of the template.
func FuzzSentence(f *testing.F) {
	for _, text := range []string{"a {x}[ b {y}[ c {z}]] d", "[", "]", "{", "}", "[[[{x}]]]", "{}", "[]", "{x[}]", "ä{x}ö"} {
		f.Add(text, "value")
		f.Add(text, "{y}[ {x}]")
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		s := connectors.Sentence{En: text}
		got := s.Render("en", args("x", value))
		if utf8.ValidString(text) && utf8.ValidString(value) {
			require.True(t, utf8.ValidString(got))
		}
		if !strings.ContainsAny(text, "{[") {
			require.Equal(t, text, got)
		}
		// A value is replaced as it stands, wherever it stands: rendering a mark and putting the value in its place is the same.
		const mark = "the mark"
		if words := connectors.Words("en", value); words != "" && !strings.Contains(text, mark) {
			require.Equal(t, strings.ReplaceAll(s.Render("en", args("x", mark)), mark, words), got)
		}
		s.Render("de", nil)
	})
}
