package rules

import (
	"regexp"
	"slices"
	"strings"
)

// Machines, tables and files have names of their own kind: "basket-api", "audit_log", "orchid/shop", "release.yml", "shop:2.4.1".
// They are told by their looks, and a slot by what such a name looks like there.

// technical says how much a word looks like such a name: 0 for an everyday word, 1 where it can't be one.
func (it item) technical() float64 {
	if !it.word() || !strings.ContainsAny(it.Text, "_/@:.-0123456789") || function(it.Lower) || it.known() {
		return 0
	}
	switch {
	case strings.ContainsAny(it.Text[1:], "_/@:") || extension.MatchString(it.Text) ||
		opaque.MatchString(it.Text) && strings.Trim(it.Text, "0123456789") != "":
		return 1
	case strings.ContainsAny(it.Text, "0123456789") && strings.ContainsAny(it.Text, "-.") || dotted.MatchString(it.Text):
		return 0.9
	case strings.Contains(it.Text, "-") && it.Text == it.Lower && !strings.HasSuffix(it.Text, "-"):
		return 0.7 // it may be "one-time"
	}
	return 0
}

// known reports whether a word as a whole stands for something; the parts of "basket-api" may.
func (it item) known() bool {
	whole := func(h hit) bool { return !h.part }
	return slices.ContainsFunc(it.verbs, whole) || slices.ContainsFunc(it.nouns, whole) ||
		len(it.apps)+len(it.kinds) > 0 && len(it.Parts) == 0
}

var (
	extension = regexp.MustCompile(`^[\pL\pN_/-]+\.[a-z]{2,5}$`)
	dotted    = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z0-9]+)+$`)
	// opaque is what machines number records by: letters and digits that say nothing.
	opaque = regexp.MustCompile(`^[0-9A-Za-z]{15,18}$`)
)

// looks are what a name has to look like in an argument. In any other it is neither a path nor an address.
var looks = map[string]*regexp.Regexp{
	"repo":     regexp.MustCompile(`^[\w.-]+/[\w.-]+$`),
	"workflow": regexp.MustCompile(`\.ya?ml$`),
	"image":    regexp.MustCompile(`^[\w./-]+([:@][\w.:-]+)$`),
	"key":      regexp.MustCompile(`^[^/].*(/|\.\w{2,5}$)`),
	"prefix":   regexp.MustCompile(`/`),
	"path":     regexp.MustCompile(`^/`),
	"number":   regexp.MustCompile(`\d`),
	"ref":      branches,
	"branch":   branches,
	"incident": regexp.MustCompile(`^[A-Z]{3,5}\d{4,}$`),
	"object":   regexp.MustCompile(`__c$`),
}

// branches are the names that branches and tags have everywhere.
var branches = regexp.MustCompile(`^(?:main|master|develop|development|dev|staging|trunk|v\d[\w.-]*|(?:release|hotfix|feature|bugfix|fix)[/-][\w./-]+)$`)

var plainName = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]*$`)

// takesName says how well a word suits a slot that takes a technical name: 0 not at all, 1 made for it.
func (s *slot) takesName(it item) float64 {
	if s.role != roleName && s.role != roleKey {
		return 0
	}
	if look, ok := looks[s.name]; ok {
		switch {
		case !look.MatchString(it.Text) || !it.word():
			return 0
		case s.name == "repo" && branches.MatchString(it.Text): // "run it on release/5.3 in birch/mobile"
			return 0.5
		}
		return 1
	}
	fit := it.technical()
	if s.role == roleKey || fit == 0 || !plainName.MatchString(it.Text) || extension.MatchString(it.Text) && strings.Contains(it.Text, ".y") {
		return 0
	}
	return 0.8 * fit
}

// lets are the forms of the verb by which something is let happen, which is no name: "let it finish".
var lets = words(`let lets`)

// everyday reports whether an item could be a technical name by its place alone: a word that stands for nothing else.
func (f *filling) everyday(i int) bool {
	it := f.items[i]
	return it.word() && f.taken[i] == free && !function(it.Lower) && !lets[it.Lower] && (!it.known() || it.Mended && len(it.nouns) == 0 && i != f.c.verb) && states[it.Lower] == "" && levels[it.Lower] == ""
}

// nameAnyway reports whether a word that stands for something else can only be a name where it stands, behind the word for the thing:
// "in the bucket archive".
func (f *filling) nameAnyway(i int) bool {
	it := f.items[i]
	return i != f.c.verb && !f.cueAt(i) && it.word() && !it.Capital() && (f.lang == "en" || !f.acts(i)) &&
		(i+1 == f.end || i+1 == f.c.verb || f.items[i+1].mark() || f.items[i+1].word() && function(f.items[i+1].Lower))
}

// acts reports whether a word is a verb of the prompt's language.
func (f *filling) acts(i int) bool {
	return slices.ContainsFunc(f.items[i].verbs, func(h hit) bool { return f.lexemes[h.lexeme].lang == f.lang })
}

