package entity

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"sayso/workflows/compile/rules/text"
)

// Type is what a value is.
type Type uint8

// The types. The shape of Entity.Value stands behind each.
const (
	Quote     Type = iota + 1 // string: the text between the marks
	Email                     // string
	URL                       // string
	Channel                   // string, without "#"
	Person                    // string, without "@"
	IssueKey                  // string: "PLAT-311"
	DocNumber                 // string: "R-2026-0093", "2026-1177"
	Money                     // map[string]any{"amount": "1200.00", "currency": "EUR"}
	Percent                   // json.Number: "19"
	Number                    // json.Number: "1200"
	Date                      // string: "2026-12-31"
	Duration                  // string: "30m", "3d"
	Phone                     // string
	Emoji                     // string, without the colons
	Window                    // string: how far back, "7d"
	Object                    // map[string]any: numbers are json.Number
)

// Entity is a value and the tokens it was read from.
type Entity struct {
	Type     Type
	Value    any
	From, To int      // tokens, To not included
	Options  []string // where the notation has two readings: both, as they would be answered; Value is the first
	Weak     bool     // could as well be an ordinary word: "Monday", "may"
	Fault    Fault    // why the value can't be used, though it is clear what was meant
	Term     bool     // a date by which something is to be paid
	Away     *int     // how many days from now a date is, where it was said so: "tomorrow", "in 3 days"; nil for any other
	Per      string   // the unit of time or measure that an amount is for, as in "950 €/Tag"; "" for a whole amount
}

// Fault is what is wrong with a value that reads like one.
type Fault uint8

// The faults.
const (
	Sound     Fault = iota
	Negative        // an amount or a rate below zero
	Zero            // an amount of nothing
	NoSuchDay       // a date that is not in the calendar; Value is as it was typed
)

// Env is what the reading of a value depends on.
type Env struct {
	Lang string
	Now  time.Time // in the person's time zone
}

// Scan finds the entities of a prompt in their order. Where two overlap, the longer one counts, and of two equally long ones that
// of the more special type.
func Scan(tokens []text.Token, env Env) []Entity {
	s := scanner{tokens, env}
	var found []Entity
	for i := 0; i < len(tokens); {
		best := s.at(i)
		if best.To == 0 {
			i++
			continue
		}
		best.From = i
		found = append(found, best)
		i = best.To
	}
	return found
}

type scanner struct {
	tokens []text.Token
	Env
}

// at gives the best entity that begins at a token, or one with To 0.
func (s scanner) at(i int) Entity {
	if e := s.simple(i); e.To > 0 {
		return e
	}
	var best Entity
	for _, grammar := range []func(int) Entity{s.money, s.date, s.window, s.duration, s.percent, s.phone, s.number} {
		if e := grammar(i); e.To > best.To {
			best = e
		}
	}
	return best
}

var (
	issueKey  = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,9}-\d{1,7}$`)
	docNumber = regexp.MustCompile(`^[A-Z]{1,5}[-/]?(\d{2,4}[-/])+\d{1,8}$`)
	hashed    = regexp.MustCompile(`^#\d{1,9}$`) // "#882": an issue, a ticket
	// yearly is the number of a document that begins with its year: "2026-0417", and not "2026-2027".
	yearly = regexp.MustCompile(`^(?:19|20)\d\d[-/](?:[03-9]\d{2,}|1[0-8]\d+|2[1-9]\d+|[12]\d{2}|\d{5,})$`)
	dashed = regexp.MustCompile(`^\d+(?:[-/]\d+)+$`) // "no. 88-1203"
	emoji  = regexp.MustCompile(`^:[a-z0-9_+-]+:$`)
)

// IsIssueKey reports whether a text looks like the key of an issue: "PLAT-311".
func IsIssueKey(s string) bool { return issueKey.MatchString(s) }

