package connectors

import (
	"encoding/json"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// These are the types an argument can have besides Go's own, [Money] and [File]. Each is checked when JSON is decoded into it, by the
// same [CheckFormat] that checks a plan, so that what passed the check can't fail at the call.

// Text is free text of any length, which may hold words of strangers.
type Text string

// Email is one address: "anna@example.com".
type Email string

// Date is a day: "2026-11-20".
type Date string

// DateTime is a point in time, by RFC 3339: "2026-11-20T09:00:00Z".
type DateTime string

// Duration is a span of time: "90s", "30m", "2h", "3d", "1w".
type Duration string

// URL is an absolute address, http or https.
type URL string

// The formats that schemas name them by.
const (
	FormatText     = "text"
	FormatEmail    = "email"
	FormatDate     = "date"
	FormatDateTime = "date-time"
	FormatDuration = "duration"
	FormatURL      = "uri"
	FormatMoney    = "money"
	FormatFile     = "file"
)

// UnmarshalJSON refuses what is no address.
func (v *Email) UnmarshalJSON(raw []byte) error { return unmarshalAs(FormatEmail, raw, (*string)(v)) }

// UnmarshalJSON refuses what is no day of the calendar.
func (v *Date) UnmarshalJSON(raw []byte) error { return unmarshalAs(FormatDate, raw, (*string)(v)) }

// UnmarshalJSON refuses what is no point in time.
func (v *DateTime) UnmarshalJSON(raw []byte) error {
	return unmarshalAs(FormatDateTime, raw, (*string)(v))
}

// UnmarshalJSON refuses what is no duration.
func (v *Duration) UnmarshalJSON(raw []byte) error {
	return unmarshalAs(FormatDuration, raw, (*string)(v))
}

// UnmarshalJSON refuses what is no absolute web address.
func (v *URL) UnmarshalJSON(raw []byte) error { return unmarshalAs(FormatURL, raw, (*string)(v)) }

func unmarshalAs(format string, raw []byte, into *string) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return err
	}
	if *into == "" { // an absent optional value that was written out
		return nil
	}
	return CheckFormat(format, *into)
}

// CheckFormat says in words what is wrong with a text of a format, and nil where nothing is.
func CheckFormat(format, text string) error {
	switch format {
	case FormatEmail:
		a, err := mail.ParseAddress(text)
		domain := text[strings.LastIndexByte(text, '@')+1:]
		if err != nil || a.Address != text || !strings.Contains(domain, ".") && domain != "localhost" || strings.ContainsFunc(text, unfit) {
			return Errorf(Invalid, "%q is not an e-mail address", text)
		}
	case FormatDate:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return Errorf(Invalid, "%q is not a date of the calendar; write it as 2026-12-31", text)
		}
	case FormatDateTime:
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			return Errorf(Invalid, "%q is not a point in time; write it as 2026-12-31T09:00:00Z", text)
		}
	case FormatDuration:
		if _, err := ParseDuration(text); err != nil {
			return err
		}
	case FormatURL:
		u, err := url.Parse(text)
		if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsFunc(text, gap) {
			return Errorf(Invalid, "%q is not a web address; write it as https://host/path", text)
		}
	}
	return nil
}

// gap reports whether a character ends a web address wherever one stands in a text; behind a "#" the parser lets spaces be.
func gap(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// unfit reports whether a character has no place in an address: what separates addresses in a list, and what doesn't show, so that
// the address a person approves is the one that is used.
func unfit(r rune) bool { return r == ',' || r == ';' || !unicode.IsPrint(r) }

// Time gives the day's start in UTC; the zero time for an empty or malformed date.
func (v Date) Time() time.Time { t, _ := time.Parse(time.DateOnly, string(v)); return t }

var durationPart = regexp.MustCompile(`^(\d{1,9})(ms|s|m|h|d|w)`)

// ParseDuration reads "90s", "1h30m", "3d", "1w": Go's units, and days of 24 hours and weeks of 7 days.
func ParseDuration(text string) (time.Duration, error) {
	units := map[string]time.Duration{"ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour}
	var sum time.Duration
	rest := text
	for rest != "" {
		m := durationPart.FindStringSubmatch(rest)
		if m == nil {
			return 0, Errorf(Invalid, "%q is not a duration; write it as 30m, 2h or 3d", text)
		}
		n, err := strconv.ParseInt(m[1], 10, 64)
		if err != nil || n > int64((100*365*24*time.Hour-sum)/units[m[2]]) {
			return 0, Errorf(Invalid, "%q is longer than 100 years", text)
		}
		sum += time.Duration(n) * units[m[2]]
		rest = rest[len(m[0]):]
	}
	if text == "" {
		return 0, Errorf(Invalid, "a duration is empty; write it as 30m, 2h or 3d")
	}
	return sum, nil
}
