package edit

import (
	"slices"
	"strings"

	"sayso/workflows/compile"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// remove reads what is to be left out: "don't email", "without the Slack message", "lass die Mail weg", "remove the approval".
func (w *work) remove(c clause) bool {
	from, to := w.removed(c)
	if from == 0 && to == 0 {
		return false
	}
	var gone []*plan.Step
	for _, part := range w.listed(from, to) {
		s := w.one("remove", "Which step is to go by %s?", "Welcher Schritt soll mit %s wegfallen?", part.from, part.to)
		if s == nil {
			return true
		}
		gone = append(gone, s)
	}
	ids := map[string]bool{}
	for _, s := range gone {
		for _, inner := range all([]plan.Step{*s}) {
			ids[inner.ID] = true
		}
	}
	if len(ids) == len(all(w.plan.Steps)) {
		w.refuse(CodeEdit, w.in("That would leave a plan without steps.", "Dann bliebe ein Plan ohne Schritte."), w.in("Add another step first.", "Ergänze zuerst einen anderen Schritt."))
		return true
	}
	for _, s := range gone {
		if users := w.users(s, ids); len(users) > 0 {
			w.ask(compile.Question{ID: "remove." + s.ID, Options: users, Ask: w.in("What “", "Was „") + s.ID + w.in("” puts out is used by ", "“ liefert, brauchen: ") + strings.Join(users, ", ") +
				w.in(". Say to leave these out as well, or keep it.", ". Sag, dass auch sie wegfallen sollen, oder lass ihn stehen.")})
			return true
		}
	}
	for _, s := range gone {
		if id := s.ID; byID(w.plan, id) != nil && !w.takeOut(id) {
			return true
		}
	}
	return true
}

func (w *work) takeOut(id string) bool {
	return w.apply(edit{
		text: func(src *source) (string, error) { return src.removeStep(id) },
		plan: func(p *plan.Plan) {
			inList(&p.Steps, id, func(list []plan.Step, i int) []plan.Step { return slices.Delete(list, i, i+1) })
		},
	})
}

// listed parts words at commas and "and".
func (w *work) listed(from, to int) (parts []clause) {
	begin := from
	for i := from; i <= to; i++ {
		if i < to && !w.is(i, ",", "and", "und", "or", "oder", "nor", "noch", "&", "sowie") {
			continue
		}
		if i > begin {
			parts = append(parts, clause{begin, i})
		}
		begin = i + 1
	}
	return parts
}

// removed gives the words that name what is to be left out; none where the clause asks for something else.
func (w *work) removed(c clause) (from, to int) {
	from, to = c.from, c.to
	last := w.tokens[to-1]
	switch {
	case w.is(from, "do") && w.is(from+1, "not"):
		return from + 2, to
	case w.is(from, "leave", "take") && (last.Is("out", "away") || w.is(from+1, "out", "away")):
		if w.is(from+1, "out", "away") {
			return from + 2, to
		}
		return from + 1, to - 1
	case w.is(from, "lass", "lasse", "nimm", "nehme") && last.Is("weg", "raus", "heraus", "aus"):
		return from + 1, to - 1
	case w.is(from, "no") && w.is(from+1, "more"), w.is(from, "no") && to > from+1:
		return from + 1, to
	case last.Is("nicht", "weglassen", "weg", "raus", "streichen", "entfernen", "löschen") && to > from+1:
		return from, to - 1
	case removers[w.tokens[from].Lower] && to > from+1 && !w.is(from, "nicht"):
		return from + 1, to
	}
	for i := from + 1; i < to; i++ { // "maile niemandem", "schick keine Mail", "poste nicht in #ops"
		if w.is(i, "keine", "keinen", "kein", "nicht", "niemandem", "nobody") && i <= from+2 {
			return i + 1, to
		}
	}
	return 0, 0
}

// users lists the steps that use what a step, or one inside it, puts out, but for those that go as well.
func (w *work) users(s *plan.Step, gone map[string]bool) (ids []string) {
	inside := map[string]bool{}
	for _, inner := range all([]plan.Step{*s}) {
		inside[inner.ID] = true
	}
	for _, other := range all(w.plan.Steps) {
		if !gone[other.ID] && slices.ContainsFunc(refs(other), func(id string) bool { return inside[id] }) {
			ids = append(ids, other.ID)
		}
	}
	return ids
}

// refs lists the names that a step refers to, without those that only steps inside it refer to.
func refs(s *plan.Step) (names []string) {
	add := func(list []expr.Ref) {
		for _, r := range list {
			names = append(names, r.Path[0])
		}
	}
	conditions := []string{s.If}
	for _, b := range s.Choose {
		conditions = append(conditions, b.When)
	}
	for _, condition := range conditions {
		if e, err := expr.Parse(condition); err == nil {
			add(e.Refs())
		}
	}
	values := []any{s.Each}
	for name := range s.With {
		values = append(values, s.With[name])
	}
	if s.Approve != nil {
		values = append(values, s.Approve.Text)
	}
	if s.Undo != nil {
		values = append(values, s.Undo.With)
	}
	if s.Wait != nil {
		values = append(values, s.Wait.For, s.Wait.Until, s.Wait.With)
	}
	for _, v := range values {
		if e, err := expr.ParseValue(v); err == nil {
			add(e.Refs())
		}
	}
	return names
}
