package rules_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/compile/eval"
)

// TestPartsOfPrompts compiles prompts that end too early, begin too late, or have a comma where none belongs: no words in any order make it panic.
func TestPartsOfPrompts(t *testing.T) {
	for _, file := range []string{"testdata/prompts/worked.jsonl", "testdata/prompts/unseen.jsonl"} {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		items, err := eval.Read(bytes.NewReader(raw))
		require.NoError(t, err)
		for n, it := range items {
			if n%3 > 0 || testing.Short() && n%15 > 0 {
				continue
			}
			words := strings.Fields(it.Prompt)
			for i := 1; i < len(words); i++ {
				head, tail := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
				for _, part := range []string{head, tail, head + ", " + tail} {
					require.NotPanics(t, func() { // a part without letters is an error
						_, _ = compiler().Compile(t.Context(), compile.Request{Prompt: part, Connected: it.Connected, Now: friday})
					}, part)
				}
			}
		}
	}
}
