package crashlab_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "keep the results, and write them into the README")

const (
	resultsFile = "testdata/results.json"
	tableBegin  = "<!-- crash laboratory: the table is made by -update -->\n"
	tableEnd    = "<!-- end of the table -->\n"
)

// TestTheReadmeTellsTheResults holds the README's table to the results that were kept, and these to what the README claims.
func TestTheReadmeTellsTheResults(t *testing.T) {
	raw, err := os.ReadFile(resultsFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no results are kept yet: go test -tags crash -run Crashes -timeout 1h ./workflows/crashlab -runs 2000 -update")
	}
	require.NoError(t, err)
	var s summary
	require.NoError(t, json.Unmarshal(raw, &s))
	all := total("", "", s.Rows)
	require.GreaterOrEqual(t, all.Runs, 2000)
	require.Zero(t, all.Doubled+all.Lost+all.Orphaned+all.Stuck)
	require.Zero(t, all.Wrong, "the oracle objects to nothing")
	require.LessOrEqual(t, quantile(.99, all.Quick...), quickBound)
	require.LessOrEqual(t, quantile(.99, all.Visible...), visibleBound)
	require.GreaterOrEqual(t, all.Fired*100, all.Runs*95)
	require.LessOrEqual(t, s.Seconds, 15*60)
	for _, c := range cells() {
		require.True(t, slices.ContainsFunc(s.Rows, func(w row) bool { return w.Point == c.where() && w.Class == string(c.Class) && w.Fired > 0 }), "%v was never reached", c)
	}
	for _, c := range []class{classA, classB} {
		for _, w := range only(s.Rows, c) {
			require.Zero(t, w.Asked, "where the vendor helps nobody is asked")
		}
	}
	readme, err := os.ReadFile(readmeFile())
	require.NoError(t, err)
	require.Contains(t, string(readme), tableBegin+s.forReadme()+tableEnd, "make it again: go test ./workflows/crashlab -run Readme -update, after a campaign with -update")
}

func readmeFile() string { return filepath.Join("..", "..", "README.md") }

// keep keeps the results and writes them into the README.
func (s *summary) keep(t *testing.T) {
	t.Helper()
	raw, err := json.Marshal(s)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Dir(resultsFile), 0o750))
	require.NoError(t, os.WriteFile(resultsFile, append(raw, '\n'), 0o600))
	readme, err := os.ReadFile(readmeFile())
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(readme), tableBegin)
	_, after, ok2 := strings.Cut(rest, tableEnd)
	require.True(t, ok && ok2, "the README has no place for the table")
	require.NoError(t, os.WriteFile(readmeFile(), []byte(before+tableBegin+s.forReadme()+tableEnd+after), 0o600))
}

// forReadme is the table with a line for each point; what the classes come to stands below.
func (s *summary) forReadme() string {
	var b strings.Builder
	b.WriteString(tableHead)
	var seen []string
	for _, w := range s.Rows {
		if slices.Contains(seen, w.Point) {
			continue
		}
		seen = append(seen, w.Point)
		var rows []row
		classes := ""
		for _, other := range s.Rows {
			if other.Point == w.Point {
				rows = append(rows, other)
				classes += " " + other.Class
			}
		}
		b.WriteString(total(w.Point, strings.TrimSpace(classes), rows).String())
	}
	b.WriteString(s.sums())
	if suspended := total("", "", s.Suspend); suspended.Runs > 0 {
		fmt.Fprintf(&b, "\nOf %d runs whose worker was suspended instead, until another one had brought them to their end, and then woken up: %d doubled, %d lost, %d orphaned, %d stuck.\n",
			suspended.Fired, suspended.Doubled, suspended.Lost, suspended.Orphaned, suspended.Stuck)
	}
	return b.String()
}
