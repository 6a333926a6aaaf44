package rules

import "slices"

// What is asked for only under a condition, or for some records, leaves others over. People often say of them that nothing is to be done, which a plan
// does anyway: "all others: ignore", "beim Rest passiert nichts", "tasks and stories stay untouched".

var (
	// remainders are the words for what is left over.
	remainders = words(`else everything anything else rest others other remaining remainder less lower otherwise alles andere andern anderen anderer anderes anderem übrige übrigen übriges
		rest restliche restlichen sonst sonstige sonstigen ansonsten andernfalls`)
	// inactions are the words by which nothing is done with something.
	inactions = words(`quiet silent silence finger fingers hands calm ruhe still stillhalten stumm ignore ignored ignoring skip skipped untouched unchanged unaffected alone leave leaves wait stay stays keep remain remains disregard disregarded nothing nobody
		action required necessary needed happens happen matter matters bother relevant interesting interest interests care
		ignorieren ignoriere ignorierst ignoriert überspringen überspringe übersprungen auslassen unberührt unverändert unangetastet außen vor egal liegen lassen lass lasse bleiben bleibt
		ruhe stille silence quiet finger drin drinnen stehen nichts niemanden passiert passieren geschieht interessieren interessiert interessant brauchen braucht brauchst tun tu machen mach mache weglassen weg unwichtig irrelevant warten`)
	// idleness are those of them that say it by themselves.
	idleness = words(`quiet silent silence finger hands calm ruhe stillhalten stumm ignore ignored ignoring skip skipped untouched unchanged unaffected alone wait disregard disregarded nothing nobody ignorieren ignoriere ignorierst ignoriert überspringen
		überspringe übersprungen auslassen unberührt unverändert unangetastet außen egal liegen nichts niemanden unwichtig irrelevant warten`)
	// hushes are those by which nobody is told anything.
	hushes = words(`quiet silent silence ruhe stillhalten stumm stay keep remain bleib bleibe bleiben`)
	// intact are the words for what is left as it is, whatever it is.
	intact = words(`untouched unchanged unaffected unberührt unverändert unangetastet drin drinnen stehen`)
	// persistences are the verbs of what is left as it is.
	persistences = words(`stay stays remain remains keep leave bleibt bleiben lass lasse lassen`)
)

// leaves reports whether a clause says that nothing more is to be done.
func (b *builder) leaves(c clause) bool {
	named := func(it item) bool { return it.ent != nil || it.word() && len(it.apps)+len(it.nouns) > 0 }
	return leavesOver(b.items, c.from, c.to) || b.merely(c, hushes) || !slices.ContainsFunc(b.items[c.from:c.to], named) && b.mentions(c, "nothing", "nichts", "anything", "anybody", "anyone", "niemanden", "nobody") &&
		b.mentions(c, "do", "does", "happens", "bother", "tun", "tu", "machen", "mach", "passiert", "geschieht", "brauchst", "need")
}

// leavesOver reports whether some items say nothing but that with what is left over nothing is to be done.
func leavesOver(items []item, from, to int) bool {
	rest, idle, persists, strange, kept := -1, false, false, false, false
	for i := from; i < to; i++ {
		it := items[i]
		switch {
		case it.mark():
		case !it.word():
			return false
		case remainders[it.Lower]:
			rest = i
		case inactions[it.Lower] || negators[it.Lower]:
			idle = idle || idleness[it.Lower] || negators[it.Lower]
			persists, kept = persists || persistences[it.Lower], kept || intact[it.Lower]
		case function(it.Lower) && !it.state(), rest >= 0 && rest == i-1: // "allen anderen Zeilen"
		default:
			strange = true
		}
	}
	if strange {
		return kept && persists
	}
	return rest >= 0 && (idle || persists)
}

// remainder reports whether a clause only names what is left over, of which the next one says that nothing is done: "all others: ignore".
func (b *builder) remainder(i int) bool {
	next := i + 1
	if next < len(b.clauses) && b.clauses[i].verb < 0 && b.clauses[i].to-b.clauses[i].from <= 2 && conjunctions[b.items[b.clauses[next].from].Lower] &&
		b.clauses[i].sentence == b.clauses[next].sentence && (i == 0 || b.clauses[i-1].sentence < b.clauses[i].sentence) && leavesOver(b.items, b.clauses[next].from, b.clauses[next].to) {
		return true // "tasks and stories stay untouched"
	}
	return next < len(b.clauses) && b.clauses[i].sentence == b.clauses[next].sentence && b.merely(b.clauses[i], remainders) &&
		leavesOver(b.items, b.clauses[i].from, b.clauses[next].to)
}
