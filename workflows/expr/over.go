package expr

// over is a function that looks at every item of a list: map(list, .key), filter(list, .total > 5). Within its second part, # is the
// item, and .key is short for #.key.
type over struct {
	fn     string
	list   node
	body   node // nil where sum goes without one
	desc   bool // of sortBy
	column int
}

// overs lists the functions that look at every item; value says which of them can go without saying what of it.
func overs() map[string]bool {
	return map[string]bool{"map": false, "filter": false, "any": false, "all": false, "sum": true, "sortBy": false}
}

// pointer is #, the item that is being looked at.
type pointer struct{ column int }

// itemName is what the item is called in a Scope: nothing that anybody could call a step.
const itemName = "#"

func (n *pointer) eval(r *run) (any, error) { return r.item, r.spend(1) }

func (n *pointer) infer(s Scope) (Type, error) { return s[itemName], nil }

func (n *over) eval(r *run) (any, error) {
	v, err := n.list.eval(r)
	if err != nil || v == nil {
		return nil, err
	}
	items, ok := v.([]any)
	if !ok {
		loaded, err := load(v)
		if err != nil {
			return nil, err
		}
		return nil, n.wrong(typeOf(loaded))
	}
	if err := r.spend(len(items)); err != nil {
		return nil, err
	}
	results := make([]any, len(items))
	around := r.item
	defer func() { r.item = around }()
	for i, item := range items {
		if results[i], err = n.look(r, item); err != nil {
			return nil, err
		}
		if done := n.fn == "any" && results[i] == true || n.fn == "all" && results[i] == false; done {
			return n.fn == "any", nil
		}
	}
	return n.gather(r, items, results)
}

// look gives what the function wants to know of one item.
func (n *over) look(r *run, item any) (any, error) {
	if n.body == nil {
		return load(item)
	}
	r.item = item
	if n.fn == "map" {
		return n.body.eval(r)
	}
	if n.fn == "sum" || n.fn == "sortBy" {
		return operand(r, n.body)
	}
	return truth(r, n.body, n.column)
}

// gather makes the result from what was found out of all items.
func (n *over) gather(r *run, items, results []any) (any, error) {
	switch n.fn {
	case "map":
		return results, nil
	case "filter":
		kept := []any{}
		for i, keep := range results {
			if keep == true {
				kept = append(kept, items[i])
			}
		}
		return kept, nil
	case "sum":
		return n.total(r, results)
	case "sortBy":
		return sorted(r, items, results, n.desc, n.column)
	}
	return n.fn == "all", nil
}

// total adds up numbers, or amounts of one currency. Missing ones count as nothing, and no items at all as 0.
func (n *over) total(r *run, values []any) (any, error) {
	var sum any
	for _, v := range values {
		if err := r.spend(1); err != nil {
			return nil, err
		}
		switch {
		case v == nil:
		case !typeOf(v).is(Number, Money):
			return nil, n.wrong(Type{Kind: List, Elem: &Type{Kind: typeOf(v).Kind}})
		case sum == nil:
			sum = v
		default:
			next, err := calculate("+", sum, v, n.column)
			if err != nil {
				return nil, err
			}
			sum = next
		}
	}
	if sum == nil {
		return parseNumber("0")
	}
	return sum, nil
}

func (n *over) infer(s Scope) (Type, error) {
	list, err := n.list.infer(s)
	if err != nil {
		return Type{}, err
	}
	if !list.is(List, Nothing) {
		return Type{}, n.wrong(list)
	}
	of := list.elem()
	if n.body != nil {
		inner := make(Scope, len(s)+1)
		for _, name := range sortedKeys(s) {
			inner[name] = s[name]
		}
		inner[itemName] = of
		if of, err = n.body.infer(inner); err != nil {
			return Type{}, err
		}
	}
	return n.gives(list, of)
}

// gives is the type of the result, given that of the list and that of what the function looks at.
func (n *over) gives(list, of Type) (Type, error) {
	switch n.fn {
	case "map":
		return Type{Kind: List, Elem: &of, Trust: of.Trust}, nil
	case "sum":
		if !of.is(Number, Money, Nothing) {
			return Type{}, n.wrong(Type{Kind: List, Elem: &of})
		}
		return Type{Kind: of.Kind, Format: of.Format, Trust: of.Trust}, nil
	case "sortBy":
		if !of.is(Number, Money, Text, Nothing) {
			return Type{}, n.wrong(Type{Kind: List, Elem: &of})
		}
		return list.WithTrust(of.Trust), nil
	}
	if !of.is(Bool, Nothing) {
		return Type{}, notTruth(of, n.column)
	}
	if n.fn == "filter" {
		return list.WithTrust(of.Trust), nil
	}
	return Type{Kind: Bool, Trust: of.Trust}, nil
}

func (n *over) wrong(t Type) *Error {
	return fault(CodeType, n.column, words{"%s() can't take %s", "%s() kann damit nichts anfangen: %s"}, n.fn, t.name())
}
