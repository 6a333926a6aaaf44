package rules

import (
	"fmt"

	"sayso/workflows/plan"
)

// disconnected notes that a clause names an app that isn't connected.
func (b *builder) disconnected(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		it := b.items[i]
		for _, app := range it.apps {
			if !b.allowed[app] && !b.ordinary(it, app) && len(it.apps) == 1 {
				b.problem("not_connected", it.Text, b.in("%s is not connected", "%s ist nicht verbunden"), b.in("connect it with `sayso connect %s`", "verbinde es mit `sayso connect %s`"), app)
				return true
			}
		}
		for _, kind := range b.kindsAt(i) {
			if len(b.ofKind(kind)) == 0 {
				b.problem("not_connected", it.Text, b.in("no app is connected that “%s” could mean", "es ist keine App verbunden, die mit „%s“ gemeint sein kann"), b.in("connect one with `sayso connect`", "verbinde eine mit `sayso connect`"), "")
				return true
			}
		}
	}
	return false
}

func (b *builder) problem(code, what, message, fix, app string) {
	if app != "" {
		fix = fmt.Sprintf(fix, app)
	}
	b.problems = append(b.problems, plan.Problem{Code: code, Severity: plan.Error, Message: fmt.Sprintf(message, what), Fix: fix})
}
