// Package connectortest is the one conformance test that every connector passes. A connector's own test hands in a [Suite]:
// how to make the connector, the world it acts in, and at least one [Case] for every action. [Run] then holds each action to
// what it declares: that its schema hasn't changed unseen and is the catalogue's, that people can ask for it in both languages,
// that an undo restores, that a second attempt has no second effect, that a lost answer is in doubt and found again, and that
// a vendor who fails, limits, expires or answers rubbish is understood for what it says.
//
// What is checked follows from what the suite offers: a world without faults has none injected, one that doesn't speak HTTP
// gets no rubbish. Nothing is skipped for any other reason. The package knows no app.
package connectortest

import (
	"encoding/json"
	"testing"

	"sayso/connectors"
)

// Suite is what a connector is tested with.
type Suite struct {
	// New makes the connector. It is called for every world, so that no state is carried from one to the next.
	New func() *connectors.Connector
	// Open makes a fresh world for the connector; nil for [Simulated], the app's simulator.
	Open func(*testing.T, *connectors.Connector) *World
	// Cases are calls that succeed in a fresh world. Every action needs one at least.
	Cases []Case

	// Renews says that a refused credential is replaced without a person.
	Renews bool
	// Outages are the statuses by which the app says that it is down for now; nil for HTTP's 500 and 503.
	Outages []int
}

// Case is one call of an action that succeeds.
type Case struct {
	Action string // without the app: "update_account"
	Name   string // tells the cases of one action apart; may be empty
	In     string // the input as JSON
	// Setup prepares the world and gives the input in place of In, as where a message must be there to be changed.
	Setup func(*testing.T, *World) string
	// Out is the output that is expected, as JSON; not compared where it is empty.
	Out string
	// Undone checks a world after an undo that leaves traces, such as a credit note. Undos that leave none (delete, restore,
	// remove, reopen, undelete) are checked by comparing the app's state before and after, byte for byte.
	Undone func(t *testing.T, w *World, out json.RawMessage)
}

func (c Case) title() string {
	if c.Name == "" {
		return c.Action
	}
	return c.Action + " " + c.Name
}

// Run carries the suite out. The schema snapshot is testdata/schema.json of the calling package.
func Run(t *testing.T, s Suite) {
	t.Helper()
	if s.Open == nil {
		s.Open = Simulated
	}
	if s.Outages == nil {
		s.Outages = []int{500, 503}
	}
	connector := s.New()
	if _, err := connectors.NewRegistry(connector); err != nil {
		t.Fatalf("no registry takes the connector: %v", err)
	}
	t.Run("declared", func(t *testing.T) { declared(t, connector) })
	t.Run("schema", func(t *testing.T) { Golden(t, "testdata/schema.json", snapshot(t, connector)) })
	t.Run("catalogue", func(t *testing.T) { Catalogue(t, "../all/testdata/catalog.yaml", connector) })
	t.Run("sign in", func(t *testing.T) { signIn(t, s) })
	covered(t, connector, s.Cases)
	for _, c := range s.Cases {
		t.Run(c.title(), func(t *testing.T) {
			t.Parallel() // each case has worlds of its own, and mostly waits for them
			s.exercise(t, c)
		})
	}
}

// covered sees to it that no action goes untested.
func covered(t *testing.T, connector *connectors.Connector, cases []Case) {
	t.Helper()
	has := map[string]bool{}
	for _, c := range cases {
		has[c.Action] = true
	}
	for _, o := range connector.Actions {
		if !has[o.Name] {
			t.Errorf("action %s has no case", o.Ref())
		}
		delete(has, o.Name)
	}
	for action := range has {
		t.Errorf("a case names %q, which is no action of %s", action, connector.App)
	}
}

// exercise runs all checks of behaviour that fit a case, each in a world of its own.
func (s Suite) exercise(t *testing.T, c Case) {
	each := func(name string, check func(*testing.T, *call)) {
		t.Run(name, func(t *testing.T) { check(t, s.begin(t, c)) })
	}
	first := s.begin(t, c)
	each("does it", done)
	if first.op.Preview != nil {
		each("preview changes nothing", previewed)
	}
	if first.op.Effect != connectors.Read {
		each("second attempt", secondAttempt)
	}
	if first.op.Undo != nil {
		each("undo", undone)
	}
	each("cancelled before it begins", cancelledBefore)
	if first.world.Faults != nil {
		s.faults(each, first)
	}
	if first.world.speaksHTTP() {
		s.rubbish(t, c)
	}
}
