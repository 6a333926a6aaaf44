package edit

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// Editor changes plans. It is immutable and may be used by many goroutines at once.
type Editor struct {
	reg      *connectors.Registry
	compiler compile.Compiler
	verbs    map[string]bool            // the forms of all verbs that apps are asked with
	names    map[string]map[string]bool // by action: the words that people call a step of it by
}

// New makes an editor over what a compiler knows. New steps are compiled by it.
func New(reg *connectors.Registry, c compile.Compiler) *Editor {
	e := &Editor{reg: reg, compiler: c}
	e.learn()
	return e
}

// Request is what should be different about a plan.
type Request struct {
	Source    []byte // the plan as YAML
	Ask       string // "also tell #finance, and only above 500 EUR"
	Lang      string // of Ask; "" to find out
	Connected []string
	Answers   map[string]string // to the questions of an earlier attempt, by their ids
	Now       time.Time
	Timezone  string
	Plans     map[string]*plan.Plan // those that run steps may call
	Policy    *plan.Policy
}

// Result is the plan as it would be. With questions or errors the text is that of the request, unchanged.
type Result struct {
	Status    compile.Status     `json:"status"`
	Lang      string             `json:"lang"`
	Source    string             `json:"source"`
	Plan      *plan.Plan         `json:"plan,omitempty"`
	Diff      string             `json:"diff,omitempty"` // lines with "-" that go and with "+" that come, with the lines around them
	Questions []compile.Question `json:"questions,omitempty"`
	Problems  []plan.Problem     `json:"problems,omitempty"`
}

// The codes of problems that only an edit has.
const (
	CodeLayout = "layout" // the text can't be edited in place
	CodeEdit   = "edit"   // what is asked can't be done to this plan
)

// edit is one change, made to the text and to the plan alike.
type edit struct {
	text func(*source) (string, error)
	plan func(*plan.Plan)
}

// Edit gives the plan that a person asks for. Its error is for a request that can't be read at all.
func (e *Editor) Edit(ctx context.Context, r Request) (Result, error) {
	clean, err := text.Normalise(r.Ask, compile.MaxPrompt)
	if err != nil {
		return Result{}, connectors.Errorf(connectors.Invalid, "%w", err)
	}
	p, problems := plan.Parse(r.Source)
	if p == nil || plan.HasErrors(problems) {
		return Result{Status: compile.StatusUnsupported, Source: string(r.Source), Plan: p, Problems: problems}, nil
	}
	tokens := text.Tokens(clean)
	lang := r.Lang
	if lang != "en" && lang != "de" {
		lang = e.language(tokens, p.Language)
	}
	if r.Now.IsZero() {
		r.Now = time.Now()
	}
	w := &work{Editor: e, req: r, lang: lang, tokens: tokens, plan: p, source: string(r.Source), env: entity.Env{Lang: lang, Now: r.Now}}
	if err := w.run(ctx); err != nil {
		return Result{}, err
	}
	return w.result(), nil
}

// language tells the language of an ask; where its words leave that open it is that of the plan.
func (e *Editor) language(tokens []text.Token, of string) string {
	if of == "de" { // one German word tips the scales where nothing English lies in them
		tokens = append(slices.Clone(tokens), text.Token{Kind: text.Word, Lower: "das"})
	}
	return text.Detect(tokens, func(string, string) bool { return false })
}

// work is one edit as it goes on.
type work struct {
	*Editor

	req    Request
	lang   string
	env    entity.Env
	tokens []text.Token

	plan   *plan.Plan // as it is by now
	source string
	added  []string // the steps that this edit added, in order

	asked    []compile.Question
	problems []plan.Problem
	unread   int
}

// run carries out the requests in their order.
func (w *work) run(ctx context.Context) error {
	for _, c := range w.clauses() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.read(ctx, c); err != nil {
			return err
		}
		if len(w.problems) > 0 {
			return nil
		}
	}
	return nil
}

// result checks what came of it.
func (w *work) result() Result {
	r := Result{Status: compile.StatusPlan, Lang: w.lang, Source: w.source, Plan: w.plan, Questions: w.asked, Problems: w.problems}
	if len(w.asked) == 0 && len(w.problems) == 0 {
		r.Problems = plan.Check(w.reg, w.plan, plan.CheckOptions{Language: w.lang, Plans: w.req.Plans, Policy: w.req.Policy})
	}
	switch {
	case plan.HasErrors(r.Problems):
		r.Status = compile.StatusUnsupported
	case len(w.asked) > 0:
		r.Status = compile.StatusClarify
	}
	if r.Status != compile.StatusPlan {
		r.Source, r.Plan = string(w.req.Source), nil
		return r
	}
	r.Diff = diff(string(w.req.Source), w.source)
	return r
}

// apply makes a change to the text and to the plan, and holds one against the other.
func (w *work) apply(c edit) bool {
	after, want, err := applied(w.source, w.plan, c)
	if errors.Is(err, errLayout) {
		w.refuse(CodeLayout, w.in("This plan's text is laid out in a way that can't be edited in place.", "Der Text dieses Plans ist so angelegt, dass er sich nicht an Ort und Stelle ändern lässt."),
			w.in("Write each step as a block of its own, one key a line, or change it by hand.", "Schreibe jeden Schritt als eigenen Block, einen Schlüssel je Zeile, oder ändere ihn von Hand."))
		return false
	}
	if err != nil {
		w.refuse(CodeLayout, err.Error(), "")
		return false
	}
	w.source, w.plan = after, want
	return true
}

func applied(text string, p *plan.Plan, c edit) (string, *plan.Plan, error) {
	body, mark := strings.CutPrefix(text, "\ufeff")
	s, err := readSource(body)
	if err != nil {
		return "", nil, err
	}
	after, err := c.text(s)
	if err != nil {
		return "", nil, err
	}
	want, err := copied(p)
	if err != nil {
		return "", nil, err
	}
	c.plan(want)
	got, problems := plan.Parse([]byte(after))
	if got == nil || plan.HasErrors(problems) || plan.Digest(got) != plan.Digest(want) {
		return "", nil, errLayout
	}
	if mark {
		after = "\ufeff" + after
	}
	return after, got, nil
}

func (w *work) in(en, de string) string {
	if w.lang == "de" {
		return de
	}
	return en
}

func (w *work) ask(q compile.Question) { w.asked = append(w.asked, q) }

func (w *work) refuse(code, message, fix string) {
	w.problems = append(w.problems, plan.Problem{Code: code, Severity: plan.Error, Message: message, Fix: fix})
}

// said gives some tokens as they were typed.
func (w *work) said(from, to int) string {
	if from >= to {
		return ""
	}
	return w.req.Ask[w.tokens[from].Span.From:w.tokens[to-1].Span.To]
}

// notUnderstood asks what is meant by some words.
func (w *work) notUnderstood(c clause) {
	w.unread++
	w.ask(compile.Question{ID: "words." + itoa(w.unread), Ask: w.in("What should change by “", "Was soll sich ändern mit „") + w.said(c.from, c.to) + w.in("”? Say what to add, to leave out or to change.", "“? Sag, was dazukommen, wegfallen oder sich ändern soll.")})
}

func itoa(n int) string { return strconv.Itoa(n) }
