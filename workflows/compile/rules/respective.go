package rules

import "slices"

// respectives say that the values of one list belong to those of another, one by one.
var respectives = words(`respectively resp bzw beziehungsweise jeweils`)

// respective gives each of several records the value that is listed for it: "go to Mo and Ana respectively".
func (c *candidate) respective() {
	at := slices.IndexFunc(c.items[c.c.from:c.end], func(it item) bool { return it.word() && respectives[it.Lower] })
	if at < 0 || len(c.also) == 0 {
		return
	}
	for _, v := range c.values() {
		if v.slot.list || v.slot == c.also[0].slot {
			continue
		}
		chain := c.listed(v)
		if len(chain) != len(c.also)+1 {
			continue
		}
		c.got[v.slot.name] = chain[0]
		c.own = append(c.own, v.slot.name)
		for i := range c.also {
			c.also[i].with = append(c.also[i].with, chain[i+1])
		}
		for _, o := range chain {
			c.mark(o.from, o.to, valued)
		}
		c.mark(c.c.from+at, c.c.from+at+1, soft)
	}
}

// listed lists the values that are coordinated with one, in their order.
func (c *candidate) listed(v filled) []filled {
	if e := c.items[v.from].ent; e != nil {
		return c.entities(v, e.Type)
	}
	chain := []filled{v}
	for i := v.to; i < c.end; {
		j := i
		for j < c.end && (c.items[j].Is(",", "and", "und", "&", "sowie") || c.items[j].word() && respectives[c.items[j].Lower] || abbreviation(c.items, j)) {
			j++
		}
		if j == i || j >= c.end || c.taken[j] > soft || !c.items[j].word() || function(c.items[j].Lower) {
			break
		}
		to := j + v.to - v.from
		if v.slot.role == rolePerson {
			to = min(c.run(j, false), c.wholeName(j))
		}
		if to <= j {
			break
		}
		chain = append(chain, filled{slot: v.slot, value: c.value(v.slot, j, to), from: j, to: to})
		i = to
	}
	return chain
}
