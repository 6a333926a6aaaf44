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
		if i > c.from && it.Capital() && bodies[b.items[i-1].Lower] {
			continue // "the group Storage"
		}
		for _, app := range it.apps {
			if !b.allowed[app] && !b.ordinary(it, app) && len(it.apps) == 1 {
				if known, ok := b.reg.App(app); ok && known.Declared {
					b.unconnected("%s", known.NotYet().In(b.lang), b.in("Leave it out for now.", "Lass es vorerst weg."))
					return true
				}
				b.unconnected(b.in("%s is not connected.", "%s ist nicht verbunden."), it.Text,
					b.in("Connect it with `sayso connect "+app+"`.", "Verbinde es mit `sayso connect "+app+"`."))
				return true
			}
		}
		for _, kind := range b.kindsAt(i) {
			if len(b.ofKind(kind)) == 0 && !b.topical(i) {
				b.unconnected(b.in("No app is connected that “%s” could mean.",
					"Es ist keine App verbunden, die mit „%s“ gemeint sein kann."), it.Text,
					b.in("Connect one with `sayso connect`.", "Verbinde eine mit `sayso connect`."))
				return true
			}
		}
	}
	return false
}

// bodies are the words for what people work in, whose name stands behind them.
var bodies = words(`group team department project gruppe abteilung projekt queue`)

func (b *builder) unconnected(message, what, fix string) {
	b.problems = append(b.problems, plan.Problem{Code: CodeNotConnected, Severity: plan.Error, Message: fmt.Sprintf(message,
		what), Fix: fix})
}
