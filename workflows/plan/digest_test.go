package plan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/workflows/plan"
)

// How a plan is laid out doesn't change its digest; what it means does.
func TestDigest(t *testing.T) {
	text := string(read(t, "invoice.yaml"))
	p := parsed(t, text)
	canonical, err := plan.Marshal(p)
	require.NoError(t, err)
	same := map[string]string{
		"canonical form":       string(canonical),
		"JSON":                 string(asJSON(t, p)),
		"no trigger":           strings.Replace(text, "trigger: {manual: {}}\n", "", 1),
		"its language":         "language: en\n" + text,
		"comments and space":   "# hello\n\n" + strings.ReplaceAll(text, "if: invoice", "if:   invoice"),
		"the usual on failure": strings.Replace(text, "do: email.send", "on_failure: undo\n    do: email.send", 1),
	}
	for name, other := range same {
		require.Equal(t, plan.Digest(p), plan.Digest(parsed(t, other)), name)
		require.Equal(t, frozen(t, text, nil).Digest, frozen(t, other, nil).Digest, name)
	}
	other := map[string]string{
		"an amount":    strings.Replace(text, "1200.00", "1200.01", 1),
		"a currency":   strings.Replace(text, "EUR}", "USD}", 1),
		"a recipient":  strings.Replace(text, "${account.email}", "a@b.example", 1),
		"a condition":  strings.Replace(text, "> 10000", ">= 10000", 1),
		"an approver":  strings.Replace(text, "finance", "anna", 1),
		"the order":    strings.Replace(strings.Replace(text, "id: crm", "id: crmx", 1), "id: account", "id: account", 1),
		"a default":    strings.Replace(text, `default: ""`, `default: "x"`, 1),
		"the language": "language: de\n" + text,
		"on failure":   strings.Replace(text, "do: email.send", "on_failure: park\n    do: email.send", 1),
		"a time-out":   strings.Replace(text, "do: email.send", "timeout: 10s\n    do: email.send", 1),
		"attempts":     strings.Replace(text, "do: email.send", "retry: {attempts: 2}\n    do: email.send", 1),
		"an undo":      strings.Replace(text, "do: salesforce.update", "undo: {keep: true}\n    do: salesforce.update", 1),
		"trust":        strings.Replace(text, "do: email.send", "trust: [to]\n    do: email.send", 1),
		"a body":       strings.Replace(text, "Dear customer", "Dear Sir", 1),
		"an argument":  strings.Replace(text, "status: Invoiced", "note: Invoiced", 1),
	}
	seen := map[string]string{plan.Digest(p): "itself"}
	for name, text := range other {
		d := plan.Digest(parsed(t, text))
		require.Empty(t, seen[d], "%s has the digest of %s", name, seen[d])
		seen[d] = name
	}
}

func TestTheDigestCoversConnectionsAndInputs(t *testing.T) {
	text := string(read(t, "invoice.yaml"))
	usual := frozen(t, text, nil).Digest
	require.NotEqual(t, usual, frozen(t, text, map[string]any{"note": "x"}).Digest)
	for _, change := range []func(*plan.Connection){
		func(c *plan.Connection) { c.Identity = "eve@acme.example" },
		func(c *plan.Connection) { c.ID = "email/other" },
		func(c *plan.Connection) { c.Environment, c.WrittenBefore = "production", false },
	} {
		all := connections()
		change(&all["email"][0])
		f, problems := plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: all})
		require.NotNil(t, f, "%v", problems)
		require.NotEqual(t, usual, f.Digest)
	}
}

// Any change of any text in any place of a plan's JSON changes the digest; writing the plan out and reading it back doesn't.
func TestDigestProperty(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) any {
		return rapid.OneOf(rapid.Map(rapid.String(), func(s string) any { return s }), rapid.Just[any](true), rapid.Just[any](nil),
			rapid.Map(rapid.IntRange(-1000, 1000), func(n int) any { return float64(n) / 8 })).Draw(t, "value")
	})
	rapid.Check(t, func(t *rapid.T) {
		with := map[string]any{}
		for _, key := range rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,3}`), 1, 4, rapid.ID[string]).Draw(t, "keys") {
			with[key] = []any{value.Draw(t, "item"), map[string]any{"x": value.Draw(t, "field")}}
		}
		p := &plan.Plan{Name: "p", Steps: []plan.Step{{ID: "a", Do: "x.y", With: with}}}
		before := plan.Digest(p)
		out, err := plan.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		back, problems := plan.Parse(out)
		if len(problems) > 0 || plan.Digest(back) != before {
			t.Fatalf("%v\n%s", problems, out)
		}
		key := rapid.SampledFrom(keysOf(with)).Draw(t, "changed")
		list := with[key].([]any)
		old, changed := list[0], value.Draw(t, "new")
		list[0] = changed
		a, _ := json.Marshal(old)
		b, _ := json.Marshal(changed)
		if same := string(a) == string(b); same != (plan.Digest(p) == before) {
			t.Fatalf("%s → %s", a, b)
		}
	})
}

func keysOf(m map[string]any) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	return keys
}
