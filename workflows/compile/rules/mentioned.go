package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// Of a message that starts a plan it is told what is in it, and who it is from, by verbs of speech, in any order: "a bug is mentioned in #qa", "erwähnt
// jemand in #lager einen Lieferverzug", "whenever ann@acme.example writes to us".

var (
	// mentionings are the words for that something is said, whatever stands beside them; behind speakings it is said with a preposition.
	mentionings = words(`mention mentions mentioned mentioning brings brought report reports reported announces announced wort word words stichwort begriff erwähnt erwähnen gemeldet meldet melden auftaucht taucht`)
	speakings   = words(`talks talk talking talked writes wrote write speaks spoke says said asks asked posts posting complains complain complained schreibt spricht gesprochen redet
		berichtet klagt beschwert beklagt ärgert aufregt regt fragt postet rede`)
	// topically are the prepositions behind which stands what somebody speaks of.
	topically = words(`about of over über von nach was`)
)

// offerMentioned offers the one thing that a message is said to speak of as what it contains, where nothing else of it is left over.
func (f *filling) offerMentioned() {
	at := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.name == "contains" })
	said := func(set map[string]bool) bool {
		return slices.ContainsFunc(f.items[f.c.from:f.end], func(it item) bool { return it.word() && set[it.Lower] })
	}
	if f.t.event == nil || at < 0 || !said(mentionings) && !said(speakings) {
		return
	}
	bare, from, to := said(mentionings), -1, 0
	for i := f.c.from; i < f.end; i++ {
		it := f.items[i]
		if it.Kind == text.Quoted && it.ent != nil && it.ent.Type == entity.Quote {
			return
		}
		if f.taken[i] != free || !it.word() || actors[it.Lower] || scenery[it.Lower] || wordings[it.Lower] || mentionings[it.Lower] || speakings[it.Lower] || fresh[it.Lower] || justNow[it.Lower] || it.Is("sich") {
			continue
		}
		topic := f.behindTopic(i)
		if from >= 0 || !bare && !topic || !topic && i > f.c.from && f.items[i-1].word() && preposition(f.items[i-1].Lower, f.lang) {
			return
		}
		from, to = i, f.run(i, false)
		i = max(i, to-1)
	}
	if from >= 0 && to > from {
		f.offer(cued{slot: &f.t.slots[at]}, from, to, 0.5)
	}
}

// behindTopic reports whether a preposition before an item says that it is what somebody speaks of.
func (f *filling) behindTopic(i int) bool {
	for i--; i > f.c.from && f.items[i].word() && determiners[f.items[i].Lower]; i-- {
	}
	return i >= f.c.from && f.items[i].word() && topically[f.items[i].Lower]
}

// offerSender offers the address that an event's clause begins with as whom something is from: "ann@acme.example mails us".
func (f *filling) offerSender() {
	at := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.name == "from" })
	if f.t.event == nil || at < 0 {
		return
	}
	for i := f.c.from; i < f.end; i++ {
		if f.sends(i) {
			f.offer(cued{slot: &f.t.slots[at]}, i, i+1, 1)
			return
		}
	}
}

// sends reports whether an address stands as the subject of an event's clause.
func (f *filling) sends(i int) bool {
	e := f.items[i].ent
	return f.t.event != nil && e != nil && e.Type == entity.Email && (i == f.c.from || !f.items[i-1].word() || !prepositions[f.items[i-1].Lower])
}
