package expr

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var durationPart = regexp.MustCompile(`^(\d{1,9})(ms|s|m|h|d|w)`)

// century bounds durations, and with them the dates that can be got to.
const century = 100 * 365 * day

const day = 24 * time.Hour

// duration reads a duration as plans write it: "30m", "2h", "1d12h".
func duration(text string) (time.Duration, bool) {
	units := map[string]time.Duration{"ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour, "d": day, "w": 7 * day}
	var sum time.Duration
	for rest := text; rest != ""; {
		m := durationPart.FindStringSubmatch(rest)
		if m == nil {
			return 0, false
		}
		n, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil || n > int64((century-sum)/units[m[2]]) {
			return 0, false
		}
		sum += time.Duration(n) * units[m[2]]
		rest = rest[len(m[0]):]
	}
	return sum, text != ""
}

// onCalendar calculates with texts that are dates: a date and a duration give a later or an earlier date, two dates how many days
// lie between them. ok is false where the texts aren't such.
func onCalendar(op, l, r string, column int) (result any, ok bool, err error) {
	from, dated := instant(l)
	if !dated || op != "+" && op != "-" {
		return nil, false, nil
	}
	if d, isDuration := duration(r); isDuration {
		if op == "-" {
			d = -d
		}
		moved, err := shifted(l, from, d, column)
		return moved, true, err
	}
	if to, dated := instant(r); dated && op == "-" {
		days, err := daysBetween(from, to, column)
		return days, true, err
	}
	return nil, false, nil
}

// daysBetween counts the days from one date to another; between points in time they may have a fraction.
func daysBetween(later, earlier time.Time, column int) (any, error) {
	seconds, err := parseNumber(strconv.FormatInt(later.Unix()-earlier.Unix(), 10))
	if err != nil {
		return nil, err
	}
	perDay, err := parseNumber(strconv.Itoa(int(day / time.Second)))
	if err != nil {
		return nil, err
	}
	return calculate("/", seconds, perDay, column)
}

// shifted moves a date. Whole days leave it a date; with hours it becomes a point in time, UTC.
func shifted(text string, from time.Time, by time.Duration, column int) (string, error) {
	to := from.Add(by)
	if to.Year() < 1 || to.Year() > 9999 {
		return "", fault(CodeArithmetic, column, words{"the date is out of range", "Das Datum ist außerhalb des Möglichen"})
	}
	if len(text) == len(time.DateOnly) && by%day == 0 {
		return to.Format(time.DateOnly), nil
	}
	return to.Format(time.RFC3339), nil
}

// shiftedType is the type of a date that a duration was added to or taken from.
func shiftedType(date, by Type) Type {
	t := Type{Kind: Text, Format: date.Format}
	if date.Format != "date" {
		return t
	}
	if by.Enum == nil {
		t.Format = "" // whether it has a time depends on the duration
	}
	for _, text := range by.Enum {
		if d, ok := duration(text); ok && d%day != 0 {
			t.Format = "date-time"
		}
	}
	return t
}

// isDuration reports whether a type is a duration: one by its format, or a text of the expression that is one.
func (t Type) isDuration() bool {
	if t.Kind != Text {
		return false
	}
	for _, text := range t.Enum {
		if _, ok := duration(text); !ok {
			return false
		}
	}
	return t.Enum != nil || t.Format == "duration"
}

// styled writes a value the way that is asked for: "en", "de" or "plain", or for dates a pattern such as "DD.MM.YYYY HH:mm".
func styled(r *run, args []any) (any, error) {
	if args[0] == nil {
		return nil, nil
	}
	how := args[1].(string)
	if style, ok := styles()[how]; ok {
		text, err := textOf(args[0], style)
		if err != nil {
			return nil, err
		}
		return r.write(text)
	}
	text, _ := args[0].(string)
	t, ok := instant(text)
	if !ok || !isPattern(how) {
		return nil, fault(CodeType, 0, words{`format() takes a date and a pattern such as "DD.MM.YYYY", or "en", "de" or "plain"`,
			`format() nimmt ein Datum und ein Muster wie "DD.MM.YYYY", oder "en", "de" oder "plain"`})
	}
	return r.write(strings.NewReplacer("YYYY", t.Format("2006"), "YY", t.Format("06"), "MM", t.Format("01"), "DD", t.Format("02"),
		"HH", t.Format("15"), "mm", t.Format("04"), "ss", t.Format("05"), "M", t.Format("1"), "D", t.Format("2")).Replace(how))
}

func styles() map[string]string { return map[string]string{"en": "en", "de": "de", "plain": ""} }

func isPattern(how string) bool { return strings.ContainsAny(how, "YMDHms") }

// canStyle reports whether format() can take an argument: in the second place, where it stands in the expression, only what it knows.
func canStyle(i int, t Type) bool {
	if i == 0 {
		return t.Kind != Text || t.Format == "" || t.isDate()
	}
	for _, how := range t.Enum {
		if _, ok := styles()[how]; !ok && !isPattern(how) {
			return false
		}
	}
	return true
}
