package expr

import (
	"errors"
	"strings"
)

// Option changes how values are filled.
type Option func(*run)

// Lang writes money, dates, lists and yes or no into texts the way people of a language write them, "en" or "de". Without it
// they are written for machines. A value that is exactly one ${…} is never changed, and plain() writes for machines even so.
func Lang(lang string) Option { return func(r *run) { r.lang = lang } }

// Fill evaluates all ${…} in a value. It changes neither the value nor the scope, but the result may share parts with them.
// Its error is an *Error.
func Fill(value any, scope map[string]any, options ...Option) (any, error) {
	v, err := ParseValue(value)
	if err != nil {
		return nil, err
	}
	return v.Fill(scope, options...)
}

// Fill evaluates all ${…} in the value, as the function Fill does.
func (v *Value) Fill(scope map[string]any, options ...Option) (any, error) {
	r := &run{scope: scope}
	for _, option := range options {
		option(r)
	}
	return v.root.fill(r)
}

func (p part) fill(r *run) (any, error) {
	switch {
	case p.single():
		out, err := p.hole(r, p.holes[0])
		if err == nil {
			out, err = store(out)
		}
		return out, p.at(err, p.holes)
	case p.holes != nil:
		return p.interpolate(r)
	case p.items != nil:
		out := make([]any, 0, len(p.items))
		for _, item := range p.items {
			v, err := item.fill(r)
			if err != nil {
				return nil, err
			}
			if v != nil || !item.single() {
				out = append(out, v)
			}
		}
		return out, nil
	case p.fields != nil:
		out := make(map[string]any, len(p.fields))
		for _, key := range sortedKeys(p.fields) {
			field := p.fields[key]
			v, err := field.fill(r)
			if err != nil {
				return nil, err
			}
			if v != nil || !field.single() {
				out[key] = v
			}
		}
		return out, nil
	}
	return p.plain, nil
}

func (p part) interpolate(r *run) (any, error) {
	var b strings.Builder
	for i, h := range p.holes {
		b.WriteString(p.texts[i])
		v, err := p.hole(r, h)
		if err != nil {
			return nil, err
		}
		lang := r.lang
		if c, ok := h.expr.(*call); ok && c.fn.text {
			lang = "" // what a function wrote is written
		}
		text, err := textOf(v, lang)
		if err == nil {
			text, err = r.write(text)
		}
		if err != nil {
			return nil, p.at(err, p.holes[i:])
		}
		b.WriteString(text)
	}
	b.WriteString(p.texts[len(p.holes)])
	return b.String(), nil
}

func (p part) hole(r *run, h hole) (any, error) {
	v, err := h.expr.eval(r)
	return v, moved(err, p.where, h.column-1)
}

// at places an error that came after evaluation at the hole it came from.
func (p part) at(err error, holes []hole) error {
	if e, ok := errors.AsType[*Error](err); ok && e.Where == "" && e.Column == 0 {
		return at(e.within(p.where, 0), holes[0].column)
	}
	return err
}
