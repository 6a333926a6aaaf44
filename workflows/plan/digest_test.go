package plan_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
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

// How a plan is laid out never changes its digest: the order of keys, flow or block, quotes, comments, indentation.
func TestFormattingKeepsTheDigest(t *testing.T) {
	texts := []string{string(read(t, "invoice.yaml")), string(read(t, "unusual.yaml"))}
	for _, text := range examples(t) {
		texts = append(texts, string(text))
	}
	slices.Sort(texts)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(t, "plan")
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		restyle(t, doc.Content[0])
		var b bytes.Buffer
		enc := yaml.NewEncoder(&b)
		enc.SetIndent(rapid.IntRange(2, 8).Draw(t, "indent"))
		if err := enc.Encode(&doc); err != nil {
			t.Fatal(err)
		}
		before, _ := plan.Parse([]byte(text))
		after, problems := plan.Parse(b.Bytes())
		if len(problems) > 0 || plan.Digest(before) != plan.Digest(after) {
			t.Fatalf("%v\n%s", problems, b.String())
		}
	})
}

// restyle lays a node out anew. What isn't quoted may be a number, and stays as it is written.
func restyle(t *rapid.T, n *yaml.Node) {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	switch n.Kind {
	case yaml.MappingNode:
		order := rapid.Permutation(indices(len(n.Content)/2)).Draw(t, "order")
		var pairs []*yaml.Node
		for _, i := range order {
			pairs = append(pairs, n.Content[2*i], n.Content[2*i+1])
		}
		n.Content = pairs
		n.Style = rapid.SampledFrom([]yaml.Style{0, yaml.FlowStyle}).Draw(t, "style")
	case yaml.SequenceNode:
		n.Style = rapid.SampledFrom([]yaml.Style{0, yaml.FlowStyle}).Draw(t, "style")
	case yaml.ScalarNode:
		if n.Tag == "!!str" {
			n.Style = rapid.SampledFrom([]yaml.Style{yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle}).Draw(t, "quotes")
		}
	}
	if rapid.Bool().Draw(t, "commented") {
		n.HeadComment = "# a word to the reader"
	}
	for _, child := range n.Content {
		restyle(t, child)
	}
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// Each single change of an example, of any text, number or list, or the loss of any key, gives another digest.
func TestEveryChangeOfMeaningChangesTheDigest(t *testing.T) {
	for name, text := range examples(t) {
		t.Run(name, func(t *testing.T) {
			p := parsed(t, string(text))
			before, tried := plan.Digest(p), 0
			changes(t, p, func(where string, raw []byte) {
				var changed plan.Plan
				if json.Unmarshal(raw, &changed) != nil {
					return // it isn't a plan any more
				}
				require.NotEqual(t, before, plan.Digest(&changed), where)
				tried++
			})
			require.Greater(t, tried, 20)
		})
	}
}

// changes visits all plans that differ from one in a single place.
func changes(t *testing.T, p *plan.Plan, visit func(where string, raw []byte)) {
	var whole map[string]any
	require.NoError(t, json.Unmarshal(asJSON(t, p), &whole))
	var walk func(where string, v any, set func(any))
	try := func(where string, set func(any), changed, old any) {
		set(changed)
		visit(where, asJSON(t, whole))
		set(old)
	}
	walk = func(where string, v any, set func(any)) {
		switch v := v.(type) {
		case string:
			try(where, set, v+"x", v)
		case float64:
			try(where, set, v+1, v)
		case bool:
			try(where, set, !v, v)
		case []any:
			for i, item := range v {
				walk(where+"["+strconv.Itoa(i)+"]", item, func(x any) { v[i] = x })
			}
			if len(v) > 1 {
				try(where+" shortened", set, v[1:], v)
			}
			for i := 1; i < len(v); i++ {
				v[i-1], v[i] = v[i], v[i-1]
				visit(where+" swapped at "+strconv.Itoa(i), asJSON(t, whole))
				v[i-1], v[i] = v[i], v[i-1]
			}
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				walk(where+"."+key, v[key], func(x any) { v[key] = x })
			}
			for _, key := range slices.Sorted(maps.Keys(v)) {
				lost := v[key]
				delete(v, key)
				visit(where+" without "+key, asJSON(t, whole))
				v[key] = lost
			}
		}
	}
	walk("plan", whole, func(any) {})
}
