package rules

import (
	"fmt"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// answer fills a step with the answers given for it. An answer is read by the type of its argument: "1200 EUR" is an amount.
func (b *builder) answer(s *step) {
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		given, ok := b.req.Answers[s.id+"."+sl.name]
		if !ok || strings.TrimSpace(given) == "" {
			continue
		}
		v, err := b.parse(sl, given)
		if err != nil {
			b.problems = append(b.problems, plan.Problem{Code: CodeBadAnswer, Severity: plan.Error, Path: s.id + "." + sl.name,
				Message: err.Error(), Fix: b.in("answer again", "antworte noch einmal")})
			continue
		}
		s.with[sl.name] = v
	}
}

// parse reads an answer as the value of a slot.
func (b *builder) parse(sl *slot, given string) (any, error) {
	if !sl.list {
		return b.parseOne(sl, given)
	}
	var list []any
	for _, one := range strings.FieldsFunc(given, func(r rune) bool { return r == ',' || r == ';' }) {
		v, err := b.parseOne(sl, one)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (b *builder) parseOne(sl *slot, given string) (any, error) {
	given = strings.TrimSpace(given)
	switch sl.role {
	case roleMoney, roleDate, roleDuration, roleNumber, roleEmail, roleURL:
	case roleEnum:
		if v := enumValue(sl, strings.ToLower(given)); v != "" {
			return v, nil
		}
		return nil, fmt.Errorf(b.in("%q is none of the values that %s takes", "%q ist keiner der Werte für %s"), given, sl.name)
	case roleBool:
		v, err := strconv.ParseBool(strings.ToLower(given))
		if err != nil {
			return nil, fmt.Errorf(b.in("%q is neither true nor false", "%q ist weder true noch false"), given)
		}
		return v, nil
	default:
		return given, nil
	}
	c, err := text.Normalise(given+" x", 1000) // a prompt has a letter, and an amount needn't
	if err == nil {
		for _, e := range entity.Scan(text.Tokens(c), entity.Env{Lang: b.lang, Now: b.now}) {
			if e.From == 0 && sl.role.fits(e) == 1 && e.Fault == entity.Sound && len(e.Options) == 0 {
				return e.Value, nil
			}
		}
	}
	return nil, fmt.Errorf(b.in("%q can't be read as %s", "%q lässt sich nicht als %s lesen"), given, sl.name)
}
