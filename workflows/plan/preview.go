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
	return effects(&c.normal, steps, lang)
}

// Preview lists in plain words what the run would do.
func (f *Frozen) Preview(lang string) []EffectLine { return effects(&f.Plan, f.Steps, lang) }

func effects(p *Plan, steps []FrozenStep, lang string) []EffectLine {
	lines := []EffectLine{}
	t := teller{p: p, lang: lang}
	for i, f := range steps {
		s := p.Steps[i]
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
		lines = append(lines, EffectLine{Step: s.ID, Kind: kind, Says: t.step(s, f)})
	}
	return lines
}

// teller says the steps of a plan in a language.
type teller struct {
	p    *Plan
	lang string
}

func (t teller) in(en, de string) string { return connectors.Doc{En: en, De: de}.In(t.lang) }

// step says what a step does, when, and how it is undone.
func (t teller) step(s Step, f FrozenStep) string {
	given := any(s.With)
	if s.Approve != nil {
		given = map[string]any{"by": s.Approve.By, "text": s.Approve.Text}
	}
	with := map[string]any{}
	if v, err := expr.ParseValue(given); err == nil {
		if said, ok := v.Words(t.lang, t.value).(map[string]any); ok {
			with = said
		}
	}
	parts := []string{t.when(s) + stop(capital(oneLine(f.Says.Render(t.lang, with), 300)))}
	if f.Effect == connectors.Write || f.Effect == connectors.Irreversible {
		parts = append(parts, t.undo(s, f))
	}
	if len(s.Trust) > 0 {
		list := strings.Join(s.Trust, ", ")
		parts = append(parts, t.in("The plan vouches for "+list+".", "Für "+list+" bürgt der Plan."))
	}
	return strings.Join(parts, " ")
}

func (t teller) when(s Step) string {
	e, err := expr.Parse(s.If)
	if err != nil {
		return ""
	}
	return t.in("Only if ", "Nur wenn gilt: ") + e.Words(t.lang, t.ref) + t.in(": ", " – ")
}

// capital begins a sentence as sentences begin.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// stop ends a sentence as sentences end.
func stop(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") {
		return text
	}
	return text + "."
}

func (t teller) undo(s Step, f FrozenStep) string {
	switch {
	case s.Undo != nil && s.Undo.Keep:
		return t.in("It is left standing if something fails later.", "Es bleibt bestehen, wenn später etwas scheitert.")
	case s.Undo != nil && s.Undo.Do != "":
		return t.in("Undone with "+s.Undo.Do+".", "Rückgängig mit "+s.Undo.Do+".")
	case f.Effect == connectors.Irreversible:
		return t.in("This can't be undone.", "Das lässt sich nicht rückgängig machen.")
	}
	if said, ok := undoWords[f.UndoBy]; ok {
		return said.In(t.lang)
	}
	return t.in("It can be undone.", "Es lässt sich rückgängig machen.")
}

// undoWords say the ways of undo that the catalogue names.
var undoWords = map[string]connectors.Doc{
	"archive":     {En: "Undo archives it.", De: "Rückgängig: es wird archiviert."},
	"cancel":      {En: "Undo cancels it.", De: "Rückgängig: es wird storniert."},
	"close":       {En: "Undo closes it.", De: "Rückgängig: es wird geschlossen."},
	"delete":      {En: "Undo deletes it again.", De: "Rückgängig: es wird wieder gelöscht."},
	"mark_failed": {En: "Undo marks it as failed.", De: "Rückgängig: es wird als gescheitert markiert."},
	"none_needed": {En: "There is nothing to undo.", De: "Rückgängig zu machen ist daran nichts."},
	"remove":      {En: "Undo takes it away again.", De: "Rückgängig: es wird wieder entfernt."},
	"reopen":      {En: "Undo reopens it.", De: "Rückgängig: es wird wieder geöffnet."},
	"restore":     {En: "Undo puts back what was there.", De: "Rückgängig: der alte Stand kommt zurück."},
	"trash":       {En: "Undo moves it to the trash.", De: "Rückgängig: es kommt in den Papierkorb."},
	"undelete":    {En: "Undo brings it back.", De: "Rückgängig: es wird wiederhergestellt."},
	"void":        {En: "Undo voids it.", De: "Rückgängig: es wird für nichtig erklärt."},
}

