package expr_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/workflows/expr"
)

// patience is far above what 4 KB take, which are a few milliseconds, and far below a stall: the machine may be busy, or the race detector
// at work.
const patience = 500 * time.Millisecond

// Whatever 4 KB say, they are dealt with at once.
func TestNoExpressionStalls(t *testing.T) {
	for _, unit := range []string{"(", "[", "{", "!", "-", "a.", "a?.", "a[", "1+", "1<", "a?", "a??", "a?b:", "not ", "'", `"`, "`", `\`, "1e9", "9", "a|", "a|len()|", "len(",
		"default(a,", "..", "1..", "a**", "#", "{#", "map(a,{", "map([1,2,3],", "any([1,2],", "sort(", "unique(split('a,b','')+", "sum(map(a,#)|", "filter([1],{#", "let x=1;", "if a {", "ä", "\x00", "/*", "//", "a&&", "a in ", "a contains ", "a matches ", "[1][",
		"((a))+", "'a'+", "upper('x')+", "a;", "1_", "0x", "a.b.c[0]", "${", "}", `{"a":`} {
		for _, source := range []string{
			strings.Repeat(unit, expr.MaxSource/len(unit)),
			strings.Repeat(unit, expr.MaxSource/len(unit)-1) + "a",
			strings.Repeat(unit, expr.MaxDepth) + "a" + strings.Repeat(")", expr.MaxDepth),
		} {
			took := fastest(func() { work(source) })
			require.Less(t, took, patience, "%q", unit)
		}
	}
}

// work does everything with an expression that a plan does.
func work(source string) {
	values := map[string]any{"a": map[string]any{"b": "x"}, "b": "x"}
	if e, err := expr.Parse(source); err == nil {
		e.Refs()
		_, _ = e.Type(expr.Scope{"a": {}, "b": {Kind: expr.Text}})
		_, _ = e.Eval(values, "de")
		e.Words("de", func(path []string) string { return strings.Join(path, " ") })
	}
	if v, err := expr.ParseValue("x${" + source + "}"); err == nil {
		v.Refs()
		v.ForMachines()
		_, _ = v.Fill(values, expr.Lang("de"))
	}
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

func FuzzStall(f *testing.F) {
	for _, seed := range []string{"a ?? b | len()", "[1,2][0] in [[1]]", "1 < 2 < 3 < 4", "a?.b?.[1]", "default(a, default(b, 'x'))", "not (a and not (b or a))"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		source = source[:min(len(source), expr.MaxSource)]
		if took := fastest(func() { work(source) }); took > patience {
			t.Fatalf("%s for %q", took, source)
		}
	})
}
