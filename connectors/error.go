package connectors

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Kind says what went wrong in a way that decides what happens next. [Kind.Rule] is the one table that does.
type Kind string

// The kinds of error.
const (
	Invalid     Kind = "invalid"     // the request itself is wrong; sending it again can't help
	Denied      Kind = "denied"      // the credential is good, but not for this
	Expired     Kind = "expired"     // the credential is missing, wrong or no longer good
	NotFound    Kind = "not_found"   // what the request names does not exist
	Conflict    Kind = "conflict"    // the record is not in the state the request needs
	Limited     Kind = "limited"     // too many requests; see RetryAfter
	Unavailable Kind = "unavailable" // certainly not done; the same request may work later
	Unknown     Kind = "unknown"     // sent, and nobody can say whether it was done
)

// Rule is what follows from a kind.
type Rule struct {
	Retry  bool // attempt again by itself, with back-off
	Status int  // HTTP
	Exit   int  // of the command line
	MCP    int  // JSON-RPC error code
	Advice Doc  // what a person can do about it
}

var rules = map[Kind]Rule{
	Invalid:     {false, 422, 2, -32602, Doc{"Correct what is wrong.", "Korrigiere, was nicht stimmt."}},
	Denied:      {false, 403, 1, -32003, Doc{"Ask for the permission, or use another connection.", "Lass dir das Recht geben oder nimm eine andere Verbindung."}},
	Expired:     {false, 401, 1, -32001, Doc{"Sign in again with `sayso connect`.", "Melde dich mit `sayso connect` neu an."}},
	NotFound:    {false, 404, 1, -32004, Doc{"Check the name; nothing was found under it.", "Prüfe den Namen; darunter gibt es nichts."}},
	Conflict:    {false, 409, 1, -32009, Doc{"Look at the record; somebody may have changed it.", "Sieh dir den Datensatz an; vielleicht hat ihn jemand geändert."}},
	Limited:     {true, 429, 1, -32029, Doc{"The app asks for a pause; try again later.", "Die App bittet um eine Pause; versuche es später."}},
	Unavailable: {true, 503, 1, -32053, Doc{"The app doesn't answer; try again later.", "Die App antwortet nicht; versuche es später."}},
	Unknown:     {true, 502, 1, -32052, Doc{"Look in the app whether it was done, then decide.", "Sieh in der App nach, ob es geschehen ist, und entscheide dann."}},
}

// Rule gives what follows from a kind. An unheard-of kind is treated as Unknown.
func (k Kind) Rule() Rule {
	if r, ok := rules[k]; ok {
		return r
	}
	return rules[Unknown]
}

// Error is what every connector returns when something fails. Message is for a person and holds no secret.
type Error struct {
	Kind       Kind
	Code       string        // stable, for programs: the vendor's own code where it has one
	Message    string        // one sentence, for people
	RetryAfter time.Duration // 0 where the vendor didn't say
	Status     int           // HTTP or SMTP status; 0 where there was no answer
	Err        error
}

func (e *Error) Error() string { return e.Message }

func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error of a kind. %w works as in fmt.Errorf.
func Errorf(kind Kind, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Code: string(kind), Message: err.Error(), Err: errors.Unwrap(err)}
}

// KindOf gives the kind of any error. What no connector classified is Unknown, which is the careful reading; a time-out
// or a cancellation that reaches us bare came from a call under way, so it is Unknown too. The kind of nil is empty.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Unknown
}

// AsError gives err as an *Error, classifying it where no connector did. What was wrapped around one is part of its message. It is nil
// for nil.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		if error(e) == err { //nolint:errorlint // is it wrapped or not
			return e
		}
		whole := *e
		whole.Message, whole.Err = err.Error(), err
		return &whole
	}
	message := err.Error()
	if errors.Is(err, context.DeadlineExceeded) {
		message = "no answer in time"
	}
	return &Error{Kind: Unknown, Code: string(Unknown), Message: message, Err: err}
}
