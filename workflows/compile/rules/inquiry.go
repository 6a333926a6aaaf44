package rules

import "slices"

// A message may say no more than what somebody is to be told of: "which one it was", "how it went", "wie er ausgegangen ist".

var (
	whiches  = words(`which welche welcher welches`)
	hows     = words(`how wie what was`)
	endings  = words(`concluded concludes finished ends finishes worked klappte geklappt gegangen went ended turned out ausgegangen gelaufen geendet ausging lief endete came outcome`)
	bystands = words(`one it was is he she they er sie es das ist war this that the run rollout build lauf run ran ist dabei`)
)

// inquiry gives the output that answers such a clause, with the items that ask for it; "" where the clause asks for nothing.
func (b *builder) inquiry(s *step, c clause) (ref string, from, to int) {
	if ref := b.outcomeBefore(s); ref != "" && b.outcomeAlone(c) {
		return ref, c.message, c.to
	}
	for i := c.from + 1; i < c.to; i++ {
		it := b.items[i]
		if !it.word() || !whiches[it.Lower] && !hows[it.Lower] {
			continue
		}
		if ref, n := b.amounting(s, i, c.to); n > 0 {
			return ref, i, i + n
		}
		to, ended := i+1, false
		for to < c.to && (b.items[to].word() || b.items[to].Is("one")) && (bystands[b.items[to].Lower] || endings[b.items[to].Lower]) {
			ended = ended || endings[b.items[to].Lower]
			to++
		}
		if to < c.to && !b.items[to].mark() || to == i+1 {
			continue
		}
		if whiches[it.Lower] && !ended {
			return b.headline(), i, to
		}
		if ended {
			return b.outcomeBefore(s), i, to
		}
	}
	return "", 0, 0
}

// outcomeBefore gives a reference to how that ended which was waited for last.
func (b *builder) outcomeBefore(s *step) string {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if o.t != nil && o.t.waits() {
			name := outcomeOf(o.t.out)
			if p := o.t.out.Properties[name]; p != nil && p.Type != "string" {
				return name + ": ${string(" + o.id + "." + name + ")}"
			}
			return "${" + o.id + "." + name + "}"
		}
	}
	return ""
}

// amounting reads at an item what a read came to: "how many", "wie viele es sind", "what comes back"; n is the number of items, 0 where it says no such
// thing.
func (b *builder) amounting(s *step, i, end int) (ref string, n int) {
	to := i + 1
	for to < end && b.items[to].word() && (returning[b.items[to].Lower] || bystands[b.items[to].Lower] || conjoined[b.items[to].Lower]) {
		to++
	}
	if to == i+1 || to < end && !b.items[to].mark() && !prepositions[b.items[to].Lower] {
		return "", 0
	}
	if b.items[i].Is("how", "wie") && b.items[i+1].Is("many", "much", "viele", "viel") {
		if refs := b.counted(s, b.fieldRefs(s, []string{"total", "count"}, "")); len(refs) == 1 {
			return refs[0], to - i
		}
		return "", 0
	}
	if !slices.ContainsFunc(b.items[i+1:to], func(it item) bool { return returning[it.Lower] }) || !b.items[i].Is("what", "was") {
		return "", 0
	}
	return b.yield(s), to - i
}

var (
	returning = words(`comes come came turns back gets found find finds returned returns see say says zurückkommt zurück kommt rauskommt herauskommt gefunden findest findet dabei drinsteht`)
	conjoined = words(`were waren many much viele viel you we there are up out du ihr wir gibt ist sind`)
)
