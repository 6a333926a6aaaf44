package rules

import (
	"encoding/json"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// unheard asks about each address, link, channel and repository that stands nowhere in a plan which is otherwise whole: who writes one down wants
// something done with it, so that a plan without it is short of a step or has another in its place.
func (b *builder) unheard() {
	if len(b.asked)+len(b.problems)+len(b.unread) > 0 || len(b.steps) == 0 {
		return
	}
	p := b.plan()
	p.Says = ""
	raw, err := json.Marshal(p)
	if err != nil {
		return // what can't be written down is what the check refuses
	}
	made := strings.ToLower(string(raw))
	for _, c := range b.clauses {
		if c.negated {
			continue
		}
		for i := c.from; i < c.to; i++ {
			if at := b.items[i].leads(); at != "" && !strings.Contains(made, strings.ToLower(at)) {
				b.leftOut(i, i+1)
			}
		}
	}
}

// leads gives what an item leads to, if it is written as only that is; else "".
func (it item) leads() string {
	switch {
	case it.ent != nil && slices.Contains([]entity.Type{entity.Email, entity.URL, entity.Channel, entity.DocNumber}, it.ent.Type):
		at, _ := it.ent.Value.(string)
		return at
	case it.word() && looks["repo"].MatchString(it.Text) && it.technical() == 1:
		return it.Text
	}
	return ""
}
