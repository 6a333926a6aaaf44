package llm

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
)

// TestGoldenPlansRaiseNoQuestion measures a file of prompts with golden plans, such as SAYSO_EVAL names: a model that gives exactly those must
// hardly ever be doubted. It counts the prompts of which a step that changes something, a value or the trigger would be asked about.
func TestGoldenPlansRaiseNoQuestion(t *testing.T) {
	file := os.Getenv("SAYSO_EVAL")
	if file == "" {
		t.Skip("SAYSO_EVAL names no file of prompts")
	}
	_, reg := catalogueOfAll(t)
	c := &Compiler{reg: reg, embedded: rules.New(reg)}
	n, asked := 0, 0
	for _, p := range prompts(t, file) {
		if p.Class != "plan" {
			continue
		}
		n++
		if why := doubt(t, c, p); why != "" {
			asked++
			t.Logf("%s: %s", p.ID, why)
		}
	}
	require.Positive(t, n)
	t.Logf("%d of %d golden plans raise a question", asked, n)
	require.LessOrEqual(t, float64(asked), 0.08*float64(n))
}

// doubt names what the cross-check would ask about a golden plan, as far as it is declared; "" for nothing.
func doubt(t *testing.T, c *Compiler, p prompt) string {
	t.Helper()
	r := compile.Request{Prompt: p.Prompt, Connected: p.Connected, Now: friday}
	own, err := c.embedded.Compile(t.Context(), r)
	require.NoError(t, err)
	heard, err := c.embedded.Hear(t.Context(), r)
	require.NoError(t, err)
	j := &job{Compiler: c, task: task{prompt: p.Prompt, lang: own.Lang}, request: r, own: own, heard: heard}
	known, askedFor := j.evidence(t.Context()), j.askedFor()
	if _, declared := c.reg.Event(p.Gold[0].Trigger.Event); (declared || p.Gold[0].Trigger.Type == "schedule") && !heard.Starts && (own.Plan == nil || own.Plan.Trigger == nil) {
		return "the trigger"
	}
	for _, s := range flat(p.Gold[0].Steps) {
		op, ok := c.reg.Action(s.Do)
		if !ok || op.Effect == connectors.Read {
			continue
		}
		if !askedFor[s.Do] {
			return s.Do
		}
		for name, v := range s.With {
			if in := op.In.Properties[name]; in != nil && len(known.strange(literal(v), in, slices.Contains(op.In.Required, name) && !ofTheApp[name])) > 0 {
				return s.Do + "." + name
			}
		}
	}
	return ""
}

// literal leaves out of a golden value what isn't one: words to look for, references, dates.
func literal(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if v["~"] != nil || v["$"] != nil || v["date"] != nil {
			return nil
		}
	case []any:
		return slices.DeleteFunc(slices.Clone(v), func(item any) bool { return literal(item) == nil })
	}
	return v
}
