package edit_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// layouts writes a plan in ways that people write it: with comments and empty lines in odd places, other indents, Windows line ends, a byte
// order mark, no line break in the end. What it says stays the same.
func layout(r *rand.Rand, source string) string {
	var out []string
	inText := false // a block of text, where a comment would be text
	depth := 0
	for line := range strings.Lines(source) {
		line = strings.TrimRight(line, "\n")
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if inText && strings.TrimSpace(line) != "" && indent <= depth {
			inText = false
		}
		if !inText && r.IntN(4) == 0 {
			out = append(out, strings.Repeat(" ", indent)+fmt.Sprintf("# note %d: don't, \"quoted\" {x}", len(out)))
		}
		if !inText && r.IntN(6) == 0 {
			out = append(out, "")
		}
		if !inText && r.IntN(6) == 0 && strings.TrimSpace(line) != "" && !strings.Contains(line, "|") {
			line += "   # behind"
		}
		if strings.HasSuffix(line, "|") {
			inText, depth = true, indent
		}
		out = append(out, line)
	}
	end := "\n"
	if r.IntN(3) == 0 {
		end = "\r\n"
	}
	text := strings.Join(out, end)
	if r.IntN(2) == 0 {
		text += end
	}
	if r.IntN(5) == 0 {
		text = "\ufeff" + text
	}
	return text
}

// asks is what is tried on every layout, with how many lines may go at most; -1 for those of one step.
var asks = []struct {
	file, ask string
	gone      int
}{
	{"invoice.yaml", "tell #finance that it's out", 0},
	{"invoice.yaml", "post 'soon' in #ops before the email", 0},
	{"invoice.yaml", "post 'soon' in #ops before the invoice", 0},
	{"invoice.yaml", "email only above 500 EUR", 0},
	{"invoice.yaml", "every Monday at 9", 0},
	{"invoice.yaml", "have finance approve it before the email", 0},
	{"invoice.yaml", "make it 1,500 CHF", 1},
	{"invoice.yaml", "office@larch.example instead of billing@larch.example", 1},
	{"invoice.yaml", "don't email", -1},
	{"invoice.yaml", "make it 700 EUR and tell #finance that it's out, and only above 500 EUR", 1},
	{"meldung.yaml", "in #hafen statt in #werft", 1},
	{"meldung.yaml", "werktags um 7:30 Londoner Zeit", 1},
	{"meldung.yaml", "ohne den Vorgang", -1},
	{"meldung.yaml", "sag auch in #hafen, dass der Lack trocken ist", 0},
	{"meldung.yaml", "fällig am 15. Dezember statt am 1. Dezember", 1},
}

// What wasn't mentioned stays, to the byte: all bytes of the old text but those of the lines that may go stand in the new one, in their
// order; comments always.
func TestWhatIsNotMentionedStays(t *testing.T) {
	e, _ := editor(t)
	random := rand.New(rand.NewPCG(5, 11))
	for _, tc := range asks {
		raw, err := os.ReadFile(filepath.Join("testdata", tc.file))
		require.NoError(t, err)
		for range 40 {
			source := layout(random, string(raw))
			r := edited(t, e, []byte(source), tc.ask)
			require.Equal(t, compile.StatusPlan, r.Status, "%s\n%s\n%v %v", tc.ask, source, r.Questions, r.Problems)
			require.NotEqual(t, source, r.Source)
			lost := missing(source, r.Source)
			switch {
			case tc.gone >= 0:
				require.LessOrEqual(t, len(lost), tc.gone, "%s\n%s\n---\n%s", tc.ask, source, r.Source)
			default:
				require.NotEmpty(t, lost)
				require.True(t, contiguous(source, r.Source), "%s\n%s\n---\n%s", tc.ask, source, r.Source)
			}
			if tc.gone >= 0 {
				require.False(t, slices.ContainsFunc(lost, func(l string) bool { return strings.HasPrefix(strings.TrimSpace(l), "#") }), "a comment is gone: %q", lost)
			}
			p, problems := plan.Parse([]byte(r.Source))
			require.False(t, plan.HasErrors(problems))
			require.Equal(t, plan.Digest(r.Plan), plan.Digest(p), "the text says what the plan says")
			require.Equal(t, strings.Contains(source, "\r\n"), strings.Contains(r.Source, "\r\n"))
			require.Equal(t, strings.Contains(source, "\r\n"), !loneBreak(r.Source), "one kind of line break")
			require.Equal(t, strings.HasPrefix(source, "\ufeff"), strings.HasPrefix(r.Source, "\ufeff"))
		}
	}
}