// offerTechnical offers technical names that no cue announced to the slots they suit, and to the first that is needed the word that
// stands right behind the verb: "restart basket".
func (f *filling) offerTechnical() {
	for i := f.c.from; i < f.end; i++ {
		it := f.items[i]
		if !it.word() || f.taken[i] > soft {
			continue
		}
		for s := range f.t.slots {
			slot := &f.t.slots[s]
			if fit := slot.takesName(it); fit >= 0.5 && (slot.required || fit == 1) {
				f.offer(cued{slot: slot}, i, i+1, fit)
			} else if slot.opens && it.technical() >= 0.5 { // "Leg die Kanäle messe-2027 und messe-team an"
				f.offer(cued{slot: slot}, i, i+1, it.technical())
			}
		}
		slot := f.acted()
		if slot == nil || f.lang == "de" && it.Capital() || slot.name == "table" && !plainName.MatchString(it.Text) {
			continue
		}
		if f.c.gapped && f.taken[i] <= act && it.Text == it.Lower && i+2 < f.end && f.items[i+1].Is("to", "auf") && quantity(f.items[i+2]) {
			f.offer(cued{slot: slot}, i, i+1, 0.4)
			f.offers[len(f.offers)-1].named = true // "scale cart to 3 and search to 5"
			continue
		}
		if f.everyday(i) && (f.governed(i) || f.c.gapped && i+1 < f.end && f.items[i+1].Is("to", "auf")) || i == f.c.verb+1 && f.taken[i] == free && len(it.apps) == 0 && !lets[it.Lower] {
			f.offer(cued{slot: slot}, i, i+1, 0.4)
		}
	}
}

// acted gives the slot of what the verb acts on, if that is a technical name: the one that is needed and may look like anything.
func (f *filling) acted() *slot {
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		if slot.required && slot.role == roleName && looks[slot.name] == nil && !slot.list {
			return slot
		}
	}
	return nil
}

// offerProper offers the proper name between an article and the word for what is called so: "the Northgate Renewal opportunity".
func (f *filling) offerProper(c cued) {
	i := c.from
	for i > f.c.from && f.items[i-1].word() && f.items[i-1].Capital() && f.taken[i-1] <= soft && len(f.items[i-1].apps) == 0 {
		i--
	}
	if f.lang == "en" && i < c.from && i > f.c.from && f.items[i-1].word() && articles[f.items[i-1].Lower] {
		f.offer(c, i, c.from, c.strong+1.2)
	} else if f.lang == "en" && i < c.from-1 && articles[f.items[i].Lower] {
		f.offer(c, i+1, c.from, c.strong+1.2)
	}
}

// offerNamed offers the word in front of a cue that names the thing it is the name of: "the audit table", "in the shop namespace", "im shop-Namespace".
func (f *filling) offerNamed(c cued) {
	i := c.from - 1
	if c.slot.required && c.noun && (c.slot.role == roleRecord || c.slot.role == roleOrg) {
		f.offerProper(c)
		return
	}
	if !c.noun || c.to-c.from > 1 || c.slot.role != roleName && c.slot.role != roleProject && c.slot.role != roleChannel {
		return
	}
	if name := f.compounded(c.from); name != "" {
		f.offers = append(f.offers, filled{slot: c.slot, value: name, from: c.from, to: c.to, score: c.strong + 0.3, named: true})
		return
	}
	if i < f.c.from || adjectives[f.items[i].Lower] || !f.everyday(i) && !f.attributive(i) || f.lang == "de" && f.items[i].technical() == 0 { // a German name stands behind the thing
		return
	}
	f.offer(c, i, i+1, c.strong+0.3)
	f.offers[len(f.offers)-1].named = true
}

// compounded gives the name that a compound begins with, whose last part is the thing: "shop" of "shop-Namespace"; "" where it begins otherwise.
func (f *filling) compounded(i int) string {
	it := f.items[i]
	if len(it.Parts) < 2 || len(it.apps)+len(it.kinds) > 0 || it.Capital() {
		return ""
	}
	return strings.TrimSuffix(it.Text[:len(it.Text)-len(it.Parts[len(it.Parts)-1])], "-")
}

// adjectives tell one thing from another, and are the name of none.
var adjectives = words(`wrong right same other new old own correct proper different usual first second last next original public private whole entire only given following previous current`)

// attributive reports whether an English word stands where what it means elsewhere doesn't count, between an article or a preposition and the thing
// that it names: "the archive bucket".
func (f *filling) attributive(i int) bool {
	it := f.items[i]
	return f.lang == "en" && i > f.c.from && it.word() && i != f.c.verb && !it.Capital() && len(it.apps) == 0 && !function(it.Lower) && !f.object(i) && !f.cueAt(i) &&
		states[it.Lower] == "" && levels[it.Lower] == "" && !adjectives[it.Lower] && !strings.HasSuffix(it.Lower, "ed") && !strings.HasSuffix(it.Lower, "ing") && f.items[i-1].word() && (determiners[f.items[i-1].Lower] || prepositions[f.items[i-1].Lower])
}
