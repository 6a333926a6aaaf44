package text

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// show writes tokens as kind:text, words bare.
func show(tokens []Token) string {
	names := map[Kind]string{Number: "n", Punct: "p", Quoted: "q", Email: "e", URL: "u", Channel: "c", Mention: "m", Break: "b"}
	parts := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if n, ok := names[t.Kind]; ok {
			parts = append(parts, n+":"+strings.ReplaceAll(t.Text, "\n", `\n`))
			continue
		}
		parts = append(parts, t.Text)
	}
	return strings.Join(parts, " | ")
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		`Send it to a.b+c@x.example.`:           `Send | it | to | e:a.b+c@x.example | p:.`,
		`(see https://x.example/a?b=c)`:         `p:( | see | u:https://x.example/a?b=c | p:)`,
		`post in #ops-war, ping @anna!`:         `post | in | c:ops-war | p:, | ping | m:anna | p:!`,
		`over €1.2k or 1200EUR, 19%`:            `over | € | n:1.2 | k | or | n:1200 | EUR | p:, | n:19 | %`,
		`2350,- euro bis 31.12.`:                `n:2350,- | euro | bis | n:31.12 | p:.`,
		`ab 16:30 – jetzt`:                      `ab | n:16:30 | p:– | jetzt`,
		`say "delete it, now" -> done`:          `say | q:delete it, now | p:→ | done`,
		`die Mail „Hallo, Welt“ senden`:         `die | Mail | q:Hallo, Welt | senden`,
		`don't close Anna's issue 'A b'`:        `don't | close | Anna's | issue | q:A b`,
		`the "half open`:                        `the | p:" | half | open`,
		`PLAT-311 and R-2026-0093`:              `PLAT-311 | and | R-2026-0093`,
		`react with :bulb: now`:                 `react | with | :bulb: | now`,
		"first\nsecond":                         `first | b:\n | second`,
		`Bestätigungs-Mail`:                     `Bestätigungs-Mail`,
		`1'890.50 CHF`:                          `n:1'890.50 | CHF`,
		`roll out acme/web:2.1 w/ release.yml.`: `roll | out | acme/web:2.1 | w/ | release.yml | p:.`,
		``:                                      ``,
	} {
		c, err := Normalise(in+" x", 1000)
		require.NoError(t, err)
		want = strings.TrimPrefix(want+" | x", " | ")
		require.Equal(t, want, show(Tokens(c)), in)
	}
}

func TestTokensKnowTheirPlace(t *testing.T) {
	prompt := "bitte „Grüße“ an #büro, (jetzt) 1.200 €"
	c, err := Normalise(prompt, 1000)
	require.NoError(t, err)
	var parts []string
	for _, tok := range Tokens(c) {
		parts = append(parts, prompt[tok.Span.From:tok.Span.To])
	}
	require.Equal(t, []string{"bitte", "„Grüße“", "an", "#büro", ",", "(", "jetzt", ")", "1.200", "€"}, parts)
}

// A text of 4 KB, of whatever kind, is split within this time on one core.
const (
	longText = 4 << 10
	stall    = 50 * time.Millisecond
)

// split cleans and splits a text. On a busy machine one attempt says little, so that the best of a few counts.
func split(s string) (tokens []Token, best time.Duration, err error) {
	best = time.Hour
	for n := 0; n < 8 && best > stall; n++ {
		start := time.Now()
		var c Clean
		if c, err = Normalise(s, longText); err != nil {
			return nil, 0, err
		}
		tokens = Tokens(c)
		best = min(best, time.Since(start))
	}
	return tokens, best, nil
}

func TestTokensTakeLinearTime(t *testing.T) {
	for _, unit := range []string{`"`, `'a `, "„", "(", "a ", "#", "1,", "-", "()", "a(", "#a", "a@", "a.", "$1", "a\u0301", "\u0301", "а", "\x1b["} {
		_, took, err := split("x" + strings.Repeat(unit, (longText-1)/len(unit)))
		require.NoError(t, err)
		require.Less(t, took, 8*stall, "%q", unit) // the race detector takes its share
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{`a "b' c`, "„x‘ y", "€1.2k -> #a @b", "\u202e:a:", "1.200,-%$"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens, took, err := split(s)
		if err != nil {
			return
		}
		if took > stall {
			t.Fatalf("splitting takes %v: %.200q", took, s)
		}
		last := 0
		for _, tok := range tokens {
			if tok.Span.From < last || tok.Span.To < tok.Span.From || tok.Span.To > len(s) {
				t.Fatalf("token %q of %q is at %v, behind %d", tok.Text, s, tok.Span, last)
			}
			last = tok.Span.From
		}
	})
}
