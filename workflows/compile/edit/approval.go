package edit

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// approval reads what asks for a say-so: "ask me first", "with approval by finance before the email", "lass Anna das vorher freigeben".
func (w *work) approval(c clause) bool {
	at := slices.IndexFunc(w.tokens[c.from:w.reported(c)], func(t text.Token) bool { return t.Kind == text.Word && approve[t.Lower] })
	if at < 0 {
		return false
	}
	at += c.from
	if asks := w.tokens[at].Is("ask", "ok", "okay", "frag", "frage"); asks && !w.is(at+1, "me", "mich", "first", "us", "uns") && !w.is(at-1, "my", "an", "by", "ihr", "sein") &&
		!w.is(c.to-1, "first", "before", "vorher", "zuerst") {
		return false
	}
	if _, limited := w.compares(c); limited {
		return false // an approval of some amounts only: what is meant has to be said in two steps
	}
	target := w.guarded(c)
	if target == nil {
		return true
	}
	id := free(w.plan, "approval")
	if id == target.ID {
		return true
	}
	w.insert(plan.Step{ID: id, Approve: &plan.Approve{By: w.approver(c)}}, target.ID, false)
	return true
}

// guarded gives the step that an approval is for: the one that is named behind "before", the one that this request added, or the only one
// that changes something.
func (w *work) guarded(c clause) *plan.Step {
	for i := c.from; i < c.to; i++ {
		if !w.is(i, "before", "vor", "for", "für", "bevor") || i+1 >= c.to {
			continue
		}
		if found, sure := w.steps(i+1, w.phraseEnd(i+1, c.to)); sure && len(found) > 0 {
			return w.which("approval", w.in("Before which step is %s?", "Vor welchem Schritt ist %s?"), w.said(i, c.to), found)
		}
	}
	if s := w.mentioned(c); s != nil {
		return s
	}
	if len(w.added) > 0 {
		return byID(w.plan, w.added[len(w.added)-1])
	}
	return w.which("approval", w.in("Before which step should somebody be asked: %s?", "Vor welchem Schritt soll gefragt werden: %s?"), w.said(c.from, c.to), w.effects())
}

// mentioned gives the step that a single word of a clause names; nil where none does, or several do.
func (w *work) mentioned(c clause) (found *plan.Step) {
	by := w.approver(c)
	for i := c.from; i < c.to; i++ {
		t := w.tokens[i]
		if nobody[t.Lower] || approve[t.Lower] || t.Text == by || t.Kind == text.Punct {
			continue
		}
		switch s := w.stepNamed(i, i+1); {
		case s == nil, found == s:
		case found != nil:
			return nil
		default:
			found = s
		}
	}
	return found
}

// phraseEnd gives the end of the words that name a step.
func (w *work) phraseEnd(from, to int) int {
	for i := from; i < to; i++ {
		if w.tokens[i].Kind == text.Punct || approve[w.tokens[i].Lower] || w.is(i, "by", "von", "durch", "from", "is", "goes", "geht", "wird", "raus", "soll", "should", "must", "muss", "needs") && i > from {
			return i
		}
	}
	return to
}

// nobody are the words around an approval that name no one.
var nobody = words(`me mich us uns i ich we wir you du it es das this that first vorher zuerst my your an the a with mit let lass have require need needs
	wants after nach nachdem nur only und and somebody someone jemand jemanden add ergänze before vor for für by von durch wait warte until bis has hat
	must muss soll should to get hol hole`)

// approver names who is asked: a name in front of the word or behind "by"; "" for anybody.
func (w *work) approver(c clause) string {
	for i := c.from; i < c.to; i++ {
		if w.is(i, "by", "von", "durch") && i+1 < c.to {
			j := i + 1
			for w.is(j, "the", "der", "dem", "den") && j+1 < c.to {
				j++
			}
			if t := w.tokens[j]; t.Kind == text.Word || t.Kind == text.Mention {
				return t.Text
			}
		}
	}
	for i := c.from; i < c.to; i++ {
		switch t := w.tokens[i]; {
		case approve[t.Lower] && !t.Is("ask", "frag", "frage"):
			return ""
		case t.Kind == text.Mention, t.Kind == text.Word && !nobody[t.Lower] && !approve[t.Lower] && w.isName(i):
			return strings.TrimSuffix(strings.TrimSuffix(t.Text, "'s"), "’s")
		}
	}
	return ""
}

// isName reports whether a word is that of a person or a group: it has a capital or stands where one is asked, and names no step.
func (w *work) isName(i int) bool {
	t := w.tokens[i]
	asked := w.is(i-1, "let", "lass", "have", "ask", "frag", "after")
	return (asked || t.Capital() && !w.verbs[t.Lower]) && w.stepNamed(i, i+1) == nil
}

// insert puts a step beside another one.
func (w *work) insert(s plan.Step, beside string, behind bool) bool {
	return w.apply(edit{
		text: func(src *source) (string, error) { return src.insertStep(beside, behind, s) },
		plan: func(p *plan.Plan) {
			inList(&p.Steps, beside, func(list []plan.Step, i int) []plan.Step {
				if behind {
					i++
				}
				return slices.Insert(list, i, s)
			})
		},
	})
}
