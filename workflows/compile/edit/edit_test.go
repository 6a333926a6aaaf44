package edit_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/email"
	"sayso/connectors/invoice"
	"sayso/connectors/jira"
	"sayso/connectors/salesforce"
	"sayso/connectors/slack"
	"sayso/workflows/compile/edit"
	"sayso/workflows/compile/rules"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// friday is the present of all tests here.
var friday = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

func editor(t testing.TB) (*edit.Editor, *connectors.Registry) {
	t.Helper()
	reg, err := connectors.NewRegistry(email.New(), invoice.New(nil), slack.New(), salesforce.New(), jira.New())
	require.NoError(t, err)
	return edit.New(reg, rules.New(reg)), reg
}

func edited(t testing.TB, e *edit.Editor, source []byte, ask string) edit.Result {
	t.Helper()
	r, err := e.Edit(t.Context(), edit.Request{Source: source, Ask: ask, Now: friday})
	require.NoError(t, err)
	return r
}

func TestEdits(t *testing.T) {
	const file = "testdata/edits.txt"
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	e, _ := editor(t)
	head, blocks, _ := strings.Cut(string(raw), "\n> ")
	var out strings.Builder
	out.WriteString(strings.TrimSpace(head) + "\n")
	for block := range strings.SplitSeq(blocks, "\n> ") {
		line, want, _ := strings.Cut(block, "\n")
		name, ask, _ := strings.Cut(line, ": ")
		source, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(t, err)
		got := show(edited(t, e, source, ask))
		fmt.Fprintf(&out, "\n> %s\n%s", line, got)
		if !*update {
			t.Run(line, func(t *testing.T) { require.Equal(t, strings.TrimRight(want, "\n"), strings.TrimRight(got, "\n")) })
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o600))
	}
}

func show(r edit.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n%s", r.Status, r.Lang, r.Diff)
	for _, q := range r.Questions {
		fmt.Fprintf(&b, "? %s: %s %v\n", q.ID, q.Ask, q.Options)
	}
	for _, p := range r.Problems {
		if p.Severity == "error" || r.Diff == "" {
			fmt.Fprintf(&b, "! %s: %s\n", p.Code, p.Message)
		}
	}
	return b.String()
}

func request(source []byte, ask string, answers map[string]string) edit.Request {
	return edit.Request{Source: source, Ask: ask, Answers: answers, Now: friday}
}
