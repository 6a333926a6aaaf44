package edit

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// comparisons are the words that compare, with the operator; longer ones first.
var comparisons = []struct {
	words []string
	op    string
}{
	{[]string{"more", "than"}, ">"}, {[]string{"greater", "than"}, ">"}, {[]string{"higher", "than"}, ">"}, {[]string{"less", "than"}, "<"},
	{[]string{"lower", "than"}, "<"}, {[]string{"at", "least"}, ">="}, {[]string{"at", "most"}, "<="}, {[]string{"up", "to"}, "<="},
	{[]string{"mehr", "als"}, ">"}, {[]string{"größer", "als"}, ">"}, {[]string{"höher", "als"}, ">"}, {[]string{"weniger", "als"}, "<"},
	{[]string{"kleiner", "als"}, "<"}, {[]string{"niedriger", "als"}, "<"},
	{[]string{"over"}, ">"}, {[]string{"above"}, ">"}, {[]string{"exceeds"}, ">"}, {[]string{"from"}, ">="}, {[]string{"under"}, "<"},
	{[]string{"below"}, "<"}, {[]string{"über"}, ">"}, {[]string{"ab"}, ">="}, {[]string{"mindestens"}, ">="}, {[]string{"unter"}, "<"},
	{[]string{"höchstens"}, "<="}, {[]string{"bis"}, "<="},
}

// bound is a comparison with an amount: the words of it, the operator, the number, and the currency where one was said.
type bound struct {
	from, to     int
	op           string
	amount, code string
}

// compares finds a comparison behind "only" or "if" in a clause: "only above 500 EUR", "nur wenn der Betrag über 500 € liegt".
func (w *work) compares(c clause) (b bound, ok bool) {
	marker := slices.IndexFunc(w.tokens[c.from:c.to], func(t tokenOf) bool { return limits[t.Lower] })
	if marker < 0 {
		return b, false
	}
	marker += c.from
	values := w.values(c.from, c.to)
	for i := marker; i < c.to; i++ {
		for _, cmp := range comparisons {
			j := i + len(cmp.words)
			if !w.spells(i, cmp.words) {
				continue
			}
			at := slices.IndexFunc(values, func(e entity.Entity) bool { return e.From == j })
			if at < 0 {
				continue
			}
			amount, code := amountOf(values[at])
			if amount == "" {
				continue
			}
			to := values[at].To
			for to < c.to && w.is(to, "liegt", "ist", "beträgt", "only", "is", "hinausgeht") {
				to++
			}
			return bound{w.begin(c.from, marker), to, cmp.op, amount, code}, true
		}
	}
	return b, false
}

// begin passes over the words in front of "only" that belong to it: "and only", "but only if".
func (w *work) begin(from, marker int) int {
	for marker > from && w.is(marker-1, ",", "and", "but", "und", "aber", "only", "nur") {
		marker--
	}
	return marker
}

func (w *work) spells(i int, list []string) bool {
	for k, word := range list {
		if !w.is(i+k, word) {
			return false
		}
	}
	return true
}

// amountOf gives the number of an amount and its currency.
func amountOf(e entity.Entity) (amount, code string) {
	if len(e.Options) > 0 || e.Fault != entity.Sound {
		return "", ""
	}
	switch v := e.Value.(type) {
	case map[string]any:
		amount, _ = v["amount"].(string)
		code, _ = v["currency"].(string)
	default:
		if s, ok := e.Value.(interface{ String() string }); ok && e.Type == entity.Number {
			amount = s.String()
		}
	}
	return amount, code
}

// about are the words of a condition that name the amount and no step.
var about = words(`if when wenn falls sofern only nur it the is its amount total value sum price invoice der die das es betrag summe wert preis
	rechnung liegt ist beträgt and but und aber , of deal opportunity rechnungsbetrag for für bei do that dies mach make`)

// limit reads a condition on a step: on the one that this request added, on the one that is named, or on the only one that changes
// something.
func (w *work) limit(c clause) bool {
	b, ok := w.compares(c)
	if !ok {
		return false
	}
	rest := clause{c.from, b.from}
	if rest.to > rest.from && !w.allAbout(rest) {
		found, _ := w.steps(rest.from, rest.to)
		if len(found) == 0 || w.adds(rest) {
			return false // a new step with a condition
		}
		if s := w.which("if", w.in("Which step is meant by %s?", "Welcher Schritt ist mit %s gemeint?"), w.said(rest.from, rest.to), found); s != nil {
			w.guard(s.ID, b)
		}
		return true
	}
	switch {
	case len(w.added) > 0:
		w.guard(w.added[len(w.added)-1], b)
	default:
		if s := w.which("if", w.in("Which step should be done only then: %s?", "Welcher Schritt soll nur dann getan werden: %s?"), w.said(c.from, c.to), w.effects()); s != nil {
			w.guard(s.ID, b)
		}
	}
	return true
}

