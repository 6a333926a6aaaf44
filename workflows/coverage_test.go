package workflows_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/converter"

	"sayso/workflows"
	"sayso/workflows/plan"
)

// plainKeys are those of a step that make no control step of it.
const plainKeys = "id if do with as at_once steps retry timeout undo on_failure trust"

// controlSteps lists the kinds of control steps there are: every other key of a step in a plan.
func controlSteps() (kinds []string) {
	for field := range reflect.TypeFor[plan.Step]().Fields() {
		key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if key != "-" && !strings.Contains(" "+plainKeys+" ", " "+key+" ") {
			kinds = append(kinds, key)
		}
	}
	return kinds
}

// TestEveryControlStepIsShownAndRecorded wants each kind of control step in an example, which runs and is undone elsewhere, in the preview of
// that example, and in a history that replays. Whoever adds a kind finds out here what it needs.
func TestEveryControlStepIsShownAndRecorded(t *testing.T) {
	t.Parallel()
	kinds := controlSteps()
	require.Subset(t, kinds, []string{"choose", "each", "parallel", "wait", "approve", "run"})
	shown, recorded := exampleSteps(t), recordedSteps(t)
	for _, kind := range kinds {
		require.NotEmpty(t, shown[kind], "no example in examples/ has %s, or the preview of none in workflows/plan/testdata/examples shows it", kind)
		require.NotEmpty(t, recorded[kind], "no history in workflows/testdata/histories has %s; record one in workflows/drills", kind)
	}
}

// exampleSteps lists, by kind, the control steps of the examples that stand in their golden previews.
func exampleSteps(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("../examples/*.yaml")
	require.NoError(t, err)
	shown := map[string][]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		p, problems := plan.Parse(text)
		require.Empty(t, problems)
		preview, err := os.ReadFile(filepath.Join("plan", "testdata", "examples", p.Name+".txt"))
		require.NoError(t, err)
		walk(p.Steps, "", func(kind, path string) {
			if strings.Contains(string(preview), path+" control: ") || strings.Contains(string(preview), path+" approval: ") {
				shown[kind] = append(shown[kind], p.Name+" "+path)
			}
		})
	}
	return shown
}

// recordedSteps lists, by kind, the control steps of the plans whose histories are kept for this version of the interpreter.
func recordedSteps(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(fmt.Sprintf("testdata/histories/v%d/*.json.gz", workflows.Version))
	require.NoError(t, err)
	recorded := map[string][]string{}
	for _, file := range files {
		var start workflows.Start
		begun := readHistory(t, file).GetEvents()[0].GetWorkflowExecutionStartedEventAttributes()
		require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(begun.GetInput(), &start))
		walk(start.Frozen.Plan.Steps, "", func(kind, path string) { recorded[kind] = append(recorded[kind], filepath.Base(file)+" "+path) })
	}
	return recorded
}

// walk visits the control steps of a list and of all lists within.
func walk(steps []plan.Step, path string, visit func(kind, path string)) {
	for _, s := range steps {
		at := strings.TrimPrefix(path+"/"+s.ID, "/")
		for _, kind := range controlSteps() {
			if is(s, kind) {
				visit(kind, at)
			}
		}
		walk(s.Steps, at, visit)
		for _, b := range append(s.Choose, s.Parallel...) {
			walk(b.Steps, at, visit)
		}
	}
}

// is reports whether a step has the key of a kind.
func is(s plan.Step, kind string) bool {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if key == kind {
			return !v.Field(i).IsZero()
		}
	}
	return false
}
