package expr

import "errors"

// Expr is a parsed expression.
type Expr struct {
	source string
	root   node
}

// Parse reads an expression such as stands in `if:`. Its error is an *Error.
func Parse(source string) (*Expr, error) {
	root, err := parse(source)
	if err != nil {
		return nil, err
	}
	return &Expr{source, root}, nil
}

// String gives the expression as it was written.
func (e *Expr) String() string { return e.source }

// Refs lists what the expression refers to, in the order it stands there.
func (e *Expr) Refs() []Ref { return references(e.root, false, nil) }

// Type tells the type of the result and how far it can be trusted. Its error is an *Error.
func (e *Expr) Type(s Scope) (Type, error) { return e.root.infer(s) }

// Eval gives the result as decoded JSON. lang is the language of the texts that string() and join() write, "" for none. Its
// error is an *Error.
func (e *Expr) Eval(scope map[string]any, lang string) (any, error) {
	v, err := e.root.eval(&run{scope: scope, lang: lang})
	if err != nil {
		return nil, err
	}
	return store(v)
}

// True tells whether a condition holds. Its error is an *Error.
func (e *Expr) True(scope map[string]any) (bool, error) {
	return truth(&run{scope: scope}, e.root, 1)
}

// True parses a condition and tells whether it holds. Its error is an *Error.
func True(source string, scope map[string]any) (bool, error) {
	e, err := Parse(source)
	if err != nil {
		return false, err
	}
	return e.True(scope)
}

// at gives an error its column where it has none yet.
func at(err error, column int) error {
	if e, ok := errors.AsType[*Error](err); ok && e.Column == 0 {
		moved := *e
		moved.Column = column
		return &moved
	}
	return err
}

// moved is within for an error that is an *Error underneath.
func moved(err error, where string, offset int) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.within(where, offset)
	}
	return err
}

// within moves an error to where its expression stands.
func (e *Error) within(where string, offset int) *Error {
	moved := *e
	moved.Where = where
	if moved.Column > 0 {
		moved.Column += offset
	}
	return &moved
}
