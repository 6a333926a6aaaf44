package rules

import "slices"

// Some orders name the state that they lead to: "close ticket 4410", "WEB-12 can be closed", "das Ticket wieder öffnen", "publish the post".

// leading are the states that verbs lead to, by their dictionary form.
var leading = map[string]string{
	"close": "closed", "schließen": "closed", "zu|machen": "closed", "ab|schließen": "closed", "solve": "solved", "resolve": "solved", "lösen": "solved", "erledigen": "solved",
	"reopen": "open", "open again": "open", "wieder öffnen": "open", "wieder|eröffnen": "open",
	"publish": "publish", "veröffentlichen": "publish", "publizieren": "publish", "unpublish": "draft",
	"live schalten": "publish", "online stellen": "publish", "put live": "publish", "take offline": "draft", "offline nehmen": "draft",
	"live gehen": "publish", "online gehen": "publish", "go live": "publish", "take down": "draft", "offline stellen": "draft", "offline schalten": "draft", "online schalten": "publish", "vom Netz nehmen": "draft",
}

// closings are such orders where a state has to be named, in the forms in which they are met.
var closings = words(`closes closing resolves resolving completes completing schließt schliesst schließst erledigst löst abschließt close resolve complete finish closed resolved completed finished schließe schließ schließen geschlossen erledige erledigen erledigt abschließen
	abgeschlossen lösen löse gelöst`)

// leadsTo gives a change for which no state is named the state that a verb leads to.
func (b *builder) leadsTo(s *step, verb int) {
	if s.from == nil || verb < 0 || !s.t.effect() || s.t.op.UndoBy != "restore" || s.t.in.Properties["status"] == nil {
		return
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.name == "status" && (sl.required || s.has("status")) {
			return
		}
	}
	for _, h := range b.items[verb].verbs {
		if state := leading[b.lexemes[h.lexeme].text]; state != "" {
			s.with["status"] = state
			b.origin(s.id+".status", verb, verb+1)
			return
		}
	}
}

// readRecord reads the record that a clause names for what is to read it: "summarize ticket 881". It gives a reference to its text, nil where no app
// that is connected can read it, or several can.
func (b *builder) readRecord(s *step) any {
	var read *step
	for _, m := range b.antecedentsIn(s.c) {
		for _, t := range b.targets {
			if t.op == nil || t.effect() || !b.allowed[t.app] || t.waits() || len(t.slots) != 1 || !t.slots[0].required || !b.means(m, t, &t.slots[0]) || readable(t.out) == "" {
				continue
			}
			if read != nil {
				return nil
			}
			read = &step{t: t, with: map[string]any{t.slots[0].name: valueOf(b.items[m.at])}, c: s.c, cond: s.cond}
			if m.noun >= 0 {
				s.from.mark(m.noun, m.noun+1, act)
			}
			s.from.mark(m.at, m.at+1, valued)
			read.id = b.name(read)
			b.origin(read.id+"."+t.slots[0].name, m.at, m.at+1)
		}
	}
	if read == nil {
		return nil
	}
	b.steps = slices.Insert(b.steps, max(0, slices.Index(b.steps, s)), read)
	return "${" + read.id + "." + readable(read.t.out) + "}"
}
