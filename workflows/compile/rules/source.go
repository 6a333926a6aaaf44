package rules

import "strings"

// What a record has is named in many ways: "the ticket's link", "its subject", "Link zum Lauf", "Ticketnummer", "the email column", "order_id from the
// body". A source is such a name, with the reference that it stands for.

// holdings are the words by which people mean what a record has, with the names that apps have for it, the likeliest first.
var holdings = spread(map[string]string{
	"link links url urls":      "url",
	"number nummer nr":         "number key id run_id",
	"key schlüssel":            "key",
	"id":                       "id key number",
	"subject betreff":          "subject",
	"title titel":              "title summary subject name",
	"summary":                  "summary",
	"name namen":               "name",
	"caller anrufer anruferin": "caller",
	"result outcome conclusion ergebnis ausgang endstatus endergebnis resultat endzustand verdict": "conclusion state",
	"kurzbeschreibung": "short_description summary",
	"text body inhalt content message nachricht wortlaut": "body text description",
	"description beschreibung":                            "description body short_description",
	"sender absender absenderin":                          "from requester reporter user",
	"requester anfragende anfragender anfragenden anfragesteller anfragestellerin ersteller erstellerin einreicher": "requester reporter caller",
	"reporter melder melderin":                           "reporter requester caller",
	"author autor autorin":                               "author",
	"assignee bearbeiter bearbeiterin":                   "assignee",
	"priority prio priorität":                            "priority",
	"urgency dringlichkeit":                              "urgency",
	"company firma unternehmen firmenname firmennamen":   "company account",
	"email e-mail mail address adresse mailadresse":      "email requester from reporter",
	"phone telefon telefonnummer":                        "phone",
	"amount total betrag summe gesamtbetrag gesamtsumme": "amount total",
	"stage phase":               "stage",
	"branch":                    "branch",
	"firstname vorname":         "first_name",
	"lastname nachname surname": "last_name",
})

// made are the fields that people mean of what was made last, rather than of what started the plan.
var made = words(`url number key id conclusion`)

// qualities are the adjectives that say no more of what something has than its name does: "the current stage", "der finale Status".
var qualities = inflected(`current present actual final end latest exact full complete resulting new fresh respective corresponding`, map[string]string{
	"aktuell": "current", "momentan": "current", "derzeitig": "current", "jetzig": "current", "final": "final", "endgültig": "final", "abschließend": "final",
	"genau": "exact", "vollständig": "full", "komplett": "full", "neu": "new", "frisch": "new", "jeweilig": "respective", "zugehörig": "corresponding",
})

// pastQualities gives the item behind the adjectives at an item that say no more of what something has.
func pastQualities(items []item, i, end int) int {
	for last := min(end, i+maxChain); i < last && items[i].word() && qualities[items[i].Lower] != ""; {
		i++
	}
	return i
}

// spread makes of lists of words, with what they stand for, a map of the single words.
func spread(lists map[string]string) map[string][]string {
	all := map[string][]string{}
	for list, names := range lists {
		for w := range strings.FieldsSeq(list) {
			all[w] = strings.Fields(names)
		}
	}
	return all
}

var (
	// columnWords are the words for a field of a row, or of what was sent.
	columnWords = words(`column field spalte feld`)
	// bearers are the words for what has fields that no schema lists: a row, the body of a call.
	bearers = words(`row body payload webhook request call json record zeile datensatz anfrage aufruf eintrag formular form`)
	// belongings stand between what is meant and what has it.
	belongings = words(`of from in to des der vom von aus zum zur im`)
)

