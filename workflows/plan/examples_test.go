package plan_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/all"
	"sayso/workflows/plan"
)

// examples are the plans that people are shown. They must be good plans for the connectors there really are.
func examples(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../examples/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	texts := map[string][]byte{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		texts[strings.TrimSuffix(filepath.Base(file), ".yaml")] = text
	}
	return texts
}

// catalogue is the whole of the apps, with one connection of each that needs one.
func catalogue(t *testing.T) (*connectors.Registry, map[string][]plan.Connection) {
	t.Helper()
	reg, err := all.Registry(all.Needs{})
	require.NoError(t, err)
	connections := map[string][]plan.Connection{}
	for _, app := range reg.Apps() {
		if len(app.Needs) > 0 {
			connections[app.App] = []plan.Connection{{ID: app.App + "/sandbox", Identity: "sayso", Environment: "sandbox"}}
		}
	}
	return reg, connections
}

// saved are the examples as plans that others can call.
func saved(t *testing.T) map[string]*plan.Plan {
	t.Helper()
	plans := map[string]*plan.Plan{}
	for name, text := range examples(t) {
		plans[name] = parsed(t, string(text))
	}
	return plans
}

func TestExamples(t *testing.T) {
	reg, connections := catalogue(t)
	plans := saved(t)
	for name, text := range examples(t) {
		t.Run(name, func(t *testing.T) {
			p, problems := plan.Parse(text)
			require.Empty(t, problems)
			require.Equal(t, name, p.Name, "a plan is found under its name")
			require.NotEmpty(t, p.Says)
			require.Empty(t, plan.Check(reg, p, plan.CheckOptions{Plans: plans}))
			require.Equal(t, p.Steps, plan.Order(reg, p).Steps, "it is in the best order")

			frozen, problems := plan.Freeze(reg, p, plan.FreezeOptions{Connections: connections, Plans: plans})
			require.Empty(t, problems)
			golden(t, filepath.Join("examples", name+".txt"), previews(frozen))
		})
	}
}

// previews is what a person reads before the run, in both languages.
func previews(f *plan.Frozen) []byte {
	var b strings.Builder
	for _, lang := range []string{"en", "de"} {
		fmt.Fprintf(&b, "[%s]\n", lang)
		for _, line := range f.Preview(lang) {
			fmt.Fprintf(&b, "%s%s %s: %s\n", strings.Repeat("  ", line.Depth), line.Step, line.Kind, line.Says)
		}
	}
	return []byte(b.String())
}

// A frozen plan is its own normal form, however often it is frozen, and however it was laid out.
func TestExamplesFreezeTheSame(t *testing.T) {
	reg, connections := catalogue(t)
	plans := saved(t)
	freeze := func(p *plan.Plan) string {
		f, problems := plan.Freeze(reg, p, plan.FreezeOptions{Connections: connections, Plans: plans})
		require.NotNil(t, f, "%v", problems)
		again, problems := plan.Freeze(reg, &f.Plan, plan.FreezeOptions{Connections: connections, Plans: plans})
		require.NotNil(t, again, "%v", problems)
		require.Equal(t, string(asJSON(t, f)), string(asJSON(t, again)))
		return f.Digest
	}
	digests := map[string]string{}
	for name, text := range examples(t) {
		p := parsed(t, string(text))
		digest := freeze(p)
		require.Equal(t, digest, freeze(p), name)
		out, err := plan.Marshal(p)
		require.NoError(t, err)
		require.Equal(t, digest, freeze(parsed(t, string(out))), name)
		require.Empty(t, digests[digest], "%s is %s", name, digests[digest])
		digests[digest] = name
	}
}
