package expr

// node is one part of an expression. Nodes are immutable.
type node interface {
	eval(r *run) (any, error)    // gives decoded JSON, number or money
	infer(s Scope) (Type, error) // the type of what eval gives
}

// literal is a value that stands in the expression.
type literal struct{ value any }

func (n *literal) eval(r *run) (any, error) { return n.value, r.spend(1) }

func (n *literal) infer(Scope) (Type, error) {
	t := typeOf(n.value)
	t.Trust = Yours
	if text, ok := n.value.(string); ok {
		t.Enum = []string{text}
	}
	return t, nil
}

// list is [a, b, c].
type list struct{ items []node }

func (n *list) eval(r *run) (any, error) {
	out := make([]any, 0, len(n.items))
	for _, item := range n.items {
		v, err := item.eval(r)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, r.spend(1)
}

func (n *list) infer(s Scope) (Type, error) {
	t := Type{Kind: List, Trust: Yours}
	for i, item := range n.items {
		it, err := item.infer(s)
		if err != nil {
			return Type{}, err
		}
		t.Trust = min(t.Trust, it.Trust)
		if i > 0 {
			it = either(*t.Elem, it)
		}
		t.Elem = &it
	}
	return t, nil
}

// choice is a ? b : c.
type choice struct {
	cond, yes, no node
	column        int
}

func (n *choice) eval(r *run) (any, error) {
	ok, err := truth(r, n.cond, n.column)
	if err != nil {
		return nil, err
	}
	if ok {
		return n.yes.eval(r)
	}
	return n.no.eval(r)
}

func (n *choice) infer(s Scope) (Type, error) {
	cond, err := inferTruth(s, n.cond, n.column)
	if err != nil {
		return Type{}, err
	}
	yes, err := n.yes.infer(s)
	if err != nil {
		return Type{}, err
	}
	no, err := n.no.infer(s)
	if err != nil {
		return Type{}, err
	}
	return either(yes, no).WithTrust(cond.Trust), nil
}

// truth evaluates a condition. Nothing counts as false; anything but yes or no is an error.
func truth(r *run, n node, column int) (bool, error) {
	v, err := n.eval(r)
	if err != nil {
		return false, err
	}
	switch v := v.(type) {
	case nil:
		return false, nil
	case bool:
		return v, nil
	}
	loaded, err := load(v)
	if err != nil {
		return false, err
	}
	return false, notTruth(typeOf(loaded), column)
}

func inferTruth(s Scope, n node, column int) (Type, error) {
	t, err := n.infer(s)
	if err == nil && !t.is(Bool, Nothing) {
		err = notTruth(t, column)
	}
	return t, err
}

func notTruth(t Type, column int) *Error {
	return fault(CodeType, column, words{"a condition is needed here, but this is %s", "Hier wird eine Bedingung gebraucht, aber das ist: %s"}, t.name())
}

// operand evaluates a node for calculating and comparing.
func operand(r *run, n node) (any, error) {
	v, err := n.eval(r)
	if err != nil {
		return nil, err
	}
	return load(v)
}
