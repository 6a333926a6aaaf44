package activities_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/connectors"
)

// vendor is a stateful toy: a set of things by key, and a value that can be set.
type vendor struct {
	made  map[string]int // how often the thing of a key was made
	value string
	sends int

	answer  error                                 // what Do returns after it did its work; nil: the truth
	refuse  error                                 // what Do returns without doing anything
	find    connectors.Found                      // "" tells the truth
	during  func(ctx context.Context, key string) // called in Do, before anything is done
	reading func()                                // called while the before-image is read
}

var lost = &connectors.Error{Kind: connectors.Unknown, Code: "no_answer", Message: "the answer was lost"}

type thing struct {
	Name string `json:"name"`
}

type made struct {
	ID string `json:"id"`
}

// make is an action whose Once is as given.
func (v *vendor) make(once connectors.Once, lag time.Duration) connectors.Action[thing, made] {
	a := connectors.Action[thing, made]{
		Name: "make", Doc: connectors.Doc{En: "d", De: "d"}, Says: connectors.Sentence{En: "Make {name}", De: "{name} machen"},
		Effect: connectors.Write, Once: once, UndoBy: "delete", Lag: lag,
		Do: func(ctx context.Context, c connectors.Call[thing]) (made, error) {
			v.sends++
			if v.during != nil {
				v.during(ctx, c.Key)
			}
			if v.refuse != nil {
				return made{}, v.refuse
			}
			if once != connectors.OnceKey || v.made[c.Key] == 0 {
				v.made[c.Key]++
			}
			return made{ID: c.Key}, v.answer
		},
		Undo: func(_ context.Context, u connectors.Undoing[thing, made]) error {
			if u.Out.ID != u.Key {
				return connectors.Errorf(connectors.Invalid, "undo without an id")
			}
			delete(v.made, u.Key)
			return v.refuse
		},
	}
	if once == connectors.OnceFind {
		a.Find = v.search
	}
	return a
}

// keyed is like make with keys, and can be looked for as well.
func (v *vendor) keyed(lag time.Duration) connectors.Action[thing, made] {
	a := v.make(connectors.OnceKey, lag)
	a.Name, a.Find = "keyed", v.search
	return a
}

func (v *vendor) search(_ context.Context, c connectors.Call[thing]) (made, connectors.Found, error) {
	switch {
	case v.find != "":
		return made{}, v.find, nil
	case v.made[c.Key] > 0:
		return made{ID: c.Key}, connectors.FoundYes, nil
	}
	return made{}, connectors.FoundNo, nil
}

