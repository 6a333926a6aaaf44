package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestObjects(t *testing.T) {
	for prompt, want := range map[string]string{
		`run it with {"region":"emea"} now`:   `{"region":"emea"}`,
		`post {sku: "A-1", qty: 4}`:           `{"sku": "A-1", "qty": 4}`,
		`conf={"a": {"b": [1, 2]}}`:           `{"a": {"b": [1, 2]}}`,
		`(Body: {"text":"a } in a string"})`:  `{"text":"a } in a string"}`,
		`a {placeholder} is none`:             "",
		`an open { brace {"a":1`:              "",
		`{} is empty`:                         "",
		strings.Repeat("{", 3000) + `{"a":1}`: "",
	} {
		clean, err := Normalise(prompt, 20_000)
		require.NoError(t, err)
		got := ""
		for _, tok := range Tokens(clean) {
			if tok.Kind == Object {
				got = tok.Text
			}
		}
		if want == "" {
			require.Empty(t, got, prompt)
			continue
		}
		require.JSONEq(t, want, got, prompt)
	}
}

func TestQueries(t *testing.T) {
	for prompt, want := range map[string]string{
		"run SELECT id FROM orders and mail the rows":                                "SELECT id FROM orders",
		"run SELECT id FROM orders WHERE a = 1 AND b = 2, then post it":              "SELECT id FROM orders WHERE a = 1 AND b = 2",
		"query SELECT Name, Amount FROM Opportunity WHERE x = 'a' and post it":       "SELECT Name, Amount FROM Opportunity WHERE x = 'a'",
		"frag ab: select name, ort from kunden und mail das Ergebnis an a@b.example": "select name, ort from kunden",
		"select all open tickets from the list":                                      "",
		"please select one from these":                                               "",
	} {
		clean, err := Normalise(prompt, 20_000)
		require.NoError(t, err)
		got := ""
		for _, tok := range Tokens(clean) {
			if tok.Kind == Quoted {
				got = tok.Text
			}
		}
		require.Equal(t, want, got, prompt)
	}
}
