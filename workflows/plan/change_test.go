package plan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

func TestChanges(t *testing.T) {
	before := map[string]any{"channel": "#ops", "text": "hello", "n": 1.0, "amount": map[string]any{"amount": "10.00", "currency": "EUR"}, "gone": "x",
		"who": map[string]any{"name": "Anna", "id": "1"}}
	after := map[string]any{"channel": "#general", "text": "hello", "n": json.Number("1.00"), "amount": map[string]any{"amount": "1200.00", "currency": "EUR"},
		"new": []any{"a", "b"}, "who": map[string]any{"name": "Anna", "id": "2"}}
	list := plan.Changes(before, after)
	var english, german []string
	for _, c := range list {
		english, german = append(english, c.Says("en")), append(german, c.Says("de"))
	}
	require.Equal(t, []string{"amount: 10.00 EUR → 1,200.00 EUR", "channel: #ops → #general", "gone: x → (nothing)", "new: (nothing) → a, b",
		`who: {"id":"1","name":"Anna"} → {"id":"2","name":"Anna"}`}, english)
	require.Equal(t, "amount: 10,00 EUR → 1.200,00 EUR", german[0])
	require.Equal(t, "gone: x → (nichts)", german[2])
	require.Empty(t, plan.Changes(before, before))
	require.Equal(t, []plan.Change{{Field: "a", After: "b"}}, plan.Changes(nil, map[string]any{"a": "b"}))
}

func TestAChangeIsOneShortLine(t *testing.T) {
	says := plan.Change{Field: "body", Before: "one\x1b[2J\ntwo", After: strings.Repeat("long ", 1000)}.Says("en")
	require.Contains(t, says, "body: one[2J two → long")
	require.Less(t, len(says), 400)
}
