package connectors

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Operation is an action without its type parameters: the seam between connectors and all that carries them out.
// [Define] makes one from an [Action]; an imported API description may fill one in directly.
type Operation struct {
	App, Name   string
	Doc         Doc
	Asks        Phrases
	Says        Sentence
	Effect      Effect
	Once        Once
	UndoBy      string
	Undone      Sentence
	Doubt       Doc
	Destructive bool
	OneOf       []string
	Long        bool
	Announces   bool
	Lag         time.Duration
	Declared    bool // its app can't be reached yet: it has no functions; set by [NewRegistry]
	In, Out     *Schema

	Do      func(context.Context, RawCall) (json.RawMessage, error)
	Before  func(context.Context, RawCall) (json.RawMessage, error) // nil where there is no before-image
	Undo    func(context.Context, RawUndoing) error                 // nil where it can't be undone
	Find    func(context.Context, RawCall) (json.RawMessage, Found, error)
	Preview func(context.Context, RawCall) ([]Change, error)
}

// RawCall is a Call whose input is still JSON.
type RawCall = Call[json.RawMessage]

// RawUndoing is an Undoing whose input and output are still JSON.
type RawUndoing = Undoing[json.RawMessage, json.RawMessage]

// Ref is the operation's name in plans: "salesforce.update_account".
func (o *Operation) Ref() string { return o.App + "." + o.Name }

// Undoable reports whether it can be taken back. Of one that is only declared, that is what it promises.
func (o *Operation) Undoable() bool {
	return o.Undo != nil || o.Declared && o.UndoBy != "" && o.UndoBy != noneNeeded
}

// Complete says which of the arguments that the action can't do without are missing, nil for none. A value that an earlier step
// was to give may turn out to be none only at run time.
func (o *Operation) Complete(in json.RawMessage) error {
	given := map[string]any{}
	if len(in) > 0 {
		if err := json.Unmarshal(in, &given); err != nil {
			return Errorf(Invalid, "the arguments of %s are no JSON object", o.Ref())
		}
	}
	empty := func(name string) bool {
		v, list := given[name].([]any)
		return given[name] == nil || given[name] == "" || list && len(v) == 0
	}
	for _, name := range o.In.Required {
		if empty(name) {
			return &Error{Kind: Invalid, Code: "missing_value", Message: o.Ref() + " needs " + name + ", and it has no value"}
		}
	}
	if len(o.OneOf) > 0 && !slices.ContainsFunc(o.OneOf, func(name string) bool { return !empty(name) }) {
		return &Error{Kind: Invalid, Code: "missing_value", Message: o.Ref() + " needs one of " + strings.Join(o.OneOf, ", ")}
	}
	return nil
}

// Define erases the types of an action. It panics on a type that has no schema, which only a programmer can cause.
func Define[In, Out any](a Action[In, Out]) *Operation {
	o := &Operation{
		Name: a.Name, Doc: a.Doc, Asks: a.Asks, Says: a.Says, Effect: a.Effect, Once: a.Once, UndoBy: a.UndoBy, Undone: a.Undone, Doubt: a.Doubt,
		Destructive: a.Destructive, OneOf: a.OneOf, Long: a.Long, Announces: a.Announces, Lag: a.Lag,
		In: SchemaOf[In](), Out: SchemaOf[Out](),
	}
	if a.Do != nil {
		o.Do = func(ctx context.Context, c RawCall) (json.RawMessage, error) {
			call, err := typed[In](c)
			if err != nil {
				return nil, err
			}
			out, err := a.Do(ctx, call)
			if err != nil {
				return nil, err
			}
			raw, err := encode(out)
			if err != nil && a.Effect != Read { // it was done all the same
				return nil, Errorf(Unknown, "%w", err)
			}
			return raw, err
		}
	}
	if a.Before != nil {
		o.Before = func(ctx context.Context, c RawCall) (json.RawMessage, error) {
			call, err := typed[In](c)
			if err != nil {
				return nil, err
			}
			return a.Before(ctx, call)
		}
	}
	if a.Undo != nil {
		o.Undo = func(ctx context.Context, u RawUndoing) error {
			call, err := typed[In](u.Call)
			if err != nil {
				return err
			}
			var out Out
			if err := decode("the output that was stored", u.Out, &out); err != nil {
				return err
			}
			return a.Undo(ctx, Undoing[In, Out]{Call: call, Out: out, Before: u.Before})
		}
	}
	if a.Find != nil {
		o.Find = func(ctx context.Context, c RawCall) (json.RawMessage, Found, error) {
			call, err := typed[In](c)
			if err != nil {
				return nil, FoundCannotTell, err
			}
			out, found, err := a.Find(ctx, call)
			if err != nil || found != FoundYes {
				return nil, found, err
			}
			raw, err := encode(out)
			return raw, found, err
		}
	}
	if a.Preview != nil {
		o.Preview = func(ctx context.Context, c RawCall) ([]Change, error) {
			call, err := typed[In](c)
			if err != nil {
				return nil, err
			}
			return a.Preview(ctx, call)
		}
	}
	return o
}

func typed[In any](c RawCall) (Call[In], error) {
	call := Call[In]{Conn: c.Conn, Key: c.Key, Lang: c.Lang, Files: c.Files, Now: c.Now, Sending: c.Sending}
	return call, decode("the input", c.In, &call.In)
}

func decode(what string, raw json.RawMessage, into any) error {
	if len(raw) == 0 {
		return nil
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return Errorf(Invalid, "%s doesn't fit the action: %w", what, err)
	}
	return nil
}

func encode(v any) (json.RawMessage, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, Errorf(Invalid, "the output can't be stored: %v", err)
	}
	return raw, nil
}
