package crashlab_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso/activities"
	"sayso/workflows"
)

// row is what came of the trials of a cell, or of several.
type row struct {
	Point    string `json:"point"`
	Class    string `json:"class"`
	Runs     int    `json:"runs"`
	Fired    int    `json:"fired"` // the process died where it was meant to
	Doubled  int    `json:"doubled"`
	Lost     int    `json:"lost"`
	Orphaned int    `json:"orphaned"`
	Stuck    int    `json:"stuck"`
	Asked    int    `json:"asked"`             // a person was asked whether a step was done
	Wrong    int    `json:"wrong"`             // the oracle objected, for whatever reason
	Quick    []int  `json:"quick,omitempty"`   // how long after the kill a run went on, in ms, where nothing was killed until it did and the step was in the quick lane
	Visible  []int  `json:"visible,omitempty"` // the same for the visible lane
}

// summary is the report on many trials.
type summary struct {
	Rows    []row    `json:"rows"` // one for each cell
	Seconds int      `json:"seconds"`
	Suspend []row    `json:"suspended,omitempty"` // workers that were suspended instead of killed
	wrong   []string // what the oracle found, with the seed that does it again
	unfired []int    // seeds
	slow    []string // the runs that took longest to go on
}

func report(results []result, took time.Duration) *summary {
	s := &summary{Seconds: int(took.Seconds())}
	for _, c := range cells() {
		w := row{Point: c.where(), Class: string(c.Class)}
		for _, r := range results {
			if r.cell == c {
				w.add(r)
			}
		}
		if w.Runs > 0 {
			s.Rows = append(s.Rows, w)
		}
	}
	slowest := slices.SortedFunc(slices.Values(results), func(a, b result) int { return cmp.Compare(b.recovery, a.recovery) })
	for _, r := range slowest[:min(len(slowest), 10)] {
		s.slow = append(s.slow, fmt.Sprintf("%d (%s, %s)", r.seed, r.killed.Format("15:04:05"), r.recovery.Round(time.Second)))
	}
	for _, r := range results {
		if len(r.wrong) > 0 {
			s.wrong = append(s.wrong, r.tell())
		}
		if !r.fired {
			s.unfired = append(s.unfired, r.seed)
		}
	}
	return s
}

func (w *row) add(r result) {
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	count(&w.Runs, true)
	count(&w.Fired, r.fired)
	count(&w.Asked, r.unknown > 0)
	count(&w.Wrong, len(r.wrong) > 0)
	w.Doubled += r.doubled
	w.Lost += r.lost
	w.Orphaned += r.orphaned
	w.Stuck += r.stuck
	switch d := int(r.recovery.Milliseconds()); {
	case d <= 0:
	case r.aim.Visible:
		w.Visible = append(w.Visible, d)
	default:
		w.Quick = append(w.Quick, d)
	}
}

// How long recovery may take at p99: the time-out after which Temporal takes the step for lost, and 10 seconds; in ms.
const (
	quickBound   = int((workflows.TaskTimeout + 10*time.Second) / time.Millisecond)
	visibleBound = int((activities.HeartbeatTimeout + 10*time.Second) / time.Millisecond)
)

// quantile is in ms, 0 of none.
func quantile(q float64, millis ...int) int {
	if len(millis) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(millis))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

// total adds rows up under a name.
func total(point, class string, rows []row) row {
	t := row{Point: point, Class: class}
	for _, w := range rows {
		t.Runs += w.Runs
		t.Fired += w.Fired
		t.Doubled += w.Doubled
		t.Lost += w.Lost
		t.Orphaned += w.Orphaned
		t.Stuck += w.Stuck
		t.Asked += w.Asked
		t.Wrong += w.Wrong
		t.Quick, t.Visible = append(t.Quick, w.Quick...), append(t.Visible, w.Visible...)
	}
	return t
}

// only gives the rows of a class.
func only(rows []row, c class) (list []row) {
	for _, w := range rows {
		if w.Class == string(c) {
			list = append(list, w)
		}
	}
	return list
}

const tableHead = "| the process dies | class | runs | fired | doubled | lost | orphaned | stuck | asked | goes on after: p50 | p99 |\n|---|---|---|---|---|---|---|---|---|---|---|\n"

func (w row) String() string {
	went := slices.Concat(w.Quick, w.Visible)
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %d | %d | %d | %.0f %% | %s | %s |\n", w.Point, w.Class, w.Runs, w.Fired, w.Doubled, w.Lost, w.Orphaned, w.Stuck,
		100*float64(w.Asked)/float64(max(w.Runs, 1)), seconds(quantile(.5, went...)), seconds(quantile(.99, went...)))
}

// String is the report as a table, with the sums at its end.
func (s *summary) String() string {
	var b strings.Builder
	b.WriteString(tableHead)
	for _, w := range s.Rows {
		b.WriteString(w.String())
	}
	b.WriteString(s.sums())
	return b.String()
}

// sums are the last lines of a table, and what they come to.
func (s *summary) sums() string {
	var b strings.Builder
	for _, c := range []class{classA, classB, classC} {
		b.WriteString(total("anywhere", string(c), only(s.Rows, c)).String())
	}
	all := total("anywhere", "all", s.Rows)
	b.WriteString(all.String())
	fmt.Fprintf(&b, "\n%d runs in %d s. In %d of them (%.1f %%) the process died exactly where it was meant to. The oracle objected to %d. In some lives of the process nothing was killed until all had gone on "+
		"that it had died for: from the kill until then p99 is %s in the quick lane (of %d; time-out + 10 s: %s) and %s in the visible one (of %d; %s).\n",
		all.Runs, s.Seconds, all.Fired, 100*float64(all.Fired)/float64(max(all.Runs, 1)), all.Wrong,
		seconds(quantile(.99, all.Quick...)), len(all.Quick), seconds(quickBound), seconds(quantile(.99, all.Visible...)), len(all.Visible), seconds(visibleBound))
	return b.String()
}

// seconds writes a time in ms; a dash where none was measured.
func seconds(millis int) string {
	if millis == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f s", float64(millis)/1000)
}

// tell says what is wrong with a trial, and how to do it again.
func (r result) tell() string {
	var b strings.Builder
	lane := "quick"
	if r.aim.Visible {
		lane = "visible"
	}
	fmt.Fprintf(&b, "seed %d (%s, class %s, %s, at %q in the %s lane): %s\n  again: go test -tags crash -run Crashes ./workflows/crashlab -seed %d\n", r.seed, r.cell.where(), r.cell.Class, r.ending,
		r.aim.Path, lane, strings.Join(r.wrong, "; "), r.seed)
	steps, err := json.Marshal(r.plan.Steps)
	if err != nil {
		steps = []byte(err.Error())
	}
	fmt.Fprintf(&b, "  plan: %s\n  run: %s %s\n", steps, r.run.State, r.run.Says)
	for _, e := range r.log {
		fmt.Fprintf(&b, "  %s %s %s %s, ledger knew: %v\n", e.At.Format("15:04:05.000"), e.Op, e.Action, e.Name, e.Intent)
	}
	return b.String()
}
