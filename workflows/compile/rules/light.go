package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// People say what is to be so instead of what is to be done: "the account goes to At Risk", "Der Kanal kriegt eine Info", "the list belongs in #ops".
// Verbs of that kind say little by themselves; the thing and the place that stand with them tell what is meant.

// lightVerbs are such verbs in the forms in which they are met, with orders that may be meant by them.
var lightVerbs = []struct {
	lang   string
	forms  string
	form   text.Form
	orders []string
}{
	{"en", "goes go belongs belong moves becomes lands", text.Finite, []string{"set", "move", "put", "post", "send", "assign"}},
	{"en", "receives receive", text.Finite, []string{"send", "give", "add", "assign", "post"}},
	{"de", "kommt kommen geht gehen wandert wandern gehört gehören", text.Finite, []string{"setzen", "verschieben", "posten", "schicken", "ab|legen", "zu|weisen"}},
	{"de", "bekommt bekommen kriegt kriegen erhält erhalten", text.Finite, []string{"schicken", "geben", "zu|weisen", "hinzu|fügen", "posten", "setzen"}},
	{"de", "stehen landen liegen", text.Infinitive, []string{"setzen", "verschieben", "zu|weisen", "posten"}},
	{"de", "entstehen", text.Infinitive, []string{"an|legen", "erstellen"}},
	{"de", "bekommen kriegen erhalten wandern", text.Infinitive, []string{"schicken", "geben", "zu|weisen", "hinzu|fügen", "posten", "setzen"}},
}

// received reads "gets a mail" as "receives a mail", which "gets sent" is not, nor what comes in: "gets a new ticket".
func received(items []item) {
	for i := range items[:max(0, len(items)-2)] {
		if items[i].word() && items[i].Is("gets") && items[i+1].Is("a", "an", "another") && !fresh[items[i+2].Lower] {
			items[i].Lower = "receives"
		}
	}
}

// lights adds those verbs. What can't be had back is never asked for by them, but for a mail.
func (l *lexicon) lights(known map[string]int) {
	for _, v := range lightVerbs {
		var targets []int
		for _, order := range v.orders {
			if from, ok := known[v.lang+"/"+order+"/v"]; ok {
				targets = append(targets, l.lexemes[from].targets...)
			}
		}
		slices.Sort(targets)
		targets = slices.DeleteFunc(slices.Compact(targets), func(t int) bool { return !l.targets[t].effect() || l.targets[t].op.Destructive })
		for form := range strings.FieldsSeq(v.forms) {
			l.sense(form, sense{lexeme: len(l.lexemes), form: v.form})
			l.lexemes = append(l.lexemes, lexeme{text: form, lang: v.lang, verb: true, light: true, targets: targets})
		}
	}
}
