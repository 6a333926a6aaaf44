package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// EffectLine is one thing that a plan would do, in words.
type EffectLine struct {
	Step string `json:"step"`
	Kind string `json:"kind"` // read, write, irreversible, approval
	Says string `json:"says"`
}

// KindApproval is the kind of a line that waits for a person; the other kinds are those of connectors.Effect.
const KindApproval = "approval"

// Preview lists in plain words what a plan would do, in order, with what each step takes back and what it can't. It reads nothing
// and sends nothing. Steps that the catalogue doesn't know are left out; Check reports them.
func Preview(reg *connectors.Registry, p *Plan, lang string) []EffectLine {
	c := inspect(reg, p)
	steps := make([]FrozenStep, len(c.normal.Steps))
	for i, s := range c.normal.Steps {
		f, op := c.known(s)
		if op != nil {
			f.Gates = c.gates(i, op, Connection{}, nil)
		}
		steps[i] = f
	}
	return teller{p: &c.normal, lang: lang}.effects(steps)
}

// Preview lists in plain words what the run would do.
func (f *Frozen) Preview(lang string) []EffectLine {
	return teller{p: &f.Plan, inputs: f.Inputs, lang: lang}.effects(f.Steps)
}

// teller says the steps of a plan in a language.
type teller struct {
	p      *Plan
	inputs map[string]any // as far as they are given
	lang   string
}

func (t teller) effects(steps []FrozenStep) []EffectLine {
	lines := []EffectLine{}
	for i, f := range steps {
		s := t.p.Steps[i]
		if f.Says.En == "" {
			continue
		}
		for _, g := range f.Gates {
			lines = append(lines, EffectLine{Step: s.ID, Kind: KindApproval, Says: t.gate(g)})
		}
		kind := string(f.Effect)
		if s.Approve != nil {
			kind = KindApproval
		}
		lines = append(lines, EffectLine{Step: s.ID, Kind: kind, Says: t.says(s, f)})
	}
	return lines
}

func (t teller) in(en, de string) string { return connectors.Doc{En: en, De: de}.In(t.lang) }

// says tells what a step does, when, how it is undone, and what follows if it fails.
func (t teller) says(s Step, f FrozenStep) string {
	given := s.With
	if s.Approve != nil {
		given = map[string]any{"by": s.Approve.By, "text": s.Approve.Text}
	}
	parts := []string{t.when(s) + t.sentence(f.Says, given)}
	if f.Effect == connectors.Write || f.Effect == connectors.Irreversible {
		parts = append(parts, t.undo(s, f))
	}
	switch s.OnFailure {
	case OnFailurePark:
		parts = append(parts, t.in("If it fails, the run waits for a decision.", "Scheitert es, wartet der Lauf auf eine Entscheidung."))
	case OnFailureContinue:
		parts = append(parts, t.in("If it fails, the run goes on without it.", "Scheitert es, geht der Lauf ohne das weiter."))
	}
	if len(s.Trust) > 0 {
		list := strings.Join(s.Trust, ", ")
		parts = append(parts, t.in("Careful: the plan vouches for "+list+", whatever comes in.", "Achtung: Der Plan bürgt für "+list+", was auch immer hereinkommt."))
	}
	return strings.Join(parts, " ")
}

// words gives arguments with references said in words.
func (t teller) words(with map[string]any) map[string]any {
	v, err := expr.ParseValue(with)
	if err != nil {
		return nil
	}
	said, _ := v.Words(t.lang, t.value).(map[string]any)
	return said
}

func (t teller) when(s Step) string {
	e, err := expr.Parse(s.If)
	if err != nil {
		return ""
	}
	return t.in("Only if ", "Nur wenn gilt: ") + e.Words(t.lang, t.ref) + t.in(": ", " – ")
}

// sentence says what a step does, begun and ended as sentences are. A value at the beginning stays as it is.
func (t teller) sentence(says connectors.Sentence, with map[string]any) string {
	text := oneLine(says.Render(t.lang, t.words(with)), 300)
	if begin := connectors.Doc(says).In(t.lang); !strings.HasPrefix(begin, "{") && !strings.HasPrefix(begin, "[") {
		first, size := utf8.DecodeRuneInString(text)
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	return stop(text)
}

// stop ends a sentence as sentences end.
func stop(text string) string {
	if said := strings.TrimRight(text, "“”)"); said == "" || strings.ContainsAny(said[len(said)-1:], ".!?") {
		return text
	}
	return text + "."
}

func (t teller) undo(s Step, f FrozenStep) string {
	switch {
	case s.Undo != nil && s.Undo.Keep:
		return t.in("It is left standing if something fails later.", "Es bleibt bestehen, wenn später etwas scheitert.")
	case s.Undo != nil && s.Undo.Do != "":
		return t.undoWith(*s.Undo)
	case f.Effect == connectors.Irreversible:
		return t.in("This can't be undone.", "Das lässt sich nicht rückgängig machen.")
	}
	if said, ok := undoWords[f.UndoBy]; ok {
		return said.In(t.lang)
	}
	return t.in("It can be undone.", "Es lässt sich rückgängig machen.")
}

// undoWith says an undo of the plan's own: "Undo is slack.post_message with channel sales, text gone."
func (t teller) undoWith(u Undo) string {
	said, args := t.words(u.With), []string(nil)
	for _, name := range sortedKeys(said) {
		args = append(args, name+" "+connectors.Words(t.lang, said[name]))
	}
	with := ""
	if len(args) > 0 {
		with = t.in(" with ", " mit ") + oneLine(strings.Join(args, ", "), 200)
	}
	return stop(t.in("Undo is ", "Rückgängig: ") + u.Do + with)
}

// gate says an approval that policy asks for.
func (t teller) gate(g Gate) string {
	says := g.Says.In(t.lang)
	if g.Argument != "" && !g.Known {
		return t.in("Approval, if it comes out so: "+says, "Freigabe, falls es so kommt: "+says)
	}
	return t.in("Approval: "+says, "Freigabe: "+says)
}
