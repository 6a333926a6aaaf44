package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// People ask to be asked in many ways. Some words mean nothing else: "approval", "Freigabe". Others mean it where a clause says nothing besides whom
// and when: "show it to me first", "if Anna agrees", "nach meinem Ja". Which of both a word is decides how far it may be trusted alone.

var (
	// boons are what is given by who lets something happen. They ask for an approval behind the name of the one who gives them.
	boons = words(`ok okay okays yes ja nod nicken consent blessing segen einverständnis einwilligung placet plazet clearance permission erlaubnis thumbs-up zusage jawort
		absegnung signature unterschrift verdict daumen lichts licht light`)
	// leaves are the verbs and states of somebody who is asked, in a clause that says nothing else.
	leaves = union(boons, approvals, words(`ask asks asked check checks checked confirm confirms confirmed review reviews reviewed agree agrees agreed consents okay'd sees seen see look looked double-check double-checked doublecheck vet vets vetted clears cleared countersign countersigned validates validated reread proofread drübergelesen
		gegengecheckt gegenchecken gegenlesen drüberschauen drüberschaut drübergeschaut nachgesehen überprüft überprüfen abgenommen abnehmen abnimmt abnahme looks show run clear happy fine signed sign says said gives gave nods frag frage fragst zeig zeige zeigst vorlegen leg lege prüft geprüft prüfen gegengelesen gelesen
		gesehen sehen schauen draufschauen drüberlesen durchlesen lesen angesehen angeschaut anschaut ansehen anschauen draufgeschaut drübergeschaut einverstanden bestätigt bestätige bestätigst bestätigen nickt abzeichnet abgezeichnet
		unterschrieben unterschreibt rücksprache rückfrage grünes green thumbs daumen hoch sage sagt gesagt gebe gibt gegeben abwarten wait warte obtain let lass`))
	// heedful are the words by which a clause puts what it says before something else.
	heedful = words(`solange unless without ohne first before beforehand prior once until till after only unless if wenn falls sobald erst zuerst vorher davor zuvor vorab bevor ehe nur nach nachdem sofern bis`)
	// asides of such a clause carry nothing else.
	asides = union(hedges, fillers, pronouns, words(`that dass solange habe hast got he's she's they've i've yet something any irgendwas irgendetwas irgendjemand etwas anything earliest frühestens sooner earlier eher früher nochmal nochmals noch mal once more personally persönlich before it
		to for by with without past from of on at off mit durch von vom zu zur am um auf ohne okay first before beforehand prior once until till after unless if wenn falls
		sobald zuerst vorher davor zuvor vorab bevor ehe nachdem sofern only not don't nicht and then but though although aber allerdings jedoch thing whole do does goes passiert geschieht
		geht läuft nothing nichts his their ihre ihren ihrem ihrer sein seinen seinem seine mein meinen meinem agreement yourself draft drüber drauf over`))
	// mine are the words of the one who asks.
	mine = words(`me my i i've i'd i'm mir mich mein meine meinen meinem meiner ich we us our wir uns unser unsere`)
)

// boonAt gives the number of items that name what is given by who lets something happen: "Omar's thumbs-up", "mein Ja", "the green light".
func boonAt(items []item, i, end int) int {
	it := items[i]
	if !it.word() {
		return 0
	}
	width := 0
	switch {
	case it.Is("green", "grünes", "grünem") && i+1 < end && items[i+1].Is("light", "licht"), it.Is("thumbs") && i+1 < end && items[i+1].Is("up"):
		return 2
	case it.Is("go") && it.Capital() && i > 0 && items[i-1].word() && (mine[items[i-1].Lower] || determiners[items[i-1].Lower] || giverAt(items, i-1)):
		return 1
	case it.Is("consent", "blessing", "segen", "einverständnis", "einwilligung", "rücksprache", "thumbs-up", "go-ahead"):
		return 1
	case boons[it.Lower] && !it.Is("light", "licht", "lichts"):
		width = 1
	}
	if width == 0 || i == 0 {
		return 0
	}
	before := items[i-1]
	if before.word() && (mine[before.Lower] && !before.Is("i", "ich", "me", "mir", "mich", "us", "uns", "we", "wir") || before.Is("his", "her", "their", "ihr", "ihrem", "sein", "seinem")) ||
		strings.HasSuffix(before.Lower, "'s") || strings.HasSuffix(before.Lower, "’s") {
		return width
	}
	return 0
}

