package rules

// A delay says how much later than what came before something is to be done: "two hours later", "nach einer Viertelstunde", "with a delay of ten
// minutes", "the next day", "aber erst in 45 Minuten".

// delay is a length of time; it is sure where its words can't say anything else, wherever they stand.
type delay struct {
	length string
	sure   bool
}

var (
	laters = words(`later später danach darauf drauf afterwards on hence thereafter drauffolgend nachher`)
	// leads are the prepositions behind which a delay is told, and lags the nouns for one.
	leadsIn = words(`after nach in`)
	lags    = words(`ablauf verlauf passing delay gap pause break wait interval lag verzögerung abstand versatz wartezeit vorlauf karenz karenzzeit frist unterbrechung lapse rest`)
	// waitsFirst are the words by which what follows them is to come no sooner.
	waitsFirst = words(`erst only frühestens earliest`)
	passes     = words(`passed elapsed gone over by vergangen verstrichen vorbei um rum have has are is ist sind went pass elapse`)
	sooners    = words(`once when sobald wenn nachdem after`)
	roughly    = words(`about around roughly exactly another etwa rund ca circa genau ungefähr weiteren noch a an einer einem ein some`)
)

// nextDays are the words for the day after something was done.
var nextDays = [][]string{
	{"the", "next", "day"}, {"the", "following", "day"}, {"the", "day", "after"}, {"next", "day"}, {"a", "day", "later"}, {"a", "day", "after"},
	{"am", "nächsten", "tag"}, {"am", "folgenden", "tag"}, {"am", "tag", "darauf"}, {"am", "tag", "danach"}, {"tags", "darauf"}, {"am", "folgetag"},
}

// delayAt reads the delay that begins at an item, and gives the item behind it; 0 where none begins.
func delayAt(items []item, i, end int) (d delay, to int) {
	if i >= end || !items[i].word() && items[i].ent == nil {
		return d, 0
	}
	for _, w := range nextDays {
		if i+len(w) <= end && are(items[i:], w) {
			return delay{length: "1d"}, i + len(w)
		}
	}
	j, sure := i, false
	for j < end && items[j].word() && (waitsFirst[items[j].Lower] || items[j].Is("not", "nicht", "but", "aber") && j+1 < end && items[j+1].Is("before", "until", "vor", "earlier", "frühestens", "erst", "only")) {
		sure = sure || !items[j].Is("but", "aber")
		j++
	}
	if j >= end {
		return d, 0
	}
	if it := items[j]; it.word() && (leadsIn[it.Lower] || sure && it.Is("before", "until", "vor", "bis") || it.Is("with", "mit")) {
		length, to := lagBehind(items, j+1, end, it.Is("with", "mit"))
		return delay{length, sure || it.Is("with", "mit")}, to
	}
	if items[i].word() && sooners[items[i].Lower] && i+2 < end { // "once ten minutes have gone by"
		length, to := lagBehind(items, i+1, end, false)
		if to > i+2 && passes[items[to-1].Lower] {
			return delay{length, true}, to
		}
		return d, 0
	}
	if length := span(items[j]); length != "" && j+1 < end && items[j+1].word() && laters[items[j+1].Lower] {
		return delay{length, true}, j + 2
	} else if length != "" && j+2 < end && items[j+1].Is("after", "nach") && items[j+2].Is("that", "this", "it", "which", "dem") && (j+3 >= end || items[j+3].mark() || items[j+2].Is("that", "this")) {
		return delay{length, true}, j + 3
	}
	return d, 0
}

// lagBehind reads the length of a delay behind its preposition: "two hours", "a delay of two hours", "ten minutes' delay". named is true where it has to be
// called one.
func lagBehind(items []item, i, end int, named bool) (length string, to int) {
	for i < end && items[i].word() && roughly[items[i].Lower] {
		i++
	}
	if i < end && items[i].word() && lags[items[i].Lower] && i+2 < end && items[i+1].Is("of", "von") {
		if length = span(items[i+2]); length != "" {
			return length, i + 3
		}
		return "", 0
	}
	if i >= end || span(items[i]) == "" {
		return "", 0
	}
	length, to = span(items[i]), i+1
	for to < end && items[to].mark() && items[to].Glued && items[to].Is("'", "’") {
		to++
	}
	switch {
	case to < end && items[to].word() && lags[items[to].Lower]:
		return length, to + 1
	case named:
		return "", 0
	}
	for n := to; n < end && items[n].word() && passes[items[n].Lower]; n++ {
		if n+1 >= end || items[n+1].mark() || items[n+1].word() && !passes[items[n+1].Lower] && !items[n].Is("have", "has", "are", "is", "ist", "sind", "gone", "by") {
			return length, n + 1
		}
	}
	return length, to
}
