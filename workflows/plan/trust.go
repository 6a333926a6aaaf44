package plan

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// level puts a connector's trust on the scale of expressions.
func level(t connectors.Trust) expr.Trust {
	switch t {
	case connectors.Yours:
		return expr.Yours
	case connectors.Record:
		return expr.Record
	}
	return expr.Free
}

// yours gives a type the trust of what a signed-in person wrote, all through.
func yours(t expr.Type) expr.Type {
	t.Trust = expr.Yours
	if t.Elem != nil {
		elem := yours(*t.Elem)
		t.Elem = &elem
	}
	fields := t.Fields
	t.Fields = nil
	for name, f := range fields {
		if t.Fields == nil {
			t.Fields = map[string]expr.Type{}
		}
		t.Fields[name] = yours(f)
	}
	return t
}

// trusted follows promise 4: what a stranger may have written fills texts, and nothing that steers, unless the plan vouches for the
// argument with trust: or a person approves it, seeing the value.
func (c *checker) trusted(text string, refs []expr.Ref, t expr.Type, at spot) {
	if at.takes > expr.Free {
		c.at.steered = min(c.at.steered, t.Trust)
	}
	argument, _, _ := strings.Cut(at.name, ".")
	if t.Trust >= at.takes || c.vouched[argument] {
		return
	}
	causes := slices.DeleteFunc(slices.Clone(refs), func(ref expr.Ref) bool {
		t, ok := c.scope.At(ref.Path)
		return ok && t.Trust >= at.takes
	})
	if len(causes) == 0 {
		causes = refs // it is their mixture
	}
	if n := c.approvalOf(causes); n != nil && c.shown(n.normal.Approve, argument, text, causes) {
		return
	}
	c.add(CodeUntrusted, at.path, args{"argument": at.name, "name": argument, "cause": causes[0].String(), "step": c.id, "level": trustWords(t.Trust)})
}

// approvalOf finds the last approval that is asked for whenever the step being checked runs, and only when the values that these
// references stand for are there to be seen; nil for none. One inside another branch or loop vouches for nothing outside.
func (c *checker) approvalOf(refs []expr.Ref) *node {
	var found *node
	holds := c.at.conditions()
	c.at.earlier(func(n *node) bool {
		if slices.ContainsFunc(refs, func(ref expr.Ref) bool { return !c.there(ref, n) }) {
			return false // nor before that
		}
		if kindOf(*n.step) == "approve" && (n.step.If == "" || sameCondition(n.step.If, holds)) {
			found = n
		}
		return found == nil
	})
	return found
}

// there reports whether the value of a reference is there when a step begins. What the trigger brings and inputs always are.
func (c *checker) there(ref expr.Ref, n *node) bool {
	if each := c.items[ref.Path[0]]; each != nil {
		return each.around(n)
	}
	from := c.index[ref.Path[0]]
	return from == nil || from.before(n)
}

// shown makes sure that an approval shows the value of an argument: where its own text doesn't, its normal form does. It gives false
// where that makes the text more than an approval can hold.
func (c *checker) shown(a *Approve, argument, text string, refs []expr.Ref) bool {
	var seen []expr.Ref
	if v, err := expr.ParseValue(a.Text); err == nil {
		seen = v.Refs()
	}
	if !slices.ContainsFunc(refs, func(ref expr.Ref) bool {
		return !slices.ContainsFunc(seen, func(s expr.Ref) bool { return holds(s.Path, ref.Path) })
	}) {
		return true
	}
	line := connectors.Doc{En: c.id + " with " + argument + ": ", De: c.id + " mit " + argument + ": "}.In(c.normal.Language) + text
	longer := strings.TrimSpace(a.Text + "\n" + line)
	if _, err := expr.ParseValue(longer); err != nil {
		return false
	}
	a.Text = longer
	return true
}

// holds reports whether the value at one path holds that at another.
func holds(path, other []string) bool {
	return len(path) <= len(other) && slices.Equal(path, other[:len(path)])
}

func trustWords(t expr.Trust) connectors.Doc {
	if t == expr.Free {
		return connectors.Doc{En: "free text that anybody may have written", De: "freier Text, den irgendwer geschrieben haben kann"}
	}
	return connectors.Doc{En: "read from a connected app", De: "aus einer verbundenen App gelesen"}
}
