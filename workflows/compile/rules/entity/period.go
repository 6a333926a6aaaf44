package entity

import "time"

// periodEdge reads the beginning, middle or end of a week, month, quarter or year: "the end of the month", "Monatsende", "Mitte
// Dezember", "start of next month", "Ende nächster Woche", "end of Q1", "the last day of the year". A week ends on Friday.
func (s scanner) periodEdge(i int) Entity {
	if e := s.edgeWord(i); e.To > 0 {
		return e
	}
	j := i
	if s.is(j, "the", "zum", "am") {
		j++
	}
	edge, to := s.edgeAt(j)
	if to == 0 {
		return Entity{}
	}
	to = s.skip(to, 6, "of", "the", "des", "der", "im", "vom")
	first, next, week, end := s.period(to)
	if end == 0 {
		return Entity{}
	}
	return s.day(edge.of(first, next, week), end)
}

// edge is a place in a period.
type edge uint8

const (
	begin edge = iota + 1
	middle
	finish
)

// of gives the day of a place in the period from first up to next.
func (e edge) of(first, next time.Time, week bool) time.Time {
	switch {
	case e == begin:
		return first
	case e == finish && week:
		return first.AddDate(0, 0, 4)
	case e == finish:
		return next.AddDate(0, 0, -1)
	case week:
		return first.AddDate(0, 0, 2)
	case next.Sub(first) > 300*24*time.Hour: // a year
		return first.AddDate(0, 6, 0)
	case next.Sub(first) > 40*24*time.Hour: // a quarter
		return first.AddDate(0, 1, 14)
	}
	return first.AddDate(0, 0, 14)
}

// edgeAt reads which place is meant.
func (s scanner) edgeAt(i int) (edge, int) {
	switch {
	case s.is(i, "end", "close", "ende"):
		return finish, i + 1
	case s.is(i, "start", "beginning", "anfang", "beginn"):
		return begin, i + 1
	case s.is(i, "middle", "mid", "mitte"):
		return middle, i + 1
	case s.is(i, "last", "final", "letzter", "letzten", "letzte") && s.is(i+1, "day", "tag"):
		return finish, i + 2
	case s.is(i, "first", "erster", "ersten", "erste") && s.is(i+1, "day", "tag"):
		return begin, i + 2
	}
	return 0, 0
}

// edgeWords are single words for a place in the present period.
var edgeWords = map[string]struct {
	unit string
	edge edge
}{
	"eom": {"mo", finish}, "eoy": {"y", finish}, "eow": {"w", finish}, "eoq": {"q", finish}, "month-end": {"mo", finish}, "year-end": {"y", finish},
	"quarter-end": {"q", finish}, "monatsende": {"mo", finish}, "jahresende": {"y", finish}, "quartalsende": {"q", finish},
	"monatsletzten": {"mo", finish}, "ultimo": {"mo", finish}, "monatsmitte": {"mo", middle}, "jahresmitte": {"y", middle},
	"mid-month": {"mo", middle}, "mid-year": {"y", middle}, "mid-week": {"w", middle}, "midweek": {"w", middle},
}

// startWords are those for the beginning of the period after the present one.
var startWords = map[string]string{
	"monatsanfang": "mo", "jahresanfang": "y", "quartalsanfang": "q", "monatsersten": "mo", "jahresbeginn": "y", "monatsbeginn": "mo",
	"quartalsbeginn": "q",
}

func (s scanner) edgeWord(i int) Entity {
	w, to := s.tok(i).Lower, i+1
	if s.is(to, "end") && s.is(i, "month", "year", "quarter", "month's", "year's", "month’s", "year’s", "week's", "quarter's") {
		w, to = map[byte]string{'m': "eom", 'y': "eoy", 'q': "eoq", 'w': "eow"}[w[0]], to+1
	}
	if word, ok := edgeWords[w]; ok {
		first, next := s.unitPeriod(word.unit, 0)
		return s.day(word.edge.of(first, next, word.unit == "w"), to)
	}
	if unit, ok := startWords[w]; ok {
		first, _ := s.unitPeriod(unit, 1)
		return s.day(first, to)
	}
	if month, ok := months[trimMid(w)]; ok && trimMid(w) != w { // "mid-December"
		first := s.monthOf(month, 0)
		return s.day(middle.of(first, first.AddDate(0, 1, 0), false), to)
	}
	return Entity{}
}

