package rules_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
)

// What an unknown app would have to do, and what is meant to harm, is refused with the reason; what only speaks of it is not.
func TestRefused(t *testing.T) {
	raw, err := os.ReadFile("testdata/refused.txt")
	require.NoError(t, err)
	_, lines, _ := strings.Cut(string(raw), "\n\n")
	for line := range strings.Lines(lines) {
		t.Run(line, func(t *testing.T) {
			apps, rest, _ := strings.Cut(line[1:], "] ")
			prompt, want, ok := strings.Cut(strings.TrimSpace(rest), " => ")
			require.True(t, ok)
			r, err := compiler().Compile(context.Background(), compile.Request{Prompt: prompt, Connected: strings.Fields(apps), Now: friday})
			require.NoError(t, err)
			if strings.Contains(want, ".") {
				require.Equal(t, compile.StatusPlan, r.Status, "%v %v", r.Questions, r.Problems)
				require.Equal(t, want, r.Plan.Steps[0].Do)
				return
			}
			require.Equal(t, compile.StatusUnsupported, r.Status, "%v", r.Questions)
			require.Equal(t, want, r.Problems[0].Code)
			require.NotEmpty(t, r.Problems[0].Fix)
		})
	}
}
