package expr

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

func parse(source string) (root node, err error) {
	switch {
	case len(source) > MaxSource:
		return nil, fault(CodeTooLarge, 0, words{"the expression is longer than %d bytes", "Der Ausdruck ist länger als %d Bytes"}, MaxSource)
	case strings.TrimSpace(source) == "":
		return nil, fault(CodeSyntax, 1, words{"the expression is empty", "Der Ausdruck ist leer"})
	case !utf8.ValidString(source):
		return nil, fault(CodeSyntax, 1, words{"the expression is not valid UTF-8", "Der Ausdruck ist kein gültiges UTF-8"})
	}
	// The grammar is somebody else's code and the text anybody's: a panic in there must not become ours.
	defer func() {
		if recover() != nil {
			root, err = nil, unreadable(1, "")
		}
	}()
	tree, parseErr := parser.Parse(source) //workflowcheck:ignore the map it ranges over is that of an environment's types; there is none
	if parseErr != nil {
		if e, ok := errors.AsType[*file.Error](parseErr); ok {
			return nil, unreadable(e.Column+1, e.Message)
		}
		return nil, unreadable(1, "")
	}
	b := builder{source: []rune(source)}
	return b.build(tree.Node, 0)
}

func unreadable(column int, detail string) *Error {
	if detail != "" {
		detail = ": " + detail
	}
	return fault(CodeSyntax, column, words{"the expression can't be read at column %d%s", "Der Ausdruck ist ab Spalte %d nicht lesbar%s"}, column, words{detail, ""})
}

// builder turns the grammar's tree into nodes, letting through what the language has and refusing all else.
type builder struct {
	source []rune
	nodes  int
}

func (b *builder) build(n ast.Node, depth int) (node, error) {
	if n == nil {
		return nil, unreadable(1, "")
	}
	column := n.Location().From + 1
	if b.nodes++; b.nodes > MaxNodes || depth > MaxDepth {
		return nil, fault(CodeTooLarge, column, words{"the expression has too many parts, or too many inside each other", "Der Ausdruck hat zu viele oder zu tief verschachtelte Teile"})
	}
	depth++
	switch n := n.(type) {
	case *ast.NilNode:
		return &literal{}, nil
	case *ast.BoolNode:
		return &literal{n.Value}, nil
	case *ast.StringNode:
		return &literal{n.Value}, nil
	case *ast.IntegerNode, *ast.FloatNode:
		return b.number(n, column)
	case *ast.IdentifierNode:
		if n.Value == "null" {
			return &literal{}, nil
		}
		return &name{n.Value, column}, nil
	case *ast.ChainNode:
		return b.build(n.Node, depth)
	case *ast.MemberNode:
		return b.member(n, column, depth)
	case *ast.UnaryNode:
		return b.unary(n, column, depth)
	case *ast.BinaryNode:
		return b.binary(n, column, depth)
	case *ast.ConditionalNode:
		return b.choice(n, column, depth)
	case *ast.ArrayNode:
		items, err := b.all(n.Nodes, depth)
		return &list{items}, err
	case *ast.PointerNode:
		if n.Name == "" {
			return &pointer{column}, nil
		}
	case *ast.BuiltinNode:
		return b.call(n.Name, n.Arguments, column, depth)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return b.call(callee.Value, n.Arguments, column, depth)
		}
	}
	return nil, refused(column, b.word(column))
}

func refused(column int, what string) *Error {
	return fault(CodeRefused, column, words{"%q is not part of the language of plans", "%q gehört nicht zur Sprache der Pläne"}, what)
}

// word gives the first word at a column, to name it.
func (b *builder) word(column int) string {
	if column > len(b.source) {
		return string(b.source)
	}
	rest := string(b.source[column-1:])
	if i := strings.IndexAny(rest, " ([{"); i > 0 {
		rest = rest[:i]
	}
	return rest[:min(len(rest), 20)]
}

// number takes a number from the source, since the grammar's own is a float.
func (b *builder) number(n ast.Node, column int) (node, error) {
	loc := n.Location()
	text := ""
	if loc.From >= 0 && loc.To <= len(b.source) && loc.From < loc.To {
		text = strings.ReplaceAll(string(b.source[loc.From:loc.To]), "_", "")
	}
	if strings.HasPrefix(text, ".") {
		text = "0" + text
	}
	v, err := parseNumber(text)
	if err != nil {
		return nil, at(err, column)
	}
	return &literal{v}, nil
}

