package rules

import "strings"

// Which record is meant may be said by where its key stands: "the issue named in the body field issue_key", "das Ticket aus dem Feld ticket_nr", "den im Feld
// vorgang genannten Vorgang".

var (
	// designations are the participles for that something is said somewhere.
	designations = adjectival(`named given specified stated mentioned listed provided noted found called passed`, `genannt angegeben hinterlegt stehend erwähnt eingetragen notiert übergeben enthalten`)
	// whereabouts are what else may stand between a record and the field that holds its key.
	whereabouts = words(`in from of by under whose id key number name is stands aus im von unter deren dessen steht nummer schlüssel name body row zeile that der die das`)
)

// keyed gives the argument for the record whose key a reference between two items is, with the items that say so; nil where none is named beside it.
func (f *filling) keyed(ref string, from, to int) (s *slot, first, last int) {
	if strings.Count(ref, ".") < 2 {
		return nil, 0, 0 // only where nobody knows which fields there are, one holds a key
	}
	if to+1 < f.end && f.items[to].word() && designations[f.items[to].Lower] {
		if s = f.recordCalled(to + 1); s != nil {
			return s, from, to + 2
		}
	}
	k, told := from-1, false
	for ; k > f.c.from && k > from-maxChain && f.items[k].word(); k-- {
		word := f.items[k].Lower
		if !designations[word] && !whereabouts[word] && !determiners[word] {
			break
		}
		told = told || designations[word] || whereabouts[word]
	}
	if !told || k < f.c.from {
		return nil, 0, 0
	}
	return f.recordCalled(k), k, to
}

// recordCalled gives the required argument for a record, a machine or a place that a word names.
func (f *filling) recordCalled(i int) *slot {
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		switch slot.role {
		case roleKey, roleRecord, roleName, roleChannel:
			if slot.required && f.items[i].word() && slot.calledBy(f.items[i], f.lang) {
				return slot
			}
		}
	}
	return nil
}
