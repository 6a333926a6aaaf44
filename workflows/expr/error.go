package expr

import "fmt"

// Code says what is wrong with an expression, for programs. Codes are stable.
type Code string

// The codes.
const (
	CodeTooLarge     Code = "too_large"     // over one of the Max limits, as written
	CodeSyntax       Code = "syntax"        // can't be read
	CodeRefused      Code = "refused"       // an operator, function or form that the language doesn't have
	CodeUnknownName  Code = "unknown_name"  // a name that the scope doesn't have
	CodeUnknownField Code = "unknown_field" // a field that a value doesn't have
	CodeType         Code = "type"          // a value of a type that an operator or function can't take
	CodeNothing      Code = "nothing"       // a missing value where one is needed
	CodeArithmetic   Code = "arithmetic"    // division by zero, two currencies, a number out of range
	CodeCost         Code = "cost"          // over one of the Max limits, while evaluating
)

// Error is every error of this package.
type Error struct {
	Code    Code
	Message string   // one English sentence; see In for other languages
	Column  int      // where in the text that holds the expression, in characters from 1; 0 where unknown
	Where   string   // where in a value: "to[0]", "amount.currency"; "" for the value itself
	Ref     []string // for the unknown codes: the reference, up to and with the name that isn't known
	Known   []string // for the unknown codes: the names there are, sorted

	german string
}

func (e *Error) Error() string { return e.Message }

// In gives the message in a language, "en" or "de".
func (e *Error) In(lang string) string {
	if lang == "de" {
		return e.german
	}
	return e.Message
}

// words is a text in both languages.
type words struct{ en, de string }

// fault makes an error. Arguments of type words are given in the language of each text.
func fault(code Code, column int, message words, args ...any) *Error {
	en, de := make([]any, len(args)), make([]any, len(args))
	for i, a := range args {
		en[i], de[i] = a, a
		if w, ok := a.(words); ok {
			en[i], de[i] = w.en, w.de
		}
	}
	return &Error{Code: code, Column: column, Message: fmt.Sprintf(message.en, en...), german: fmt.Sprintf(message.de, de...)}
}
