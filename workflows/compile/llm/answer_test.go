package llm

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// No text takes long to read, however it is broken.
func TestReadingIsQuick(t *testing.T) {
	for _, piece := range []string{`"a":`, "'", "a\n", "[1,"} {
		for _, size := range []int{maxRepaired - 20, maxAnswer} {
			began := time.Now()
			_, f := readAnswer(`{"steps":[` + strings.Repeat(piece, size/len(piece)))
			require.NotNil(t, f, piece)
			require.Less(t, time.Since(began), 5*time.Second, piece)
		}
	}
}

// What models get wrong in JSON without losing a word of the plan is mended; what may have lost one isn't.
func TestRepair(t *testing.T) {
	want, f := readAnswer(posts())
	require.Nil(t, f)
	for name, text := range map[string]string{
		"a comma too many":       posts(`"questions":[]}`, `"questions":[],}`),
		"names without quotes":   posts(`"status"`, "status"),
		"single quotes":          strings.ReplaceAll(posts(), `"`, "'"),
		"a comment":              posts(`"reason"`, "/* none */ \"reason\""),
		"a fence":                "```json\n" + posts() + "\n```",
		"words of another world": posts(":null", ":None"),
		"a missing bracket":      strings.TrimSuffix(posts(), "}"),
	} {
		got, f := readAnswer(text)
		require.Nil(t, f, "%s: %+v", name, f)
		require.Equal(t, want, got, name)
	}
	whole := posts()
	for cut := range len(whole) - len(`,"questions":[]}`) + 1 {
		_, f := readAnswer(whole[:cut])
		require.NotNil(t, f, whole[:cut])
	}
}
