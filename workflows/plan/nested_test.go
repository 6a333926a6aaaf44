package plan_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

// nested is a plan with every control step, frozen.
func nested(t *testing.T, text string) *plan.Frozen {
	t.Helper()
	f, problems := plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: connections(), Plans: library(t)})
	require.NotNil(t, f, "%v", problems)
	return f
}

func TestNestedStepsAreReadWithTheirPlaces(t *testing.T) {
	p := parsed(t, string(read(t, "control.yaml")))
	remind := p.Steps[2].Parallel[0].Steps[0]
	require.Equal(t, plan.Place{Line: 14, Column: 13}, remind.Place)
	require.Equal(t, []any{"${search.issues}", "issue", 5}, []any{remind.Each, remind.As, remind.AtOnce})
	require.Equal(t, "invoice.total.amount > 500", remind.Steps[1].Choose[0].When)
	require.Equal(t, plan.Place{Line: 31, Column: 29}, remind.Steps[1].Choose[1].Steps[0].Place)
	require.Equal(t, "2h", p.Steps[1].Wait.For)
	require.Equal(t, "zendesk.ticket_created", p.Steps[2].Parallel[1].Steps[0].Wait.Event)
	require.Equal(t, map[string]string{"reminded": "${remind.count}", "text": "${remind.count} of ${search.total}"}, p.Outputs)

	canonical, err := plan.Marshal(p)
	require.NoError(t, err)
	golden(t, "control.canonical.yaml", canonical)
	again, err := plan.Marshal(parsed(t, string(canonical)))
	require.NoError(t, err)
	require.Equal(t, string(canonical), string(again))
	require.Equal(t, plan.Digest(p), plan.Digest(parsed(t, string(canonical))))
	require.Equal(t, plan.Digest(p), plan.Digest(parsed(t, string(asJSON(t, p)))), "JSON has the same shape")
	require.Equal(t, plan.Digest(p), plan.Digest(parsed(t, strings.Replace(string(read(t, "control.yaml")), "wait: 2h", "wait: {for: 2h}", 1))))
}

// A plan may be as deep as a text may be, and no deeper.
func TestNestingHasALimit(t *testing.T) {
	deep := func(levels int) string {
		text := "{id: a, approve: {}}"
		for i := range levels {
			text = fmt.Sprintf("{id: l%d, each: [1], as: i%d, steps: [%s]}", i, i, text)
		}
		return "name: p\nsteps: [" + text + "]"
	}
	require.Empty(t, checked(t, deep(29)))
	_, problems := plan.Parse([]byte(deep(32)))
	require.Equal(t, plan.CodeTooDeep, problems[0].Code)
}

func TestFreezeOfNestedSteps(t *testing.T) {
	text := string(read(t, "control.yaml"))
	f := nested(t, text)
	golden(t, "control.frozen.json", asJSON(t, f))
	require.True(t, f.Intact())
	require.Len(t, f.Steps[2].Inner, 2)
	remind := f.Steps[2].Inner[0][0]
	require.Equal(t, "jira/prod", remind.Inner[0][1].Inner[0][1].Connection)

	for name, other := range map[string]string{
		"a word in a branch": strings.Replace(text, "status: Filed", "status: Lost", 1),
		"how many at once":   strings.Replace(text, "at_once: 5", "at_once: 6", 1),
		"a condition":        strings.Replace(text, "amount > 100\n", "amount > 101\n", 1),
		"a pause":            strings.Replace(text, "wait: 2h", "wait: 3h", 1),
		"an output":          strings.Replace(text, "text: \"${remind.count} of", "text: \"${remind.failed} of", 1),
	} {
		require.NotEqual(t, text, other, name)
		require.NotEqual(t, f.Digest, nested(t, other).Digest, name)
		require.NotEqual(t, plan.Digest(parsed(t, text)), plan.Digest(parsed(t, other)), name)
	}
	same := strings.Replace(strings.Replace(text, "when: invoice", "when:   invoice", 1), "- {id: pause, wait: 2h}", "- {id: pause, wait: 2h, on_failure: undo}", 1)
	require.Equal(t, f.Digest, nested(t, same).Digest)
	usual := "name: p\nsteps: [{id: l, each: [1], steps: [{id: a, approve: {}}]}]"
	require.Equal(t, plan.Digest(parsed(t, usual)), plan.Digest(parsed(t, strings.Replace(usual, "each:", "as: item, at_once: 1, each:", 1))))
}

func TestPreviewOfNestedSteps(t *testing.T) {
	text := string(read(t, "control.yaml"))
	golden(t, "control.txt", previews(nested(t, text)))
	lines := plan.Preview(registry(t), parsed(t, text), "en")
	last := lines[len(lines)-1]
	require.Equal(t, plan.EffectLine{Step: "hello", Kind: plan.KindControl, Says: last.Says}, last)
	require.Contains(t, last.Says, "Carry out the plan greet with budget 5 EUR, who [reply requester].")
}

