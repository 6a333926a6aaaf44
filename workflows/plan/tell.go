package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso/connectors"
	"sayso/workflows/expr"
)

var (
	approvalSays = connectors.Sentence{En: "Wait for approval[ by {by}][: {text}]", De: "Auf Freigabe[ durch {by}] warten[: {text}]"}
	fourEyesSays = connectors.Sentence{En: "Wait for approval[ by {by}] (not by who starts it)[: {text}]",
		De: "Auf Freigabe[ durch {by}] (nicht durch die Person, die startet) warten[: {text}]"}
)

// controlSays is how Sayso says what control steps do, filled in by Arguments.
var controlSays = map[string]connectors.Sentence{
	"choose":   {En: "Do the first of these that holds", De: "Das Erste davon, was zutrifft"},
	"each":     {En: "For each item of {each}[, {at_once} at once]", De: "Für jedes Element aus {each}[, {at_once} gleichzeitig]"},
	"parallel": {En: "Do at the same time", De: "Gleichzeitig"},
	"run":      {En: "Carry out the plan {run}[ with {with}]", De: "Den Plan {run}[ mit {with}] ausführen"},
}

func (c *checker) waitSays(w Wait) connectors.Sentence {
	switch {
	case w.For != "":
		pause := durationWords(w.For, "{for}")
		return connectors.Sentence{En: "Wait for " + pause.En, De: pause.De + " warten"}
	case w.Until != "":
		return connectors.Sentence{En: "Wait until {until}", De: "Bis {until} warten"}
	}
	said := connectors.Doc{En: w.Event, De: w.Event}
	if event, ok := c.reg.Event(w.Event); ok {
		said = connectors.Doc{En: event.Doc.In("en"), De: event.Doc.In("de")}
	}
	says := connectors.Sentence{En: "Wait for this: " + said.En + "[ ({with})]", De: "Darauf warten: " + said.De + "[ ({with})]"}
	if w.Timeout != "" {
		most := durationWords(w.Timeout, w.Timeout)
		says.En, says.De = says.En+", at most "+most.En, says.De+", höchstens "+most.De
	}
	return says
}

// durationWords says a duration in its largest whole unit: "90 minutes", "3 Tage". What is none yet is said otherwise.
func durationWords(text, otherwise string) connectors.Doc {
	d, err := connectors.ParseDuration(text)
	if err != nil {
		return connectors.Doc{En: otherwise, De: otherwise}
	}
	for _, unit := range []struct {
		size   time.Duration
		en, de string
		many   string // what German adds for more than one
	}{{24 * time.Hour, "day", "Tag", "e"}, {time.Hour, "hour", "Stunde", "n"}, {time.Minute, "minute", "Minute", "n"}, {time.Second, "second", "Sekunde", "n"}} {
		n := int(d / unit.size)
		switch {
		case n == 0 || d%unit.size != 0:
		case n == 1:
			return connectors.Doc{En: "1 " + unit.en, De: "1 " + unit.de}
		default:
			return connectors.Doc{En: itoa(n) + " " + unit.en + "s", De: itoa(n) + " " + unit.de + unit.many}
		}
	}
	return connectors.Doc{En: short(d), De: short(d)}
}

// Arguments gives what the sentence of a step is filled with: for an action its arguments as the plan has them, for all else what
// the plan says of it.
func (s Step) Arguments() map[string]any {
	switch kindOf(s) {
	case "approve":
		return map[string]any{"by": s.Approve.By, "text": s.Approve.Text}
	case "each":
		out := map[string]any{"each": s.Each}
		if s.AtOnce > 1 {
			out["at_once"] = itoa(s.AtOnce)
		}
		return out
	case "run":
		return map[string]any{"run": s.Run, "with": pairs(s.With)}
	case "wait":
		return map[string]any{"for": s.Wait.For, "until": s.Wait.Until, "with": pairs(s.Wait.With)}
	}
	return s.With
}

// pairs lists arguments as texts, each with its name; of one with fields there is the name alone.
func pairs(with map[string]any) []any {
	var out []any
	for _, name := range sortedKeys(with) {
		switch v := with[name].(type) {
		case map[string]any:
			if m, ok := connectors.MoneyOf(v); ok {
				name += " " + m.Amount + " " + m.Currency
			}
		case []any:
		default:
			name += " " + fmt.Sprint(v)
		}
		out = append(out, name)
	}
	return out
}

// within says what stands inside a step: the branches of a choose or a parallel, the steps of an each, the plan of a run.
func (t teller) within(s Step, f FrozenStep, at stand) []EffectLine {
	switch {
	case f.Called != nil:
		inner := teller{p: &f.Called.Plan, inputs: lent(f.Called.Plan.Inputs, s.With, t.inputs), lang: t.lang}
		return inner.effects(f.Called.Plan.Steps, f.Called.Steps, at)
	case s.Each != nil && len(f.Inner) == 1:
		return t.effects(s.Steps, f.Inner[0], at)
	}
	var lines []EffectLine
	for i, b := range slices.Concat(s.Choose, s.Parallel) {
		head := t.in("Branch "+itoa(i+1)+":", "Zweig "+itoa(i+1)+":")
		if len(s.Choose) > 0 {
			head = t.branch(b.When, i)
		}
		lines = append(lines, EffectLine{Step: strings.TrimSuffix(at.path, "/"), Kind: KindControl, Says: head, Depth: at.depth})
		lines = append(lines, t.effects(b.Steps, f.Inner[i], stand{at.path, at.depth + 1})...)
	}
	return lines
}

// branch says when a branch is taken.
func (t teller) branch(when string, i int) string {
	e, err := expr.Parse(when)
	switch {
	case err != nil:
		return t.in("Otherwise:", "Sonst:")
	case i == 0:
		return t.in("If ", "Wenn gilt: ") + e.Words(t.lang, t.ref) + ":"
	}
	return t.in("Otherwise, if ", "Sonst, wenn gilt: ") + e.Words(t.lang, t.ref) + ":"
}
