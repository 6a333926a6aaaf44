package crashlab_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso/workflows"
)

// verdict is what the oracle finds wrong with a trial.
type verdict struct {
	doubled, lost, orphaned, stuck int
	wrong                          []string // in words, all of it
}

// afterCancel is how long after a cancellation was taken a step may still be begun: the rest of the workflow task that was under way. What had
// been begun by then may be brought to its end, also by a second attempt.
const afterCancel = time.Second

// judge holds what the vendor logged for a trial to what its plan says.
func (t *trial) judge(log []entry) (v verdict) {
	say := func(count *int, format string, args ...any) {
		if count != nil {
			*count++
		}
		v.wrong = append(v.wrong, fmt.Sprintf(format, args...))
	}
	if !t.over {
		say(&v.stuck, "it came to no end (%s)", t.hindered)
		return v
	}
	known := map[string]effect{}
	for _, e := range t.effects {
		known[e.name] = e
	}
	done, undone := map[string]int{}, map[string]int{}
	for _, e := range log {
		meant, ok := known[e.Name]
		switch {
		case !ok:
			say(nil, "%s was never meant", e.Name)
		case !e.Intent:
			say(nil, "%s of %s: the ledger knew nothing of it", e.Op, e.Name)
		}
		if e.Op == "undo" {
			undone[e.Name]++
			continue
		}
		done[e.Name]++
		if meant.approved && (t.approvedAt.IsZero() || e.At.Before(t.approvedAt) || t.run.State == workflows.Denied) {
			say(nil, "%s was done without approval", e.Name)
		}
		if !t.cancelAt.IsZero() && e.Name != t.aim.Name && e.Begun.After(t.cancelAt.Add(afterCancel)) {
			say(nil, "%s was begun %s after the cancellation", e.Name, e.Begun.Sub(t.cancelAt))
		}
	}
	for _, e := range t.effects {
		stands := done[e.name] - undone[e.name]
		if done[e.name] > 1 {
			say(&v.doubled, "%s was done %d times", e.name, done[e.name])
		}
		switch {
		case e.never && done[e.name] > 0:
			say(nil, "%s was refused and done", e.name)
		case e.gone && stands != 0:
			say(&v.orphaned, "%s stands, and its item failed", e.name)
		case e.gone || e.never || t.run.State == workflows.Completed && stands == 1 || t.run.State != workflows.Completed && stands == 0:
		case t.run.State == workflows.Completed:
			say(&v.lost, "%s is not there, and the run completed", e.name)
		case e.class() != classC:
			say(&v.orphaned, "%s stands, and the run is %s", e.name, t.run.State)
		case t.run.State == workflows.Undone:
			say(&v.orphaned, "%s can't be taken back, and the run says that nothing stands", e.name)
		}
	}
	t.judgeEnd(func(format string, args ...any) { say(nil, format, args...) })
	return v
}

// surelyFails reports whether a step is refused however often it is tried. One that is refused once may be tried again if the process dies
// before anything followed on the refusal.
func (t *trial) surelyFails() bool {
	return slices.ContainsFunc(t.effects, func(e effect) bool { return e.never && !strings.Contains(e.path, "[") }) // a loop goes on
}

// judgeEnd holds how a trial ended to how it was meant to.
func (t *trial) judgeEnd(say func(string, ...any)) {
	state := t.run.State
	ok := map[ending]bool{
		completes: state == workflows.Completed || t.refused && state == workflows.Denied,
		fails:     state == workflows.Undone || state == workflows.Failed || state == workflows.Completed && !t.surelyFails(),
		rejected:  state == workflows.Denied,
		expires:   state == workflows.Denied,
		cancelled: true,
	}[t.ending]
	if !ok {
		say("a run that %s is %s: %s", t.ending, state, t.run.Says)
	}
	for _, q := range t.asked {
		say("it asked: %s", q)
	}
}
