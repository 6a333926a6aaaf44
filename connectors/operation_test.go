package connectors_test

import (
	"context"
	"encoding/json"
	"io"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

type payIn struct {
	To     connectors.Email  `json:"to,omitempty" jsonschema:"To whom" de:"An wen"`
	IBAN   string            `json:"iban,omitempty"`
	Amount connectors.Money  `json:"amount"`
	Tax    *connectors.Money `json:"tax,omitempty"`
	Lines  []string          `json:"lines"`
	Count  int               `json:"count,omitempty"`
}

type payOut struct {
	ID    string  `json:"id"`
	Share float64 `json:"share"`
}

// pay is a whole action, which tells what it was called with.
func pay() connectors.Action[payIn, payOut] {
	return connectors.Action[payIn, payOut]{
		Name: "pay", Doc: connectors.Doc{En: "Pays.", De: "Zahlt."}, Says: connectors.Sentence{En: "Pay {amount}", De: "Zahle {amount}"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "cancel", OneOf: []string{"to", "iban"}, Lag: time.Minute,
		Do: func(_ context.Context, c connectors.Call[payIn]) (payOut, error) {
			return payOut{ID: c.Key + "/" + c.In.Amount.Amount + "/" + c.Lang}, nil
		},
		Before: func(_ context.Context, c connectors.Call[payIn]) (json.RawMessage, error) {
			return json.Marshal(c.In.To)
		},
		Undo: func(_ context.Context, u connectors.Undoing[payIn, payOut]) error {
			return connectors.Errorf(connectors.Conflict, "undo of %s at %s, before: %s", u.Out.ID, u.Key, u.Before)
		},
		Find: func(_ context.Context, c connectors.Call[payIn]) (payOut, connectors.Found, error) {
			switch c.Key {
			case "there":
				return payOut{ID: "1"}, connectors.FoundYes, nil
			case "broken":
				return payOut{}, connectors.FoundCannotTell, io.ErrUnexpectedEOF
			}
			return payOut{ID: "nobody's"}, connectors.FoundNo, nil
		},
		Preview: func(_ context.Context, c connectors.Call[payIn]) ([]connectors.Change, error) {
			return []connectors.Change{{Of: "Account", Field: "balance", After: c.In.Amount.In("en")}}, nil
		},
	}
}

func call(key, in string) connectors.RawCall {
	return connectors.RawCall{In: json.RawMessage(in), Key: key, Lang: "de", Now: time.Unix(1, 0)}
}

func TestDefine(t *testing.T) {
	o := connectors.Define(pay())
	in := `{"amount": {"amount": "1.00", "currency": "EUR"}, "to": "a@b.example"}`

	out, err := o.Do(t.Context(), call("k", in))
	require.NoError(t, err)
	require.JSONEq(t, `{"id": "k/1.00/de", "share": 0}`, string(out))

	before, err := o.Before(t.Context(), call("k", in))
	require.NoError(t, err)
	require.JSONEq(t, `"a@b.example"`, string(before))

	err = o.Undo(t.Context(), connectors.RawUndoing{Call: call("k", in), Out: out, Before: before})
	require.EqualError(t, err, `undo of k/1.00/de at k, before: "a@b.example"`)

	changes, err := o.Preview(t.Context(), call("k", in))
	require.NoError(t, err)
	require.Equal(t, "1.00 EUR", changes[0].After)

	found, yes, err := o.Find(t.Context(), call("there", in))
	require.NoError(t, err)
	require.Equal(t, connectors.FoundYes, yes)
	require.JSONEq(t, `{"id": "1", "share": 0}`, string(found))
	found, no, err := o.Find(t.Context(), call("elsewhere", in))
	require.NoError(t, err)
	require.Equal(t, connectors.FoundNo, no)
	require.Empty(t, found, "what was not found is no output")
	_, perhaps, err := o.Find(t.Context(), call("broken", in))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.Equal(t, connectors.FoundCannotTell, perhaps)
}

// What an action doesn't have, its operation doesn't have either: the engine and the registry ask for it.
func TestDefineLeavesOutWhatIsMissing(t *testing.T) {
	o := connectors.Define(connectors.Action[payIn, payOut]{Name: "pay"})
	require.Nil(t, o.Do)
	require.Nil(t, o.Before)
	require.Nil(t, o.Undo)
	require.Nil(t, o.Find)
	require.Nil(t, o.Preview)
}

func TestDefineRefusesInputThatDoesntFit(t *testing.T) {
	o := connectors.Define(pay())
	for name, in := range map[string]string{
		"no JSON": `{`, "no object": `[]`, "another type": `{"count": "three"}`, "no address": `{"to": "nobody"}`,
		"no money": `{"amount": {"amount": "1,00", "currency": "EUR"}}`, "a number for an amount": `{"amount": 1}`,
	} {
		t.Run(name, func(t *testing.T) {
			c := call("k", in)
			_, err := o.Do(t.Context(), c)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%v", err)
			require.ErrorContains(t, err, "the input doesn't fit the action")
			_, err = o.Before(t.Context(), c)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
			_, err = o.Preview(t.Context(), c)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
			_, found, err := o.Find(t.Context(), c)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
			require.Equal(t, connectors.FoundCannotTell, found)
			require.Equal(t, connectors.Invalid, connectors.KindOf(o.Undo(t.Context(), connectors.RawUndoing{Call: c})))
		})
	}
	err := o.Undo(t.Context(), connectors.RawUndoing{Call: call("k", `{}`), Out: json.RawMessage(`{"id": 7}`)})
	require.ErrorContains(t, err, "the output that was stored doesn't fit the action")

	_, err = o.Do(t.Context(), call("k", ""))
	require.NoError(t, err, "no input is an empty one")
	_, err = o.Do(t.Context(), call("k", `{"amount": null, "tax": null, "to": null, "lines": null}`))
	require.NoError(t, err, "null is a missing value")
}

// An output that can't be stored comes after the fact: of a write it leaves its outcome open, and of a read nothing.
func TestDefineOutputThatCantBeStored(t *testing.T) {
	for effect, want := range map[connectors.Effect]connectors.Kind{
		connectors.Read: connectors.Invalid, connectors.Write: connectors.Unknown, connectors.Irreversible: connectors.Unknown,
	} {
		a := pay()
		a.Effect = effect
		a.Do = func(context.Context, connectors.Call[payIn]) (payOut, error) { return payOut{Share: math.NaN()}, nil }
		_, err := connectors.Define(a).Do(t.Context(), call("k", `{}`))
		require.Equal(t, want, connectors.KindOf(err), "%s: %v", effect, err)
	}
}

func TestAnnounce(t *testing.T) {
	require.NoError(t, call("k", "").Announce(t.Context()), "nobody listens")

	a := pay()
	a.Do = func(ctx context.Context, c connectors.Call[payIn]) (payOut, error) { return payOut{}, c.Announce(ctx) }
	c := call("k", `{}`)
	c.Sending = func(context.Context) error { return io.ErrClosedPipe }
	_, err := connectors.Define(a).Do(t.Context(), c)
	require.ErrorIs(t, err, io.ErrClosedPipe)
}

func TestComplete(t *testing.T) {
	o := connectors.Define(pay())
	o.App = "bank"
	const amount = `"amount": {"amount": "1.00", "currency": "EUR"}`
	for _, test := range []struct{ name, in, missing string }{
		{"all there", `{` + amount + `, "to": "a@b.example", "lines": ["x"]}`, ""},
		{"the other one", `{` + amount + `, "iban": "DE02", "lines": ["x"]}`, ""},
		{"nothing", ``, "bank.pay needs amount, and it has no value"},
		{"null", `null`, "bank.pay needs amount, and it has no value"},
		{"nothing in it", `{}`, "bank.pay needs amount, and it has no value"},
		{"a null in it", `{"amount": null, "to": "a@b.example", "lines": ["x"]}`, "bank.pay needs amount, and it has no value"},
		{"an empty text in it", `{"amount": "", "to": "a@b.example", "lines": ["x"]}`, "bank.pay needs amount, and it has no value"},
		{"an empty list", `{` + amount + `, "to": "a@b.example", "lines": [ ]}`, "bank.pay needs lines, and it has no value"},
		{"none of several", `{` + amount + `, "lines": ["x"]}`, "bank.pay needs one of to, iban"},
		{"none of several has a value", `{` + amount + `, "lines": ["x"], "to": null, "iban": ""}`, "bank.pay needs one of to, iban"},
		{"no object", `[1]`, "the arguments of bank.pay are no JSON object"},
		{"no JSON", `{`, "the arguments of bank.pay are no JSON object"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := o.Complete(json.RawMessage(test.in))
			if test.missing == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, test.missing)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
		})
	}
}

func TestResend(t *testing.T) {
	for once, want := range map[connectors.Once]bool{
		connectors.OnceTx: true, connectors.OnceKey: true, connectors.OnceID: true, connectors.OnceConditional: true,
		connectors.OnceFind: false, connectors.OnceNone: false, "": false,
	} {
		require.Equal(t, want, once.Resend(), "%q", once)
	}
}
