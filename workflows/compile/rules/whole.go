package rules

import (
	"slices"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

// Naming a thing alone may ask for it to be made. What is done to a record that is there has to be said.

// makes reports whether a target makes something new, so that naming the thing alone can ask for it: "an email to …". What is
// done to a record that is there has to be said.
func (c *candidate) makes() bool {
	return c.t.op != nil && c.t.op.Effect != connectors.Read && c.t.op.UndoBy != "restore" && !c.t.op.Destructive &&
		(c.recordSlot() == nil || (c.t.op.UndoBy == "delete" || c.t.op.UndoBy == "" && c.t.says()) && c.told())
}

// told reports whether a clause says all that a target needs: what is added to a record may be asked for by its name alone then, "comment '…' on WEB-1".
func (c *candidate) told() bool {
	return !slices.ContainsFunc(c.t.slots, func(s slot) bool { return s.required && !c.has(&s) && (s.role != roleText || c.c.message < 0) })
}

// whole reports whether a clause without a verb is a request all the same: it names the thing and, by a value of its very type,
// where it goes.
func (c *candidate) whole() bool {
	if c.noun < 0.8 || c.t.op == nil {
		return false
	}
	if c.items[c.c.from].Is("new", "neu", "neue", "neuer", "neues", "neuen") && c.t.op.UndoBy == "delete" && len(c.got) > 0 {
		return true
	}
	if c.t.titled() && c.c.message >= 0 { // "task for Tom: prepare the demo"
		return true
	}
	if len(c.missing) == 0 && len(c.got) > 0 && c.noun >= 0.8 && !c.definite() {
		return true
	}
	for _, v := range c.got {
		if v.slot.role == rolePositions || v.slot.role == roleFields && rows[v.slot.name] && len(c.missing) == 0 {
			return true
		}
		if e := c.items[v.from].ent; e != nil && v.slot.fits(*e) == 1 && (v.slot.required ||
			slices.Contains(c.t.op.OneOf, v.slot.name)) {
			return true
		}
	}
	return false
}

// definite reports whether a clause speaks of a thing that there is already: "the ticket for Tom", "ticket 5102".
func (c *candidate) definite() bool {
	for i := c.c.from; i < c.end; i++ {
		if !c.object(i) {
			continue
		}
		return i > c.c.from && definites[c.items[i-1].Lower] || i+1 < c.end && c.items[i+1].ent != nil && records[c.items[i+1].ent.Type]
	}
	return false
}

// definites are the words before a thing that there is already.
var definites = words(`the der die das den dem this that diese dieser dieses diesen your my our ihr sein unser mein`)

// records are the types of what names a record.
var records = map[entity.Type]bool{entity.Number: true, entity.IssueKey: true, entity.DocNumber: true}

// indefinite reports whether a clause speaks of what is made or not yet known, where a target needs a record that is there: "an opportunity", "ein
// neues Ticket".
func (r *reading) indefinite(c *candidate) bool {
	key := c.recordSlot()
	if key == nil {
		return false
	}
	for i := c.c.from + 1; i < c.end; i++ {
		if it := r.items[i]; it.word() && len(it.nouns) > 0 && (key.named(r.lang, it.Lower) || len(it.Parts) > 0 && key.named(r.lang, it.Parts[len(it.Parts)-1])) && slices.ContainsFunc(r.items[max(c.c.from, i-2):i], func(it item) bool {
			return it.word() && it.Is("a", "an", "new", "ein", "eine", "einen", "ne", "nen", "neue", "neues", "neuen", "neuer")
		}) {
			return true
		}
	}
	return false
}

// old reports whether a clause speaks by a pronoun of what a target would make anew: "publish it", where there is a post to change.
func (r *reading) old(c *candidate) bool {
	at := c.c.verb + 1
	if c.c.verb < 0 || at >= c.c.to || !c.t.titled() || !r.items[at].Is("it", "them", "ihn", "sie", "es") || len(c.got) > 0 && c.noun > 0 {
		return false
	}
	return r.changeable(c.t)
}

// changeable reports whether what a target makes can be changed by another of its app.
func (r *reading) changeable(made *target) bool {
	return slices.ContainsFunc(r.targets, func(t *target) bool {
		return t.app == made.app && t.op != nil && t.op.UndoBy == "restore" && t.noun() == made.noun()
	})
}