// source reads the name of something that a record has, at an item; to is the item behind it, 0 where none stands there.
func (b *builder) source(i, end int) (ref string, to int) {
	j := pastDeterminers(b.items, i, end)
	if ref, to = b.passage(j, end); to > 0 {
		return ref, to
	}
	j = pastQualities(b.items, j, end)
	if j >= end || !b.items[j].word() {
		return "", 0
	}
	it := b.items[j]
	if ref, to = b.openField(j, end); to > 0 {
		return ref, to
	}
	if ref = b.fieldOfAny(b.twofoldAt(j, end)); ref != "" {
		return ref, j + 2
	}
	if name, n := b.spelledField(j, end); n > 0 {
		return fieldOfFirst(b.held().owners, []string{name}), j + n
	}
	if whose, ok := genitive(it.Lower); ok && j+1 < end { // "the mail's subject"
		if ref = fieldOfFirst(b.ownersNamed(whose), holdings[b.items[j+1].Lower]); ref != "" {
			return ref, j + 2
		}
	}
	if j+1 < end && b.items[j+1].word() && len(holdings[b.items[j+1].Lower]) > 0 { // "the incident number"
		if ref = fieldOfFirst(b.ownersNamed(it.Lower), holdings[b.items[j+1].Lower]); ref != "" {
			return ref, j + 2
		}
	}
	if whose, names := b.compound(it); names != nil {
		if ref = fieldOfFirst(b.ownersNamed(whose), names); ref != "" {
			return ref, j + 1
		}
	}
	if ref = b.wholeNameAt(it); ref != "" {
		return ref, j + 1
	}
	if ref = b.wholeOf(it); ref != "" {
		return ref, j + 1
	}
	names := holdings[it.Lower]
	if names != nil && names[0] == "conclusion" && !b.justWaited() {
		names = b.verdict()
	}
	if names == nil {
		return "", 0
	}
	if whose, to := b.lyingIn(j+1, end); to > 0 {
		list := b.held().owners
		if whose != "" {
			list = b.ownersNamed(whose)
		}
		if ref = fieldOfFirst(list, names); ref != "" {
			return ref, to
		}
	}
	if k := j + 1; k+1 < end && b.items[k].word() && belongings[b.items[k].Lower] { // "the number of the incident"
		if ref, to = b.documented(j, end); to > 0 {
			return ref, to
		}
		k = pastDeterminers(b.items, k+1, end)
		if ref, to = b.openField(k, end); to > 0 { // "the address from the column email"
			return ref, to
		}
		if k < end && b.items[k].word() {
			if ref = fieldOfFirst(b.ownersNamed(b.items[k].Lower), names); ref != "" {
				return ref, k + 1
			}
			if ref = b.fieldOfAny(names); ref != "" && !function(b.items[k].Lower) &&
				(b.items[j+1].Is("of", "des", "der", "vom", "zum", "zur") || b.items[j+1].Is("to") && len(b.items[k].nouns) > 0) {
				return ref, k + 1 // "Link zum Lauf", whatever is called so
			}
		}
	}
	if ref = b.fieldOfAny(names); ref != "" && !messages[it.Lower] {
		return ref, j + 1
	}
	return "", 0
}

// wholes are the words for all that the trigger brings, by the output that it comes in.
var wholes = map[string]map[string]bool{"row": words(`row zeile`), "body": words(`body payload`)}

// wholeOf gives all that the trigger brings, where a word names what it comes in: "the row", "den Body".
func (b *builder) wholeOf(it item) string {
	if b.trigger == nil || b.loop != nil {
		return ""
	}
	if name := freeObject(b.trigger.out); wholes[name][it.Lower] {
		return "${trigger." + name + "}"
	}
	return ""
}

// calledAs gives what that is called which a word at an item names: "the task".
func (b *builder) calledAs(i, end int) (ref string, to int) {
	if i = pastDeterminers(b.items, i, end); i >= end || !b.items[i].word() {
		return "", 0
	}
	if ref = fieldOfFirst(b.ownersNamed(b.items[i].Lower), holdings["title"]); ref == "" {
		return "", 0
	}
	return ref, i + 1
}

// spelledField reads the name of a field that takes two words, as apps spell it: "run id", "Run-ID"; n is the number of its items, 0 where none stands there.
func (b *builder) spelledField(j, end int) (name string, n int) {
	it, last := b.items[j], ""
	switch {
	case len(it.Parts) > 1:
		name, last, n = strings.Join(it.Parts, "_"), it.Parts[len(it.Parts)-1], 1
	case j+1 < end && b.items[j+1].word():
		last = b.items[j+1].Lower
		name, n = it.Lower+"_"+last, 2
	}
	if len(holdings[last]) == 0 || !b.held().fields[name] {
		return "", 0
	}
	return name, n
}

// justWaited reports whether the latest step waited for something, so that its result is what is spoken of.
func (b *builder) justWaited() bool {
	return len(b.steps) > 0 && b.steps[len(b.steps)-1].t != nil && b.steps[len(b.steps)-1].t.waits()
}

// verdict gives the output in which the latest step says what something is sorted under, nil where it sorted nothing.
func (b *builder) verdict() []string {
	if len(b.steps) > 0 && b.steps[len(b.steps)-1].t != nil && outputOf(b.steps[len(b.steps)-1].t, "label", nil) != "" {
		return []string{"label"}
	}
	return nil
}

// messages are the words among holdings that mean something to be sent where nobody says whose they are.
var messages = words(`email e-mail mail message nachricht`)

// genitive takes the ending off "the mail's".
func genitive(word string) (whose string, ok bool) {
	if whose, ok = strings.CutSuffix(word, "'s"); !ok {
		whose, ok = strings.CutSuffix(word, "’s")
	}
	return whose, ok
}

// compound parts "Ticketnummer" and "Ticket-Link" into what has something and what it has.
func (b *builder) compound(it item) (whose string, names []string) {
	if n := len(it.Parts); n > 1 {
		return strings.Join(it.Parts[:n-1], "-"), holdings[it.Parts[n-1]]
	}
	for at := range it.Lower {
		if names = holdings[it.Lower[at:]]; at < 3 || len(it.Lower)-at < 4 || names == nil {
			continue
		}
		for _, joint := range []string{"", "s", "n", "en", "es"} {
			if whose, ok := strings.CutSuffix(it.Lower[:at], joint); ok && len(b.senses[whose]) > 0 {
				return whose, names
			}
		}
	}
	return "", nil
}
