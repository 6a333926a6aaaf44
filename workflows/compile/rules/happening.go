package rules

// Events of a sort are told by the same verbs, whatever the app: what wasn't there before "comes in", what moves on "reaches" a stage. Apps list the verbs
// of their own trade; what goes with every event of a sort is here.

// eventSort is a sort of event: the words that its events' names end with, and the verbs that tell of it by language.
type eventSort struct {
	of    []string
	verbs map[string][]string
}

var eventSorts = []eventSort{
	{of: []string{"created", "opened", "inserted", "received", "posted"}, verbs: map[string][]string{
		"en": {"show up", "turn up", "pop up", "roll in", "come in", "come up", "arrive", "appear", "land", "get in", "come through", "drop in", "reach", "crop up", "surface", "trickle in", "flow in", "end up", "emerge"},
		"de": {"auf|tauchen", "ein|gehen", "ein|treffen", "rein|kommen", "herein|kommen", "an|kommen", "dazu|kommen", "hinzu|kommen", "rein|flattern", "ein|laufen",
			"auf|schlagen", "erscheinen", "landen", "kommen", "entstehen", "auf|laufen", "rein|schneien", "rein|rauschen", "auf|kommen", "vor|liegen", "auf|ploppen",
			"auf|poppen", "rein|trudeln", "ein|trudeln", "rein|purzeln", "rein|laufen", "an|fallen", "auf|treten"},
	}},
	{of: []string{"created", "opened"}, verbs: map[string][]string{
		"en": {"create", "open", "raise", "file", "log", "report", "submit", "enter", "add", "register", "lodge", "set up"},
		"de": {"an|legen", "erstellen", "eröffnen", "auf|machen", "öffnen", "melden", "erfassen", "auf|gehen", "ein|stellen", "ein|reichen", "auf|geben", "auf|nehmen",
			"ein|tragen", "rein|stellen"},
	}},
	{of: []string{"posted"}, verbs: map[string][]string{
		"en": {"mention", "report", "complain", "talk", "speak", "bring up", "come up", "say", "write", "announce", "ask"},
		"de": {"erwähnen", "melden", "berichten", "klagen", "beklagen", "beschweren", "auf|regen", "ärgern", "sprechen", "an|sprechen", "schreiben", "vor|kommen", "fallen", "fragen", "posten"},
	}},
	{of: []string{"transitioned", "updated"}, verbs: map[string][]string{
		"en": {"hit", "reach", "enter", "move", "change", "go", "get", "come", "switch", "advance", "progress", "jump", "slip", "land", "turn", "become", "set", "put", "push", "shift", "drag", "flip",
			"slide", "drop", "fall", "mark", "transition"},
		"de": {"erreichen", "wandern", "wechseln", "springen", "rutschen", "rücken", "kommen", "gehen", "landen", "setzen", "stellen", "verschieben", "ziehen", "schieben", "ändern",
			"rein|rutschen", "hüpfen", "über|gehen", "um|springen", "kippen", "fallen", "bewegen", "versetzen", "um|stellen"},
	}},
	{of: []string{"completed"}, verbs: map[string][]string{
		"en": {"complete", "finish", "close", "check off", "tick off", "get done", "wrap up", "finish off", "cross off", "check", "tick", "mark"},
		"de": {"erledigen", "ab|schließen", "ab|haken", "fertig|stellen", "beenden", "fertig werden", "ab|arbeiten", "schaffen", "zu|machen", "fertig|machen"},
	}},
	{of: []string{"failed"}, verbs: map[string][]string{
		"en": {"fail", "break", "crash", "go red", "turn red", "blow up", "fall over", "error out", "go wrong",
			"time out", "bomb"},
		"de": {"fehl|schlagen", "scheitern", "ab|brechen", "kaputt|gehen", "rot werden", "crashen", "failen", "ab|stürzen", "um|fallen", "schief|gehen", "schief|laufen",
			"ab|schmieren", "krachen", "platzen"},
	}},
	{of: []string{"merged"}, verbs: map[string][]string{
		"en": {"merge", "land", "get merged", "go in", "go into", "make it into"},
		"de": {"mergen", "landen", "zusammen|führen", "rein|gehen", "rein|kommen", "ein|fließen"},
	}},
	{of: []string{"webhook"}, verbs: map[string][]string{
		"en": {"call", "hit", "fire", "come in", "arrive", "post", "invoke", "ping", "send", "trigger", "reach", "land",
			"get in", "roll in", "come through"},
		"de": {"auf|rufen", "rein|kommen", "ein|gehen", "an|kommen", "ein|treffen", "kommen", "feuern", "an|sprechen", "aus|lösen", "schicken", "senden"},
	}},
}

// happeningVerbs gives the verbs that tell of an event whatever its app.
func happeningVerbs(event, lang string) (list []string) {
	for _, h := range eventSorts {
		if names(event, h.of...) {
			list = append(list, h.verbs[lang]...)
		}
	}
	return list
}
