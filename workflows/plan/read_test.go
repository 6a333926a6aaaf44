package plan_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/workflows/plan"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, got, 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

const head = "name: p\n"

type unreadable struct {
	text         string
	code         string
	line, column int
	path, says   string
}

// unreadables are texts that are no plans.
func unreadables() map[string]unreadable {
	step := head + "steps:\n  - id: a\n    do: crm.find\n"
	return map[string]unreadable{
		"an unknown key":           {head + "stepps: []\nsteps: []", plan.CodeUnknownKey, 2, 1, "stepps", "Did you mean steps?"},
		"an unknown key of a step": {step + "    whit: {}\n", plan.CodeUnknownKey, 5, 5, "steps.a.whit", "with"},
		"a doubled key":            {step + "    do: crm.update\n", plan.CodeDoubledKey, 5, 5, "steps.a.do", "line 4"},
		"a doubled argument":       {step + "    with: {x: 1, x: 2}\n", plan.CodeDoubledKey, 5, 18, "steps.a.with.x", "line 5"},
		"an anchor":                {head + "steps: &a []\n", plan.CodeAlias, 2, 8, "", "Write the value out"},
		"an alias":                 {"name: &n p\nsteps: *n\n", plan.CodeAlias, 1, 7, "", "Anchors"},
		"a merge key":              {head + "steps: [{<<: {id: a}}]\n", plan.CodeAlias, 2, 10, "", "Anchors"},
		"a tag":                    {head + "steps: !!seq []\n", plan.CodeTag, 2, 8, "", "!!seq"},
		"a custom tag":             {"name: !exec p\nsteps: []\n", plan.CodeTag, 1, 7, "", "!exec"},
		"a tab":                    {head + "steps:\n\t- id: a\n", plan.CodeTab, 3, 1, "", "tab"},
		"a tab after a colon":      {"name:\tp\nsteps: []\n", plan.CodeTab, 1, 6, "", "tab"},
		"two documents":            {head + "steps: []\n---\nname: q\n", plan.CodeManyDocuments, 3, 1, "", "second document"},
		"nothing":                  {"", plan.CodeEmpty, 0, 0, "", "empty"},
		"a comment alone":          {"# nothing\n", plan.CodeEmpty, 0, 0, "", "empty"},
		"a list":                   {"- a\n", plan.CodeWrongKind, 1, 1, "", "a map of keys"},
		"broken YAML":              {head + "steps: [\n", plan.CodeSyntax, 2, 1, "", "YAML"},
		"a colon in a text":        {head + "says: a: b\nsteps: []\n", plan.CodeSyntax, 2, 1, "", "colon"},
		"control characters":       {"name: \x01\n", plan.CodeSyntax, 0, 0, "", "control characters"},
		"no UTF-8":                 {"name: ok\nsays: \xff\n", plan.CodeNotUTF8, 2, 7, "", "UTF-8"},
		"no name":                  {"steps: []\n", plan.CodeMissingKey, 0, 0, "name", "name"},
		"no steps":                 {"name: p\n", plan.CodeMissingKey, 0, 0, "steps", "steps"},
		"a step without id":        {head + "steps:\n  - do: crm.find\n", plan.CodeMissingKey, 3, 5, "steps[0].id", "id"},
		"steps that are no list":   {head + "steps: {}\n", plan.CodeWrongKind, 2, 8, "steps", "a list"},
		"a name that is a list":    {"name: [p]\nsteps: []\n", plan.CodeWrongKind, 1, 7, "name", "a text"},
		"an empty name":            {"name:\nsteps: []\n", plan.CodeWrongKind, 1, 6, "name", "empty"},
		"attempts that are no int": {step + "    retry: {attempts: 1.5}\n", plan.CodeWrongKind, 5, 23, "steps.a.retry.attempts", "a whole number"},
		"yes for true":             {step + "    undo: {keep: yes}\n", plan.CodeWrongKind, 5, 18, "steps.a.undo.keep", "true or false"},
		"a key that is a list":     {head + "steps: [{[a]: b, id: a}]\n", plan.CodeWrongKind, 2, 10, "steps.a.?", "a text"},
		"a list for a step":        {head + "steps: [[a]]\n", plan.CodeWrongKind, 2, 9, "steps[0]", "a map"},
		"JSON with an unknown key": {"{\n  \"name\": \"p\",\n  \"stepps\": []\n}", plan.CodeUnknownKey, 3, 3, "stepps", "steps"},
		"JSON with a doubled key":  {"{\"name\": \"p\",\n\"name\": \"q\", \"steps\": []}", plan.CodeDoubledKey, 2, 1, "name", "line 1"},
		"broken JSON":              {`{"name": "p", `, plan.CodeSyntax, 1, 1, "", "YAML"},
		"an anchor in braces":      {`{name: &a p, steps: []}`, plan.CodeAlias, 1, 8, "", "Anchors"},
		"a NUL":                    {"name: p\x00\nsteps: []\n", plan.CodeSyntax, 0, 0, "", "control characters"},
	}
}