func (b *builder) all(nodes []ast.Node, depth int) ([]node, error) {
	out := make([]node, len(nodes))
	for i, n := range nodes {
		var err error
		if out[i], err = b.build(n, depth); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (b *builder) member(n *ast.MemberNode, column, depth int) (node, error) {
	of, err := b.build(n.Node, depth)
	if err != nil {
		return nil, err
	}
	if key, ok := n.Property.(*ast.StringNode); ok {
		return &member{of, key.Value, column}, nil
	}
	index, err := b.build(n.Property, depth)
	return &element{of, index, column}, err
}

func (b *builder) unary(n *ast.UnaryNode, column, depth int) (node, error) {
	of, err := b.build(n.Node, depth)
	if err != nil {
		return nil, err
	}
	switch n.Operator {
	case "!", "not":
		return &unary{"!", of, column}, nil
	case "-":
		return &unary{"-", of, column}, nil
	case "+":
		return of, nil
	}
	return nil, refused(column, n.Operator)
}

func (b *builder) binary(n *ast.BinaryNode, column, depth int) (node, error) {
	op := n.Operator
	switch op {
	case "and":
		op = "&&"
	case "or":
		op = "||"
	case "&&", "||", "??", "==", "!=", "<", "<=", ">", ">=", "in", "contains", "startsWith", "endsWith", "+", "-", "*", "/", "%":
	default:
		return nil, refused(column, op)
	}
	sides, err := b.all([]ast.Node{n.Left, n.Right}, depth)
	if err != nil {
		return nil, err
	}
	return &binary{op, sides[0], sides[1], column}, nil
}

func (b *builder) choice(n *ast.ConditionalNode, column, depth int) (node, error) {
	if !n.Ternary {
		return nil, refused(column, "if")
	}
	parts, err := b.all([]ast.Node{n.Cond, n.Exp1, n.Exp2}, depth)
	if err != nil {
		return nil, err
	}
	return &choice{parts[0], parts[1], parts[2], column}, nil
}

func (b *builder) call(fn string, nodes []ast.Node, column, depth int) (node, error) {
	if alone, ok := overs()[fn]; ok {
		return b.over(fn, alone, nodes, column, depth)
	}
	for _, f := range functions() {
		if f.name != fn {
			continue
		}
		if len(nodes) < f.least || len(nodes) > f.most {
			return nil, fault(CodeType, column, words{"%s() takes %d to %d values, not %d", "%s() nimmt %d bis %d Werte, nicht %d"}, fn, f.least, f.most, len(nodes))
		}
		args, err := b.all(nodes, depth)
		return &call{f, args, column}, err
	}
	err := refused(column, fn+"()")
	err.Ref, err.Known = []string{fn}, functionNames()
	return nil, err
}

// over builds a function that looks at every item of a list.
func (b *builder) over(fn string, alone bool, nodes []ast.Node, column, depth int) (node, error) {
	if len(nodes) == 0 || len(nodes) == 1 && !alone || len(nodes) > 3 {
		return nil, fault(CodeType, column, words{"%s() takes a list and what is looked at: %s(search.issues, .key)", "%s() nimmt eine Liste und was daran angesehen wird: %s(search.issues, .key)"}, fn, fn)
	}
	list, err := b.build(nodes[0], depth)
	if err != nil {
		return nil, err
	}
	out := &over{fn: fn, list: list, column: column}
	if len(nodes) > 1 {
		predicate, ok := nodes[1].(*ast.PredicateNode)
		if !ok {
			return nil, refused(column, b.word(column))
		}
		if out.body, err = b.build(predicate.Node, depth); err != nil {
			return nil, err
		}
	}
	if len(nodes) > 2 {
		way, ok := nodes[2].(*ast.StringNode)
		if !ok || way.Value != "asc" && way.Value != "desc" {
			return nil, fault(CodeType, column, words{`%s() sorts "asc" or "desc"`, `%s() sortiert "asc" oder "desc"`}, fn)
		}
		out.desc = way.Value == "desc"
	}
	return out, nil
}
