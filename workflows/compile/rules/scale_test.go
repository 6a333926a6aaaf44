package rules_test

import (
	"context"
	"encoding/json"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/all"
	"sayso/workflows/compile"
	"sayso/workflows/compile/eval"
	"sayso/workflows/compile/rules"
	"sayso/workflows/plan"
)

// asked are prompts to measure with: those of the file that SAYSO_EVAL names, else those of the golden files.
func asked(t testing.TB) (list []eval.Item) {
	t.Helper()
	if file := os.Getenv("SAYSO_EVAL"); file != "" {
		f, err := os.Open(file)
		require.NoError(t, err)
		defer f.Close()
		list, err = eval.Read(f)
		require.NoError(t, err)
		return list
	}
	raw, err := os.ReadFile("testdata/plans.txt")
	require.NoError(t, err)
	for line := range strings.Lines(string(raw)) {
		if prompt, ok := strings.CutPrefix(strings.TrimSpace(line), "> "); ok {
			it := eval.Item{Prompt: prompt, Connected: office}
			if apps, rest, named := strings.Cut(prompt, "] "); named && strings.HasPrefix(apps, "[") {
				it.Connected, it.Prompt = strings.Fields(apps[1:]), rest
			}
			list = append(list, it)
		}
	}
	require.NotEmpty(t, list)
	return list
}

func answer(t testing.TB, c compile.Compiler, it eval.Item, more ...string) compile.Result {
	t.Helper()
	r, err := c.Compile(context.Background(), compile.Request{Prompt: it.Prompt, Connected: append(slices.Clone(it.Connected), more...), Now: friday})
	require.NoError(t, err)
	return r
}

// The same prompt gives the same plan, whoever compiles it and how often. Nothing that a map is ranged for may show.
func TestTheSamePromptGivesTheSameDigest(t *testing.T) {
	c := compiler()
	for n, it := range asked(t) {
		first := answer(t, c, it)
		want, err := json.Marshal(first)
		require.NoError(t, err)
		times := 4
		if n%50 == 0 {
			times = 1000
			c = rules.New(registry(t))
		}
		for range times {
			r := answer(t, c, it)
			got, err := json.Marshal(r)
			require.NoError(t, err)
			require.Equal(t, string(want), string(got), it.Prompt)
			if r.Plan != nil && times == 1000 {
				require.Equal(t, plan.Digest(first.Plan), plan.Digest(r.Plan), it.Prompt)
			}
		}
	}
}

// maxHeap is what the compiler may take up with the whole catalogue, in bytes.
const maxHeap = 60 << 20

func TestTheCompilerFitsIntoItsMemory(t *testing.T) {
	before := heap()
	reg, err := all.Registry(all.Needs{})
	require.NoError(t, err)
	c := rules.New(reg)
	_, err = c.Compile(context.Background(), compile.Request{Prompt: "Create an invoice for A Ltd over 5 EUR", Now: friday})
	require.NoError(t, err)
	taken := heap() - before
	runtime.KeepAlive(c)
	t.Logf("%.1f MB", float64(taken)/(1<<20))
	require.Less(t, taken, int64(maxHeap))
	require.Greater(t, taken, int64(1<<20), "nothing was measured")
}

