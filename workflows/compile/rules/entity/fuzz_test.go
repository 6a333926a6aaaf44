package entity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/robfig/cron/v3"
	"github.com/stretchr/testify/require"

	"sayso/workflows/compile/rules/text"
)

// A text of 4 KB, of whatever kind, is read within this time on one core. Where the machine is busy, or the fuzzer watches, it may take some
// times as long as a usual text of that length does there.
const (
	longText = 4 << 10
	stall    = 50 * time.Millisecond
	leeway   = 25
)

// readsAtOnce fails where a reading takes long.
func readsAtOnce(t testing.TB, what string, reading func()) {
	t.Helper()
	if took := best(reading); took > stall && took > leeway*best(usual) {
		t.Fatalf("reading takes %v: %.200q", took, what)
	}
}

// best is the shortest time of a few: on a busy machine one attempt says little.
func best(reading func()) time.Duration {
	took := time.Hour
	for n := 0; n < 8 && took > stall; n++ {
		start := time.Now()
		reading()
		took = min(took, time.Since(start))
	}
	return took
}

// usual reads a text that has nothing special about it.
func usual() {
	const sentence = "please send the invoice over 1,200 EUR to ACME Corp by Friday and tell everybody about it "
	if list, ok := tokens(strings.Repeat(sentence, longText/len(sentence))); ok {
		Scan(list, Env{Lang: "en", Now: friday})
		FindRecurrence(list, Env{Lang: "en", Now: friday})
	}
}

// tokens reads a fuzzer's text; ok is false for one that is no prompt.
func tokens(s string) (list []text.Token, ok bool) {
	c, err := text.Normalise(s, longText)
	if err != nil {
		return nil, false
	}
	return text.Tokens(c), true
}

// seeds gives a fuzzer the fixtures of a grammar.
func seeds(f *testing.F, grammar string) {
	f.Helper()
	for _, lang := range []string{"en", "de"} {
		raw, err := os.ReadFile(filepath.Join("testdata", grammar+"."+lang+".txt"))
		require.NoError(f, err)
		for line := range strings.Lines(string(raw)) {
			if in, _, ok := strings.Cut(line, " =>"); ok {
				f.Add(in)
			}
		}
	}
}

// fuzzScan holds what is found of a text to its place in it, and to sound values.
func fuzzScan(f *testing.F) {
	f.Helper()
	f.Fuzz(func(t *testing.T, s string) {
		list, ok := tokens(s)
		if !ok {
			return
		}
		for _, lang := range []string{"en", "de"} {
			var found []Entity
			readsAtOnce(t, s, func() { found = Scan(list, Env{Lang: lang, Now: friday}) })
			last := 0
			for _, e := range found {
				if e.From < last || e.To <= e.From || e.To > len(list) {
					t.Fatalf("%v of %q overlaps or is out of range", e, s)
				}
				last = e.To
				if day, _ := e.Value.(string); e.Type == Date && e.Fault == Sound {
					if _, err := time.Parse(time.DateOnly, day); err != nil {
						t.Fatalf("%q is read as the day %q", s, day)
					}
				}
			}
		}
	})
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"in 9999999999 weeks", "31/31/31", "the end of the", "9999 years from 29 February 2196"} {
		f.Add(s)
	}
	seeds(f, "date")
	fuzzScan(f)
}

func FuzzAmounts(f *testing.F) {
	for _, s := range []string{"1.200,00 € bis 31.12.", "CHF 1'2'3", "+1 2 3", "999999999999999 Milliarden €"} {
		f.Add(s)
	}
	seeds(f, "amount")
	fuzzScan(f)
}

func FuzzRecurrence(f *testing.F) {
	seeds(f, "recurrence")
	f.Fuzz(func(t *testing.T, s string) {
		list, ok := tokens(s)
		if !ok {
			return
		}
		for _, lang := range []string{"en", "de"} {
			var r Recurrence
			var found bool
			readsAtOnce(t, s, func() { r, found = FindRecurrence(list, Env{Lang: lang, Now: friday}) })
			if !found {
				continue
			}
			if r.Beyond != (r.Cron == "") {
				t.Fatalf("%q is read as %+v", s, r)
			}
			if _, err := cron.ParseStandard(r.Cron); !r.Beyond && err != nil {
				t.Fatalf("%q is read as %q: %v", s, r.Cron, err)
			}
			for _, span := range r.Ranges {
				if span[0] < 0 || span[1] <= span[0] || span[1] > len(list) {
					t.Fatalf("%v of %q is out of range", span, s)
				}
			}
		}
	})
}

// Texts that repeat what a grammar goes on reading are read in linear time.
func TestLongTextsAreReadAtOnce(t *testing.T) {
	for _, unit := range []string{"the ", "every ", "Monday, ", "1 and ", "one thousand ", "single ", "jeden ", "am ", "in ", "1. ", "at 9 and ",
		"zwei Wochen ab ", "und ", "hundred ", "last ", "end of the ", "1 ", "- ", "€ ", "next ", "a ", "von Mo bis ", "weekly on ", "Ende "} {
		s := strings.Repeat(unit, longText/len(unit))
		list, ok := tokens(s)
		if !ok {
			continue
		}
		for _, lang := range []string{"en", "de"} {
			readsAtOnce(t, s, func() { Scan(list, Env{Lang: lang, Now: friday}) })
			readsAtOnce(t, s, func() { FindRecurrence(list, Env{Lang: lang, Now: friday}) })
		}
	}
}
