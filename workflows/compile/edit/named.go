package edit

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// learn collects the words of all actions.
func (e *Editor) learn() {
	e.verbs, e.names = map[string]bool{}, map[string]map[string]bool{}
	for _, app := range e.reg.Apps() {
		for _, o := range app.Actions {
			names := map[string]bool{}
			for _, w := range append([]string{app.App, strings.ToLower(app.Title)}, strings.Split(o.Name, "_")...) {
				names[w] = true
			}
			for _, alias := range app.Aliases {
				names[strings.ToLower(alias)] = true
			}
			for _, lang := range []string{"en", "de"} {
				e.learnPhrases(lang, o.Asks.In(lang), names)
			}
			e.names[o.Ref()] = names
		}
	}
}

func (e *Editor) learnPhrases(lang string, asks connectors.Asks, names map[string]bool) {
	for _, v := range asks.Verbs {
		for _, f := range text.Verb(lang, v) {
			first, _, _ := strings.Cut(f.Text, " ")
			if f.Form&text.Imperative != 0 {
				e.verbs[first] = true
			}
			if !strings.Contains(f.Text, " ") {
				names[f.Text] = true
			}
		}
	}
	for _, noun := range asks.Objects {
		if strings.Contains(noun, " ") {
			continue
		}
		for _, form := range text.Noun(lang, noun) {
			names[form] = true
		}
	}
}

// fillers are words that don't help to tell steps apart.
var fillers = words(`the a an der die das den dem des step schritt to it any anything anybody no more at all please bitte es ihn sie mehr
	of in on with for an in im von vom zum zur any eine einen ein einer one`)

// steps finds the steps that some words name. Each word but the fillers has to fit: the step's id, its app, its action, or a value in it.
// sure is false where no word said anything.
func (w *work) steps(from, to int) (found []*plan.Step, sure bool) {
	var named []text.Token
	for _, t := range w.tokens[from:to] {
		if t.Kind != text.Punct && (t.Kind != text.Word || !fillers[t.Lower]) {
			named = append(named, t)
		}
	}
	if len(named) == 0 {
		return nil, false
	}
	list := all(w.plan.Steps)
	if len(named) == 1 && named[0].Is("last", "letzten", "letzte", "letzter") {
		return list[len(list)-1:], true
	}
	for _, s := range list {
		if !slices.ContainsFunc(named, func(t text.Token) bool { return !w.fits(s, t) }) {
			found = append(found, s)
		}
	}
	if effects := slices.DeleteFunc(slices.Clone(found), func(s *plan.Step) bool { return !w.changes(s) && s.Approve == nil }); len(effects) > 0 {
		found = effects
	}
	if exact := slices.DeleteFunc(slices.Clone(found), func(s *plan.Step) bool {
		return !slices.ContainsFunc(named, func(t text.Token) bool { return t.Lower == s.ID })
	}); len(exact) == 1 {
		found = exact
	}
	return found, true
}

// fits reports whether a word names a step.
func (w *work) fits(s *plan.Step, t text.Token) bool {
	word := t.Lower
	switch {
	case word == s.ID, slices.Contains(strings.Split(s.ID, "_"), word), w.names[s.Do][word]:
		return true
	case s.Approve != nil && (approve[word] || strings.EqualFold(s.Approve.By, t.Text)), s.Wait != nil && (word == "wait" || word == "pause"):
		return true
	}
	for _, part := range t.Parts {
		if w.names[s.Do][part] || part == s.ID {
			return true
		}
	}
	return holds(s.With, strings.ToLower(strings.TrimLeft(t.Text, "#@")))
}

// holds reports whether a value is, or has in it, a text.
func holds(v any, text string) bool {
	switch v := v.(type) {
	case string:
		return strings.TrimLeft(strings.ToLower(v), "#@") == text
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return holds(item, text) })
	case map[string]any:
		for _, item := range v {
			if holds(item, text) {
				return true
			}
		}
	}
	return false
}

// changes reports whether a step changes something.
func (w *work) changes(s *plan.Step) bool {
	op, ok := w.reg.Action(s.Do)
	return s.Run != "" || ok && op.Effect != connectors.Read
}

// effects lists the steps that change something.
func (w *work) effects() (list []*plan.Step) {
	for _, s := range all(w.plan.Steps) {
		if w.changes(s) {
			list = append(list, s)
		}
	}
	return list
}

// one gives the step that some words name, or asks which is meant; nil where it asked.
func (w *work) one(question, en, de string, from, to int) *plan.Step {
	found, _ := w.steps(from, to)
	return w.which(question, w.in(en, de), w.said(from, to), found)
}

// which gives the only one of some steps, the one that was answered, or asks.
func (w *work) which(question, ask, words string, found []*plan.Step) *plan.Step {
	if len(found) == 1 {
		return found[0]
	}
	if s := byID(w.plan, strings.TrimSpace(w.req.Answers[question])); s != nil {
		return s
	}
	if len(found) == 0 {
		found = all(w.plan.Steps)
	}
	q := compile.Question{ID: question, Ask: strings.ReplaceAll(ask, "%s", "“"+words+"”")}
	if w.lang == "de" {
		q.Ask = strings.ReplaceAll(ask, "%s", "„"+words+"“")
	}
	for _, s := range found {
		q.Options = append(q.Options, s.ID)
	}
	w.ask(q)
	return nil
}

// values finds the values in a range of tokens, with their tokens counted from the beginning.
func (w *work) values(from, to int) []entity.Entity {
	found := entity.Scan(w.tokens[from:to], w.env)
	for i := range found {
		found[i].From += from
		found[i].To += from
	}
	return found
}
