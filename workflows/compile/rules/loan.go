package rules

import (
	"maps"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// loanVerbs are English verbs that people use in German, with German endings. They ask for what they ask for in English: "das Ticket closen".
var loanVerbs = map[string]string{
	"closen": "close", "assignen": "assign", "canceln": "cancel", "updaten": "update", "resolven": "resolve", "mergen": "merge",
	"deployen": "deploy", "restarten": "restart", "triggern": "trigger", "checken": "check", "pushen": "push", "pingen": "ping", "taggen": "tag",
	"labeln": "label", "uploaden": "upload", "forwarden": "forward", "announcen": "announce", "solven": "solve", "prioritizen": "prioritize",
	"reopenen": "reopen", "scalen": "scale", "posten": "post", "loggen": "log", "inserten": "insert", "publishen": "publish", "droppen": "drop",
	"adden": "add", "deleten": "delete", "summarizen": "summarize", "emailen": "email", "mailen": "mail", "schedulen": "schedule",
	"editen": "edit", "renamen": "rename", "setten": "set", "moven": "move", "raisen": "raise", "recorden": "record", "billen": "bill",
}

// loans adds those verbs, also to what an app has in German by another verb.
func (l *lexicon) loans(known map[string]int) {
	for _, verb := range slices.Sorted(maps.Keys(loanVerbs)) {
		from, ok := known["en/"+loanVerbs[verb]+"/v"]
		if !ok {
			continue
		}
		targets := l.lexemes[from].targets
		if own, ok := known["de/"+verb+"/v"]; ok {
			l.lexemes[own].targets = slices.Compact(slices.Sorted(slices.Values(slices.Concat(l.lexemes[own].targets, targets))))
			continue
		}
		i := len(l.lexemes)
		l.lexemes = append(l.lexemes, lexeme{text: verb, lang: "de", verb: true, targets: targets})
		for _, f := range text.Verb("de", verb) {
			if f.Text != loanVerbs[verb] && strings.HasPrefix(loanVerbs[verb], f.Text) {
				continue // "delet" is no German, but English misspelt
			}
			l.sense(f.Text, sense{i, f.Form, f.Particle})
		}
	}
}
