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
	Step  string `json:"step"` // its path: the ids of the steps around it and its own, "remind/post"
	Kind  string `json:"kind"` // read, write, irreversible, approval, control
	Says  string `json:"says"`
	Depth int    `json:"depth,omitempty"` // how far it stands inside control steps, for indentation
}

// The kinds of lines that are no effects; the others are those of connectors.Effect.
const (
	KindApproval = "approval" // waits for a person
	KindControl  = "control"  // says when and how often what is inside it is done
)

// Preview lists in plain words what a plan would do, in order, with what each step takes back and what it can't. It reads nothing
// and sends nothing. Steps that the catalogue doesn't know are left out; Check reports them. Of a plan that is called it says only
// that it is; what that would do is in the preview of the frozen plan.
func Preview(reg *connectors.Registry, p *Plan, lang string) []EffectLine {
	return (*Policy)(nil).Preview(reg, p, lang)
}

// Preview is the function Preview under a policy. Of its rules those show that look at no connection.
func (p *Policy) Preview(reg *connectors.Registry, of *Plan, lang string) []EffectLine {
	c := inspect(reg, of, &calls{policy: p})
	return teller{p: &c.normal, lang: lang}.effects(c.normal.Steps, c.freezeAll(c.roots, setting{}), stand{})
}

// Preview lists in plain words what the run would do.
func (f *Frozen) Preview(lang string) []EffectLine {
	return teller{p: &f.Plan, inputs: f.Inputs, lang: lang}.effects(f.Plan.Steps, f.Steps, stand{})
}

// teller says the steps of a plan in a language.
type teller struct {
	p      *Plan
	inputs map[string]any // as far as they are given
	lang   string
}

// stand is where lines stand: inside which steps, and how deep.
type stand struct {
	path  string // "remind/"
	depth int
}

func (t teller) effects(steps []Step, frozen []FrozenStep, at stand) []EffectLine {
	lines := []EffectLine{}
	for i, f := range frozen {
		s := steps[i]
		if f.Says.En == "" {
			continue
		}
		path := at.path + s.ID
		for _, g := range f.Gates {
			lines = append(lines, EffectLine{Step: path, Kind: KindApproval, Says: t.gate(g), Depth: at.depth})
		}
		lines = append(lines, EffectLine{Step: path, Kind: kindOfLine(s, f), Says: t.says(s, f), Depth: at.depth})
		lines = append(lines, t.within(s, f, stand{path + "/", at.depth + 1})...)
	}
	return lines
}

func kindOfLine(s Step, f FrozenStep) string {
	switch kindOf(s) {
	case "do":
		return string(f.Effect)
	case "approve":
		return KindApproval
	}
	return KindControl
}

func (t teller) in(en, de string) string { return connectors.Doc{En: en, De: de}.In(t.lang) }

// says tells what a step does, when, how it is undone, and what follows if it fails.
func (t teller) says(s Step, f FrozenStep) string {
	parts := []string{t.when(s) + t.sentence(f.Says, s.Arguments())}
	if f.Effect == connectors.Write || f.Effect == connectors.Irreversible {
		parts = append(parts, t.undo(s, f))
	}
	if failure := t.failure(s); failure != "" {
		parts = append(parts, failure)
	}
	if len(s.Trust) > 0 {
		list := strings.Join(s.Trust, ", ")
		parts = append(parts, t.in("Careful: the plan vouches for "+list+", whatever comes in.", "Achtung: Der Plan bürgt für "+list+", was auch immer hereinkommt."))
	}
	said := strings.Join(parts, " ")
	if f.Inner != nil || f.Called != nil {
		said = strings.TrimSuffix(said, ".") + ":"
	}
	return said
}

// failure says what follows if a step fails, where that is not the usual.
func (t teller) failure(s Step) string {
	each := s.Each != nil
	switch {
	case each && s.OnFailure == OnFailurePark:
		return t.in("If an item fails, the run waits for a decision.", "Scheitert ein Element, wartet der Lauf auf eine Entscheidung.")
	case each && s.OnFailure == OnFailureContinue:
		return t.in("If an item fails, the run goes on with the others.", "Scheitert ein Element, geht der Lauf mit den anderen weiter.")
	case s.OnFailure == OnFailurePark:
		return t.in("If it fails, the run waits for a decision.", "Scheitert es, wartet der Lauf auf eine Entscheidung.")
	case s.OnFailure == OnFailureContinue:
		return t.in("If it fails, the run goes on without it.", "Scheitert es, geht der Lauf ohne das weiter.")
	}
	return ""
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

// gate says what the policy puts before a step.
func (t teller) gate(g Gate) string {
	head := t.in("Approval", "Freigabe")
	if g.Deny {
		head = t.in("Refused", "Verweigert")
	}
	if g.By != "" {
		head += t.in(" by ", " durch ") + g.By
	}
	if g.FourEyes {
		head += t.in(" (not by who starts it)", " (nicht durch die Person, die startet)")
	}
	if g.If != nil {
		head += t.in(", if it comes out so", ", falls es so kommt")
	}
	return head + ": " + g.Says.In(t.lang)
}

// SayUndo says how a step is taken back, or that it isn't or can't be: "Undo cancels it."
func (f *Frozen) SayUndo(lang string, s Step, frozen FrozenStep) string {
	return teller{p: &f.Plan, inputs: f.Inputs, lang: lang}.undo(s, frozen)
}