// heap is how many bytes are in use.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// A thousand further actions, whether or not they are connected, make the compiler less than three times as slow, and change hardly a plan.
func TestAThousandMoreActions(t *testing.T) {
	reg := registry(t)
	apps := syntheticApps()
	var names []string
	for _, app := range apps {
		names = append(names, app.App)
	}
	more, err := connectors.NewRegistry(append(reg.Apps(), apps...)...)
	require.NoError(t, err)
	small, large, items := compiler(), rules.New(more), asked(t)

	n := 0
	for _, app := range apps {
		n += len(app.Actions)
	}
	require.Equal(t, syntheticActions, n)
	own := answer(t, large, eval.Item{Prompt: "Create a meeting called Kickoff"}, "nimbuscalendar1")
	require.Equal(t, "nimbuscalendar1.create_meeting", own.Plan.Steps[0].Do, "they are actions like any others")

	for name, connected := range map[string][]string{"known": nil, "connected": names} {
		t.Run(name, func(t *testing.T) {
			var one, other time.Duration
			lost, plans := 0, 0
			for _, it := range items {
				a, took := fastest(t, small, it)
				b, tookMore := fastest(t, large, it, connected...)
				one, other = one+took, other+tookMore
				if counts, same := alike(t, reg, it, a, b); counts {
					plans++
					if !same {
						lost++
						t.Logf("%s\n%v\n%v", it.Prompt, a, b)
					}
				}
			}
			t.Logf("%d of %d plans are lost; %.2f times as long", lost, plans, float64(other)/float64(one))
			require.Positive(t, plans)
			require.Less(t, lost*100, plans*5)
			require.Less(t, other, 3*one)
		})
	}
}

// fastest compiles a prompt a few times and gives the shortest time it took.
func fastest(t testing.TB, c compile.Compiler, it eval.Item, more ...string) (r compile.Result, best time.Duration) {
	t.Helper()
	best = time.Hour
	for range 5 {
		start := time.Now()
		r = answer(t, c, it, more...)
		best = min(best, time.Since(start))
	}
	return r, best
}

// alike reports whether a second answer is as good as the first: as exact where the right plan is known, else the same. Only what was right at
// first counts.
func alike(t testing.TB, reg *connectors.Registry, it eval.Item, a, b compile.Result) (counts, same bool) {
	t.Helper()
	if len(it.Gold) > 0 {
		return exact(t, reg, it, a), exact(t, reg, it, b)
	}
	if it.ID != "" || a.Status != compile.StatusPlan {
		return false, false
	}
	return true, b.Status == compile.StatusPlan && plan.Digest(a.Plan) == plan.Digest(b.Plan)
}

func exact(t testing.TB, reg *connectors.Registry, it eval.Item, r compile.Result) bool {
	t.Helper()
	report, err := eval.Score(reg, []eval.Item{it}, func(eval.Item) (eval.Answer, error) { return eval.Answer{Result: r}, nil })
	require.NoError(t, err)
	return report.Outcomes[0].Exact
}

// BenchmarkPrompts gives the median and the 99th percentile of what a prompt takes, in milliseconds and as a multiple of a piece of work that is
// measured in the same run, since machines and their load differ. Of each prompt the best round counts. It also gives what the compiler takes up.
func BenchmarkPrompts(b *testing.B) {
	before := heap()
	c, items := rules.New(registry(b)), asked(b)
	taken := heap() - before
	took, unit := make([]time.Duration, len(items)), time.Hour
	for i := range took {
		took[i] = time.Hour
	}
	for b.Loop() {
		for i, it := range items {
			start := time.Now()
			answer(b, c, it)
			took[i] = min(took[i], time.Since(start))
		}
		start := time.Now()
		sortNumbers()
		unit = min(unit, time.Since(start))
	}
	slices.Sort(took)
	p50, p99 := took[len(took)/2], took[len(took)*99/100]
	b.ReportMetric(float64(taken)/(1<<20), "heap-MB")
	b.ReportMetric(p50.Seconds()*1000, "p50-ms")
	b.ReportMetric(p99.Seconds()*1000, "p99-ms")
	b.ReportMetric(unit.Seconds()*1000, "reference-ms")
	b.ReportMetric(float64(p50)/float64(unit), "p50/reference")
	b.ReportMetric(float64(p99)/float64(unit), "p99/reference")
}

// sortNumbers is that piece of work: ten thousand numbers put into order.
func sortNumbers() {
	list := make([]int, 10_000)
	for i := range list {
		list[i] = i * 7919 % len(list)
	}
	slices.Sort(list)
}
