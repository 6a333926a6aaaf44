package rules_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
)

func compiled(t *testing.T, r compile.Request) compile.Result {
	t.Helper()
	r.Now = friday
	if r.Connected == nil {
		r.Connected = office
	}
	got, err := compiler().Compile(context.Background(), r)
	require.NoError(t, err)
	return got
}

func TestAnswers(t *testing.T) {
	prompt := "Create an invoice and email a confirmation"
	r := compiled(t, compile.Request{Prompt: prompt, Connected: []string{"invoice", "email"}})
	require.Equal(t, compile.StatusClarify, r.Status)
	var ids []string
	for _, q := range r.Questions {
		ids = append(ids, q.ID)
		_, arg, _ := strings.Cut(q.ID, ".")
		require.Contains(t, q.Ask, arg, "a question names its argument")
	}
	require.Equal(t, []string{"invoice.customer", "invoice.amount", "mail.to"}, ids)

	r = compiled(t, compile.Request{Prompt: prompt, Connected: []string{"invoice", "email"}, Answers: map[string]string{
		"invoice.customer": "Kestrel Ltd", "invoice.amount": "1,250.50 EUR", "invoice.due": "in 2 weeks",
		"invoice.tax_rate": "19 %", "mail.to": "a@kestrel.example, b@kestrel.example"}})
	require.Equal(t, compile.StatusPlan, r.Status, "%v %v", r.Questions, r.Problems)
	require.Equal(t, map[string]any{"amount": "1250.50", "currency": "EUR"}, r.Plan.Steps[0].With["amount"])
	require.Equal(t, "2026-12-04", r.Plan.Steps[0].With["due"])
	require.Equal(t, "Kestrel Ltd", r.Plan.Steps[0].With["customer"])
	require.Equal(t, []any{"a@kestrel.example", "b@kestrel.example"}, r.Plan.Steps[1].With["to"])
}

func TestBadAnswers(t *testing.T) {
	for id, answers := range map[string][]string{"invoice.amount": {"a lot", "-5 EUR", "0 EUR", "5-8 EUR"}, "invoice.due": {"31.2.2027"},
		"invoice.tax_rate": {"-7 %"}, "invoice.email": {"nobody"}, "invoice.language": {"Klingon"}} {
		for _, answer := range answers {
			r := compiled(t, compile.Request{Prompt: "Bill Kestrel Ltd 5 EUR", Answers: map[string]string{id: answer}})
			require.Equal(t, compile.StatusClarify, r.Status, id)
			require.Equal(t, "bad_answer", r.Problems[0].Code)
			require.Equal(t, id, r.Problems[0].Path)
			require.Contains(t, r.Problems[0].Message, answer)
		}
	}
}

func TestAnswersToWhichAppAndWhichWords(t *testing.T) {
	ask := compile.Request{Prompt: "Gib Weber Bescheid, dass die Ware kommt", Connected: []string{"slack", "email"}}
	r := compiled(t, ask)
	require.Equal(t, compile.StatusClarify, r.Status)
	require.Equal(t, "app", r.Questions[0].ID)
	require.ElementsMatch(t, []string{"slack", "email"}, r.Questions[0].Options)
	ask.Answers = map[string]string{"app": "Slack"}
	r = compiled(t, ask)
	require.Equal(t, compile.StatusPlan, r.Status, "%v %v", r.Questions, r.Problems)
	require.Equal(t, "slack.send_dm", r.Plan.Steps[0].Do)

	ask = compile.Request{Prompt: "Tell #ops that it is done. Frobnicate the gizmo."}
	r = compiled(t, ask)
	require.Equal(t, compile.StatusClarify, r.Status)
}

