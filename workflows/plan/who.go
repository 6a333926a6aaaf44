package plan

import (
	"slices"

	"gopkg.in/yaml.v3"

	"sayso/connectors"
)

// Act is one of the things that a policy keeps to some people.
type Act string

// The acts.
const (
	ActStart   Act = "start"   // start, retry, undo or cancel a run
	ActEdit    Act = "edit"    // save a workflow, switch it on or off
	ActApprove Act = "approve" // give or refuse an approval
	ActConnect Act = "connect" // make, end or pause a connection
)

// sandboxed is the environment of the connections that nobody makes.
const sandboxed = "sandbox"

var acts = []Act{ActStart, ActEdit, ActApprove, ActConnect}

// Who keeps acts to some people: among those whom their role allows something, only these may, where it concerns one of the connections or
// environments. It never gives anybody more than the role does.
type Who struct {
	May          []Act    `json:"may"`
	Connections  []string `json:"connections,omitempty"`  // "salesforce/prod"; none and no environments: wherever it is
	Environments []string `json:"environments,omitempty"` // "production"
	Only         []string `json:"only"`                   // roles, groups of the policy, and people by their name or account
	Line         int      `json:"line,omitempty"`
}

// Person is somebody whom a policy looks at.
type Person struct {
	Role  string
	Names []string // what the person goes by: account, name
}

// Use is a connection that an act concerns.
type Use struct{ Connection, Environment string }

// Keeps gives the first of the policy's entries that keeps an act from a person, nil where none does.
func (p *Policy) Keeps(act Act, uses []Use, who Person) *Who {
	if p == nil {
		return nil
	}
	for i := range p.Who {
		w := &p.Who[i]
		if slices.Contains(w.May, act) && w.concerns(uses) && !slices.ContainsFunc(w.Only, func(name string) bool { return p.among(name, who) }) {
			return w
		}
	}
	return nil
}

func (w *Who) concerns(uses []Use) bool {
	if len(w.Connections)+len(w.Environments) == 0 {
		return true
	}
	return slices.ContainsFunc(uses, func(u Use) bool {
		return slices.Contains(w.Connections, u.Connection) || slices.Contains(w.Environments, u.Environment)
	})
}

// among reports whether a person is meant by a name: that of a group, of a role, or the person's own.
func (p *Policy) among(name string, who Person) bool {
	if members, ok := p.Groups[name]; ok {
		return slices.ContainsFunc(members, func(m string) bool { return slices.Contains(who.Names, m) })
	}
	return name == who.Role || slices.Contains(who.Names, name)
}

// Asked reports whether a person may answer an approval that is asked of somebody: of a group or a person by name. A name that is neither is
// what people call somebody, as "the CFO", and keeps nobody out who may approve at all.
func (p *Policy) Asked(by string, known []string, who Person) bool {
	if p != nil {
		if _, group := p.Groups[by]; group {
			return p.among(by, who)
		}
	}
	return by == "" || !slices.Contains(known, by) || slices.Contains(who.Names, by)
}

// Uses lists the connections that a frozen plan acts through, those of the plans it calls among them.
func (f *Frozen) Uses() []Use {
	var list []Use
	var collect func(steps []FrozenStep)
	collect = func(steps []FrozenStep) {
		for _, s := range steps {
			if u := (Use{s.Connection, s.Environment}); s.Connection != "" && !slices.Contains(list, u) {
				list = append(list, u)
			}
			for _, inner := range s.Inner {
				collect(inner)
			}
			if s.Called != nil {
				collect(s.Called.Steps)
			}
		}
	}
	collect(f.Steps)
	return list
}

// who reads the entries that keep acts to some people.
func (r *policyReader) who(into *[]Who) field {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.SequenceNode {
			r.wrongKind(n, path, aList)
			return
		}
		for i, item := range n.Content {
			*into = append(*into, r.whoAt(item, branchPath(path, i)))
		}
	}
}

func (r *policyReader) whoAt(n *yaml.Node, path string) Who {
	w := Who{Line: n.Line}
	var may []string
	r.object(n, path, map[string]field{"may": r.texts(&may), "connections": r.texts(&w.Connections), "environments": r.texts(&w.Environments), "only": r.texts(&w.Only)}, "may", "only")
	for _, a := range may {
		if !slices.Contains(acts, Act(a)) {
			r.rule(join(path, "may"), shown(a)+" is nothing that can be kept to some people.", shown(a)+" lässt sich nicht auf Leute beschränken.",
				"Name start, edit, approve or connect.", "Nenne start, edit, approve oder connect.")
		}
		w.May = append(w.May, Act(a))
	}
	for _, e := range w.Environments {
		if e != sandboxed && !slices.Contains(Environments(), e) {
			r.rule(join(path, "environments"), shown(e)+" is no environment.", shown(e)+" ist keine Umgebung.", "Name sandbox, test or production.", "Nenne sandbox, test oder production.")
		}
	}
	return w
}

// groups reads the names of people by the name of their group. A group can't be called as a role is: nobody could tell which is meant.
func (r *policyReader) groups(into *map[string][]string) field {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.MappingNode {
			r.wrongKind(n, path, connectors.Doc{En: "groups with their members", De: "Gruppen mit ihren Mitgliedern"})
			return
		}
		*into = map[string][]string{}
		r.pairs(n, path, func(key, value *yaml.Node, at string) {
			var members []string
			r.texts(&members)(value, at)
			if slices.Contains(roleNames, key.Value) {
				r.rule(at, key.Value+" is the name of a role.", key.Value+" heißt eine Rolle.", "Give the group another name.", "Gib der Gruppe einen anderen Namen.")
			}
			(*into)[key.Value] = members
		})
	}
}

// roleNames are what roles are called, which a policy names beside groups.
var roleNames = []string{"viewer", "runner", "editor", "approver", "admin"}
