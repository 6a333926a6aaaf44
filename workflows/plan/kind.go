package plan

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// kindOf gives the key that says what a step is: "do", "approve", "choose" and so on. It is empty where none or several do.
func kindOf(s Step) string {
	if is := kindsOf(s); len(is) == 1 {
		return is[0]
	}
	return ""
}

func kindsOf(s Step) []string {
	return present([]key{{"do", s.Do != ""}, {"run", s.Run != ""}, {"approve", s.Approve != nil}, {"choose", s.Choose != nil},
		{"each", s.Each != nil}, {"parallel", s.Parallel != nil}, {"wait", s.Wait != nil}})
}

type key struct {
	name  string
	there bool
}

func present(keys []key) []string {
	var names []string
	for _, k := range keys {
		if k.there {
			names = append(names, k.name)
		}
	}
	return names
}

// takers lists for the keys that don't go with every step which kinds of steps have them.
var takers = map[string][]string{
	"with": {"do", "run"}, "trust": {"do", "run"},
	"retry": {"do"}, "timeout": {"do"}, "undo": {"do"},
	"as": {"each"}, "at_once": {"each"}, "steps": {"each"},
	"on_failure": {"do", "run", "choose", "each", "parallel", "wait"},
}

// kind gives what a step is, and notes where it is nothing, several things, or has keys of another kind of step.
func (c *checker) kind(s Step, path string) string {
	is := kindsOf(s)
	switch {
	case len(is) == 0:
		c.stepKind(path, "The step does nothing.", "Der Schritt tut nichts.",
			"Add do with an action, or approve, choose, each, parallel, wait or run.", "Ergänze do mit einer Aktion, oder approve, choose, each, parallel, wait oder run.")
		return ""
	case len(is) > 1:
		c.stepKind(path, "A step is one thing, not both "+is[0]+" and "+is[1]+".", "Ein Schritt ist entweder "+is[0]+" oder "+is[1]+", nicht beides.",
			"Make two steps of it.", "Mache zwei Schritte daraus.")
		return ""
	}
	for _, name := range present([]key{{"with", len(s.With) > 0}, {"retry", s.Retry != nil}, {"undo", s.Undo != nil}, {"timeout", s.Timeout != ""}, {"trust", len(s.Trust) > 0},
		{"as", s.As != ""}, {"at_once", s.AtOnce != 0}, {"steps", s.Steps != nil}, {"on_failure", s.OnFailure != OnFailureUndo}}) {
		if !slices.Contains(takers[name], is[0]) {
			c.misplaced(name, is[0], join(path, name))
		}
	}
	return is[0]
}

// misplaced notes a key that steps of a kind don't have.
func (c *checker) misplaced(name, kind, path string) {
	to := connectors.Doc{En: "to one with " + kind, De: "zu einem mit " + kind}
	fix := connectors.Doc{En: "Take it out.", De: "Nimm es heraus."}
	switch {
	case kind == "approve":
		to = connectors.Doc{En: "to an approval", De: "zu einer Freigabe"}
		fix = connectors.Doc{En: "Take it out; approve has by, four_eyes, text and timeout.", De: "Nimm es heraus; approve hat by, four_eyes, text und timeout."}
	case kind == "wait" && (name == "with" || name == "timeout"):
		fix = connectors.Doc{En: "Write it inside wait, beside event.", De: "Schreibe es in wait, neben event."}
	}
	where := takers[name]
	c.stepKind(path, name+" belongs to a step with "+strings.Join(where, " or ")+", not "+to.En+".", name+" gehört zu einem Schritt mit "+strings.Join(where, " oder ")+", nicht "+to.De+".",
		fix.En, fix.De)
}