// missing lists the lines of a text that don't stand in another one in their order.
func missing(before, after string) (lost []string) {
	rest := strings.Split(strings.ReplaceAll(after, "\r\n", "\n"), "\n")
	for line := range strings.SplitSeq(strings.ReplaceAll(before, "\r\n", "\n"), "\n") {
		at := slices.Index(rest, line)
		if at < 0 {
			lost = append(lost, line)
			continue
		}
		rest = rest[at+1:]
	}
	return lost
}

// contiguous reports whether a text is another one with a single piece cut out.
func contiguous(before, after string) bool {
	head := 0
	for head < len(after) && before[head] == after[head] {
		head++
	}
	return strings.HasSuffix(before, after[head:])
}

func loneBreak(text string) bool {
	return strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n")
}

// A text that can't be edited in place is left alone, and that is said.
func TestLayoutsThatCannotBeEdited(t *testing.T) {
	e, _ := editor(t)
	for _, source := range []string{
		`{"name": "x", "steps": [{"id": "m", "do": "slack.post_message", "with": {"channel": "a", "text": "b"}}]}`,
		"name: x\nsteps: [{id: m, do: slack.post_message, with: {channel: a, text: b}}]\n",
	} {
		r := edited(t, e, []byte(source), "post 'c' in #d")
		require.Equal(t, compile.StatusUnsupported, r.Status)
		require.Equal(t, "layout", r.Problems[0].Code)
		require.Equal(t, source, r.Source)
	}
	r := edited(t, e, []byte("name: x\nsteps: []\nfoo: 1\n"), "post 'c' in #d")
	require.Equal(t, compile.StatusUnsupported, r.Status, "a plan that isn't sound is not edited")
}

func TestAnswersToQuestionsOfAnEdit(t *testing.T) {
	e, _ := editor(t)
	raw, err := os.ReadFile(filepath.Join("testdata", "invoice.yaml"))
	require.NoError(t, err)
	for ask, tc := range map[string]struct{ id, answer, want string }{
		"only above 500 EUR": {"if", "mail", "if: invoice.total.amount > 500"},
		"ask me first":       {"approval", "mail", "approve: {}"},
		"every Friday":       {"trigger.time", "4:30 pm", "cron: 30 16 * * 5"},
	} {
		r := edited(t, e, raw, ask)
		require.Equal(t, compile.StatusClarify, r.Status, ask)
		require.Equal(t, tc.id, r.Questions[0].ID)
		require.Equal(t, string(raw), r.Source)
		again, err := e.Edit(t.Context(), request(raw, ask, map[string]string{tc.id: tc.answer}))
		require.NoError(t, err)
		require.Equal(t, compile.StatusPlan, again.Status, "%v %v", again.Questions, again.Problems)
		require.Contains(t, again.Source, tc.want)
	}
}

func FuzzEdit(f *testing.F) {
	raw, err := os.ReadFile(filepath.Join("testdata", "edits.txt"))
	require.NoError(f, err)
	for line := range strings.Lines(string(raw)) {
		if _, ask, ok := strings.Cut(strings.TrimPrefix(line, "> "), ".yaml: "); ok {
			f.Add(strings.TrimSpace(ask))
		}
	}
	source, err := os.ReadFile(filepath.Join("testdata", "invoice.yaml"))
	require.NoError(f, err)
	e, reg := editor(f)
	f.Fuzz(func(t *testing.T, ask string) {
		r, err := e.Edit(t.Context(), request(source, ask, nil))
		if err != nil {
			return
		}
		if r.Status != compile.StatusPlan {
			if r.Source != string(source) {
				t.Fatalf("%q is not understood and changes the plan", ask)
			}
			return
		}
		p, problems := plan.Parse([]byte(r.Source))
		if plan.HasErrors(problems) || plan.HasErrors(plan.Check(reg, p, plan.CheckOptions{})) {
			t.Fatalf("%q makes a plan that isn't sound:\n%s", ask, r.Source)
		}
	})
}

// The plans of the examples, which people wrote, can all be edited in place.
func TestExamplesCanBeEdited(t *testing.T) {
	e, _ := editor(t)
	files, err := filepath.Glob("../../../examples/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	called := map[string]*plan.Plan{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		p, _ := plan.Parse(raw)
		called[p.Name] = p
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, ask := range []string{"then post 'that was it' in #general", "every Monday at 9"} {
			req := request(raw, ask, nil)
			req.Plans, req.Lang = called, "en"
			r, err := e.Edit(t.Context(), req)
			require.NoError(t, err)
			if called[strings.TrimSuffix(filepath.Base(file), ".yaml")].Trigger != nil && ask == "every Monday at 9" {
				continue // what it uses of its trigger would be gone, which the check says
			}
			require.Equal(t, compile.StatusPlan, r.Status, "%s: %v %v", file, r.Questions, r.Problems)
			require.Empty(t, missing(string(raw), r.Source))
		}
	}
}
