package rules

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// colon finds where a colon announces what is to be said, for a target that has to be told: "open a ticket: the export hangs". A
// quoted text and a value that its cue announces are values like others.
func (f *filling) colon() int {
	if !slices.ContainsFunc(f.t.slots, func(s slot) bool { return s.required && !s.opens && (s.role == roleText || s.role == roleTitle) }) {
		return 0
	}
	for i := f.c.from + 1; i+1 < f.end; i++ {
		if f.items[i].ent != nil && f.items[i].Kind == text.Quoted {
			return 0
		}
		if !f.items[i].mark() || !f.items[i].Is(":") || f.items[i+1].Kind == text.Quoted || f.suits(i+1) || f.headsOnly(i) {
			continue
		}
		if f.arguments(i+1) || f.assigns(i+1) {
			return 0
		}
		for s := range f.t.slots {
			for _, cue := range f.t.slots[s].cues[f.lang] {
				if n := len(cue); i-n >= f.c.from && cue[0] != ":" && f.matches(i-n, cue) == n &&
					!prepositions[f.items[i-1].Lower] && !f.object(i-1) {
					return 0
				}
			}
		}
		return i
	}
	return 0
}

// headsOnly reports whether nothing but an app stands before a colon: "Jira: new bug …".
func (f *filling) headsOnly(i int) bool {
	return !slices.ContainsFunc(f.items[f.c.from:i], func(it item) bool {
		return !it.word() || len(it.apps)+len(it.kinds) == 0 && !articles[it.Lower] && !prepositions[it.Lower] || len(it.Parts) > 0 && len(it.nouns) > 0
	})
}

// suits reports whether a value is of the very type that an argument takes, so that it is nothing that is said: "inform the reporter: kim@…".
func (f *filling) suits(i int) bool {
	e := f.items[i].ent
	return e != nil && !e.Weak && slices.ContainsFunc(f.t.slots, func(s slot) bool { return (s.opens || s.role != roleTitle && s.role != roleText) && s.fits(*e) == 1 })
}

// arguments reports whether an argument with its value stands at an item: "a ticket for Ann: priority urgent".
func (f *filling) arguments(i int) bool {
	s := f.argumentAt(i)
	if s == nil || i+1 >= f.end {
		return false
	}
	value := f.items[i+1]
	if s.role != roleText && s.role != roleTitle && value.word() && !function(value.Lower) && (i+2 >= f.end || f.items[i+2].Is(",", ";", "and", "und")) {
		return true // "an issue in OPS: assignee Rui, …"
	}
	return levels[value.Lower] != "" || value.ent != nil || value.Is(":", "=") || s.role == roleProject && code.MatchString(value.Text)
}
