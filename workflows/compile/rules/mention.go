package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// A clause names what an earlier step or the trigger gives, to be told or attached: "the summary", "its number", "das PDF".

// mention is an output that some items name.
type mention struct {
	refs     []string
	format   string // of the output
	from, to int
	use      usage
}

// noun is a word by which people mean an output of a step or of the trigger: by the names that it may have, the best first, or by its format.
type noun struct {
	words  map[string]bool
	names  []string
	format string
	use    usage
}

// usage is where a noun means an output.
type usage uint8

const (
	anywhere usage = iota // and is added to a text
	told                  // where a text says nothing else: "post the status"
)

var outputNouns = []noun{
	{words: words("pdf document file attachment receipt dokument datei anhang beleg pdfs documents files attachments receipts dokumente dateien anhänge belege gutschrift stornorechnung stornobeleg"),
		format: connectors.FormatFile},
	{words: words("link url links urls"), format: connectors.FormatURL},
	{words: words("key schlüssel keys"), names: []string{"key"}},
	{words: words("number nummer numbers nummern"), names: []string{"number", "key", "count", "total"}},
	{words: words("many count anzahl viele zahl"), names: []string{"total", "count"}},
	{words: words("amount total betrag summe gesamtbetrag"), names: []string{"total", "amount"}},
	{words: words("summary gist zusammenfassung kurzfassung übersetzung translation draft entwurf"), names: []string{"text"}},
	{words: words("outcome conclusion ausgang endstatus"), names: []string{"conclusion", "state", "ready"}},
	{words: words("status state stand zustand statuscode statuscodes returncode http-code http-status http-statuscode response-code status-code"), names: []string{"status", "state", "conclusion", "stage"}, use: told},
	{words: words("stage phase"), names: []string{"stage"}, use: told},
	{words: words("owner inhaber besitzer verantwortliche verantwortlichen"), names: []string{"owner"}, use: told},
	{words: words("phone telefonnummer telefon rufnummer"), names: []string{"phone"}, use: told},
	{words: words("mailadresse e-mail-adresse emailadresse address adresse"), names: []string{"email", "from", "requester"}, use: told},
	{words: words("branch"), names: []string{"branch"}, use: told},
	{words: words("name namen"), names: []string{"name", "title"}, use: told},
	{words: words("title titel"), names: []string{"title", "summary", "subject"}, use: told},
	{words: words("priority priorität prio"), names: []string{"priority", "urgency"}, use: told},
	{words: words("assignee bearbeiter zuständige zuständigen"), names: []string{"assignee"}, use: told},
	{words: words("description beschreibung kurzbeschreibung"), names: []string{"description", "short_description", "body", "text"}, use: told},
}

// yields are the words for all that a read gave.
var yields = words(`result results list hits findings matches rows records data output response answer reply both finding found ergebnis ergebnisse endstatus endergebnis endzustand ausgang liste treffer
	funde gefundene gefundenes gefundenen resultat resultate zeilen datensätze daten antwort rückmeldung beides`)

// yieldTails are those of them that end a German compound for the same: "Rohantwort", "Suchergebnis", "Kundenliste".
var yieldTails = []string{"antwort", "ergebnis", "ergebnisse", "liste", "treffer"}

// yielded reports whether a word is one for all that a read gave.
func yielded(it item) bool {
	return yields[it.Lower] || it.word() && it.Capital() && slices.ContainsFunc(yieldTails, func(tail string) bool { return len(it.Lower) > len(tail)+2 && strings.HasSuffix(it.Lower, tail) })
}

// tailNouns say no more of an output than the word before them.
var tailNouns = words(`name namen names code codes`)

// mentionAt reads a word that names an output.
func (b *builder) mentionAt(s *step, i int) (mention, bool) {
	it := b.items[i]
	if !it.word() {
		return mention{}, false
	}
	word := strings.TrimSuffix(strings.TrimSuffix(it.Lower, "'s"), "’s")
	last := word
	if len(it.Parts) > 0 {
		last = it.Parts[len(it.Parts)-1]
	}
	if len(it.Parts) == 2 && tailNouns[last] { // "Branch-Name"
		last = it.Parts[0]
	}
	for _, n := range outputNouns {
		if !n.words[word] && !n.words[last] {
			continue
		}
		refs := b.counted(s, b.fieldRefs(s, n.names, n.format))
		if len(refs) > 0 && (len(refs) == 1 || inPlural[it.Lower] || b.several(s.c)) {
			to := b.behindCount(n, i+1, s.from.end)
			if to == i+1 && to < s.from.end && b.items[to].word() && tailNouns[b.items[to].Lower] && s.from.taken[to] < valued && n.use == told { // "branch name"
				to++
			}
			return mention{refs, n.format, i, to, n.use}, true
		}
	}
	if yields[word] || yielded(it) {
		if ref := b.yield(s); ref != "" {
			return mention{refs: []string{ref}, from: i, to: i + 1}, true
		}
	}
	return mention{}, false
}

// behindCount gives the item behind what is counted: "the number of hits", "Anzahl der offenen Tickets".
func (b *builder) behindCount(n noun, i, end int) int {
	if !slices.Contains(n.names, "total") || i+1 >= end || !b.items[i].Is("of", "der", "von", "an") {
		return i
	}
	for j := i + 1; j < min(i+4, end) && b.items[j].word() && !prepositions[b.items[j].Lower]; j++ {
		if yields[b.items[j].Lower] || len(b.items[j].nouns) > 0 {
			return j + 1
		}
	}
	return i
}

// counted reads the number of a query that counts from its row: there is but one.
func (b *builder) counted(s *step, refs []string) []string {
	for _, o := range b.steps[:max(0, slices.Index(b.steps, s))] {
		sql, _ := o.with["sql"].(string)
		if i := slices.Index(refs, "${"+o.id+".count}"); i >= 0 && strings.HasPrefix(sql, countsRows) {
			refs[i] = "${first(" + o.id + ".rows).count}"
		}
	}
	return refs
}

// yield gives as a text all that the latest read before a step gave; "" where there was none.
func (b *builder) yield(s *step) string {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if o.t == nil || o.t.effect() && freeObject(o.t.out) != "body" || o.lookup || !b.alone(o) || b.loop != nil && o == b.loop.list {
			continue
		}
		if ref := o.answerRef(); ref != "" {
			return ref
		}
		name := readable(o.t.out)
		if o.t.out.Properties["label"] != nil { // what was sorted came under it, for a reason
			name = "label"
		}
		if name == "" && o.t.waits() {
			name = outcomeOf(o.t.out)
		}
		if name == "" {
			continue
		}
		if p := o.t.out.Properties[name]; p.Type == "object" || p.Type == "boolean" {
			return "${string(" + o.id + "." + name + ")}"
		}
		if listOf(o.t) == name {
			if lines := b.enumerated(o, name); lines != "" {
				return lines
			}
		}
		return "${" + o.id + "." + name + "}"
	}
	return ""
}

// argumentAt reads the name of an argument at an item, "summary", "Beschreibung".
func (f *filling) argumentAt(i int) *slot {
	if i >= f.end || !f.items[i].word() {
		return nil
	}
	for k := range f.t.slots {
		if f.t.slots[k].names(f.lang, f.items[i].Lower) {
			return &f.t.slots[k]
		}
	}
	return nil
}

// names reports whether a word is what the argument is called.
func (s *slot) names(lang, word string) bool {
	if prepositions[word] || openers[word] {
		return false
	}
	return slices.ContainsFunc(s.cues[lang], func(cue []string) bool { return sameWord(word, cue[len(cue)-1]) && !function(cue[len(cue)-1]) })
}
