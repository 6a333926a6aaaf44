package text

import (
	"runtime"
	"runtime/debug"
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

// Sixteen times the text takes some sixteen times as long; were the time quadratic, it would be 256.
func TestTokensTakeLinearTime(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // only the long text would call the collector of garbage
	for _, unit := range []string{`"`, `'a `, "„", "(", "a ", "#", "1,", "-"} {
		short, long := tokenTime(t, unit, 4_000), tokenTime(t, unit, 64_000)
		require.Less(t, float64(long)/float64(short), 120.0, "%q", unit)
	}
}

// tokenTime is the least of several measurements, which a busy machine spoils least.
func tokenTime(t *testing.T, unit string, size int) time.Duration {
	t.Helper()
	c, err := Normalise("x "+strings.Repeat(unit, size/len(unit)), 2*size)
	require.NoError(t, err)
	least := time.Hour
	for range 5 {
		runtime.GC()
		start := time.Now()
		Tokens(c)
		least = min(least, time.Since(start))
	}
	return least
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{`a "b' c`, "„x‘ y", "€1.2k -> #a @b", "\u202e:a:", "1.200,-%$"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Normalise(s, 1000)
		if err != nil {
			return
		}
		last := 0
		for _, tok := range Tokens(c) {
			if tok.Span.From < last || tok.Span.To < tok.Span.From || tok.Span.To > len(s) {
				t.Fatalf("token %q of %q is at %v, behind %d", tok.Text, s, tok.Span, last)
			}
			last = tok.Span.From
		}
	})
}
