package rules

import (
	"encoding/json"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// value makes of some items what a slot takes.
func (f *filling) value(s *slot, from, to int) any {
	if e := f.items[from].ent; e != nil && to == from+1 && (e.Type == entity.Quote || e.Type == entity.Channel &&
		s.role != roleText || s.role != roleText && s.role != roleTitle) {
		if s.role == roleEnum {
			if v, ok := e.Value.(string); ok {
				return enumValue(s, strings.ToLower(v))
			}
		}
		if n, ok := e.Value.(json.Number); ok && s.schema.Type == "string" { // a ticket's number is no quantity
			if typed := f.items[from].Text; strings.Trim(typed, "0123456789") == "" {
				return typed // "account 090"
			}
			return n.String()
		}
		return e.Value
	}
	if s.role == roleEnum {
		return enumValue(s, f.items[from].Lower)
	}
	if to == from+2 && graded(s) && intensifiers[f.items[from].Lower] && utmost[levels[f.items[from+1].Lower]] != "" {
		return utmost[levels[f.items[from+1].Lower]]
	}
	if level := levels[f.items[from].Lower]; level != "" && graded(s) && to == from+1 && level != f.items[from].Lower {
		return level
	}
	if state := states[f.items[from].Lower]; state != "" && s.role == roleState && !f.t.effect() && to == from+1 && state != f.items[from].Lower &&
		(f.t.event == nil || !f.items[from].Capital()) {
		return state // "die offenen Vorgänge" are sought by the state that apps know
	}
	name := f.words(from, to)
	if s.role == rolePerson || f.owned(to) {
		name, _ = genitive(name)
	}
	return name
}

// owned reports whether what stands at an item is what the one before it has: "Cobalt Dental's email address", "the lead Ana Prado's status".
func (f *filling) owned(i int) bool {
	if i >= f.end || !f.items[i].word() || i == 0 {
		return false
	}
	_, whose := genitive(f.items[i-1].Lower)
	return whose && (len(holdings[f.items[i].Lower]) > 0 || argumentWord(f.items[i].Lower, f.lang) || len(f.items[i].nouns) > 0)
}

// enumValue finds the value of a closed list by its name, by its name in the other language, or, where it is a level that the list doesn't
// have, the nearest one that it has; "" where there is none.
func enumValue(s *slot, word string) string {
	if level := levels[word]; level != "" {
		word = level
	}
	for _, w := range append([]string{word}, nearestLevels[word]...) {
		for _, v := range s.schema.Enum {
			name, _ := v.(string)
			if strings.EqualFold(name, w) || slices.Contains(enumWords[name], w) {
				return name
			}
		}
	}
	return ""
}

// enumWords are other words for common values of closed lists.
var enumWords = map[string][]string{
	"low": {"gering"}, "en": {"english", "englisch"}, "de": {"german", "deutsch", "deutsche", "deutscher"}, "draft": {"entwurf", "draft", "entwirf"},
	"publish": {"published", "publish", "veröffentlicht", "veröffentliche", "veröffentlichen"},
}

// nearestLevels are the levels that stand for one that an app doesn't have.
var nearestLevels = map[string][]string{
	"urgent": {"high"}, "critical": {"urgent", "high"}, "highest": {"urgent", "high"}, "blocker": {"urgent", "high"}, "major": {"high"},
	"medium": {"normal"}, "normal": {"medium"}, "minor": {"low"}, "lowest": {"low"}, "trivial": {"low"},
}

// words gives the text of some items as it was typed, with single spaces.
func (f *filling) words(from, to int) string { return phrase(f.items[from:to]) }

func phrase(items []item) string {
	var b strings.Builder
	for i, it := range items {
		if i > 0 && !it.Glued {
			b.WriteByte(' ')
		}
		switch {
		case it.Kind == text.Channel:
			b.WriteString("#" + it.Text)
		case it.Kind == text.Mention:
			b.WriteString("@" + it.Text)
		case it.ent != nil && it.Lower == "":
			b.WriteString(it.Text)
		default:
			b.WriteString(it.Text)
		}
	}
	return b.String()
}