// gate says an approval that policy asks for.
func (t teller) gate(g Gate) string {
	says := g.Says.In(t.lang)
	if g.Argument != "" && !g.Known {
		return t.in("Approval, if it comes out so: "+says, "Freigabe, falls es so kommt: "+says)
	}
	return t.in("Approval: "+says, "Freigabe: "+says)
}

// value says a reference that stands for a value, in brackets since it isn't there yet: "[the e-mail of account]". German leaves
// the article out, since nobody knows the case that the sentence around it asks for.
func (t teller) value(path []string) string {
	if name, ok := t.found(path); ok {
		return name
	}
	said := t.ref(path)
	if t.lang == "de" {
		for _, article := range []string{"der ", "die ", "das "} {
			said = strings.TrimPrefix(said, article)
		}
	}
	return "[" + said + "]"
}

// ref says a reference: "the e-mail of account", "die E-Mail aus account".
func (t teller) ref(path []string) string {
	from, fields := path[0], path[1:]
	if n := len(fields); n > 1 && fields[n-1] == "amount" {
		fields = fields[:n-1]
	}
	if len(fields) == 0 {
		return t.in("what "+from+" gives", "was "+from+" ergibt")
	}
	field := fields[len(fields)-1]
	switch from {
	case "inputs":
		return t.in("your input "+strings.Join(fields, " "), "deine Eingabe "+strings.Join(fields, " "))
	case "trigger":
		return t.in(t.noun(field)+" of the trigger", t.noun(field)+" des Auslösers")
	}
	return t.in(t.noun(field)+" of "+from, t.noun(field)+" aus "+from)
}

// found names a record that a step looks up by name: its id says less than the name the plan has for it.
func (t teller) found(path []string) (string, bool) {
	if len(path) != 2 || path[1] != "id" && path[1] != "name" {
		return "", false
	}
	for _, s := range t.p.Steps {
		name, ok := s.With["name"].(string)
		if s.ID == path[0] && ok && strings.HasPrefix(actionOf(s.Do), "find_") && !strings.Contains(name, "${") {
			return name, true
		}
	}
	return "", false
}

func actionOf(ref string) string {
	_, action, _ := strings.Cut(ref, ".")
	return action
}

// noun says a field. Fields that aren't in the list are called by their names.
func (t teller) noun(field string) string {
	if said, ok := nouns[field]; ok {
		return said.In(t.lang)
	}
	plain := strings.ReplaceAll(field, "_", " ")
	return t.in("the "+plain, "„"+plain+"“")
}

var nouns = map[string]connectors.Doc{
	"amount":      {En: "the amount", De: "der Betrag"},
	"assignee":    {En: "the assignee", De: "die zuständige Person"},
	"body":        {En: "the text", De: "der Text"},
	"credit_note": {En: "the credit note", De: "die Stornorechnung"},
	"customer":    {En: "the customer", De: "der Kunde"},
	"description": {En: "the description", De: "die Beschreibung"},
	"due":         {En: "the due date", De: "das Fälligkeitsdatum"},
	"email":       {En: "the e-mail", De: "die E-Mail"},
	"file":        {En: "the file", De: "die Datei"},
	"id":          {En: "the id", De: "die Kennung"},
	"key":         {En: "the key", De: "der Schlüssel"},
	"name":        {En: "the name", De: "der Name"},
	"number":      {En: "the number", De: "die Nummer"},
	"owner":       {En: "the owner", De: "die verantwortliche Person"},
	"pdf":         {En: "the PDF", De: "das PDF"},
	"phone":       {En: "the phone number", De: "die Telefonnummer"},
	"priority":    {En: "the priority", De: "die Priorität"},
	"reporter":    {En: "the reporter", De: "die meldende Person"},
	"requester":   {En: "the requester", De: "die anfragende Person"},
	"stage":       {En: "the stage", De: "die Phase"},
	"status":      {En: "the status", De: "der Status"},
	"subject":     {En: "the subject", De: "der Betreff"},
	"summary":     {En: "the summary", De: "die Zusammenfassung"},
	"text":        {En: "the text", De: "der Text"},
	"title":       {En: "the title", De: "der Titel"},
	"total":       {En: "the total", De: "die Gesamtsumme"},
	"url":         {En: "the link", De: "der Link"},
}