func TestParseRefuses(t *testing.T) {
	for name, c := range unreadables() {
		t.Run(name, func(t *testing.T) {
			_, problems := plan.Parse([]byte(c.text))
			require.NotEmpty(t, problems)
			p := problems[0]
			require.Equal(t, c.code, p.Code, p.String())
			require.Equal(t, plan.Error, p.Severity)
			require.Equal(t, c.path, p.Path)
			require.Contains(t, p.Message+" "+p.Fix, c.says)
			require.NotEmpty(t, p.Fix)
			if c.line > 0 {
				require.Equal(t, []int{c.line, c.column}, []int{p.Line, p.Column}, p.String())
			}
			de := p.In("de")
			require.NotEqual(t, p.Message, de.Message)
			require.NotContains(t, p.Message+p.Fix+de.Message+de.Fix, "{", "everything is filled in")
		})
	}
}

func TestParseRefusesHugeTextsAtOnce(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for i := 'b'; i < 'z'; i++ {
		bomb += string(i) + ": &" + string(i) + " [*" + string(i-1) + strings.Repeat(",*"+string(i-1), 8) + "]\n"
	}
	for name, c := range map[string]struct{ text, code string }{
		"50 MB":               {"name: p\n" + strings.Repeat("#\n", 25<<20), plan.CodeTooLarge},
		"10,000 lists":        {strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), plan.CodeTooDeep},
		"20,000 lists":        {strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000), plan.CodeTooDeep},
		"10,000 maps":         {strings.Repeat("{a: ", 10_000) + strings.Repeat("}", 10_000), plan.CodeTooDeep},
		"10,000 maps of JSON": {strings.Repeat(`{"a":`, 10_000) + "1" + strings.Repeat("}", 10_000), plan.CodeTooDeep},
		"10,000 dashes":       {strings.Repeat("- ", 10_000), plan.CodeTooDeep},
		"65 deep":             {"name: p\nsteps: " + strings.Repeat("[", 64) + strings.Repeat("]", 64), plan.CodeTooDeep},
		"an alias bomb":       {bomb, plan.CodeAlias},
		"a megabyte of [":     {strings.Repeat("[", 1<<20), plan.CodeTooDeep},
		"a megabyte of ?":     {strings.Repeat("? ", 1<<19), plan.CodeTooDeep},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, problems := plan.Parse([]byte(c.text))
			require.Less(t, time.Since(start), time.Second)
			require.NotEmpty(t, problems)
			require.Equal(t, c.code, problems[0].Code, problems[0].String())
		})
	}
}

func TestParseTakesValuesAsTheyStand(t *testing.T) {
	p, problems := plan.Parse([]byte(head + `
trigger:
  on: {event: crm.lead_created, with: {a: on}}
steps:
  - id: a
    do: crm.find
    if: ${inputs.x > 1}
    with:
      amount: 1200.00
      big: 12345678901234567890
      no: no
      yes: yes
      zip: 01067
      time: 1:30
      date: 2026-11-20
      hex: 0x1F
      thousands: 1_000
      "null": ~
      empty:
      truth: true
      True: True
      exp: 1e3
      quoted: "12"
      list: [1, on, {x: 2.50}]
      text: |
        two
        lines
      ref: ${account.name}
`))
	require.Empty(t, problems)
	require.Equal(t, "crm.lead_created", p.Trigger.On.Event)
	require.Equal(t, map[string]any{"a": "on"}, p.Trigger.On.With)
	require.Equal(t, "inputs.x > 1", p.Steps[0].If)
	require.Equal(t, map[string]any{
		"amount": json.Number("1200.00"), "big": json.Number("12345678901234567890"), "no": "no", "yes": "yes", "zip": "01067", "time": "1:30",
		"date": "2026-11-20", "hex": "0x1F", "thousands": "1_000", "null": nil, "empty": nil, "truth": true, "True": "True",
		"exp": json.Number("1e3"), "quoted": "12", "list": []any{json.Number("1"), "on", map[string]any{"x": json.Number("2.50")}},
		"text": "two\nlines\n", "ref": "${account.name}",
	}, p.Steps[0].With)
	require.Equal(t, plan.Place{Line: 6, Column: 5}, p.Steps[0].Place)
}

