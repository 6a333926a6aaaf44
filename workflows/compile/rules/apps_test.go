package rules_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
	"sayso/workflows/plan"
)

// TestApps reads the ways of asking for each action of an app: steps, and below them the prompts that must lead to them. A prompt behind ">" does; one
// behind "?" is asked about so far, and never leads anywhere else. The first line tells the connected apps.
func TestApps(t *testing.T) {
	files, err := filepath.Glob("testdata/apps/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	c := rules.New(registry(t))
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { ways(t, c, file) })
	}
}

// ways checks the prompts of a file; -update sets their marks.
func ways(t *testing.T, c compile.Compiler, file string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := strings.Split(string(raw), "\n")
	var connected []string
	var want []wanted
	understood, all := 0, 0
	for i, line := range lines {
		mark, rest, _ := strings.Cut(line, " ")
		switch mark {
		case "apps:":
			connected = strings.Fields(rest)
		case "-":
			if i > 0 && !strings.HasPrefix(lines[i-1], "- ") {
				want = nil
			}
			want = append(want, step(t, rest))
		case ">", "?":
			r, err := c.Compile(context.Background(), compile.Request{Prompt: strings.ReplaceAll(rest, "⏎", "\n"), Connected: connected, Now: friday})
			require.NoError(t, err, rest)
			is := "?"
			if r.Status == compile.StatusPlan {
				is = ">"
				if !leads(r.Plan, want) {
					t.Errorf("%s\n%s", rest, result(t, c, "["+strings.Join(connected, " ")+"] "+rest))
					continue
				}
				understood++
			}
			all++
			if lines[i] = is + " " + rest; is != mark && !*update {
				t.Errorf("%s\n%s", lines[i], result(t, c, "["+strings.Join(connected, " ")+"] "+rest))
			}
		}
	}
	t.Logf("%d of %d ways to ask are understood", understood, all)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o600))
	}
}

// wanted is a step that prompts should lead to. A text need only contain its words.
type wanted struct {
	do       string
	with     map[string]any
	contains map[string]string
}

// step reads `zendesk.create_ticket priority="high" subject~"refund"`.
func step(t *testing.T, line string) wanted {
	t.Helper()
	do, rest, _ := strings.Cut(line, " ")
	w := wanted{do: do, with: map[string]any{}, contains: map[string]string{}}
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		at := strings.IndexAny(rest, "=~")
		require.Positive(t, at, line)
		d := json.NewDecoder(strings.NewReader(rest[at+1:]))
		var value any
		require.NoError(t, d.Decode(&value), line)
		if rest[at] == '~' {
			w.contains[rest[:at]], _ = value.(string)
		} else {
			w.with[rest[:at]] = value
		}
		rest = rest[at+1+int(d.InputOffset()):]
	}
	return w
}

// leads reports whether a plan has just some steps, with just their arguments.
func leads(p *plan.Plan, want []wanted) bool {
	if p.Trigger != nil || len(p.Steps) != len(want) {
		return false
	}
	for i, w := range want {
		s := p.Steps[i]
		if s.Do != w.do || s.If != "" || len(s.With) != len(w.with)+len(w.contains) {
			return false
		}
		for name, value := range s.With {
			words, text := w.contains[name]
			said, _ := value.(string)
			if text && !strings.Contains(strings.ToLower(said), strings.ToLower(words)) || !text && !equal(value, w.with[name]) {
				return false
			}
		}
	}
	return true
}

// equal compares values as JSON, without case, as apps compare their own values.
func equal(a, b any) bool { return strings.EqualFold(asJSON(a), asJSON(b)) }
