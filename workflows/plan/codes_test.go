package plan

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// Every code is said in both languages, with the same things filled in, and is shown with its words in testdata/problems.txt.
func TestEveryCodeHasItsWords(t *testing.T) {
	shown, err := os.ReadFile("testdata/problems.txt")
	require.NoError(t, err)
	for code, k := range codes {
		require.Contains(t, []Severity{Error, Warning}, k.severity, code)
		for _, text := range []connectors.Doc{k.message, k.fix} {
			require.NotEmpty(t, text.En, code)
			require.NotEmpty(t, text.De, code)
			require.Equal(t, holesOf(text.En), holesOf(text.De), code)
		}
		require.Contains(t, string(shown), "\n"+code+" ", "a plan that has this problem")
	}
}

func holesOf(text string) []string {
	holes := regexp.MustCompile(`\{\w+\}`).FindAllString(text, -1)
	slices.Sort(holes)
	return slices.Compact(holes)
}

func TestAnUnknownCodeSaysNothing(t *testing.T) {
	p := Problem{Code: "not_understood", Message: "What?", Fix: "Say it again."}
	require.Equal(t, p, p.In("de"), "a problem that another package made keeps its words")
	require.True(t, strings.HasPrefix(p.String(), ": What?"))
}
