package audit_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/audit"
)

func TestAnExportCanBeVerifiedElsewhere(t *testing.T) {
	k := key(t, 1)
	records, checkpoints, head := written(t, k, 230)
	var out bytes.Buffer
	n, err := audit.Export(&out, audit.List{Workspace: "acme", Records: each(records), Checkpoints: checkpoints, Head: head},
		func(r audit.Record) audit.Checkpoint { return k.Sign(r, noon) }, k.Public())
	require.NoError(t, err)
	require.EqualValues(t, 230, n)

	verify := func(text string) (audit.Report, error) {
		l, public, err := audit.Import(strings.NewReader(text))
		if err != nil {
			return audit.Report{}, err
		}
		require.Equal(t, k.Public(), public)
		return audit.Verify(l, public)
	}
	report, err := verify(out.String())
	require.NoError(t, err)
	require.Empty(t, report.Findings)
	require.EqualValues(t, 230, report.Records)

	lines := strings.SplitAfter(out.String(), "\n")
	for name, text := range map[string]string{
		"a line is left out": strings.Join(append(append([]string{}, lines[:50]...), lines[51:]...), ""),
		"a word is changed":  strings.Replace(out.String(), "anna", "otto", 1),
		"its end is cut off": strings.Join(append(append([]string{}, lines[:229]...), lines[230:]...), ""),
	} {
		t.Run(name, func(t *testing.T) {
			report, err := verify(text)
			require.NoError(t, err)
			require.NotEmpty(t, report.Findings)
		})
	}
	for text, says := range map[string]string{
		"":                               "has no end",
		strings.Join(lines[:100], ""):    "has no end",
		"{\n":                            "line 1",
		out.String() + lines[0]:          "stands behind the end",
		strings.Repeat("x", 2_000_000):   "too long",
		lines[0] + "\n" + lines[230]:     "line 2",
		lines[0] + "[]\n" + lines[230]:   "line 2",
		lines[0] + "\xff\n" + lines[230]: "line 2",
	} {
		_, err := verify(text)
		require.ErrorContains(t, err, says)
	}
}