func (w *work) allAbout(c clause) bool {
	return !slices.ContainsFunc(w.tokens[c.from:c.to], func(t tokenOf) bool { return !about[t.Lower] })
}

// adds reports whether words begin with an order, and so ask for a new step.
func (w *work) adds(c clause) bool {
	c = w.trim(c)
	return c.to > c.from+1 && w.verbs[w.tokens[c.from].Lower] && !w.tokens[c.from].Capital() || c.to > c.from+1 && c.from == 0 && w.verbs[w.tokens[c.from].Lower]
}

// guard gives a step a condition on the amount that is known before it.
func (w *work) guard(id string, b bound) {
	ref := w.amountBefore(id, b)
	if ref == "" {
		return
	}
	condition := ref + ".amount " + b.op + " " + b.amount
	if s := byID(w.plan, id); s.If != "" && s.If != condition {
		condition = "(" + s.If + ") and " + condition
	}
	w.apply(edit{
		text: func(s *source) (string, error) { return s.setCondition(id, condition) },
		plan: func(p *plan.Plan) { byID(p, id).If = condition },
	})
}

// amountBefore names the amount of money that is known when a step begins: of the nearest step before it that puts one out, of the
// trigger, or of an input. Where there is none, or several, or one in another currency, it asks and gives "".
func (w *work) amountBefore(id string, b bound) string {
	refs := w.amounts(id)
	if given := strings.TrimSpace(w.req.Answers["if.amount"]); slices.Contains(refs, given) {
		return given
	}
	switch {
	case len(refs) == 0:
		w.ask(compile.Question{ID: "if.amount", Ask: w.in("Which amount is to be compared with ", "Welcher Betrag soll verglichen werden mit ") + strings.TrimSpace(b.amount+" "+b.code) +
			w.in("? No step before it has one.", "? Kein Schritt davor hat einen.")})
		return ""
	case len(refs) > 1:
		w.ask(compile.Question{ID: "if.amount", Options: refs, Ask: w.in("Which amount is to be compared with ", "Welcher Betrag soll verglichen werden mit ") + strings.TrimSpace(b.amount+" "+b.code) + "?"})
		return ""
	}
	if code := w.currency(refs[0]); b.code != "" && code != "" && code != b.code {
		w.ask(compile.Question{ID: "if.currency", Ask: refs[0] + w.in(" is in ", " ist in ") + code + w.in(". Which amount in ", ". Welcher Betrag in ") + code + w.in(" is meant?", " ist gemeint?")})
		return ""
	}
	return refs[0]
}

// amounts lists what holds an amount of money at a step: those of the nearest step before it, else of the trigger, else of the inputs.
func (w *work) amounts(id string) (refs []string) {
	var near []string
	for _, s := range all(w.plan.Steps) {
		if s.ID == id {
			break
		}
		if op, ok := w.reg.Action(s.Do); ok && w.sees(s.ID, id) {
			if found := moneyOf(s.ID, op.Out); len(found) > 0 {
				near = found
			}
		}
	}
	if len(near) > 0 {
		return near
	}
	if t := w.plan.Trigger; t != nil && t.On != nil {
		if e, ok := w.reg.Event(t.On.Event); ok {
			if refs = moneyOf("trigger", e.Out); len(refs) > 0 {
				return refs
			}
		}
	}
	for name, in := range w.plan.Inputs {
		if in.Type == "money" {
			refs = append(refs, "inputs."+name)
		}
	}
	slices.Sort(refs)
	return refs
}

// sees reports whether a step stands in the same list as another, or in one around it, so that it is over when the other begins.
func (w *work) sees(before, id string) bool {
	seen := false
	inList(&w.plan.Steps, before, func(list []plan.Step, i int) []plan.Step {
		seen = len(all(list[i+1:])) > 0 && slices.ContainsFunc(all(list[i+1:]), func(s *plan.Step) bool { return s.ID == id })
		return list
	})
	return seen
}

func moneyOf(owner string, out *connectors.Schema) (refs []string) {
	if out == nil {
		return nil
	}
	for name, p := range out.Properties {
		if p.Format == connectors.FormatMoney {
			refs = append(refs, owner+"."+name)
		}
	}
	slices.Sort(refs)
	return refs
}

// currency gives the currency of an amount that a step is told in so many words, "" where that isn't known.
func (w *work) currency(ref string) string {
	owner, name, _ := strings.Cut(ref, ".")
	if owner == "inputs" {
		m, _ := connectors.MoneyOf(w.plan.Inputs[name].Default)
		return m.Currency
	}
	if s := byID(w.plan, owner); s != nil {
		for _, v := range s.With {
			if m, ok := connectors.MoneyOf(v); ok {
				return m.Currency
			}
		}
	}
	return ""
}
