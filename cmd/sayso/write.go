package main

import (
	"fmt"
	"strings"

	"sayso/api"
	"sayso/workflows"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// words are the terminal's own texts, in the language of the prompt.
type words struct{ en, de string }

func (w words) in(lang string) string {
	if lang == "de" {
		return w.de
	}
	return w.en
}

var (
	wordQuestions  = words{"Questions:", "Fragen:"}
	wordAnswerWith = words{"Answer with", "Antworte mit"}
	wordAsk        = words{"Do it? [y/N]", "Ausführen? [j/N]"}
	wordDenied     = words{"Nothing was done.", "Nichts wurde getan."}
	wordAsked      = words{"Asked: %s.", "Gefragt: %s."}
	wordDecide     = words{"Decide with:", "Entscheide mit:"}
	wordTook       = words{": calls %d, tokens %d in and %d out", ": Aufrufe %d, Token %d hinein und %d heraus"}
	wordKept       = words{": answered the same before, at no cost", ": schon einmal so beantwortet, ohne Kosten"}
	wordGoesOn     = words{"The run goes on with `sayso up`; `sayso show %s` shows it.", "Der Lauf geht weiter mit `sayso up`; `sayso show %s` zeigt ihn."}
)

// writeDraft shows a plan in words: its effects, its questions, its problems.
func (s *session) writeDraft(d api.Draft) {
	if d.Plan != nil {
		s.printf("%s\n", s.paint(bold, d.Plan.Name))
	}
	for i, e := range d.Effects {
		s.printf("  %s%d. %s %s\n", strings.Repeat("   ", e.Depth), i+1, s.badge(e.Kind), e.Says)
	}
	s.writeQuestions(d.Lang, d.Questions)
	s.writeProblems(d.Problems)
	if d.Digest != "" {
		s.printf("%s\n", s.paint(grey, d.Digest))
	}
	if d.Model != nil {
		s.printf("%s\n", s.paint(grey, modelLine(d.Lang, *d.Model)))
	}
}

// modelLine says what asking a model took.
func modelLine(lang string, u compile.Usage) string {
	if u.Cached {
		return clean(u.Name) + wordKept.in(lang)
	}
	line := clean(u.Name) + fmt.Sprintf(wordTook.in(lang), u.Calls, u.In, u.Out)
	if u.Cost != "" {
		line += ", " + u.Cost
	}
	return line
}

func (s *session) badge(kind string) string {
	switch kind {
	case "read", "control":
		return s.paint(grey, "["+kind+"]")
	case "irreversible":
		return s.paint(red, "["+kind+"]")
	}
	return s.paint(yellow, "["+kind+"]")
}

func (s *session) writeQuestions(lang string, list []compile.Question) {
	if len(list) == 0 {
		return
	}
	s.printf("%s\n", wordQuestions.in(lang))
	for _, q := range list {
		s.printf("  %s\n", q.Ask)
		for _, o := range q.Options {
			s.printf("    - %s\n", o)
		}
		s.printf("    %s --answer %s=…\n", wordAnswerWith.in(lang), q.ID)
	}
}

func (s *session) writeProblems(list []plan.Problem) {
	for _, p := range list {
		place := p.Path
		if p.Line > 0 {
			place = fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Path)
		}
		colour := red
		if p.Severity == plan.Warning {
			colour = yellow
		}
		_, _ = fmt.Fprintf(s.err, "%s %s: %s\n", s.paint(colour, p.Code), place, p.Message)
		if p.Fix != "" {
			_, _ = fmt.Fprintf(s.err, "    %s\n", p.Fix)
		}
	}
}

var marks = map[workflows.StepState]string{
	workflows.StepPending: "·", workflows.StepRunning: "…", workflows.StepWaiting: "?", workflows.StepDone: "✓", workflows.StepSkipped: "–",
	workflows.StepFailed: "✗", workflows.StepUnknown: "?", workflows.StepUndone: "↶", workflows.StepStanding: "!",
}

// stepLine shows a step as it stands.
func (s *session) stepLine(o workflows.StepOutcome, mark string) string {
	c := grey
	switch o.State {
	case workflows.StepDone:
		c = green
	case workflows.StepFailed, workflows.StepUnknown, workflows.StepStanding:
		c = red
	case workflows.StepRunning, workflows.StepWaiting, workflows.StepUndone:
		c = yellow
	}
	says := o.Says
	if says == "" {
		says = o.Do
	}
	line := fmt.Sprintf("%s %s  %s", s.paint(c, mark), o.ID, clean(says))
	var notes []string
	if o.Attempts > 1 {
		notes = append(notes, fmt.Sprintf("%d×", o.Attempts))
	}
	if o.Times > 1 {
		notes = append(notes, fmt.Sprintf("%d times", o.Times))
	}
	if o.From != "" {
		notes = append(notes, "done by "+o.From)
	} else if o.Begun != nil && o.Ended != nil {
		notes = append(notes, duration(o.Ended.Sub(*o.Begun)))
	}
	if len(notes) > 0 {
		line += " " + s.paint(grey, "("+strings.Join(notes, ", ")+")")
	}
	if o.Error != "" {
		line += "\n    " + clean(o.Error)
	}
	return line
}

// writeRun shows how a run ended, what files it made, or what it waits for.
func (s *session) writeRun(h *home, r api.Run) {
	if r.Says != "" {
		s.printf("%s\n", clean(r.Says))
	}
	for _, f := range r.Files() {
		s.printf("  %s\n", s.paint(grey, h.files.Path(f)))
	}
	if q := r.Question; q != nil {
		s.printf("%s\n", clean(q.Says))
		if q.By != "" {
			s.printf(wordAsked.in(r.Lang)+"\n", clean(q.By))
		}
		s.printf("%s\n", wordDecide.in(r.Lang))
		for _, c := range q.Choices {
			s.printf("  %s\n", workflows.Command(r.RunID, q.Step, c))
		}
	}
}
