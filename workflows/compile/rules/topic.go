package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// A record or its place may stand at the head of what is asked for it, and the rest then needs no verb: "NET-31: priority Medium, label vpn",
// "INC0060045 → state Awaiting Caller", "orchid/cli: close #77".

// headed reports whether a clause only names a record that the atom behind it, after a colon or a dash, is about.
func (p *parting) headed(last clause, a atom) bool {
	return last.verb < 0 && last.kind == request && a.from > 0 && p.items[a.from-1].Is(":", "–", "—", "-", "→") && p.namesRecord(last)
}

// namesRecord reports whether a clause has no words but those that name one record or its place.
func (l *lexicon) namesRecord(items []item, c clause) bool {
	if c.to-c.from > maxChain {
		return false
	}
	named := false
	for _, it := range items[c.from:c.to] {
		switch {
		case it.ent != nil:
			if it.ent.Type != entity.IssueKey && it.ent.Type != entity.DocNumber && it.ent.Type != entity.Number {
				return false
			}
			named = true
		case it.word() && (looks["incident"].MatchString(it.Text) || looks["repo"].MatchString(it.Text) && it.technical() == 1):
			named = true
		case !it.mark() && (!it.word() || !function(it.Lower) && len(it.nouns)+len(it.apps)+len(it.kinds) == 0 || quantifiers[it.Lower] || tellers[it.Lower] ||
			it.Is("new", "neu", "neue", "neuer", "neues", "neuen")):
			return false
		}
	}
	return named
}

func (p *parting) namesRecord(c clause) bool { return p.lexicon.namesRecord(p.items, c) }

// changes reads a clause without a verb as what is to become of the record that is spoken of: its new values, or something that is added to it.
// Nothing that the clause says may be left over, and nothing is made or destroyed so.
func (b *builder) changes(c clause) *candidate {
	if c.verb >= 0 || c.negated || c.to-c.from > maxRun {
		return nil
	}
	named := b.namedApps(c)
	var best *candidate
	for _, t := range b.targets {
		if t.op == nil || !t.effect() || t.op.Destructive || !b.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) {
			continue
		}
		key := t.recordSlot()
		if key == nil || b.record(t) == "" {
			continue
		}
		cand := &candidate{filling: b.fill(b.items, c, t, b.lang, b.small, b.around), namedApps: named}
		if len(cand.got) == 0 || cand.has(key) {
			continue
		}
		cand.weigh(b.reading, c, len(named) > 0)
		if len(cand.missing) == 0 && b.used(cand) && (best == nil || cand.total > best.total) {
			best = cand
		}
	}
	return best
}

func (c *candidate) has(s *slot) bool {
	_, ok := c.got[s.name]
	return ok
}
