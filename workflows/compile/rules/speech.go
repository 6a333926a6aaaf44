package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// Some orders say what a message is to say by what it is to do: "invite the team to the party", "thank her for the flowers", "gratulier Deniz zum
// Jubiläum". Any app that carries messages can follow them, and the text follows from the words.

// speech is such an act, with the message that performs it.
type speech struct {
	en, de  []string        // the verbs
	nouns   map[string]bool // for such a message
	heads   map[string]bool // the prepositions before what it is about
	subject connectors.Doc
	bare    connectors.Doc // the text where nothing is said of what it is about
	about   connectors.Doc // the text where it is; {about} has the preposition as well
}

var speeches = []speech{
	{
		en: []string{"thank"}, de: []string{"danken", "bedanken"},
		nouns:   words("thanks thank-you dank dankeschön dankesmail"),
		heads:   words("for für"),
		subject: connectors.Doc{En: "Thank you", De: "Vielen Dank"},
		bare:    connectors.Doc{En: "Thank you very much", De: "Vielen Dank"},
		about:   connectors.Doc{En: "Thank you {about}", De: "Vielen Dank {about}"},
	}, {
		en: []string{"invite"}, de: []string{"ein|laden"},
		nouns:   words("invitation invite einladung"),
		heads:   words("to for zu zum zur"),
		subject: connectors.Doc{En: "Invitation", De: "Einladung"},
		about:   connectors.Doc{En: "You are invited {about}", De: "Herzliche Einladung {about}"},
	}, {
		en: []string{"remind"}, de: []string{"erinnern"},
		nouns:   words("reminder erinnerung"),
		heads:   words("of about an"),
		subject: connectors.Doc{En: "Reminder", De: "Erinnerung"},
		about:   connectors.Doc{En: "A friendly reminder {about}", De: "Zur Erinnerung {about}"},
	}, {
		en: []string{"congratulate"}, de: []string{"gratulieren", "beglückwünschen"},
		nouns:   words("congratulations congrats glückwunsch glückwünsche"),
		heads:   words("on for to zu zum zur"),
		subject: connectors.Doc{En: "Congratulations", De: "Herzlichen Glückwunsch"},
		bare:    connectors.Doc{En: "Congratulations", De: "Herzlichen Glückwunsch"},
		about:   connectors.Doc{En: "Congratulations {about}", De: "Herzlichen Glückwunsch {about}"},
	}, {
		en: []string{"apologize", "apologise"}, de: []string{"entschuldigen"},
		nouns:   words("apology apologies entschuldigung"),
		heads:   words("for about für wegen"),
		subject: connectors.Doc{En: "Our apologies", De: "Entschuldigung"},
		bare:    connectors.Doc{En: "We apologize", De: "Wir bitten um Entschuldigung"},
		about:   connectors.Doc{En: "We apologize {about}", De: "Wir bitten um Entschuldigung {about}"},
	}, {
		en: []string{"welcome", "greet"}, de: []string{"begrüßen", "willkommen heißen"},
		nouns:   words("welcome welcome-mail willkommen willkommensmail willkommens-mail begrüßung begrüßungsmail begrüßungs-mail"),
		heads:   words("to in im"),
		subject: connectors.Doc{En: "Welcome", De: "Willkommen"},
		bare:    connectors.Doc{En: "Welcome! We look forward to working with you", De: "Herzlich willkommen! Wir freuen uns auf die Zusammenarbeit"},
		about:   connectors.Doc{En: "Welcome {about}", De: "Willkommen {about}"},
	}, {
		en: []string{"warn"}, de: []string{"warnen"},
		heads:   words("about of vor"),
		subject: connectors.Doc{En: "Please note", De: "Bitte beachten"},
		about:   connectors.Doc{En: "A word of warning {about}", De: "Bitte Vorsicht {about}"},
	}, {
		en: []string{"ask"}, de: []string{"bitten", "fragen"},
		nouns:   words("request bitte"),
		heads:   words("for um"),
		subject: connectors.Doc{En: "A request", De: "Eine Bitte"},
		about:   connectors.Doc{En: "We would like to ask you {about}", De: "Wir bitten {about}"},
	}, {
		nouns:   words("enquiry inquiry question query anfrage rückfrage nachfrage frage"),
		heads:   words("about regarding concerning re wegen zu zum zur bezüglich"),
		subject: connectors.Doc{En: "A question", De: "Anfrage"},
		about:   connectors.Doc{En: "We have a question {about}", De: "Wir haben eine Frage {about}"},
	}, {
		nouns:   words("dunning payment-reminder zahlungserinnerung mahnung"),
		subject: connectors.Doc{En: "Payment reminder", De: "Zahlungserinnerung"},
		bare: connectors.Doc{En: "This is a friendly reminder that our invoice is still open",
			De: "Wir möchten freundlich daran erinnern, dass unsere Rechnung noch offen ist"},
	},
}

