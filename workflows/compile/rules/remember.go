package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// remember notes the companies and records that a clause names, so that later and earlier clauses can refer to them.
func (b *builder) remember(c clause) {
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if it.ent != nil && (it.ent.Type == entity.IssueKey || it.ent.Type == entity.DocNumber) && !c.negated {
			if key := it.ent.Value.(string); !slices.Contains(b.keys, key) {
				b.keys = append(b.keys, key)
			}
		}
	}
	if !c.negated || c.verb < 0 && determiners[b.items[b.leads(c)].Lower] && (c.from == 0 || sentenceEnd(b.items, c.from-1)) { // "die Aufgabe 7 schafft sie nicht mehr"
		b.antecedents = append(b.antecedents, b.antecedentsIn(c)...)
	}
	if org := b.orgIn(c); org != "" {
		b.orgs = append(b.orgs, org)
	}
}

// keyFits reports whether named records can be what an argument takes: keys of issues for an issue, numbers of documents for an
// invoice.
func keyFits(arg string, keys []string) bool {
	issue := entity.IsIssueKey(keys[0])
	return issue == (arg == "issue" || arg == "ticket")
}

// orgIn finds a company that a clause names outright: by its legal form, or behind "customer", "Firma" or "with".
func (b *builder) orgIn(c clause) string {
	f := &filling{lexicon: b.lexicon, items: b.items, t: &target{}, lang: b.lang, c: c, end: c.to, taken: make([]claim,
		len(b.items)), starts: map[int]bool{}, small: b.small}
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if !it.word() || i+1 >= c.to || it.Capital() && i > c.from && b.items[i].Is("at") || !it.Is("with", "customer", "client", "company", "account", "kunde", "kunden", "kundin",
			"firma", "fa", "von", "bei", "für", "for", "from", "mit", "at") {
			continue
		}
		j := i + 1
		for j < c.to && (b.items[j].mark() && b.items[j].Is(".") || articles[b.items[j].Lower] ||
			b.items[j].Is("customer", "client", "company", "account", "kunde", "kunden", "kundin", "firma", "fa")) {
			j++
		}
		if j >= c.to || !b.items[j].Capital() {
			continue
		}
		to := f.run(j, false)
		if to <= j {
			continue
		}
		if n := f.nameness(j, to); n >= 0.85 || n >= 0.3 && !prepositions[it.Lower] {
			return f.words(j, to)
		}
	}
	return ""
}

// org gives the company that is spoken of: the one that an earlier step is about, else the one that was named; "" where there are
// several.
func (b *builder) org() string {
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil {
			continue
		}
		for i := range s.t.slots {
			sl := &s.t.slots[i]
			if sl.role != roleOrg {
				continue
			}
			if name, ok := s.with[sl.name].(string); ok && name != "" && !strings.Contains(name, "${") {
				if !b.alone(s) {
					return ""
				}
				return name
			}
		}
	}
	if len(b.orgs) > 0 {
		return b.orgs[0]
	}
	return ""
}

// channel gives the channel that "there" or "dort" stands for: the one that an earlier step made or wrote to, or that of what started the plan.
func (b *builder) channel(s *step) string {
	if !b.inside(s.c) && (s.t.recordSlot() == nil || b.record(s.t) == "") { // a message is where it was posted
		return ""
	}
	for _, o := range slices.Backward(b.steps) {
		if o == s || o.t == nil || o.t.app != s.t.app {
			continue
		}
		for _, arg := range []string{"channel", "name"} {
			if name, ok := o.with[arg].(string); ok {
				if !b.alone(o) {
					return ""
				}
				return name
			}
		}
	}
	if b.trigger != nil && b.trigger.app == s.t.app {
		if name, ok := b.triggered["channel"].(string); ok {
			return name
		}
		return b.triggerField("channel")
	}
	return ""
}

// inside reports whether a clause speaks of what was named before as the place where something goes: "there", "in it", "rein".
func (r *reading) inside(c clause) bool {
	for i := c.from; i < c.to; i++ {
		switch it := r.items[i]; {
		case !it.word():
		case it.Is("there", "dort", "darin", "hinein", "rein"):
			return true
		case it.Is("that", "this", "diesem", "diesen", "dem", "den", "the") && i > c.from && i+1 < c.to && r.items[i-1].Is("in", "into", "to") && r.items[i+1].Is("channel", "kanal"):
			return true
		case it.Is("it", "that", "this", "ihn", "ihm", "diesen", "den") && i > c.from && r.items[i-1].Is("in", "into") && (i+1 == c.to || r.items[i+1].mark()):
			return true
		}
	}
	return false
}
