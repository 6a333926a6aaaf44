package rules

import (
	"slices"

	"sayso/connectors"
)

// People ask for the same thing with many verbs, whatever the app: who can "fetch" can "grab" and "dig up". Apps list the verbs of their own
// trade; what goes with them everywhere is here. A verb comes to an action by one that the action lists itself.

// family is some verbs of a language that stand for one another. The others come to an action by any of the first ones.
type family struct {
	lang         string
	core, others []string
	destroys     bool // only for what destroys
	of           effect
	spare        bool // the others say too little by themselves: the thing has to be named beside them
}

// effect is what sort of action a family is for; all where it is none.
type effect uint8

const (
	anyEffect effect = iota
	reads
	writes
	changes // of a record that is there
)

var families = []family{
	{lang: "en", core: []string{"get", "fetch"}, others: []string{"show", "grab", "pull", "pull up", "retrieve", "look up", "dig up", "dig out", "bring up", "fish out", "snag", "nab", "haul", "rustle up", "hunt up", "check out", "pull out", "have a look at", "take a look at"}, of: reads},
	{lang: "en", core: []string{"query"}, others: []string{"execute", "run", "fire"}, of: reads},
	{lang: "de", core: []string{"ab|fragen"}, others: []string{"laufen lassen", "aus|führen", "starten"}, of: reads},
	{lang: "en", core: []string{"search", "find"}, others: []string{"look for", "search for", "track down", "hunt down", "dig for", "round up", "comb", "comb through", "trawl", "skim", "skim through", "sift through", "scour", "hunt for"}, of: reads},
	{lang: "en", core: []string{"create", "insert"}, others: []string{"set up", "put in", "enter", "key in", "put together", "spin up", "whip up", "knock out"}, of: writes},
	{lang: "en", core: []string{"get", "fetch", "search", "find", "query"}, others: []string{"take", "pick", "draw"}, of: reads, spare: true},
	{lang: "de", core: []string{"holen", "ab|rufen", "suchen", "ab|fragen", "lesen"}, others: []string{"nehmen", "vor|nehmen", "ziehen", "entnehmen"}, of: reads, spare: true},
	{lang: "en", core: []string{"trigger", "run"}, others: []string{"set off", "get going", "fire up", "kick off", "launch", "kick"}, of: writes},
	{lang: "en", core: []string{"trigger", "run"}, others: []string{"make"}, of: writes, spare: true},
	{lang: "en", core: []string{"summarize"}, others: []string{"make", "give", "write", "create", "produce", "prepare", "get"}, spare: true},
	{lang: "en", core: []string{"search"}, others: []string{"make", "run", "give"}, of: reads, spare: true},
	{lang: "en", core: []string{"search"}, others: []string{"take", "collect", "gather", "list", "see"}, of: reads, spare: true},
	{lang: "de", core: []string{"suchen"}, others: []string{"nehmen", "ziehen", "holen", "auf|listen", "zusammen|tragen", "zusammen|suchen", "zusammen|stellen", "schauen", "prüfen"}, of: reads, spare: true},
	{lang: "en", core: []string{"delete"}, others: []string{"get rid of", "wipe", "bin", "throw away", "throw out", "remove", "erase", "nuke", "ditch", "scrap", "zap", "scrub", "trash", "chuck out", "clear out"}, destroys: true},
	{lang: "en", core: []string{"post"}, others: []string{"throw", "stick", "pop", "pass on", "drop", "put", "chuck", "toss", "fling", "sling", "paste", "shoot", "pipe", "relay", "broadcast", "dump", "forward", "blast", "shove", "slap", "feed"}, of: writes},
	{lang: "en", core: []string{"upload", "store"}, others: []string{"stash", "stick", "stow", "drop", "put", "place", "chuck", "toss", "tuck away", "dump", "lodge", "shove", "move"}, of: writes},
	{lang: "en", core: []string{"complete"}, others: []string{"wrap up", "tick off", "check off", "finish off"}, of: writes},
	{lang: "en", core: []string{"assign", "reassign"}, others: []string{"hand over", "hand", "pass", "give", "kick over", "pass over", "delegate", "punt", "turn over"}, of: writes},
	{lang: "en", core: []string{"update", "change"}, others: []string{"fill in", "switch", "adjust", "flip", "bump", "bring", "push", "take", "raise", "lower", "nudge", "knock", "crank", "dial", "tweak", "crank up", "dial up", "dial down"}, of: writes},
	{lang: "en", core: []string{"update", "change"}, others: []string{"set", "mark", "flag", "make", "put", "give", "modify", "edit", "turn", "replace", "swap", "slap", "stick", "attach", "hang"}, of: writes, spare: true},
	{lang: "en", core: []string{"comment"}, others: []string{"make", "put", "give", "drop", "attach", "append", "jot down", "add", "leave", "write", "post", "slap", "stick", "pin"}, of: writes, spare: true},
	{lang: "en", core: []string{"annotate", "note"}, others: []string{"add", "leave", "write", "put", "log", "append", "jot down", "write down", "note"}, of: changes, spare: true},
	{lang: "de", core: []string{"ergänzen", "vermerken"}, others: []string{"hinzu|fügen", "hinterlassen", "notieren", "vermerken", "ein|tragen", "an|merken",
		"hinterlegen", "fest|halten", "rein|schreiben", "ergänzen"}, of: changes, spare: true},
	{lang: "en", core: []string{"scale", "restart"}, others: []string{"give"}, of: writes, spare: true},
	{lang: "en", core: []string{"transition"}, others: []string{"switch", "change", "flip", "push", "take", "shift", "turn", "knock", "shove", "nudge", "slide", "kick", "bounce", "pull"}, of: writes},
	{lang: "de", core: []string{"überführen"}, others: []string{"schalten", "um|schalten", "drehen", "ändern", "nehmen", "heben", "hauen", "kippen", "jagen", "drücken", "zurück|schieben", "zurück|setzen"}, of: writes},
	{lang: "de", core: []string{"holen", "ab|rufen", "heraus|suchen"}, others: []string{"zeigen", "an|zeigen", "raus|suchen", "raus|holen", "besorgen", "beschaffen", "nach|schlagen",
		"nach|sehen", "nach|schauen", "nach|gucken", "raus|ziehen", "gucken", "schauen", "ziehen", "raus|kramen", "raus|fischen", "aus|graben", "her|holen", "einen Blick werfen"}, of: reads},
	{lang: "de", core: []string{"suchen", "finden"}, others: []string{"raus|suchen", "heraus|finden", "raus|finden", "auf|spüren", "zusammen|suchen", "zusammen|klauben", "zusammen|tragen", "durch|forsten", "durch|kämmen", "durch|stöbern", "durchforsten", "durchkämmen", "durchstöbern"}, of: reads},
	{lang: "de", core: []string{"an|legen", "ein|fügen"}, others: []string{"rein|stellen", "auf|setzen", "ein|geben", "rein|packen", "ein|richten", "ein|pflegen", "rein|hauen", "rein|schmeißen", "rein|werfen", "rein|setzen", "hinterlegen", "hoch|ziehen"}, of: writes},
	{lang: "de", core: []string{"aus|lösen", "neu starten"}, others: []string{"an|schmeißen", "an|werfen", "an|stoßen", "los|treten", "an|kurbeln"}, of: writes},
	{lang: "de", core: []string{"aus|lösen"}, others: []string{"machen"}, of: writes, spare: true},
	{lang: "de", core: []string{"zusammen|fassen"}, others: []string{"machen", "erstellen", "schreiben", "geben", "liefern", "an|fertigen"}, spare: true},
	{lang: "de", core: []string{"suchen"}, others: []string{"machen", "geben", "starten", "aus|führen"}, of: reads, spare: true},
	{lang: "de", core: []string{"löschen"}, others: []string{"weg|hauen", "weg|machen", "weg|schmeißen", "raus|schmeißen", "raus|nehmen", "entsorgen", "raus|werfen",
		"weg|räumen", "raus|löschen", "raus|hauen", "weg|nehmen", "runter|nehmen", "weg|werfen", "raus|kicken", "killen"}, destroys: true},
	{lang: "de", core: []string{"posten"}, others: []string{"hauen", "packen", "rein|hauen", "nennen", "reichen", "stellen", "schmeißen", "werfen", "jagen", "funken", "durch|funken", "ab|setzen", "kippen", "knallen", "raus|hauen", "raus|geben"}, of: writes},
	{lang: "de", core: []string{"hoch|laden", "ab|legen"}, others: []string{"packen", "schieben", "hauen", "rein|legen", "deponieren", "laden", "werfen", "schmeißen", "parken", "verstauen", "rein|schieben"}, of: writes},
	{lang: "de", core: []string{"erledigen"}, others: []string{"ab|haken", "zu|machen", "dicht|machen", "fertig|machen", "weg|haken"}, of: writes},
	{lang: "de", core: []string{"kommentieren"}, others: []string{"dran|hängen", "dran|schreiben", "dazu|schreiben", "an|hängen", "rein|schreiben"}, of: writes},
	{lang: "de", core: []string{"kommentieren"}, others: []string{"setzen", "geben", "machen", "hängen", "packen", "hinterlassen",
		"hinzu|fügen", "posten", "schreiben", "ab|geben", "drunter|setzen", "ergänzen", "notieren", "vermerken", "pinnen", "heften", "kleben", "drauf|schreiben", "drunter|schreiben"}, of: writes, spare: true},
	{lang: "de", core: []string{"zu|weisen"}, others: []string{"übergeben", "zu|teilen", "zu|schieben", "rüber|schieben", "geben", "zu|ordnen", "übertragen", "überlassen", "weiter|geben",
		"übernehmen", "rüber|geben", "rüber|reichen", "weiter|reichen", "aufs Auge drücken", "in die Hand drücken", "delegieren"}, of: writes},
	{lang: "de", core: []string{"ändern", "aktualisieren"}, others: []string{"um|stellen", "drehen", "um|ändern", "hoch|setzen", "runter|setzen", "bringen", "nehmen", "setzen", "stellen", "hoch|ziehen", "hoch|drehen", "runter|drehen", "zurück|setzen", "zurück|stellen", "zurück|schieben", "zurück|bringen", "ziehen"}, of: writes},
	{lang: "de", core: []string{"ändern", "aktualisieren"}, others: []string{"hinzu|fügen", "ergänzen", "stufen", "ein|stufen", "hoch|stufen", "herauf|setzen", "herab|setzen", "erhöhen", "senken", "heben", "schieben", "schalten", "hängen", "dran|hängen", "an|hängen", "machen", "geben",
		"vergeben", "versehen", "markieren", "ab|ändern", "modifizieren", "an|passen", "ersetzen", "kleben", "an|kleben", "dran|kleben", "dran|machen", "dran|packen", "verpassen", "drauf|setzen", "rein|schreiben", "pinnen", "heften"}, of: writes, spare: true},
	{lang: "de", core: []string{"skalieren", "neu|starten"}, others: []string{"geben", "machen"}, of: writes, spare: true},
	{lang: "en", core: []string{"get", "fetch"}, others: []string{"take"}, of: reads, spare: true},
	{lang: "en", core: []string{"create", "insert"}, others: []string{"throw", "pop", "chuck", "toss", "stick", "jot down", "get going", "put up", "copy", "drop", "turn into", "make into",
		"convert into"}, of: writes, spare: true},
	{lang: "en", core: []string{"scale"}, others: []string{"crank", "crank up", "dial", "dial up", "dial down", "turn up", "turn down", "bump", "bump up", "drop", "beef up", "take down",
		"push up", "pull down"}, of: writes},
	{lang: "en", core: []string{"classify", "categorize"}, others: []string{"decide", "determine", "tell apart"}},
	{lang: "en", core: []string{"react"}, others: []string{"drop", "stick", "slap", "throw", "leave", "post", "hang", "pop"}, of: writes, spare: true},
	{lang: "de", core: []string{"reagieren"}, others: []string{"packen", "hauen", "hängen", "kleben", "machen", "werfen", "posten"}, of: writes, spare: true},
	{lang: "de", core: []string{"holen", "ab|rufen", "heraus|suchen"}, others: []string{"nehmen"}, of: reads, spare: true},
	{lang: "de", core: []string{"an|legen", "ein|fügen"}, others: []string{"schmeißen", "hauen", "werfen", "packen", "kippen", "schieben", "kopieren", "spiegeln", "fertig|machen"}, of: writes, spare: true},
	{lang: "de", core: []string{"skalieren"}, others: []string{"ziehen", "hoch|ziehen", "drehen", "hoch|drehen", "runter|drehen", "herunter|drehen", "hoch|schrauben", "runter|schrauben"}, of: writes},
	{lang: "de", core: []string{"neu|starten"}, others: []string{"booten", "durch|booten", "neu booten", "neu hochfahren", "kicken", "resetten"}, of: writes},
	{lang: "de", core: []string{"zusammen|fassen"}, others: []string{"ein|dampfen", "runter|brechen", "herunter|brechen", "ein|kürzen", "zusammen|kürzen"}},
	{lang: "de", core: []string{"klassifizieren"}, others: []string{"entscheiden", "bestimmen", "erkennen"}},
}

// kindred gives the verbs that come to an action besides those that it lists, and those of them that say too little by themselves.
func kindred(lang string, listed []string, op *connectors.Operation) (more, spare []string) {
	if op == nil {
		return nil, nil
	}
	for _, f := range families {
		if f.lang != lang || f.destroys != op.Destructive && (f.destroys || op.Destructive) ||
			f.of == reads && op.Effect != connectors.Read || f.of == writes && op.Effect == connectors.Read || f.of == changes && op.UndoBy != "restore" {
			continue
		}
		if !slices.ContainsFunc(f.core, func(v string) bool { return slices.Contains(listed, v) }) {
			continue
		}
		for _, v := range f.others {
			switch {
			case slices.Contains(listed, v) || slices.Contains(more, v):
			case f.spare:
				spare = append(spare, v)
			default:
				more = append(more, v)
			}
		}
	}
	return more, spare
}
