package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"

	"sayso/connectors"
)

// Environment is that of the connections this package serves. What is built in behaves differently for no other.
const Environment = "sandbox"

// Inject gives a registry in which the apps that have no simulator, because they are built in and call nobody, suffer faults and
// keep an effects log like the others: in the sandbox's connections alone.
func (s *Sandbox) Inject(reg *connectors.Registry) (*connectors.Registry, error) {
	var list []*connectors.Connector
	for _, c := range reg.Apps() {
		if _, simulated := vendors()[c.App]; !simulated && !c.Declared {
			wrapped := *c
			wrapped.Actions = nil
			for _, o := range c.Actions {
				wrapped.Actions = append(wrapped.Actions, s.builtin(o))
			}
			c = &wrapped
		}
		list = append(list, c)
	}
	return connectors.NewRegistry(list...)
}

func (s *Sandbox) builtin(o *connectors.Operation) *connectors.Operation {
	wrapped := *o
	wrapped.Do = func(ctx context.Context, c connectors.RawCall) (json.RawMessage, error) {
		if c.Conn.Environment != Environment {
			return o.Do(ctx, c)
		}
		fault, err := s.faults.Strike(o.Ref())
		if err != nil {
			return nil, err
		}
		if fault != nil && fault.Kind != FaultDropAfter {
			return nil, fault.strike(ctx)
		}
		out, err := o.Do(ctx, c)
		if err == nil && o.Effect != connectors.Read {
			err = s.note(o.Ref(), c.Key, says(o.Says, c.In))
		}
		if err == nil && fault != nil {
			return nil, fault.strike(ctx)
		}
		return out, err
	}
	if o.Undo != nil {
		wrapped.Undo = func(ctx context.Context, u connectors.RawUndoing) error {
			err := o.Undo(ctx, u)
			if err == nil && u.Conn.Environment == Environment {
				err = s.note("undo "+o.Ref(), u.Key, says(o.Undone, u.Out))
			}
			return err
		}
	}
	return &wrapped
}

// strike is what a fault looks like to the caller of something built in.
func (f *Fault) strike(ctx context.Context) error {
	switch f.Kind {
	case FaultRateLimit:
		return (&connectors.Response{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}}}).Err()
	case FaultExpireToken:
		return (&connectors.Response{Status: http.StatusUnauthorized}).Err()
	case FaultStatus:
		return (&connectors.Response{Status: f.Status}).Err()
	case FaultTimeout:
		<-ctx.Done()
	}
	return connectors.Errorf(connectors.Unknown, "the answer was lost")
}

// builtinFile is the journal of what is built in.
const builtinFile = "builtin"

// note keeps an effect, once for each action and key: doing it again has no effect, so it is none.
func (s *Sandbox) note(action, key, says string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.builtins == nil {
		j, err := openJournal(filepath.Join(s.dir, builtinFile+".jsonl"))
		if err != nil {
			return err
		}
		s.builtins = j
		s.stops = append(s.stops, func() { _ = j.close(); s.builtins = nil })
	}
	var known bool
	if s.builtins.get(action, key, &known) {
		return nil
	}
	return s.builtins.put(action, key, true, &Effect{Action: action, Key: key, Says: says})
}

func says(s connectors.Sentence, raw json.RawMessage) string {
	args := map[string]any{}
	_ = json.Unmarshal(raw, &args) // a connector's own JSON object
	return s.Render("en", args)
}
