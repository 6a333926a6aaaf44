package salesforce

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestQuoteMakesOneLiteral(t *testing.T) {
	literal := regexp.MustCompile(`^'([^'\\\n\r]|\\['\\nrt])*'$`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("a'\\\n\r\t%_\" ü"))).Draw(t, "text")
		if quoted := quote(text); !literal.MatchString(quoted) {
			t.Fatalf("%q leaves its literal: %s", text, quoted)
		}
	})
}

func TestPatternsOfLikeStandForThemselves(t *testing.T) {
	require.Equal(t, `'50\% o\_f\'%'`, beginning(`50% o_f'`))
	require.Equal(t, `'%50\%%'`, containing(`50%`))
}

func TestSameValue(t *testing.T) {
	for _, row := range []struct {
		a, b any
		same bool
	}{
		{nil, "", true}, {"Paid", "Paid ", true}, {"a\r\nb", "a\nb", true}, {"Paid", "paid", false},
		{1200.0, "1200.00", true}, {true, true, true}, {true, nil, false}, {"007", "7", false}, {12.5, 12.25, false}, {nil, 0.0, false},
	} {
		require.Equal(t, row.same, sameValue(row.a, row.b), "%v and %v", row.a, row.b)
		require.Equal(t, row.same, sameValue(row.b, row.a), "%v and %v", row.b, row.a)
	}
}

func TestEntries(t *testing.T) {
	const entry = "2026-11-20: Paid (Sayso 01234567)"
	for _, row := range []struct{ before, after string }{
		{"", entry},
		{"Old.", "Old.\n\n" + entry},
		{"Old.\n\n" + entry, "Old.\n\n" + entry},
		{"Old.\r\n\r\n" + entry + "\r\n\r\nNew.", "Old.\r\n\r\n" + entry + "\r\n\r\nNew."},
	} {
		require.Equal(t, row.after, appended(row.before, entry))
	}
	rest, ok := without("Old.\r\n\r\n"+entry+"\r\n\r\nNew.", entry)
	require.True(t, ok)
	require.Equal(t, "Old.\n\nNew.", rest)
	_, ok = without("Old.", entry)
	require.False(t, ok)
}