func TestJSONAndYAMLAreTheSamePlan(t *testing.T) {
	fromYAML, problems := plan.Parse(read(t, "invoice.yaml"))
	require.Empty(t, problems)
	raw, err := json.MarshalIndent(fromYAML, "", "\t")
	require.NoError(t, err)
	fromJSON, problems := plan.Parse(raw)
	require.Empty(t, problems)
	a, err := plan.Marshal(fromYAML)
	require.NoError(t, err)
	b, err := plan.Marshal(fromJSON)
	require.NoError(t, err)
	require.Equal(t, string(a), string(b))
	golden(t, "invoice.canonical.yaml", a)
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return raw
}

func TestJSONEscapes(t *testing.T) {
	p, problems := plan.Parse([]byte(`{"name": "p", "says": "\ud83c\udf89 \/ \u00e4 \t", "steps": []}`))
	require.Empty(t, problems)
	require.Equal(t, "🎉 / ä \t", p.Says)
}

// What is written is read back the same, whatever texts it holds.
func TestMarshalRoundTrip(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"no", "yes", "on", "null", "~", "true", "1", "1.0", "01", "1e3", "1:30", "0x1", "2026-11-20", "- a", "a: b", "a #b", " a", "a ", "a\n", "\na", "a\n\nb", " a\nb",
		"a \nb", "a\tb", "&a", "*a", "!a", "{a}", "[a]", "${a.b}", "$${a}", "%", "@a", "`a`", "'", `"`, "\\", "|", ">", "?", "? a", ":", "a:", "#a", "…", "ä", "🎉", "a\r\nb", "\u2028", "=", "<<", "---", "...",
		"a\n  b\nc\n\n", "\ufeff", "x\u0085y", "a\n ", "a\n\n\n",
	}))
	value := rapid.Custom(func(t *rapid.T) any {
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return []any{text.Draw(t, "item"), true, nil}
		case 1:
			return map[string]any{text.Draw(t, "key"): text.Draw(t, "field")}
		case 2:
			return json.Number("12.50")
		}
		return text.Draw(t, "text")
	})
	rapid.Check(t, func(t *rapid.T) {
		p := &plan.Plan{Name: text.Draw(t, "name"), Says: text.Draw(t, "says"), Steps: []plan.Step{{ID: "a", Do: "crm.find",
			With: map[string]any{"x": value.Draw(t, "x"), "y": value.Draw(t, "y")}, Trust: []string{text.Draw(t, "trust")}},
			{ID: "b", Each: value.Filter(func(v any) bool { return v != nil }).Draw(t, "each"), As: "x", Steps: []plan.Step{{ID: "c", Wait: &plan.Wait{For: "2h"}}}},
			{ID: "d", Choose: []plan.Branch{{When: "x > 1", Steps: []plan.Step{{ID: "e", Run: text.Filter(func(s string) bool { return s != "" }).Draw(t, "run")}}}}}},
			Outputs: map[string]string{text.Draw(t, "output"): text.Draw(t, "gives")}}
		out, err := plan.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		back, problems := plan.Parse(out)
		if back == nil || len(problems) > 0 {
			t.Fatalf("%v\n%s", problems, out)
		}
		want, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(back)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got) {
			t.Fatalf("%s\n%s\n%s", want, got, out)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"name: p\nsteps:\n  - id: a\n    do: x.y\n    with: {a: [1, ${b}]}\n", `{"name": "p", "steps": [{"id": "a"}]}`, "a: &b c", "- - -", "? a\n: b", "name: |\n  x\n", "\t", "{a: {b: [}",
		"name: p\nsteps:\n  - {id: a, each: [1], steps: [{id: b, wait: 2h}]}\n  - {id: c, choose: [{when: 'true', steps: []}], parallel: []}\noutputs: {x: y}\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p, problems := plan.Parse(src)
		if p == nil && len(problems) == 0 {
			t.Fatal("neither a plan nor a problem")
		}
		if p == nil || plan.HasErrors(problems) {
			return
		}
		out, err := plan.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		again, problems := plan.Parse(out)
		if len(problems) > 0 {
			t.Fatalf("%v\n%s", problems, out)
		}
		twice, err := plan.Marshal(again)
		if err != nil || !bytes.Equal(out, twice) {
			t.Fatalf("%v\n%s\n%s", err, out, twice)
		}
	})
}
