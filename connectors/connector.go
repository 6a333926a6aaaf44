package connectors

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// Connector is one app: what it is called, what it needs to be connected, and what it can do.
type Connector struct {
	App     string   // "salesforce"; the first half of every action's name
	Title   string   // "Salesforce"
	Aliases []string // other names people use: "SFDC"
	Kind    []string // what a prompt may call it without naming it: "crm", "ticket"
	Doc     Doc
	// Declared says that Sayso knows the app and can't reach it yet. Plans over it are made, checked and previewed like any
	// others; nothing connects it and nothing runs it. Its actions have no functions, and it has nothing to connect with.
	Declared bool

	Needs   []Need                                                          // what `sayso connect` asks for; empty for a built-in app that needs no connection
	Demo    map[string]string                                               // settings of the sandbox's connection, for a built-in app that has no simulator
	Auth    Auth                                                            // how a request is signed; nil where nothing is
	Check   func(context.Context, *Connection) (identity string, err error) // signs in once and says as whom
	Actions []*Operation
	Events  []*Event
}

// Need is one thing a connection has to know.
type Need struct {
	Name     string // "url", "client_id", "token"
	Doc      Doc
	Secret   bool
	Optional bool
	Default  string
}

// Registry holds the connectors that a process knows, by name. It is immutable.
type Registry struct {
	apps    map[string]*Connector
	actions map[string]*Operation
	events  map[string]*Event
}

var name = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// NewRegistry checks the connectors and makes a registry of them. Its errors are a programmer's.
func NewRegistry(list ...*Connector) (*Registry, error) {
	r := &Registry{apps: map[string]*Connector{}, actions: map[string]*Operation{}, events: map[string]*Event{}}
	for _, c := range list {
		if !name.MatchString(c.App) || r.apps[c.App] != nil {
			return nil, fmt.Errorf("app %q: the name is malformed or taken", c.App)
		}
		if c.Declared && (len(c.Needs) > 0 || c.Auth != nil || c.Check != nil || c.Demo != nil) {
			return nil, fmt.Errorf("app %q: it is only declared, so nothing can connect it", c.App)
		}
		r.apps[c.App] = c
		for _, o := range c.Actions {
			o.App, o.Declared = c.App, c.Declared
			if err := checkOperation(o); err != nil {
				return nil, fmt.Errorf("action %s: %w", o.Ref(), err)
			}
			if r.actions[o.Ref()] != nil {
				return nil, fmt.Errorf("action %s is declared twice", o.Ref())
			}
			r.actions[o.Ref()] = o
		}
		for _, e := range c.Events {
			e.App = c.App
			if !name.MatchString(e.Name) || r.events[e.Ref()] != nil {
				return nil, fmt.Errorf("trigger %s: the name is malformed or taken", e.Ref())
			}
			r.events[e.Ref()] = e
		}
	}
	return r, nil
}

// noneNeeded is the UndoBy of a write that leaves nothing to be taken back.
const noneNeeded = "none_needed"

// CodeNotYet is the code of a refusal to connect or to run an app that is only declared.
const CodeNotYet = "not_yet"

// NotYet says that an app is only declared.
func (c *Connector) NotYet() Doc {
	return Doc{En: "Sayso knows " + c.Title + " and can't reach it yet.", De: "Sayso kennt " + c.Title + " und kann es noch nicht erreichen."}
}

func checkOperation(o *Operation) error {
	switch {
	case !name.MatchString(o.Name):
		return fmt.Errorf("the name is malformed")
	case o.Declared && (o.Do != nil || o.Before != nil || o.Undo != nil || o.Find != nil || o.Preview != nil):
		return fmt.Errorf("its app is only declared, so it can have no function")
	case !o.Declared && o.Do == nil:
		return fmt.Errorf("it has no Do")
	case o.In == nil || o.Out == nil:
		return fmt.Errorf("it has no schema of what goes in or of what comes out")
	case o.Doc.En == "" || o.Doc.De == "":
		return fmt.Errorf("it has no Doc in both languages")
	case o.Says.En == "" || o.Says.De == "":
		return fmt.Errorf("it has no Says in both languages")
	case o.Effect != Read && o.Effect != Write && o.Effect != Irreversible:
		return fmt.Errorf("its Effect is not declared")
	case o.Effect == Read && o.Once != "":
		return fmt.Errorf("a read needs no Once")
	case o.Effect != Read && !slices.Contains([]Once{OnceTx, OnceKey, OnceID, OnceConditional, OnceFind, OnceNone}, o.Once):
		return fmt.Errorf("its Once is not declared")
	case o.Once == OnceFind && o.Find == nil && !o.Declared:
		return fmt.Errorf("its Once is find, but it has no Find")
	case (o.Effect == Write) != (o.UndoBy != ""):
		return fmt.Errorf("UndoBy belongs to a write, and to nothing else")
	case o.Effect != Write && o.Undo != nil:
		return fmt.Errorf("only a write has Undo")
	case o.Effect == Write && !o.Undoable() && o.UndoBy != noneNeeded:
		return fmt.Errorf("it is a write without Undo")
	}
	for _, arg := range o.OneOf {
		if o.In.Properties[arg] == nil {
			return fmt.Errorf("OneOf names %q, which is no argument", arg)
		}
	}
	return nil
}

// BuiltIn reports whether the app works without being connected: nothing it needs is mandatory.
func (c *Connector) BuiltIn() bool {
	return !c.Declared && !slices.ContainsFunc(c.Needs, func(n Need) bool { return !n.Optional && n.Default == "" })
}

// App finds a connector by its name.
func (r *Registry) App(app string) (*Connector, bool) { c, ok := r.apps[app]; return c, ok }

// Action finds an operation by its full name, "salesforce.update_account".
func (r *Registry) Action(ref string) (*Operation, bool) { o, ok := r.actions[ref]; return o, ok }

// Event finds a trigger by its full name, "jira.issue_created".
func (r *Registry) Event(ref string) (*Event, bool) { e, ok := r.events[ref]; return e, ok }

// Apps lists the connectors by name.
func (r *Registry) Apps() []*Connector {
	list := make([]*Connector, 0, len(r.apps))
	for _, c := range r.apps {
		list = append(list, c)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].App < list[j].App })
	return list
}

// Only narrows the registry to some apps. A name it doesn't know is left out.
func (r *Registry) Only(apps ...string) *Registry {
	n := &Registry{apps: map[string]*Connector{}, actions: map[string]*Operation{}, events: map[string]*Event{}}
	for _, app := range apps {
		if c, ok := r.apps[app]; ok {
			n.apps[app] = c
		}
	}
	keep := func(ref string) bool { app, _, _ := strings.Cut(ref, "."); return n.apps[app] != nil }
	for ref, o := range r.actions {
		if keep(ref) {
			n.actions[ref] = o
		}
	}
	for ref, e := range r.events {
		if keep(ref) {
			n.events[ref] = e
		}
	}
	return n
}
