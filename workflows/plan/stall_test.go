package plan_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// patience is far above what 4 KB take, which are a few milliseconds, and far below a stall: the machine may be busy, or the race detector
// at work.
const patience = 500 * time.Millisecond

const page = 4 << 10 // bytes

// Whatever 4 KB say, they are dealt with at once.
func TestNoPlanStalls(t *testing.T) {
	reg := registry(t)
	for name, text := range map[string]string{
		"misspelt arguments":  "name: p\nsteps:\n  - id: a\n    do: salesforce.find_account\n    with:\n" + lines("      nam", ": x\n"),
		"misspelt actions":    "name: p\nsteps:\n" + lines("  - {id: a", ", do: salesforce.find_acount}\n"),
		"misspelt references": "name: p\nsteps:\n  - {id: a, do: slack.post_message, with: {channel: c, text: \"" + strings.Repeat("${acount.x}", 300) + "\"}}\n",
		"what strangers send": "name: p\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n  - {id: ok, approve: {}}\n  - {id: m, do: email.send, with: {subject: s, body: b, to: [" + strings.Repeat("\"${trigger.body}\",", 200) + "]}}\n",
		"mails first":         "name: p\nsteps:\n" + lines("  - {id: m", ", do: email.send, with: {to: a@b.example, subject: s, body: b}}\n") + "  - {id: s, do: slack.post_message, with: {channel: c, text: t}}\n",
		"deep conditions":     "name: p\nsteps:\n  - {id: a, if: '" + strings.Repeat("(", 45) + "true" + strings.Repeat(")", 45) + "', approve: {}}\n",
		"loops in loops":      "name: p\nsteps: [" + strings.Repeat("{id: a, each: [1], steps: [", 29) + strings.Repeat("]}", 29) + "]\n",
		"loops in a row":      "name: p\nsteps:\n" + lines("  - {id: l", ", each: [1], steps: [{id: x, do: email.send, with: {to: a@b.example, subject: s, body: b}}]}\n"),
		"branches":            "name: p\nsteps:\n  - id: b\n    parallel:\n" + lines("      - steps: [{id: s", ", do: slack.post_message, with: {channel: c, text: t}}]\n"),
		"brackets":            strings.Repeat("[", page),
		"braces":              strings.Repeat("{", page),
		"questions":           strings.Repeat("? ", page/2),
		"colons":              strings.Repeat(": ", page/2),
	} {
		t.Run(name, func(t *testing.T) {
			require.Less(t, fastest(func() { work(reg, []byte(text)) }), patience)
		})
	}
}

// lines repeats a line with a number in it until there are 4 KB.
func lines(before, after string) string {
	var b strings.Builder
	for i := 0; b.Len() < page; i++ {
		b.WriteString(before + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26) + after)
	}
	return b.String()
}

// work does everything with a plan that is done before it runs.
func work(reg *connectors.Registry, src []byte) (problems []plan.Problem, frozen *plan.Frozen) {
	p, problems := plan.Parse(src)
	if p == nil {
		return problems, nil
	}
	problems = plan.Check(reg, p, plan.CheckOptions{})
	plan.Preview(reg, p, "de")
	plan.Order(reg, p)
	plan.Digest(p)
	frozen, _ = plan.Freeze(reg, p, plan.FreezeOptions{Connections: connections()})
	return problems, frozen
}

// fastest is the shortest of three times, so that a busy machine isn't taken for slow code.
func fastest(do func()) time.Duration {
	best := time.Hour
	for range 3 {
		start := time.Now()
		do()
		if best = min(best, time.Since(start)); best < patience {
			break
		}
	}
	return best
}
