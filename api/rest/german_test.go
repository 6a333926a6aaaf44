package rest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/problem"
)

// Every text of the page is there in German, and no German one is left over from a text that has changed.
func TestGermanTexts(t *testing.T) {
	used := map[string]bool{}
	types := schemas{map[string]*schema{}}
	for _, r := range routes() {
		used[r.group], used[r.says] = true, true
		op, err := types.operation(r)
		require.NoError(t, err)
		for _, p := range op.Parameters {
			used[p.Description] = true
		}
	}
	for text := range used {
		require.NotEmpty(t, german[text], "%q isn't in German", text)
	}
	for text := range german {
		require.True(t, used[text], "%q is said nowhere", text)
	}
	for _, c := range problem.Codes() {
		require.NotEmpty(t, c.Doc.En, c.Code)
		require.NotEmpty(t, c.Doc.De, c.Code)
	}
}