// asksLeave reports whether some items say nothing but that somebody is to be asked, before something is done or on condition of his answer. They may
// name what he is to see where they say that it goes out only then.
func asksLeave(items []item, from, to int) bool {
	who, asked, heeds, must := false, false, false, false
	out := departs(items, from, to) || to < len(items) && leadsOn(items, to)
	for i := from; i < to; i++ {
		it := items[i]
		switch {
		case it.mark():
		case boonAt(items, i, to) > 0:
			who, asked = who || mine[items[i-1].Lower], true
		case it.ent != nil && it.ent.Type == entity.Person, giverAt(items, i), superior(items, i):
			who = true
		case span(it) != "", i > from && amountIs(it) && items[i-1].Is("ab", "from", "above", "over", "über"):
		case !it.word():
			return false
		case leaves[it.Lower] || askers[it.Lower] || asides[it.Lower] || mine[it.Lower] || courtesies[it.Lower] || articles[it.Lower]:
			who = who || mine[it.Lower]
			asked = asked || leaves[it.Lower]
			heeds = heeds || heedful[it.Lower] || approvals[it.Lower]
			must = must || obliged(items, i)
		case it.Is("over", "über", "above"), out && (len(it.nouns) > 0 || sendings[it.Lower]):
		default:
			return false
		}
	}
	return who && asked && (heeds || out || must)
}

// obliged reports whether a word says that somebody has to do something: "Tom has to confirm".
func obliged(items []item, i int) bool {
	return items[i].Is("must", "muss", "müssen", "soll", "sollen") || i+1 < len(items) && items[i].Is("has", "have", "needs") && items[i+1].Is("to")
}

// sendings are the nouns for sending something out, before which somebody wants to see it: "vor dem Versand", "before sending".
var sendings = words(`versand versenden abschicken absenden verschicken abschickst rausschicken veröffentlichung veröffentlichen senden sending dispatch publishing publication posting
	release execution ausführung ausführen start`)

// departs reports whether some items end with "before it goes out": "vor dem Versand", "before sending it".
func departs(items []item, from, to int) bool {
	for i := from; i+1 < to; i++ {
		if items[i].word() && items[i].Is("before", "vor", "vorm", "prior") && slices.ContainsFunc(items[i+1:min(to, i+4)], func(it item) bool { return it.word() && sendings[it.Lower] }) {
			return true
		}
	}
	return false
}

// leadsOn reports whether a clause behind an item says only what is to come later: "before it goes out".
func leadsOn(items []item, i int) bool {
	for i < len(items) && items[i].mark() && items[i].Is(",") {
		i++
	}
	return i+2 < len(items) && items[i].Is("before", "bevor", "ehe") && (pronouns[items[i+1].Lower] || determiners[items[i+1].Lower] && len(items[i+2].nouns) > 0)
}

// superiors are what those are called who may be asked for their leave.
var superiors = words(`boss manager supervisor lead director head owner cfo ceo cto coo legal finance accounting hr management board reviewer auditor controlling compliance security
	chef chefin leitung vorgesetzte vorgesetzter vorgesetzten teamleitung teamleiter teamleiterin geschäftsführung geschäftsführer vorstand rechtsabteilung buchhaltung revision`)

// superior reports whether an item is what somebody is called who may be asked, or says which one he is: "the release manager".
func superior(items []item, i int) bool {
	return items[i].word() && superiors[items[i].Lower] || i > 0 && i+1 < len(items) && items[i].word() && articles[items[i-1].Lower] && superiors[items[i+1].Lower]
}

// giverAt reports whether an item may be the name of somebody who approves.
func giverAt(items []item, i int) bool {
	it := items[i]
	return it.Kind == text.Word && it.ent == nil && it.Capital() && !function(it.Lower) && !courtesies[it.Lower] && !askers[it.Lower] && !leaves[it.Lower] && !mine[it.Lower] && !sendings[it.Lower] &&
		len(it.nouns)+len(it.verbs) == 0 || it.ent != nil && it.ent.Type == entity.Person
}

// departures are the words for what is held back until somebody has approved it.
var departures = words(`goes go out leaves leave live happens happen raus rausgeht rausgehen rausgehst abgeht losgeht los weggeht passiert hinausgeht verschickt verschickst sent send sends schickst
	abschickst sendest versendet published publish executed run ausgeführt darf dürfen may can kann soll should only erst nur verlässt`)

// waiting reports whether a clause only says that something waits for what the clause beside it asks for: "before it goes out", "die Mail darf erst
// raus".
func (b *builder) waiting(c clause) bool {
	goes := false
	for _, it := range b.items[c.from:c.to] {
		switch {
		case it.mark():
		case it.ent != nil || !it.word():
			return false
		case it.Is("anything", "irgendwas", "irgendetwas", "etwas", "was"):
		case departures[it.Lower]:
			goes = goes || !it.Is("only", "erst", "nur", "may", "can", "kann", "darf", "soll", "should")
		case !function(it.Lower) && (len(it.nouns) == 0 || slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Imperative != 0 && len(it.nouns) == 0 })):
			return false
		}
	}
	return goes && (c.later || b.mentions(c, "only", "erst", "nur"))
}

