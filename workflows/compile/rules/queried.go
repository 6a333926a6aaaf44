package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

// Some records are only listed by a query in a language of its own: the rows of a table, the opportunities of a CRM in a stage. It is written here; it only
// reads, and the plan shows it.

// queried finds the read that takes a query for the records which some words name, with its output that is their list.
func (b *builder) queried(head clause) (*candidate, string) {
	named := b.namedApps(head)
	for _, t := range b.targets {
		list := openList(t)
		if list == "" || t.effect() || !b.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) {
			continue
		}
		switch {
		case t.in.Properties["sql"] != nil && b.namesRows(head):
			return &candidate{filling: b.fill(b.items, head, t, b.lang, b.small, b.around)}, list
		case t.in.Properties["soql"] != nil:
			if kind := b.kindOfRecord(head); kind >= 0 && !b.undated(head) {
				return b.recordQuery(t, head, kind), list
			}
		}
	}
	return nil, ""
}

// undated reports whether a clause speaks of new records and doesn't say since when, so that those are meant that come in.
func (b *builder) undated(c clause) bool {
	isNew := func(it item) bool { return it.word() && fresh[it.Lower] && !it.Capital() }
	since := func(it item) bool {
		return it.ent != nil && (it.ent.Type == entity.Window || it.ent.Type == entity.Date)
	}
	return slices.ContainsFunc(b.items[c.from:c.to], isNew) && !slices.ContainsFunc(b.items[c.from:c.to], since)
}

// openList gives the output of a read that lists records whose fields no schema tells, "" where it has none.
func openList(t *target) string {
	if t.op == nil || t.out == nil {
		return ""
	}
	for _, name := range sortedNames(t.out.Properties) {
		if p := t.out.Properties[name]; p.Type == "array" && p.Items != nil && p.Items.Type == "object" && len(p.Items.Properties) == 0 && p.Items.Format == "" {
			return name
		}
	}
	return ""
}

// namesTable gives the item of the name of a table in a clause, -1 where there is none.
func (b *builder) namesTable(c clause) int {
	for i := c.from; i+1 < c.to; i++ {
		if isTable(b.items[i]) && identifier.MatchString(b.items[i+1].Text) {
			return i + 1
		}
	}
	return -1
}

// namesRows reports whether a clause names the rows of a table, or the table alone.
func (b *builder) namesRows(c clause) bool {
	at := b.namesTable(c)
	first := pastDeterminers(b.items, c.from, c.to)
	return at >= 0 && (at-1 <= first || slices.ContainsFunc(b.items[c.from:at], func(it item) bool { return it.word() && (rowNouns[it.Lower] || everybody[it.Lower]) }))
}

// kindOfRecord gives the item of the word for a kind of record of a CRM, -1 where there is none.
func (b *builder) kindOfRecord(c clause) int {
	for i := c.from; i < c.to; i++ {
		if b.items[i].word() && recordKinds[singular(b.items[i].Lower)] != "" {
			return i
		}
	}
	return -1
}

// relist reads the words for the records of a list anew, where they were moved.
func (b *builder) relist(c *candidate, head clause) {
	if at := b.kindOfRecord(head); c.t.in.Properties["soql"] != nil && at >= 0 {
		c.filling = b.recordQuery(c.t, head, at).filling
		return
	}
	c.filling = b.fill(b.items, head, c.t, b.lang, b.small, b.around)
}

// kindFields are the fields that are read of the records of each kind, and the one that says how far a record is.
var kindFields = map[string]struct{ fields, state string }{
	"Opportunity": {"Id, Name, StageName, Amount", "StageName"}, "Lead": {"Id, Name, Company, Email, Phone, Status", "Status"},
	"Account": {"Id, Name, Phone", ""}, "Contact": {"Id, Name, Email, Phone", ""}, "Task": {"Id, Subject, Status", "Status"},
}

// recordQuery writes the query for records of a kind.
func (b *builder) recordQuery(t *target, head clause, at int) *candidate {
	c := &candidate{filling: b.fill(b.items, head, t, b.lang, b.small, b.around)}
	kind := recordKinds[singular(b.items[at].Lower)]
	var conditions []string
	c.mark(at, at+1, act)
	for i := head.from; i < head.to; i++ {
		it := b.items[i]
		switch e := it.ent; {
		case it.word() && stateWords[it.Lower] && kindFields[kind].state != "":
			to := i + 1
			for to < head.to && (b.items[to].word() && (!function(b.items[to].Lower) || to == i+1 && b.items[to].Capital()) || b.items[to].ent != nil && b.items[to].ent.Type == entity.Quote) && b.items[to].ent == nil == (b.items[i+1].ent == nil) {
				to++
			}
			if to > i+1 {
				conditions = append(conditions, kindFields[kind].state+" = "+literal(phrase(b.items[i+1:to])))
				c.mark(i, to, valued)
				i = to - 1
			}
		case e != nil && e.Type == entity.Window:
			back, _ := e.Value.(string)
			if days, ok := strings.CutSuffix(back, "d"); ok {
				conditions = append(conditions, "CreatedDate >= LAST_N_DAYS:"+days)
				c.mark(i, i+1, valued)
			}
		case it.word() && (standings[it.Lower] || it.Is("that", "which", "die", "der")):
			c.mark(i, i+1, act)
		}
	}
	soql := "SELECT " + kindFields[kind].fields + " FROM " + kind
	if len(conditions) > 0 {
		soql += " WHERE " + strings.Join(conditions, " AND ")
	}
	slot := slices.IndexFunc(t.slots, func(s slot) bool { return s.name == "soql" })
	c.got = map[string]filled{"soql": {slot: &t.slots[slot], value: soql, from: at, to: at + 1, quoted: true}}
	return c
}

// stateWords are the words before how far a record is.
var stateWords = words(`stage phase status state stufe`)

// singular gives the word for one of what a word in the plural means.
func singular(word string) string {
	for _, form := range []string{word, strings.TrimSuffix(word, "s"), strings.TrimSuffix(word, "ies") + "y", strings.TrimSuffix(word, "e"), strings.TrimSuffix(word, "n")} {
		if recordKinds[form] != "" {
			return form
		}
	}
	return word
}

// elemOf describes the records of a list that a query gives, in lower case; spelled tells how its fields are written.
func elemOf(s *step) (elem *connectors.Schema, spelled map[string]string) {
	elem, spelled = &connectors.Schema{Type: "object", Properties: map[string]*connectors.Schema{}}, map[string]string{}
	soql, _ := s.with["soql"].(string)
	_, list, _ := strings.Cut(soql, "SELECT ")
	list, _, _ = strings.Cut(list, " FROM ")
	for name := range strings.SplitSeq(list, ", ") {
		if name != "" {
			low := strings.TrimSuffix(strings.ToLower(name), "name")
			if low == "" {
				low = "name"
			}
			spelled[low], elem.Properties[low] = name, &connectors.Schema{Type: "string"}
		}
	}
	return elem, spelled
}

// kindQueried gives the kind of records that a query of a CRM lists, in lower case; "" for another read.
func kindQueried(s *step) string {
	soql, _ := s.with["soql"].(string)
	_, rest, _ := strings.Cut(soql, " FROM ")
	kind, _, _ := strings.Cut(rest, " ")
	return strings.ToLower(kind)
}
