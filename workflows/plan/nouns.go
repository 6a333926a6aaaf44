package plan

import (
	"regexp"
	"strconv"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// value says a reference that stands for a value, in brackets since it isn't there yet: "[account e-mail]", "[E-Mail aus account]".
// There are no articles, since nobody knows the case that the German sentence around it asks for.
func (t teller) value(path []string) string {
	if name, ok := t.found(path); ok {
		return name
	}
	from, field := t.split(path)
	said := t.noun(field)
	for _, article := range []string{"der ", "die ", "das "} {
		said = strings.TrimPrefix(said, article)
	}
	switch {
	case field == "":
		said = from
	case from == "inputs":
		if given, ok := t.given(path); ok {
			return given
		}
		said = t.in("input "+field, "Eingabe "+field)
	case from == "trigger":
		said = t.in("trigger "+said, said+" des Auslösers")
	default:
		said = t.in(from+" "+said, said+" aus "+from)
	}
	return "[" + said + "]"
}

// ref says a reference within a sentence: "the e-mail of account", "die E-Mail aus account".
func (t teller) ref(path []string) string {
	from, field := t.split(path)
	switch {
	case field == "":
		return t.in("what "+from+" gives", "was "+from+" ergibt")
	case from == "inputs":
		return t.in("your input "+field, "deine Eingabe "+field)
	case from == "trigger":
		return t.in("the "+t.noun(field)+" of the trigger", t.noun(field)+" des Auslösers")
	}
	return t.in("the "+t.noun(field)+" of "+from, t.noun(field)+" aus "+from)
}

var place = regexp.MustCompile(`^\d+$`)

// split takes a reference apart into what it is from and a field of that. An amount of money is called by what it is the amount of,
// what a search counts by what it counts, and a place in a list is counted from 1.
func (t teller) split(path []string) (from, field string) {
	from, fields := path[0], path[1:]
	if n := len(fields); n > 1 && fields[n-1] == "amount" {
		fields = fields[:n-1]
	}
	if len(fields) == 0 {
		return from, ""
	}
	if from == "inputs" {
		return from, strings.ReplaceAll(strings.Join(fields, " "), "_", " ")
	}
	for _, f := range fields[:len(fields)-1] {
		if place.MatchString(f) {
			if i, err := strconv.Atoi(f); err == nil {
				f = "#" + itoa(i+1)
			}
		}
		from += " " + f
	}
	field = fields[len(fields)-1]
	if field == "total" && len(fields) == 1 && t.searches(from) {
		field = "search.total"
	}
	return from, field
}

// given says an input that has its value already.
func (t teller) given(path []string) (string, bool) {
	if _, ok := t.inputs[path[1]]; !ok {
		return "", false
	}
	text, err := expr.Fill("${string("+strings.Join(path, ".")+")}", map[string]any{"inputs": t.inputs}, expr.Lang(t.lang))
	said, ok := text.(string)
	return said, ok && err == nil && said != ""
}

// searches reports whether a step looks for any number of records.
func (t teller) searches(id string) bool {
	s, ok := t.step(id)
	action := actionOf(s.Do)
	return ok && (strings.HasPrefix(action, "search") || action == "query")
}

// found names a record that a step looks up by name: its id says less than the name that the plan or an input has for it.
func (t teller) found(path []string) (string, bool) {
	if len(path) != 2 || path[1] != "id" && path[1] != "name" {
		return "", false
	}
	s, _ := t.step(path[0])
	known, ok := settled(s.With["name"], t.inputs)
	name, isText := known.(string)
	return name, ok && isText && name != "" && strings.HasPrefix(actionOf(s.Do), "find_")
}

func (t teller) step(id string) (Step, bool) { return stepByID(t.p.Steps, id) }

// stepByID finds a step wherever it stands.
func stepByID(steps []Step, id string) (Step, bool) {
	for i := range steps {
		if steps[i].ID == id {
			return steps[i], true
		}
		for _, l := range lists(&steps[i]) {
			if s, ok := stepByID(l.steps, id); ok {
				return s, true
			}
		}
	}
	return Step{}, false
}

func actionOf(ref string) string {
	_, action, _ := strings.Cut(ref, ".")
	return action
}

// noun says a field, in German with its article. Fields that aren't in the list are called by their names.
func (t teller) noun(field string) string {
	if said, ok := nouns[field]; ok {
		return said.In(t.lang)
	}
	return strings.ReplaceAll(field, "_", " ")
}

// nouns say the fields that actions give, German with its article.
var nouns = map[string]connectors.Doc{
	"account":      {En: "account", De: "der Account"},
	"amount":       {En: "amount", De: "der Betrag"},
	"assignee":     {En: "assignee", De: "die zuständige Person"},
	"body":         {En: "text", De: "der Text"},
	"credit_note":  {En: "credit note", De: "die Stornorechnung"},
	"customer":     {En: "customer", De: "der Kunde"},
	"description":  {En: "description", De: "die Beschreibung"},
	"due":          {En: "due date", De: "das Fälligkeitsdatum"},
	"email":        {En: "e-mail", De: "die E-Mail"},
	"file":         {En: "file", De: "die Datei"},
	"id":           {En: "id", De: "die Kennung"},
	"key":          {En: "key", De: "der Schlüssel"},
	"name":         {En: "name", De: "der Name"},
	"number":       {En: "number", De: "die Nummer"},
	"owner":        {En: "owner", De: "die verantwortliche Person"},
	"pdf":          {En: "PDF", De: "das PDF"},
	"phone":        {En: "phone number", De: "die Telefonnummer"},
	"priority":     {En: "priority", De: "die Priorität"},
	"reporter":     {En: "reporter", De: "die meldende Person"},
	"requester":    {En: "requester", De: "die anfragende Person"},
	"search.total": {En: "hit count", De: "die Trefferzahl"},
	"stage":        {En: "stage", De: "die Phase"},
	"status":       {En: "status", De: "der Status"},
	"subject":      {En: "subject", De: "der Betreff"},
	"summary":      {En: "summary", De: "die Zusammenfassung"},
	"text":         {En: "text", De: "der Text"},
	"title":        {En: "title", De: "der Titel"},
	"total":        {En: "total", De: "die Gesamtsumme"},
	"url":          {En: "link", De: "der Link"},
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