// A value that can't be used is refused with its place, unless a better one was given as an answer.
func TestValuesThatCantBeUsed(t *testing.T) {
	for _, tc := range []struct{ prompt, code, path, typed string }{
		{"Bill Kestrel Ltd -5 EUR", "amount", "invoice.amount", "-5 EUR"},
		{"Please\n bill Kestrel Ltd minus 5 EUR", "amount", "invoice.amount", "minus 5 EUR"},
		{"Erstelle für Müller GmbH eine Rechnung über −5 €", "amount", "invoice.amount", "−5 €"},
		{"Bill Kestrel Ltd 0 EUR", "amount", "invoice.amount", "0 EUR"},
		{"Rechnung für Müller GmbH über -1.200,50 € schreiben", "amount", "invoice.amount", "-1.200,50 €"},
		{"Bill Kestrel Ltd 5 EUR plus -7 % VAT", "amount", "invoice.tax_rate", "-7 %"},
		{"Bill Kestrel Ltd 5 EUR, due 31.02.2027", "date", "invoice.due", "31.02.2027"},
		{"Schreib Müller GmbH eine Rechnung über 5 EUR, fällig am 31.4.", "date", "invoice.due", "31.4."},
		{"Set the close date of the deal \"Solar\" to February 30th, 2027", "date", "opportunity.close_date", "February 30th, 2027"},
	} {
		r := compiled(t, compile.Request{Prompt: tc.prompt})
		require.Equal(t, compile.StatusUnsupported, r.Status, tc.prompt)
		p := r.Problems[0]
		require.Equal(t, []string{tc.code, tc.path, "error"}, []string{p.Code, p.Path, string(p.Severity)}, tc.prompt)
		require.Contains(t, p.Message, tc.typed)
		lines := strings.Split(tc.prompt, "\n")
		require.True(t, strings.HasPrefix(string([]rune(lines[p.Line-1])[p.Column-1:]), tc.typed), "%q is at %d:%d", tc.typed, p.Line, p.Column)
		require.NotEmpty(t, p.Fix)
		require.NotContains(t, r.Plan.Steps[len(r.Plan.Steps)-1].With, strings.TrimPrefix(tc.path, r.Plan.Steps[len(r.Plan.Steps)-1].ID+"."))
	}
	r := compiled(t, compile.Request{Prompt: "Bill Kestrel Ltd -5 EUR", Answers: map[string]string{"invoice.amount": "5 EUR"}})
	require.Equal(t, compile.StatusPlan, r.Status, "%v", r.Problems)
	r = compiled(t, compile.Request{Prompt: "Bill Kestrel Ltd 5-8 EUR", Answers: map[string]string{"invoice.amount": "8 EUR"}})
	require.Equal(t, compile.StatusPlan, r.Status, "%v", r.Questions)
	require.Equal(t, map[string]any{"amount": "8", "currency": "EUR"}, r.Plan.Steps[0].With["amount"])
}

// What several steps of one request need is asked for once, and the answer is for all of them.
func TestAnswersAreSharedByRepeatedSteps(t *testing.T) {
	ask := compile.Request{Prompt: "Post it in #front and #back", Connected: []string{"slack"}}
	r := compiled(t, ask)
	require.Len(t, r.Questions, 1)
	require.Equal(t, "message.text", r.Questions[0].ID)
	ask.Answers = map[string]string{"message.text": "Doors open"}
	r = compiled(t, ask)
	require.Equal(t, compile.StatusPlan, r.Status, "%v %v", r.Questions, r.Problems)
	require.Equal(t, map[string]any{"channel": "front", "text": "Doors open"}, r.Plan.Steps[0].With)
	require.Equal(t, map[string]any{"channel": "back", "text": "Doors open"}, r.Plan.Steps[1].With)
}

// An answer is for its own question, and leaves the others open.
func TestAnAnswerStaysWithItsQuestion(t *testing.T) {
	ask := compile.Request{Prompt: "Email a@b.example the contract that we are late, frobnicate, and post 'x' in #a with glitter", Connected: []string{"email", "slack"}}
	before := compiled(t, ask).Questions
	require.GreaterOrEqual(t, len(before), 2)
	for _, q := range before {
		if !strings.HasPrefix(q.ID, "words") {
			continue
		}
		ask.Answers = map[string]string{q.ID: "ignore"}
		after := compiled(t, ask).Questions
		require.Len(t, after, len(before)-1)
		for _, o := range before {
			require.Equal(t, o.ID != q.ID, slices.ContainsFunc(after, func(a compile.Question) bool { return a.ID == o.ID && a.Ask == o.Ask }), o.ID)
		}
	}
}

func TestAnswerToWhatTime(t *testing.T) {
	ask := compile.Request{Prompt: "Every Friday post 'Submit your hours' in #team"}
	r := compiled(t, ask)
	require.Equal(t, "trigger.time", r.Questions[0].ID)
	ask.Answers = map[string]string{"trigger.time": "4:30 pm"}
	r = compiled(t, ask)
	require.Equal(t, compile.StatusPlan, r.Status)
	require.Equal(t, "30 16 * * 5", r.Plan.Trigger.Schedule.Cron)
}

