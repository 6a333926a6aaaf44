package mcp

import (
	"fmt"
	"strings"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// Draft is a plan with what it would do, or what is still missing.
type Draft struct {
	Status    string     `json:"status" jsonschema:"plan, clarify (ask the questions) or unsupported (see problems)"`
	PlanID    string     `json:"plan_id,omitempty"`
	Digest    string     `json:"digest,omitempty" jsonschema:"what start_run takes; missing while something keeps the plan from being started"`
	Plan      string     `json:"plan,omitempty" jsonschema:"YAML; not repeated by validate_plan"`
	Effects   []Effect   `json:"effects" jsonschema:"show all to the person"`
	Questions []Question `json:"questions,omitempty"`
	Problems  []Problem  `json:"problems,omitempty"`

	lang string
}

// Effect is what a step would do.
type Effect struct {
	Step string `json:"step"`
	Kind string `json:"kind" jsonschema:"read, write, irreversible, approval or control"`
	Says string `json:"says"`
}

// Question is what a person has to say before there is a plan.
type Question struct {
	ID      string   `json:"id"`
	Ask     string   `json:"ask"`
	Options []string `json:"options,omitempty"`
}

// Problem is what is wrong with a plan.
type Problem struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Path     string `json:"path,omitempty"`
	Message  string `json:"message"`
	Fix      string `json:"fix,omitempty"`
	Line     int    `json:"line,omitempty"`
}

// draftOf gives a draft as an assistant gets it. Its digest is that of the plan's meaning unless the plan was frozen, so it is left out.
func draftOf(d api.Draft, lang string) Draft {
	if d.Lang != "" {
		lang = d.Lang
	}
	out := Draft{Status: string(d.Status), PlanID: d.PlanID, Effects: effectsOf(d.Effects), Problems: problemsOf(d.Problems, lang), lang: lang}
	for _, q := range d.Questions {
		out.Questions = append(out.Questions, Question(q))
	}
	return out
}

// frozenOf is draftOf for a plan that was checked for good: the digest of a good one is what is approved.
func frozenOf(d api.Draft, lang string) Draft {
	out := draftOf(d, lang)
	if d.PlanID != "" && !plan.HasErrors(d.Problems) {
		out.Digest = d.Digest
	}
	return out
}

func effectsOf(lines []plan.EffectLine) []Effect {
	list := []Effect{}
	for _, l := range lines {
		list = append(list, Effect{l.Step, l.Kind, strings.Repeat("  ", l.Depth) + l.Says})
	}
	return list
}

func problemsOf(problems []plan.Problem, lang string) (list []Problem) {
	for _, p := range problems {
		p = p.In(lang)
		list = append(list, Problem{p.Code, string(p.Severity), p.Path, p.Message, p.Fix, p.Line})
	}
	return list
}

func (d Draft) text() string {
	var b strings.Builder
	line := func(en, de string, args ...any) { fmt.Fprintf(&b, say(d.lang, en, de)+"\n", args...) }
	switch {
	case d.Status == string(compile.StatusClarify):
		line("Something is still open:", "Noch ist etwas offen:")
	case d.Status == string(compile.StatusUnsupported):
		line("This can't be done as it stands:", "So geht es nicht:")
	default:
		line("The plan would do this:", "Der Plan würde dies tun:")
	}
	for _, q := range d.Questions {
		fmt.Fprintf(&b, "? %s [%s]\n", q.Ask, q.ID)
		for _, o := range q.Options {
			fmt.Fprintf(&b, "    - %s\n", o)
		}
	}
	for i, e := range d.Effects {
		fmt.Fprintf(&b, "%d. %s (%s)\n", i+1, e.Says, e.Kind)
	}
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "! %s: %s: %s %s\n", p.Severity, p.Path, p.Message, p.Fix)
	}
	if d.PlanID != "" {
		line("Plan: %s", "Plan: %s", d.PlanID)
	}
	if d.Digest != "" {
		line("Digest: %s. Nothing has happened yet: start_run starts it after the person's yes.",
			"Digest: %s. Noch ist nichts geschehen: start_run startet ihn nach dem Ja des Menschen.", d.Digest)
	}
	return strings.TrimSpace(b.String())
}

// say picks a text by language.
func say(lang, en, de string) string { return connectors.Doc{En: en, De: de}.In(lang) }
