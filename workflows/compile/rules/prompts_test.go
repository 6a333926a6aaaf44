package rules

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors/all"
	"sayso/workflows/compile"
	"sayso/workflows/compile/eval"
	"sayso/workflows/plan"
)

// TestPromptsOfOthers holds the compiler to prompts with right plans that somebody wrote who hadn't seen it. Those of worked.jsonl its developers
// looked at; from those of unseen.jsonl they kept away, so that these tell how well new prompts are understood. Whoever mends by them moves them over, and
// writes others. The numbers are floors: raise them when they are passed.
func TestPromptsOfOthers(t *testing.T) {
	reg, err := all.Registry(all.Needs{})
	require.NoError(t, err)
	c := New(reg)
	for _, set := range []struct {
		file         string
		exact, wrong int // at least, of 576 and 128; at most, of 720 and 160
	}{
		{"worked.jsonl", 470, 0},
		{"unseen.jsonl", 85, 1}, // "Neuer Vorgang im Jira-Projekt EINKAUF: …" can be told or asked for
	} {
		f, err := os.Open(filepath.Join("testdata", "prompts", set.file))
		require.NoError(t, err)
		items, err := eval.Read(f)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		report, err := eval.Score(reg, items, func(it eval.Item) (eval.Answer, error) {
			r, err := c.Compile(t.Context(), compile.Request{Prompt: it.Prompt, Connected: it.Connected})
			if err != nil {
				r = compile.Result{Status: compile.StatusUnsupported, Problems: []plan.Problem{{Severity: plan.Error, Message: err.Error()}}}
			}
			return eval.Answer{Result: r}, nil
		})
		require.NoError(t, err)
		s := report.Groups[len(report.Groups)-1].Scores
		t.Logf("%s: %d of %d exact, %d of %d asked for nothing, %d wrong", set.file, s.Exact.K, s.Exact.N, s.OverAsked.K, s.OverAsked.N, s.Wrong.K)
		require.GreaterOrEqual(t, s.Exact.K, set.exact)
		require.LessOrEqual(t, s.Wrong.K, set.wrong)
	}
}
