package expr

// Certain tells whether a condition comes out the same whatever the values of those names are that the scope doesn't have, and how: one
// false side is enough for an &&, one true side for an ||. A condition that can't be evaluated is not certain.
func (e *Expr) Certain(scope map[string]any) (holds, certain bool) {
	return surely(&run{scope: scope}, e.root)
}

func surely(r *run, n node) (holds, certain bool) {
	switch n := n.(type) {
	case *binary:
		if n.op != "&&" && n.op != "||" {
			break
		}
		left, leftCertain := surely(r, n.left)
		right, rightCertain := surely(r, n.right)
		decides := n.op == "||"
		if leftCertain && left == decides || rightCertain && right == decides {
			return decides, true
		}
		return !decides, leftCertain && rightCertain
	case *unary:
		if n.op == "!" {
			of, known := surely(r, n.of)
			return !of, known
		}
	}
	for _, ref := range references(n, false, nil) {
		if _, there := r.scope[ref.Path[0]]; !there {
			return false, false
		}
	}
	holds, err := truth(r, n, 1)
	return holds, err == nil
}