// simple reads what is one token and has a look of its own.
func (s scanner) simple(i int) Entity {
	t := s.tokens[i]
	switch {
	case t.Kind == text.Quoted:
		return Entity{Type: Quote, Value: t.Text, To: i + 1}
	case t.Kind == text.Email:
		return Entity{Type: Email, Value: t.Text, To: i + 1}
	case t.Kind == text.URL:
		return Entity{Type: URL, Value: t.Text, To: i + 1}
	case t.Kind == text.Channel:
		return Entity{Type: Channel, Value: t.Text, To: i + 1}
	case t.Kind == text.Mention:
		return Entity{Type: Person, Value: t.Text, To: i + 1}
	case t.Kind == text.Object:
		return Entity{Type: Object, Value: fields(t.Text), To: i + 1}
	case t.Kind == text.Number && (yearly.MatchString(t.Text) || dashed.MatchString(t.Text) && s.is(s.before(i), "no", "nr", "number", "nummer", "invoice", "rechnung", "bill")):
		return Entity{Type: DocNumber, Value: t.Text, To: i + 1}
	case t.Kind != text.Word:
	case hashed.MatchString(t.Text):
		return Entity{Type: Number, Value: json.Number(t.Text[1:]), To: i + 1}
	case docNumber.MatchString(t.Text):
		return Entity{Type: DocNumber, Value: t.Text, To: i + 1}
	case issueKey.MatchString(t.Text):
		return Entity{Type: IssueKey, Value: t.Text, To: i + 1}
	case emoji.MatchString(t.Text):
		return Entity{Type: Emoji, Value: t.Text[1 : len(t.Text)-1], To: i + 1}
	}
	return Entity{}
}

// fields gives the fields of a JSON object.
func fields(raw string) map[string]any {
	var m map[string]any
	dec := json.NewDecoder(strings.NewReader(raw))
	dec.UseNumber()
	if dec.Decode(&m) != nil {
		return nil
	}
	return m
}

// tok gives the i-th token, or an empty one behind the end.
func (s scanner) tok(i int) text.Token {
	if i < 0 || i >= len(s.tokens) {
		return text.Token{Kind: text.Break}
	}
	return s.tokens[i]
}

// is reports whether the i-th token is a word or mark of a list.
func (s scanner) is(i int, words ...string) bool { return s.tok(i).Is(words...) }

// skip gives the token behind some words or marks, of which there may be none and at most a number of them. The bound keeps reading linear
// in a text that has nothing else.
func (s scanner) skip(i, most int, words ...string) int {
	for n := 0; n < most && s.is(i, words...); n++ {
		i++
	}
	return i
}

// before gives the token before one, but for a full stop or a colon.
func (s scanner) before(i int) int {
	for i--; s.is(i, ".", ":"); i-- {
	}
	return i
}

// called reports whether the word for a phone number stands before a token: "Tel. 044 555 01 34".
func (s scanner) called(i int) bool {
	return s.is(s.before(i), "tel", "telefon", "phone", "telephone", "mobile", "mobil", "handy", "telefonnummer", "rufnummer", "handynummer", "call", "fon")
}

// phone reads "+44 20 7946 0912", and behind the word for it "044 555 01 34", "0511/4470-12".
func (s scanner) phone(i int) Entity {
	if s.tok(i).Kind == text.Number && s.tok(i).Text[0] == '0' && s.called(i) {
		number, j := s.tok(i).Text, i+1
		for s.tok(j).Kind == text.Number || s.is(j, "/", "-") && s.tok(j+1).Kind == text.Number {
			if !s.tok(j).Glued {
				number += " "
			}
			number += s.tok(j).Text
			j++
		}
		if len(number) >= 6 {
			return Entity{Type: Phone, Value: number, To: j}
		}
	}
	if !s.is(i, "+") || s.tok(i+1).Kind != text.Number || !s.tok(i+1).Glued {
		return Entity{}
	}
	number, j := "+", i+1
	for ; s.tok(j).Kind == text.Number; j++ {
		if j > i+1 {
			number += " "
		}
		number += s.tok(j).Text
	}
	if len(number) < 8 {
		return Entity{}
	}
	return Entity{Type: Phone, Value: number, To: j}
}
