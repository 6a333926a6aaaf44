package plan

import (
	"slices"
	"strings"
	"time"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// What control steps may ask for.
const (
	MaxAtOnce = 100                  // items of an each at the same time
	MaxWait   = 366 * 24 * time.Hour // of a wait, and of its time-out
)

// control notes that a control step isn't made as it should be.
func (c *checker) control(path, en, de, fixEn, fixDe string) {
	c.add(CodeControl, path, args{"what": connectors.Doc{En: en, De: de}, "fix": connectors.Doc{En: fixEn, De: fixDe}})
}

// inside checks the steps of a list inside a control step, and takes them out of sight again.
func (c *checker) inside(list []*node, path string) []Step {
	if len(list) == 0 {
		c.control(path, "There are no steps here.", "Hier stehen keine Schritte.", "Add one, or take this out.", "Ergänze einen, oder nimm das heraus.")
	}
	normal := c.steps(list)
	for _, n := range visible(list) {
		if c.index[n.step.ID] == n {
			delete(c.scope, n.step.ID)
		}
	}
	return normal
}

// reveal puts the steps inside a choose or a parallel where later ones can refer to them.
func (c *checker) reveal(n *node) {
	for _, list := range n.inner {
		for _, inner := range visible(list) {
			if c.index[inner.step.ID] == inner {
				c.scope[inner.step.ID] = inner.out
			}
		}
	}
}

// visible lists the steps of a list that can be referred to after it, with those inside a choose or a parallel.
func visible(list []*node) []*node {
	var out []*node
	for _, n := range list {
		out = append(out, n)
		if n.step.Each == nil {
			for _, inner := range n.inner {
				out = append(out, visible(inner)...)
			}
		}
	}
	return out
}

// choose checks a choice between branches. Afterwards the steps of all of them are in sight, though they may be missing.
func (c *checker) choose(n *node, s Step) Step {
	path := join(n.path, "choose")
	if len(s.Choose) == 0 {
		c.control(path, "A choose needs branches.", "choose braucht Zweige.", "Add a branch with when and steps.", "Ergänze einen Zweig mit when und steps.")
	}
	branches := make([]Branch, len(s.Choose))
	for i, b := range s.Choose {
		at := branchPath(path, i)
		c.enter(n)
		if b.When = strings.TrimSpace(b.When); b.When != "" {
			c.ifCondition(b.When, join(at, "when"), Warning)
		} else if i == 0 || i < len(s.Choose)-1 {
			c.control(at, "Only the last of several branches can go without when.", "Nur der letzte von mehreren Zweigen kommt ohne when aus.",
				"Add when with a condition, or put this branch last.", "Ergänze when mit einer Bedingung, oder setze diesen Zweig ans Ende.")
		}
		branches[i] = Branch{When: b.When, Steps: c.inside(n.inner[i], join(at, "steps"))}
	}
	c.reveal(n)
	s.Choose = branches
	return s
}

// parallel checks branches that run at the same time. Each sees what came before, and none what is in another.
func (c *checker) parallel(n *node, s Step) Step {
	path := join(n.path, "parallel")
	if len(s.Parallel) < 2 {
		c.control(path, "A parallel needs two branches or more.", "parallel braucht zwei Zweige oder mehr.", "Add a branch, or write its steps without parallel.", "Ergänze einen Zweig, oder schreibe die Schritte ohne parallel.")
	}
	branches := make([]Branch, len(s.Parallel))
	for i, b := range s.Parallel {
		at := branchPath(path, i)
		if b.When != "" {
			c.control(join(at, "when"), "when belongs to a choose, not to a parallel.", "when gehört zu choose, nicht zu parallel.", "Give the steps of the branch an if.", "Gib den Schritten des Zweigs ein if.")
		}
		branches[i] = Branch{Steps: c.inside(n.inner[i], join(at, "steps"))}
	}
	c.reveal(n)
	s.Parallel = branches
	return s
}

// each checks steps that are done for every item of a list, and gives the type of what they give together.
func (c *checker) each(n *node, s Step) (Step, expr.Type) {
	var elem expr.Type
	s.Each, elem = c.itemsOf(s.Each, join(n.path, "each"))
	if s.AtOnce < 0 || s.AtOnce > MaxAtOnce {
		c.control(join(n.path, "at_once"), itoa(s.AtOnce)+" at once are out of bounds.", itoa(s.AtOnce)+" gleichzeitig sind außerhalb des Erlaubten.",
			"Write 1 to "+itoa(MaxAtOnce)+"; 1 means one after the other.", "Schreibe 1 bis "+itoa(MaxAtOnce)+"; 1 heißt: nacheinander.")
	}
	s.As, s.AtOnce = firstOf(s.As, "item"), max(s.AtOnce, 1)
	free := c.itemName(s.As, n)
	if free {
		c.scope[s.As], c.items[s.As] = elem, n
	}
	s.Steps = c.inside(n.inner[0], join(n.path, "steps"))
	if free {
		delete(c.scope, s.As)
		delete(c.items, s.As)
	}
	return s, collected(n.inner[0])
}

// itemsOf checks what an each goes through: a list, or an expression that gives one. It gives its normal form and the type of an item.
func (c *checker) itemsOf(each any, path string) (any, expr.Type) {
	at := spot{path: path, name: "each"}
	text, isText := each.(string)
	if _, isList := each.([]any); !isList && !isText {
		if plain, err := decoded(each); err == nil {
			each = plain // what Go has as []string is a list, too
		}
	}
	if _, isList := each.([]any); !isList && !isText {
		c.wrongType(at, &connectors.Schema{Type: "array"}, literalWords(each))
		return each, expr.Type{Trust: expr.Yours}
	}
	if isText && !strings.Contains(text, "${") {
		c.wrongType(at, &connectors.Schema{Type: "array"}, literalWords(text))
		return each, expr.Type{Trust: expr.Yours}
	}
	before := len(c.problems)
	each = c.fit(each, &connectors.Schema{}, at)
	t := c.typed(each)
	switch {
	case t.Kind == expr.List && t.Elem != nil:
		return each, *t.Elem
	case t.Kind == expr.List || t.Kind == expr.Any:
	case len(c.problems) == before:
		c.add(CodeType, path, args{"argument": "each", "wanted": aList, "got": c.inferred(t, text),
			"fix": connectors.Doc{En: "Refer to a list, such as ${search.issues}.", De: "Verweise auf eine Liste, etwa ${search.issues}."}})
	}
	return each, expr.Type{Trust: t.Trust}
}

// inferred says what an expression turned out to be.
func (c *checker) inferred(t expr.Type, text string) connectors.Doc {
	return connectors.Doc{En: t.Words("en") + " (" + shownExpression(text) + ")", De: t.Words("de") + " (" + shownExpression(text) + ")"}
}

// itemName reports whether an item can have a name: one that no step and no item around it has.
func (c *checker) itemName(name string, n *node) bool {
	_, taken := c.scope[name]
	if _, isStep := c.index[name]; isStep {
		taken = true
	}
	if idPattern.MatchString(name) && !taken && (name == "item" || !slices.Contains(reserved, name)) {
		return true
	}
	if taken {
		c.control(join(n.path, "as"), "Something else is called "+name+" here already.", "Hier heißt schon etwas anderes "+name+".",
			"Name the item of "+c.id+" with as, such as as: "+slug(c.id, "_", "other")+"_item.", "Benenne das Element von "+c.id+" mit as, etwa as: "+slug(c.id, "_", "anderes")+"_item.")
		return false
	}
	c.add(CodeBadID, join(n.path, "as"), args{"id": shown(name), "example": "issue", "what": connectors.Doc{En: "the name of an item", De: "der Name eines Elements"}})
	return false
}

// collected is the type of what an each gives: for every item the outputs of its steps by id, how many items there were, and how many
// of them failed.
func collected(list []*node) expr.Type {
	item := expr.Type{Kind: expr.Object, Fields: map[string]expr.Type{}, Trust: expr.Record}
	for _, n := range visible(list) {
		item.Fields[n.step.ID] = n.out
		item.Trust = min(item.Trust, n.out.Trust)
	}
	number := expr.Type{Kind: expr.Number, Trust: expr.Record}
	return expr.Type{Kind: expr.Object, Trust: item.Trust, Fields: map[string]expr.Type{
		"items": {Kind: expr.List, Elem: &item, Trust: item.Trust}, "count": number, "failed": number}}
}