var (
	// silences are the verbs of somebody from whom nothing is heard in time.
	silences = words(`react reacts reply replies respond responds answer answers answered reaction response heard hear back objects object reagiere reagiert reagieren antworte antwortet
		antworten antwort reaktion rückmeldung melde meldet melden rühre rührt höre hört approve approves approval approved freigabe zustimme zustimmt decide entscheide entscheidet`)
	// drops are the words by which all that waits for an approval is given up.
	abandonments = words(`give gib aufgeben drop forget cancel abort skip scrap stop discard bin leave lass lasse abbrechen brich verwerfen verwirf vergiss vergessen streichen stoppen stopp abgelehnt
		verworfen denied nothing nichts nicht`)
	// drops stand around them.
	drops = words(`whole thing ganze ganzen alles everything be bleiben sein then dann off ab mach weg considered gilt als`)
)

// deadline is what a clause says of the time for an answer: how long, that none comes, or that somebody has that long.
type deadline struct {
	length            string
	silent, has, said bool
}

// deadlineIn reads a clause that says nothing but a deadline.
func (b *builder) deadlineIn(c clause) (d deadline) {
	denied := false
	for k := c.from; k < c.to; k++ {
		it := b.items[k]
		switch {
		case it.mark(), giverAt(b.items, k), it.word() && courtesies[it.Lower]:
		case span(it) != "":
			d.length = span(it)
		case !it.word():
			return deadline{}
		default:
			d.silent = d.silent || silences[it.Lower]
			denied = denied || negators[it.Lower] || strings.HasSuffix(it.Lower, "n't")
			d.has = d.has || limits[it.Lower] || it.Is("has", "have", "hat", "habe", "haben", "get", "gets", "got", "he's", "she's", "bekommt", "kriegt", "within", "binnen", "innerhalb")
			if !function(it.Lower) && !limits[it.Lower] && !waits[it.Lower] && !silences[it.Lower] && !drops[it.Lower] && !abandonments[it.Lower] && !asides[it.Lower] && !it.Is("time", "zeit", "within", "innerhalb", "binnen", "there's") && !strings.HasSuffix(it.Lower, "n't") {
				return deadline{}
			}
		}
	}
	d.silent = d.silent && denied
	d.said = d.length != "" && (d.silent || d.has)
	return d
}

// expires reads how long an approval may take: "if I don't react within an hour, drop it", "she has two hours". It reports whether the clause says
// nothing else; the clause behind it then only says that nothing is done.
func (b *builder) expires(i int) bool {
	c := b.clauses[i]
	d := b.deadlineIn(c)
	a := b.openApproval()
	if !d.said || len(b.steps) == 0 || !d.silent && a == nil {
		return false
	}
	if d.silent && !b.abandons(c) {
		if i+1 == len(b.clauses) || !b.givesUp(b.clauses[i+1]) {
			return false
		}
		b.clauses[i+1].kind, b.clauses[i+1].negated = narrative, false
	}
	if a == nil {
		a = &step{id: b.free("approval"), approve: &plan.Approve{}, c: c}
		b.origin("approval", c.from, c.to)
		b.insertBefore(a, c)
	}
	a.approve.Timeout = d.length
	if by := b.approver(pause{from: c.from, to: c.to}, -1); by != "" && a.approve.By == "" && d.silent {
		a.approve.By = by
	}
	return true
}

// givesUp reports whether a clause says that nothing is to be done, and nothing else.
func (b *builder) givesUp(c clause) bool {
	return b.abandons(c) && !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.ent != nil || it.word() && !function(it.Lower) && !drops[it.Lower] && !abandonments[it.Lower]
	})
}

func (b *builder) abandons(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && abandonments[it.Lower] })
}

// openApproval gives the latest approval that nothing says the time of, nil where there is none.
func (b *builder) openApproval() *step {
	if b.gate != nil {
		return b.gate
	}
	for _, s := range slices.Backward(b.steps) {
		if s.approve != nil && s.approve.Timeout == "" {
			return s
		}
	}
	return nil
}

// conditional reports whether a clause that says no to something says it of what nobody has approved: "nothing happens without Petra's consent".
func (b *builder) conditional(c clause) bool {
	return asksLeave(b.items, c.from, c.to) && b.mentions(c, "without", "ohne")
}

// shows reports whether a clause only says that what was made before is shown to the one who asks: "show me the draft".
func (b *builder) shows(c clause) bool {
	said := false
	for _, it := range b.items[c.from:c.to] {
		switch {
		case it.mark():
		case it.word() && it.Is("show", "shows", "zeig", "zeige", "zeigst", "present", "legst", "leg", "lege"):
			said = true
		case it.ent != nil || !it.word() || !function(it.Lower) && !notes[it.Lower] && !it.Is("draft", "entwurf", "vor", "result"):
			return false
		}
	}
	return said && slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && mine[it.Lower] })
}
