package api_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/compile"
)

// named is a compiler that says who it is, in the name of the language.
type named string

// Compile gives nothing but its name.
func (n named) Compile(context.Context, compile.Request) (compile.Result, error) {
	return compile.Result{Status: compile.StatusUnsupported, Lang: string(n), Model: &compile.Usage{Name: string(n)}}, nil
}

// A model is asked where one is set up, unless somebody says otherwise.
func TestPlanners(t *testing.T) {
	for _, test := range []struct {
		planner api.Planner
		model   compile.Compiler
		asks    string
	}{
		{"", nil, "embedded"},
		{"", named("model"), "model"},
		{api.PlannerAuto, nil, "embedded"},
		{api.PlannerAuto, named("model"), "model"},
		{api.PlannerEmbedded, named("model"), "embedded"},
		{api.PlannerModel, named("model"), "model"},
	} {
		w := newWorld(t)
		w.Compiler, w.Model = named("embedded"), test.model
		d, err := w.Compile(t.Context(), api.CompileRequest{Prompt: prompt, Planner: test.planner})
		require.NoError(t, err)
		require.Equal(t, test.asks, d.Lang, "%+v", test)
		require.Equal(t, test.asks, d.Model.Name)
	}
	w := newWorld(t)
	for planner, says := range map[api.Planner]string{api.PlannerModel: "SAYSO_LLM_MODEL", "oracle": "auto, embedded, llm"} {
		_, err := w.Compile(t.Context(), api.CompileRequest{Prompt: prompt, Planner: planner})
		require.Equal(t, connectors.Invalid, connectors.KindOf(err))
		require.Contains(t, err.Error(), says)
	}
}
