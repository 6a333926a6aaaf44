package plan

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
)

// Severity says whether a plan with a problem may run.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the plan can't run
	Warning Severity = "warning" // it can, but whoever approves it should know
)

// Problem is one thing that is wrong with a plan: what, where, and what to do about it.
type Problem struct {
	Code     string   `json:"code"` // stable, see the table in codes.go
	Severity Severity `json:"severity"`
	Path     string   `json:"path"` // "steps.crm.with.status", "inputs.note.type"; "" for the plan as a whole
	Message  string   `json:"message"`
	Fix      string   `json:"fix"`
	Line     int      `json:"line,omitempty"`   // in the plan's text or in the prompt, from 1; 0 where it has none
	Column   int      `json:"column,omitempty"` // in characters, from 1

	args args
}

func (p Problem) String() string {
	place := p.Path
	if p.Line > 0 {
		place = fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Path)
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s", strings.TrimSpace(place), p.Message, p.Fix))
}

// In gives the problem in a language, "en" or "de".
func (p Problem) In(lang string) Problem {
	if k, ok := codes[p.Code]; ok && p.args != nil {
		p.Message, p.Fix = p.args.fill(k.message, lang), p.args.fill(k.fix, lang)
	}
	return p
}

// HasErrors reports whether a plan with these problems can't run.
func HasErrors(problems []Problem) bool {
	for _, p := range problems {
		if p.Severity != Warning {
			return true
		}
	}
	return false
}

// args are what a problem's texts are filled with: strings, numbers, or a Doc where the languages differ.
type args map[string]any

func (a args) fill(text connectors.Doc, lang string) string {
	pairs := make([]string, 0, 2*len(a))
	for name, v := range a {
		if d, ok := v.(connectors.Doc); ok {
			v = d.In(lang)
		}
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(v))
	}
	return strings.TrimSpace(strings.NewReplacer(pairs...).Replace(text.In(lang)))
}

// MaxProblems is how many problems are listed. Who has more to read corrects the first ones first.
const MaxProblems = 100

// report collects problems.
type report struct {
	places   map[string]Place
	problems []Problem
	more     []Severity // of those that aren't listed
}

// full reports whether no further problem will be listed, so that there is no use in finding good words for it.
func (r *report) full() bool { return len(r.problems) >= MaxProblems }

// add notes a problem with the severity of its code, at the place of a path or of what holds it.
func (r *report) add(code, path string, a args) *Problem {
	return r.note(codes[code].severity, code, path, a)
}

func (r *report) note(severity Severity, code, path string, a args) *Problem {
	if a == nil {
		a = args{}
	}
	p := Problem{Code: code, Severity: severity, Path: path, args: a}
	at := r.place(path)
	p.Line, p.Column = at.Line, at.Column
	if r.full() {
		r.more = append(r.more, severity)
		return &p
	}
	r.problems = append(r.problems, p)
	return &r.problems[len(r.problems)-1]
}

func (r *report) place(path string) Place {
	for path != "" {
		if at, ok := r.places[path]; ok {
			return at
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return r.places[""]
}

// in gives what was collected in a language.
func (r *report) in(lang string) []Problem {
	out := make([]Problem, 0, len(r.problems)+1)
	for _, p := range r.problems {
		out = append(out, p.In(lang))
	}
	if len(r.more) > 0 {
		rest := Problem{Code: CodeMoreProblems, Severity: Warning, args: args{"n": len(r.more)}}
		if slices.Contains(r.more, Error) {
			rest.Severity = Error
		}
		out = append(out, rest.In(lang))
	}
	return out
}

// hint offers the nearest of the known names, or lists them where they are few.
func (r *report) hint(name string, known []string) connectors.Doc {
	if r.full() {
		return connectors.Doc{}
	}
	if near := connectors.Nearest(name, known); len(near) > 0 {
		return connectors.Doc{En: "Did you mean " + near[0] + "?", De: "Meintest du " + near[0] + "?"}
	}
	if len(known) == 0 || len(known) > 12 {
		return connectors.Doc{}
	}
	list := strings.Join(known, ", ")
	return connectors.Doc{En: "There is: " + list + ".", De: "Es gibt: " + list + "."}
}