// carriesMessages reports whether a target can be asked for such a message: it has to be told whom it goes to and what it says, and is about no
// record.
func (t *target) carriesMessages() bool {
	needs := func(roles ...role) bool {
		return slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && slices.Contains(roles, s.role) })
	}
	return t.op != nil && t.effect() && needs(roleText) && needs(roleEmail, roleChannel, rolePerson) && !needs(roleKey, roleRecord)
}

// speechVerbs gives the verbs of a language by which a target can be asked for such a message.
func speechVerbs(t *target, lang string) (verbs []string) {
	if !t.carriesMessages() {
		return nil
	}
	for _, s := range speeches {
		if lang == "de" {
			verbs = append(verbs, s.de...)
		} else {
			verbs = append(verbs, s.en...)
		}
	}
	return verbs
}

// speaks drafts the message of such an act, "" where a step is none. It is whole where nothing of what the plan does has to be told with it.
func (b *builder) speaks(s *step) (message string, whole bool) {
	if s.from == nil || !s.t.carriesMessages() {
		return "", false
	}
	for i := s.c.from; i < s.from.end; i++ {
		for _, act := range speeches {
			if !b.performs(s, act, i) {
				continue
			}
			about, from, to := b.speechMatter(s, act, i)
			text := act.bare.In(b.lang)
			if about != "" {
				text = strings.Replace(act.about.In(b.lang), "{about}", about, 1)
				b.origin(s.id+"."+s.textSlot().name, from, to)
				s.from.mark(from, to, valued)
			}
			if text == "" {
				continue
			}
			if s.t.in.Properties["subject"] != nil && s.with["subject"] == nil {
				s.with["subject"] = act.subject.In(b.lang)
			}
			return b.performed(s, text, i), about != "" || s.takesFiles()
		}
	}
	return "", false
}

// isSpeech reports whether a message is such an act, by its verb or by what it is called.
func (b *builder) isSpeech(s *step) bool {
	if !s.t.carriesMessages() {
		return false
	}
	for i := s.c.from; i < s.from.end; i++ {
		if slices.ContainsFunc(speeches, func(act speech) bool { return len(act.heads) > 0 && b.performs(s, act, i) }) {
			return true
		}
	}
	return false
}

// performs reports whether a word asks for an act: its verb, or the word for such a message.
func (b *builder) performs(s *step, act speech, i int) bool {
	it := b.items[i]
	if it.word() && act.nouns[it.Lower] {
		return true
	}
	return i == s.c.verb && slices.ContainsFunc(it.verbs, func(h hit) bool {
		return slices.Contains(act.en, b.lexemes[h.lexeme].text) || slices.Contains(act.de, b.lexemes[h.lexeme].text)
	})
}

// speechMatter gives what an act is about: the words from one of its prepositions on, as far as nothing else was made of them.
func (b *builder) speechMatter(s *step, act speech, i int) (about string, from, to int) {
	start := i + 1
	if i == s.c.verb && b.lang == "de" && i > s.c.from {
		start = s.c.from // "lena@… zum Fest einladen"
	}
	for from = start; from+1 < s.from.end; from++ {
		if !b.items[from].word() || !act.heads[b.items[from].Lower] || s.from.taken[from] == valued {
			continue
		}
		for to = from + 1; to < s.from.end && s.from.taken[to] < valued && !b.items[to].mark() && to != s.c.verb && !b.particleAt(s, to); to++ {
		}
		for to > from+1 && b.items[to-1].word() && prepositions[b.items[to-1].Lower] { // of what is no part of it: "… to kim@acme.example"
			to--
		}
		if slices.ContainsFunc(b.items[from+1:to], func(it item) bool { return it.content() }) {
			return phrase(b.items[from:to]), from, to
		}
	}
	return "", 0, 0
}

// particleAt reports whether an item is the separated part of a clause's verb.
func (b *builder) particleAt(s *step, i int) bool {
	return s.c.verb >= 0 && slices.ContainsFunc(b.items[s.c.verb].verbs, func(h hit) bool { return h.tail > 0 && i >= h.tail && i < h.ends })
}

// performed puts the name of whom it is for into the text of a message that goes to more than him, and a greeting around that of a mail.
func (b *builder) performed(s *step, text string, at int) string {
	to := at + 1
	for to < s.from.end && b.items[to].Capital() && s.from.taken[to] == free {
		to++
	}
	if to > at+1 {
		first, rest, more := strings.Cut(text, "!")
		text = first + ", " + phrase(b.items[at+1:to])
		if more {
			text += "!" + rest
		}
		s.from.mark(at+1, to, valued)
	}
	if !s.takesFiles() {
		return text + "!"
	}
	text = strings.ToLower(text[:1]) + text[1:]
	return b.in("Hello,\n\n"+text+".\n\nKind regards", "Guten Tag,\n\n"+text+".\n\nFreundliche Grüße")
}