func TestWhyPointsAtTheWords(t *testing.T) {
	prompt := "Please\u200b bill Kestrel Mu\u0308ller Ltd 5 EUR and tell #ops that it's out"
	r := compiled(t, compile.Request{Prompt: prompt})
	require.Equal(t, compile.StatusPlan, r.Status, "%v %v", r.Questions, r.Problems)
	words := map[string]string{}
	for _, w := range r.Why {
		words[w.Path] = prompt[w.From:w.To]
	}
	require.Equal(t, "Kestrel Mu\u0308ller Ltd", words["invoice.customer"])
	require.Equal(t, "5 EUR", words["invoice.amount"])
	require.Equal(t, "#ops", words["message.channel"])
	require.Equal(t, "it's out", words["message.text"])
}

func TestUnreadable(t *testing.T) {
	c := rules.New(registry(t))
	for name, prompt := range map[string]string{
		"empty": "", "blank": " \n ", "control characters": "\x01\x02\x1b",
		"1 MB": strings.Repeat("create an invoice ", 60_000), "no text": "12345", "not UTF-8": "bill \xff",
	} {
		start := time.Now()
		_, err := c.Compile(context.Background(), compile.Request{Prompt: prompt, Now: friday})
		require.Error(t, err, name)
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), name)
		require.Less(t, time.Since(start), 5*time.Second, name)
	}
	_, err := c.Compile(context.Background(), compile.Request{Prompt: "bill A Ltd 5 EUR", Timezone: "Mars/Olympus"})
	require.Error(t, err)
}

// A phrase that a connector gives as an example must never lead to another action than its own: to a plan for it, or to a question.
func TestExamplesOfConnectorsAreNeverMistaken(t *testing.T) {
	reg := registry(t)
	c := rules.New(reg)
	understood, all := 0, 0
	for _, app := range reg.Apps() {
		for _, o := range app.Actions {
			for _, example := range append(append([]string{}, o.Asks.En.Examples...), o.Asks.De.Examples...) {
				all++
				r, err := c.Compile(context.Background(), compile.Request{Prompt: example, Now: friday})
				require.NoError(t, err)
				if r.Status != compile.StatusPlan {
					continue
				}
				understood++
				var did []string
				for _, s := range r.Plan.Steps {
					did = append(did, s.Do)
				}
				require.Contains(t, did, o.Ref(), example)
			}
		}
		for _, e := range app.Events {
			for i, example := range append(append([]string{}, e.Asks.En.Examples...), e.Asks.De.Examples...) {
				all++
				then := ", post 'Heads up' in #ops"
				if i >= len(e.Asks.En.Examples) {
					then = ", poste „Achtung“ in #ops"
				}
				r, err := c.Compile(context.Background(), compile.Request{Prompt: strings.TrimSuffix(example, ", …") + then, Now: friday})
				require.NoError(t, err)
				if r.Status == compile.StatusPlan {
					understood++
					require.NotNil(t, r.Plan.Trigger, example)
					require.Equal(t, e.Ref(), r.Plan.Trigger.On.Event, example)
				}
			}
		}
	}
	require.Greater(t, understood*100, all*80, "four fifths of the examples need no question, though every app is connected")
}

func TestOnlyConnectedAppsAreUsed(t *testing.T) {
	r := compiled(t, compile.Request{Prompt: "Create an invoice for Kestrel Ltd over 5 EUR and tell #ops that it's out",
		Connected: []string{"slack"}})
	require.NotEqual(t, compile.StatusPlan, r.Status)
	r = compiled(t, compile.Request{Prompt: "Set the account Kestrel Ltd to Active in Salesforce", Connected: []string{"slack"}})
	require.Equal(t, compile.StatusUnsupported, r.Status)
	require.Equal(t, "not_connected", r.Problems[0].Code)
}

func BenchmarkCompile(b *testing.B) {
	c := rules.New(registry(b))
	r := compile.Request{Now: friday, Prompt: "Create an invoice for ACME Corp over 1,200 EUR for the October workshop, update the CRM " +
		"and email a confirmation to billing@acme.example"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Compile(context.Background(), r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	reg := registry(b)
	for b.Loop() {
		rules.New(reg)
	}
}