// set is an action with a before-image.
func (v *vendor) set() connectors.Action[thing, made] {
	return connectors.Action[thing, made]{
		Name: "set", Doc: connectors.Doc{En: "d", De: "d"}, Says: connectors.Sentence{En: "Set {name}", De: "{name} setzen"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Before: func(context.Context, connectors.Call[thing]) (json.RawMessage, error) {
			if v.reading != nil {
				v.reading()
			}
			return json.Marshal(v.value)
		},
		Do: func(_ context.Context, c connectors.Call[thing]) (made, error) {
			v.sends++
			v.value = c.In.Name
			return made{ID: "1"}, v.answer
		},
		Undo: func(_ context.Context, u connectors.Undoing[thing, made]) error {
			return json.Unmarshal(u.Before, &v.value)
		},
	}
}

// get is an action that reads the value.
func (v *vendor) get() connectors.Action[thing, thing] {
	return connectors.Action[thing, thing]{
		Name: "get", Doc: connectors.Doc{En: "d", De: "d"}, Says: connectors.Sentence{En: "Get", De: "Lesen"}, Effect: connectors.Read,
		Do: func(context.Context, connectors.Call[thing]) (thing, error) { v.sends++; return thing{v.value}, nil },
	}
}

// mail is an action that announces its effect after an introduction.
func (v *vendor) mail() connectors.Action[thing, made] {
	return connectors.Action[thing, made]{
		Name: "mail", Doc: connectors.Doc{En: "d", De: "d"}, Says: connectors.Sentence{En: "Mail {name}", De: "{name} mailen"},
		Effect: connectors.Irreversible, Once: connectors.OnceNone, Announces: true,
		Do: func(ctx context.Context, c connectors.Call[thing]) (made, error) {
			if v.during != nil {
				v.during(ctx, c.Key)
			}
			if v.refuse != nil {
				return made{}, v.refuse
			}
			if err := c.Announce(ctx); err != nil {
				return made{}, err
			}
			v.sends++
			v.made[c.Key]++
			return made{ID: c.Key}, v.answer
		},
	}
}

// ledger is the port over a map.
type ledger struct {
	mu     sync.Mutex
	rows   map[string]activities.Effect
	broken bool
	log    []activities.State // every state that was written, in order
}

var errBroken = errors.New("disk full")

func (l *ledger) Claim(_ context.Context, e activities.Effect) (activities.Effect, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken {
		return e, false, errBroken
	}
	row, known := l.rows[e.Key]
	switch {
	case !known:
		row = e
		l.log = append(l.log, e.State)
	case !row.State.Settled():
		row.Attempt++
	}
	l.rows[e.Key] = row
	return row, !known, nil
}

func (l *ledger) Take(_ context.Context, e activities.Effect) (activities.Effect, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	row, known := l.rows[e.Key]
	if known {
		row.Attempt++
	} else {
		row = e
	}
	l.rows[e.Key] = row
	return row, !known, nil
}

func (l *ledger) Note(_ context.Context, e activities.Effect) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rows[e.Key] = e
	return nil
}

func (l *ledger) Update(_ context.Context, e activities.Effect) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken {
		return false, errBroken
	}
	if row, known := l.rows[e.Key]; !known || row.Attempt != e.Attempt {
		return false, nil
	}
	l.rows[e.Key] = e
	l.log = append(l.log, e.State)
	return true, nil
}

func (l *ledger) OfRun(_ context.Context, run string) (list []activities.Effect, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, row := range l.rows {
		if row.Run == run && row.Action != activities.StandingName {
			list = append(list, row)
		}
	}
	return list, nil
}

func (l *ledger) Get(_ context.Context, key string) (activities.Effect, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	row, ok := l.rows[key]
	return row, ok, nil
}

// vault has one connection, which may be signed in anew as somebody else, and paused.
type vault struct {
	account string
	paused  *activities.Pause
}

func (v *vault) Open(context.Context, string) (*connectors.Connection, error) {
	if v.paused != nil {
		return nil, v.paused.Refusal("en")
	}
	return connectors.NewConnection(connectors.Spec{ID: "toy/test", App: "toy", Identity: v.account})
}

// bench is a vendor with everything around it.
type bench struct {
	*vendor
	*ledger
	vault *vault
	acts  *activities.Activities
	now   time.Time
}

func newBench(t *testing.T, once connectors.Once, lag time.Duration) *bench {
	t.Helper()
	b := &bench{vendor: &vendor{made: map[string]int{}, value: "old"}, ledger: &ledger{rows: map[string]activities.Effect{}}, vault: &vault{account: "Anna"}, now: time.Unix(1e9, 0).UTC()}
	reg, err := connectors.NewRegistry(&connectors.Connector{App: "toy", Actions: []*connectors.Operation{
		connectors.Define(b.make(once, lag)), connectors.Define(b.get()), connectors.Define(b.set()), connectors.Define(b.mail()), connectors.Define(b.keyed(lag)),
	}})
	require.NoError(t, err)
	b.acts = &activities.Activities{Registry: reg, Ledger: b.ledger, Vault: b.vault, Now: func() time.Time { return b.now }}
	return b
}

var step = activities.Step{Identity: activities.Identity{Namespace: "n", Workflow: "w", FirstRun: "r", Path: "s"},
	Connection: "toy/test", With: json.RawMessage(`{"name":"new"}`)}

func (b *bench) row() activities.Effect { return b.rows[step.Key()] }
