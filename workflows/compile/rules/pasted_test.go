package rules_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
)

func TestATableIsARowALine(t *testing.T) {
	c := rules.New(registry(t))
	for prompt, want := range map[string][]map[string]any{
		"Please add these to the table price_list:\n\n| sku | price |\n|-----|-------|\n| X-1 | 4.90 |\n| X-2 | 12 |": {
			{"sku": "X-1", "price": json.Number("4.90")}, {"sku": "X-2", "price": json.Number("12")},
		},
		"Trag das in die Tabelle kunden ein:\nname | ort | aktiv\nWeiler KG | Kassel | true": {{"name": "Weiler KG", "ort": "Kassel", "aktiv": true}},
		"name | ort\nHuber | Ulm\n\nLeg das in der Tabelle kunden an":                        {{"name": "Huber", "ort": "Ulm"}},
	} {
		r, err := c.Compile(context.Background(), compile.Request{Prompt: prompt, Connected: []string{"postgres", "slack"}, Now: friday})
		require.NoError(t, err)
		require.Equal(t, compile.StatusPlan, r.Status, "%s: %v", prompt, r.Questions)
		var rows []map[string]any
		for _, s := range r.Plan.Steps {
			require.Equal(t, "postgres.insert", s.Do)
			rows = append(rows, s.With["values"].(map[string]any))
		}
		require.Equal(t, want, rows, prompt)
	}
}

func TestATableThatNothingTakesIsAskedAbout(t *testing.T) {
	r, err := rules.New(registry(t)).Compile(context.Background(), compile.Request{Prompt: "Tell #ops that we are open\n\n| a | b |\n| 1 | 2 |",
		Connected: []string{"postgres", "slack"}, Now: friday})
	require.NoError(t, err)
	require.Equal(t, compile.StatusClarify, r.Status)
}