func trimMid(w string) string {
	if len(w) > 4 && w[:4] == "mid-" {
		return w[4:]
	}
	return w
}

// period reads the week, month, quarter or year whose edge is meant.
func (s scanner) period(i int) (first, next time.Time, week bool, to int) {
	ahead, j := s.ahead(i)
	unit := periodUnits[s.tok(j).Lower]
	if unit != "" {
		first, next = s.unitPeriod(unit, ahead)
		return first, next, unit == "w", j + 1
	}
	if j > i {
		return first, next, false, 0
	}
	if quarter := s.tok(i).Lower; len(quarter) == 2 && quarter[0] == 'q' && quarter[1] >= '1' && quarter[1] <= '4' {
		year, to := s.year(i + 1)
		first = s.quarterOf(int(quarter[1]-'0'), year)
		return first, first.AddDate(0, 3, 0), false, to
	}
	if month, ok := months[s.tok(i).Lower]; ok {
		year, to := s.year(s.skipDot(i + 1))
		if year == 0 {
			to = i + 1
		}
		first = s.monthOf(month, year)
		return first, first.AddDate(0, 1, 0), false, to
	}
	if year, to := s.year(i); year > 0 {
		return s.on(year, 1, 1), s.on(year+1, 1, 1), false, to
	}
	return first, next, false, 0
}

var periodUnits = map[string]string{
	"week": "w", "woche": "w", "month": "mo", "monat": "mo", "monats": "mo", "year": "y", "jahr": "y", "jahres": "y",
	"quarter": "q", "quartal": "q", "quartals": "q",
}

// ahead reads how many periods after the present one is meant.
func (s scanner) ahead(i int) (n, to int) {
	switch {
	case s.is(i, "next", "following", "nächster", "nächsten", "nächstes", "kommender", "kommenden", "kommendes"):
		return 1, i + 1
	case s.is(i, "this", "current", "dieser", "dieses", "diesen", "laufenden"):
		return 0, i + 1
	case s.is(i, "last", "previous", "letzter", "letzten", "letztes", "vorigen", "voriger"):
		return -1, i + 1
	case s.is(i, "übernächster", "übernächsten", "übernächstes"):
		return 2, i + 1
	}
	return 0, i
}

// unitPeriod gives a period that is some after the present one.
func (s scanner) unitPeriod(unit string, ahead int) (first, next time.Time) {
	now := midnight(s.Now)
	month := time.Month(ahead)
	switch unit {
	case "w":
		first = s.weekdayOf(ahead, 1)
		if ahead == 0 && (now.Weekday() == time.Saturday || now.Weekday() == time.Sunday) {
			first = s.weekdayOf(1, 1) // whoever says "by the end of the week" on a Sunday means the week that comes
		}
		return first, first.AddDate(0, 0, 7)
	case "mo":
		return s.on(now.Year(), now.Month()+month, 1), s.on(now.Year(), now.Month()+month+1, 1)
	case "q":
		start := (now.Month()-1)/3*3 + 1
		return s.on(now.Year(), start+3*month, 1), s.on(now.Year(), start+3*month+3, 1)
	}
	return s.on(now.Year()+ahead, 1, 1), s.on(now.Year()+ahead+1, 1, 1)
}

// monthOf gives the first day of a month; without a year, of the next one that isn't over.
func (s scanner) monthOf(month, year int) time.Time {
	if year == 0 {
		if year = s.Now.Year(); time.Month(month) < s.Now.Month() {
			year++
		}
	}
	return s.on(year, time.Month(month), 1)
}

func (s scanner) quarterOf(quarter, year int) time.Time {
	return s.monthOf(quarter*3, year).AddDate(0, -2, 0)
}
