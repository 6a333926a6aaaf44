package rules_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules"
	"sayso/workflows/plan"
)

// A prompt of 4 KB, of whatever kind, is compiled within this time on one core. Where the race detector or the fuzzer watches, it may take some
// times as long as a usual one of that length does there.
const (
	longText = 4 << 10
	stall    = 50 * time.Millisecond
	leeway   = 5
)

// long repeats a text to that length.
func long(head, unit string) string {
	return head + strings.Repeat(unit, (longText-len(head))/len(unit))
}

// usual is how long a prompt of 4 KB takes here and now that has nothing special about it.
func usual(c compile.Compiler) time.Duration {
	_, took, _ := timed(c, long("", "please invoice A Ltd over 5 EUR for what we did, and tell everybody in #sales about it. "))
	return took
}

// timed compiles a prompt and tells how long that keeps a processor busy. Memory is tidied up meanwhile, so that the best of a few attempts counts.
func timed(c compile.Compiler, prompt string) (r compile.Result, best time.Duration, err error) {
	best = time.Hour
	for n := 0; n < 5 && best > stall; n++ {
		start := worked()
		r, err = c.Compile(context.Background(), compile.Request{Prompt: prompt, Now: friday})
		best = min(best, worked()-start)
	}
	return r, best, err
}

// repeated are what people, and machines, may write again and again: words, marks, values, requests.
var repeated = []string{
	// words that hold a sentence together, and those that are looked for at its ends
	"and ", "und ", "& ", "plus ", "then ", "dann ", "that ", "as ", "of the ", "der ", "no, ", "not ", "nicht ", "if ", "when ", "bevor ", "sonst ", "to send ", "lege ",
	// names, nouns, compounds and misspelt words
	"a ", "A ", "Anna ", "A & B ", "ACME Corp and ", "invoice ", "the ticket ", "jira ticket ", "when a ticket ", "all open tickets ", "Bestätigungs-Mail-", "Rechnungs", "invocie ", "é ",
	// marks
	", ", ". ", ": ", "- ", "-", "\n", "- a\n", "a\tb\n", "|a|b|\n", "( ", "((", ")", "[", "{", "\"", "'", "„", "“", "\"a\" ", "'a ", "→ ", "… ", "%", "€", "#a ", "@a ", ":a: ",
	// values
	"1 ", "1,", "1.", "$5 ", "5 EUR ", "5 EUR, sorry ", "8 bis 9 ", "5% ", "über 5 € ", "zwei ", "hundred ", "hundert", "31.12. ", "am 3. April 2026 ", "on Monday ", "um 9 Uhr ", "halb neun ", "every Monday ",
	"jeden ", "0 9 * * 1 ", "WEB-1 ", "a@b.example ", "https://a.example/ ", "a/b ", "a=b ", "a: b, ", "name, ", "name, mail and ", "3 x 5 EUR for chairs, ",
	// announced values, and what is said of a request
	"with ", "with subject ", "title ", "mit ", "set status to done ", "setze auf ", "assign it to ", "for each ", "wait 2h ", "mit Freigabe ", "same ", "both ", "it ", "high ", "tell Anna that ", "Sag Anna, dass ",
	// requests
	"create ", "create an invoice for A Ltd over 5 EUR and ", "DM Anna and ", "DM Anna, Ben, ", "post it in #a and ", "mail a@b.example, ", "send it. ", "update the account A Ltd to Active and ", "schließe WEB-1 und ",
	"log a call with A Ltd, ", "when a ticket comes in, close it. ", "for each open ticket, close it. ",
}

// What repeats itself is read in time that grows with its length, and what is written of it doesn't outgrow it.
func TestRepetitivePromptsDontStall(t *testing.T) {
	c := compiler()
	for h, head := range []string{"Create an invoice for A Ltd over 5 EUR and post ", "Wenn ein Ticket kommt, poste in #ops ", "x "} {
		for i, unit := range repeated {
			if h > 0 && (i+h)%4 > 0 {
				continue // the first is the hardest
			}
			r, took, err := timed(c, long(head, unit))
			require.NoError(t, err)
			if took > stall {
				require.Less(t, took, leeway*usual(c), "%s… %s", head, unit)
			}
			if r.Plan != nil {
				raw, err := plan.Marshal(r.Plan)
				require.NoError(t, err)
				require.Less(t, len(raw), 100*longText, "%s… %s", head, unit)
			}
		}
	}
}

// So is the longest prompt that is read at all.
func TestLongestPromptsAreAnswered(t *testing.T) {
	for i, unit := range repeated {
		if i%5 > 0 {
			continue // as above; here the length counts
		}
		prompt := "x " + strings.Repeat(unit, (compile.MaxPrompt-2)/len(unit))
		start := time.Now()
		_, err := compiler().Compile(context.Background(), compile.Request{Prompt: prompt, Now: friday})
		require.NoError(t, err)
		require.Less(t, time.Since(start), 15*time.Second, unit) // a fraction of a second, but for the race detector
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{"Create an invoice for A Ltd over 5 EUR, no, 6 EUR", "Wenn „x“ kommt, leg a an: b",
		"if that and to WEB-1 then", "both of them", "jeden Tag", "lösche WEB-1 (nicht)"} {
		f.Add(s)
	}
	for _, unit := range repeated {
		f.Add(strings.Repeat(unit, 5))
	}
	c := rules.New(registry(f))
	f.Fuzz(func(t *testing.T, prompt string) {
		if len(prompt) > longText {
			return
		}
		r, took, err := timed(c, prompt)
		if err != nil {
			return
		}
		if took > stall && took > leeway*usual(c) {
			t.Fatalf("reading takes %v: %.200q", took, prompt)
		}
		if r.Status == compile.StatusPlan && (r.Plan == nil || len(r.Plan.Steps) == 0) {
			t.Fatalf("a plan without steps for %q", prompt)
		}
		for _, w := range r.Why {
			if w.From < 0 || w.To > len(prompt) || w.From >= w.To {
				t.Fatalf("%q: %+v is out of range", prompt, w)
			}
		}
	})
}