// The order of steps that can't be undone, across nesting.
func TestOrderOfNestedSteps(t *testing.T) {
	const mail = "{id: m, do: email.send, with: {to: a@b.example, subject: s, body: b}}"
	post := func(id string) string { return "{id: " + id + ", do: slack.post_message, with: {channel: c, text: t}}" }
	for name, c := range map[string]struct{ steps, want, path, warns string }{
		"a loop with a mail goes last":      {"{id: l, each: [1], on_failure: park, steps: [" + mail + "]}, " + post("s"), "s l", "steps.l", "Put l behind s."},
		"a mail inside a loop goes last":    {"{id: l, each: [1], on_failure: park, steps: [" + mail + ", " + post("s") + "]}", "l", "steps.l.steps.m", "Put m behind s."},
		"a mail before the next item":       {"{id: l, each: [1, 2], steps: [" + post("s") + ", " + mail + "]}", "l", "steps.l.steps.m", "an each of its own behind l"},
		"it was thought of":                 {"{id: l, each: [1, 2], on_failure: continue, steps: [" + post("s") + ", " + mail + "]}", "l", "", ""},
		"a mail beside a post":              {"{id: b, parallel: [{steps: [" + mail + "]}, {steps: [" + post("s") + "]}]}", "b", "steps.b.parallel[0].steps.m", "put m behind b"},
		"mails beside each other":           {"{id: b, parallel: [{steps: [" + mail + "]}, {steps: [" + strings.Replace(mail, "id: m", "id: n", 1) + "]}]}", "b", "", ""},
		"only one branch is taken":          {"{id: w, choose: [{when: 'true', steps: [" + mail + "]}, {steps: [" + post("s") + "]}]}", "w", "", ""},
		"nothing moves across a wait":       {mail + ", {id: w, wait: 1h}, " + post("s"), "m w s", "steps.m", "can't go later"},
		"nor across an approval inside one": {mail + ", {id: l, each: [1], steps: [{id: ok, approve: {}}]}, " + post("s"), "m l s", "steps.m", "can't go later"},
		"what is inside is a dependency":    {mail + ", {id: l, each: [1], steps: [{id: s, do: slack.post_message, with: {channel: c, text: \"${m.message_id}\"}}]}", "m l", "steps.m", "s after it can still fail"},
	} {
		t.Run(name, func(t *testing.T) {
			p := parsed(t, "name: p\nsteps: ["+c.steps+"]")
			var ids []string
			for _, s := range plan.Order(registry(t), p).Steps {
				ids = append(ids, s.ID)
			}
			require.Equal(t, c.want, strings.Join(ids, " "))
			problems := plan.Check(registry(t), p, plan.CheckOptions{})
			if c.warns == "" {
				require.Empty(t, problems)
				return
			}
			require.Equal(t, []string{plan.CodeOrder, c.path}, []string{problems[0].Code, problems[0].Path})
			require.Contains(t, problems[0].Message+" "+problems[0].Fix, c.warns)
		})
	}
	p := parsed(t, "name: p\nsteps: [{id: l, each: [1], steps: ["+mail+", "+post("s")+"]}]")
	require.Equal(t, "s", plan.Order(registry(t), p).Steps[0].Steps[0].ID, "inside it, too")
	require.Equal(t, "m", p.Steps[0].Steps[0].ID, "what was given is left alone")
}

// Gates look at the list that a step stands in, and at what surely ran before it.
func TestGatesOfNestedSteps(t *testing.T) {
	production := connections()
	production["slack"][0] = plan.Connection{ID: "slack/prod", Environment: "production"}
	const post = "{id: s, do: slack.post_message, with: {channel: c, text: t}}"
	const first = "{id: f, do: slack.post_message, with: {channel: c, text: t}}"
	for name, c := range map[string]struct {
		steps string
		gated bool
	}{
		"an approval outside is not right before": {"{id: ok, approve: {}}, {id: l, each: [1], steps: [" + post + "]}", true},
		"one inside is":                        {"{id: l, each: [1], steps: [{id: ok, approve: {}}, " + post + "]}", false},
		"a write in another branch may not be": {"{id: w, choose: [{when: 'true', steps: [{id: ok, approve: {}}, " + first + "]}]}, " + post, true},
		"a write before the loop is":           {"{id: ok, approve: {}}, " + first + ", {id: l, each: [1], steps: [" + post + "]}", false},
	} {
		t.Run(name, func(t *testing.T) {
			f, problems := plan.Freeze(registry(t), parsed(t, "name: p\nsteps: ["+c.steps+"]"), plan.FreezeOptions{Connections: production})
			require.NotNil(t, f, "%v", problems)
			gated := bytes.Contains(asJSON(t, f), []byte(`"gates": [`))
			require.Equal(t, c.gated, gated)
		})
	}
}
