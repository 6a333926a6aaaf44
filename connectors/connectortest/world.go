package connectortest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"sayso/connectors"
	"sayso/connectors/sandbox"
)

// World is an app as one test meets it. What a world doesn't have is left nil, and what depends on it isn't checked.
type World struct {
	Connector *connectors.Connector
	Conn      *connectors.Connection // nil for a built-in app
	Files     connectors.Files
	Lang      string // "en" where it is empty

	// State reads all that the app holds, as JSON with sorted keys, so that two states can be compared.
	State func() ([]byte, error)
	// Effects lists what the app really carried out; nil for an app that keeps no log.
	Effects func() ([]sandbox.Effect, error)
	// Faults makes the app fail; nil where it can't be made to.
	Faults *sandbox.Faults
	// Endpoint is where the app's simulator is; nil where there is none.
	Endpoint *sandbox.Endpoint
}

// Simulated is the world of an app that the sandbox has a simulator of.
func Simulated(t *testing.T, c *connectors.Connector) *World {
	t.Helper()
	dir := t.TempDir()
	box, err := sandbox.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(box.Close)
	endpoint, err := box.Endpoint(c.App)
	if err != nil {
		t.Fatal(err)
	}
	w := &World{Connector: c, Files: NewFiles(), Faults: box.Faults(), Endpoint: &endpoint,
		State: func() ([]byte, error) {
			state, err := sandbox.State(dir, c.App)
			if err != nil {
				return nil, err
			}
			return json.MarshalIndent(state, "", " ")
		},
		Effects: func() ([]sandbox.Effect, error) { return sandbox.Effects(dir) },
	}
	w.Conn = connect(t, c, endpoint)
	return w
}

// connect makes a connection to a simulator.
func connect(t testing.TB, c *connectors.Connector, e sandbox.Endpoint) *connectors.Connection {
	t.Helper()
	conn, err := connectors.NewConnection(connectors.Spec{ID: c.App + "/test", App: c.App, Environment: "sandbox", URL: e.URL,
		Settings: e.Settings, Secrets: e.Secrets, Auth: c.Auth, AllowPrivate: true})
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// Do carries an action out in a world, as the engine does, and gives its output. Its key is made of the action and the input, so that
// the same call twice has the same key. A failure ends the test.
func (w *World) Do(t *testing.T, action, in string) json.RawMessage {
	t.Helper()
	c := w.call(t, action, in)
	c.before(t)
	out, err := c.do(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", action, err)
	}
	return out
}

func (w *World) speaksHTTP() bool {
	return w.Endpoint != nil && strings.HasPrefix(w.Endpoint.URL, "http")
}

// operation finds an action.
func (w *World) operation(t testing.TB, action string) *connectors.Operation {
	t.Helper()
	for _, o := range w.Connector.Actions {
		if o.Name == action {
			return o
		}
	}
	t.Fatalf("%s has no action %q", w.Connector.App, action)
	return nil
}

// call is one call of an action in its world, carried out in the engine's phases.
type call struct {
	world *World
	op    *connectors.Operation
	want  Case
	raw   connectors.RawCall
	image json.RawMessage // what Before returned
}

func (w *World) call(t testing.TB, action, in string) *call {
	t.Helper()
	op := w.operation(t, action)
	if !json.Valid([]byte(in)) {
		t.Fatalf("%s: the input of the case is no JSON: %s", action, in)
	}
	sum := sha256.Sum256([]byte(action + "\n" + in))
	lang := w.Lang
	if lang == "" {
		lang = "en"
	}
	return &call{world: w, op: op, raw: connectors.RawCall{In: json.RawMessage(in), Conn: w.Conn,
		Key: hex.EncodeToString(sum[:16]), Lang: lang, Files: w.Files, Now: time.Now().UTC()}}
}

// begin opens a world for a case and prepares its call.
func (s Suite) begin(t *testing.T, c Case) *call {
	t.Helper()
	connector := s.New()
	if _, err := connectors.NewRegistry(connector); err != nil { // which tells the actions their app
		t.Fatal(err)
	}
	return c.in(t, s.Open(t, connector))
}

// in prepares the call of a case in a world.
func (c Case) in(t *testing.T, w *World) *call {
	t.Helper()
	in := c.In
	if c.Setup != nil {
		in = c.Setup(t, w)
	}
	call := w.call(t, c.Action, in)
	call.want = c
	return call
}

func (c *call) trace(ctx context.Context, phase string) context.Context {
	t := connectors.Trace{Action: c.op.App + "." + c.op.Name, Phase: phase, Key: c.raw.Key}
	if c.op.Effect == connectors.Read {
		t.Phase, t.Key = "read", ""
	}
	return connectors.WithTrace(ctx, t)
}

// before saves the before-image, as the engine does ahead of the first attempt.
func (c *call) before(t testing.TB) {
	t.Helper()
	if c.op.Before == nil {
		return
	}
	image, err := c.op.Before(c.trace(context.Background(), "before"), c.raw)
	if err != nil {
		t.Fatalf("before: %v", err)
	}
	if !json.Valid(image) {
		t.Fatalf("the before-image is no JSON: %q", image)
	}
	c.image = image
}

func (c *call) do(ctx context.Context) (json.RawMessage, error) {
	return c.op.Do(c.trace(ctx, "do"), c.raw)
}

func (c *call) find(ctx context.Context) (json.RawMessage, connectors.Found, error) {
	return c.op.Find(c.trace(ctx, "find"), c.raw)
}

func (c *call) undo(ctx context.Context, out json.RawMessage) error {
	u := connectors.RawUndoing{Call: c.raw, Out: out, Before: c.image}
	return c.op.Undo(c.trace(ctx, "undo"), u)
}

// state reads what the app holds.
func (c *call) state(t testing.TB) string {
	t.Helper()
	state, err := c.world.State()
	if err != nil {
		t.Fatalf("the app's state can't be read: %v", err)
	}
	return string(state)
}

// effects counts what the app carried out; 0 for an app that keeps no log.
func (c *call) effects(t testing.TB) int {
	t.Helper()
	if c.world.Effects == nil {
		return 0
	}
	list, err := c.world.Effects()
	if err != nil {
		t.Fatalf("the effects can't be read: %v", err)
	}
	return len(list)
}
