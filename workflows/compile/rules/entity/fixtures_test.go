package entity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile/rules/text"
)

// leastFixtures is how many ways of writing each grammar is held to, in each language.
const leastFixtures = 300

// fixtures calls a test for each line "text => value" of a file.
func fixtures(t *testing.T, grammar string, read func(lang, in string) string) {
	t.Helper()
	for _, lang := range []string{"en", "de"} {
		raw, err := os.ReadFile(filepath.Join("testdata", grammar+"."+lang+".txt"))
		require.NoError(t, err)
		n, seen := 0, map[string]bool{}
		for line := range strings.Lines(string(raw)) {
			in, want, ok := strings.Cut(strings.TrimSpace(line), " =>")
			if !ok {
				require.True(t, strings.HasPrefix(line, "#"), line)
				continue
			}
			require.False(t, seen[in], "%s stands twice", in)
			seen[in] = true
			n++
			t.Run(lang+": "+in, func(t *testing.T) {
				require.Equal(t, strings.TrimSpace(want), read(lang, in))
			})
		}
		require.GreaterOrEqual(t, n, leastFixtures)
	}
}

// read gives the values of a type in a text, as the files of fixtures write them.
func read(t *testing.T, kind Type, lang, in string) string {
	t.Helper()
	var found []string
	for _, e := range scan(t, lang, in+" ,") {
		switch {
		case e.Type != kind || e.Per != "":
		case e.Fault == NoSuchDay:
			found = append(found, "no such day")
		case len(e.Options) > 0:
			found = append(found, strings.Join(e.Options, " or "))
		default:
			found = append(found, show(e))
		}
	}
	return strings.Join(found, "; ")
}

func TestDateFixtures(t *testing.T) {
	fixtures(t, "date", func(lang, in string) string { return read(t, Date, lang, in) })
}

func TestAmountFixtures(t *testing.T) {
	fixtures(t, "amount", func(lang, in string) string { return read(t, Money, lang, in) })
}

func TestRecurrenceFixtures(t *testing.T) {
	fixtures(t, "recurrence", func(lang, in string) string {
		clean, err := text.Normalise(in, 1000)
		require.NoError(t, err)
		r, ok := FindRecurrence(text.Tokens(clean), Env{Lang: lang, Now: friday})
		switch {
		case !ok:
			return ""
		case r.Beyond:
			return "beyond"
		case r.Vague:
			r.Cron = "? ? " + strings.Join(strings.Fields(r.Cron)[2:], " ")
		}
		return strings.TrimSpace(r.Cron + " " + r.Timezone)
	})
}
