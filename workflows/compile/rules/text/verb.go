package text

import "strings"

// Form is what an inflected form of a verb tells of the clause it stands in.
type Form uint8

// The forms. A German separable verb whose particle stands apart is met as its stem with Form Finite and its Particle at the end
// of the clause.
const (
	Infinitive Form = 1 << iota // "create", "anlegen", "anzulegen"
	Imperative                  // "create", "leg", "lege", "legt"
	Finite                      // "creates", "legt", "legst"
	Participle                  // "created", "angelegt"
	Gerund                      // "creating"
)

// Inflected is one form of a verb.
type Inflected struct {
	Text     string
	Form     Form
	Particle string // of a separable verb whose particle stands apart in this form
}

// Verb gives the forms of a verb that is given in its dictionary form: an English base form, a German infinitive, with a bar
// behind a particle that comes off: "an|legen". A verb of several words is inflected in its first word if English and in its last
// if German.
func Verb(lang, verb string) []Inflected {
	verb = strings.ToLower(verb)
	if lang == "de" {
		if i := strings.LastIndexByte(verb, ' '); i >= 0 {
			return germanPhrase(verb[:i], verb[i+1:])
		}
		return germanVerb(verb)
	}
	first, rest, _ := strings.Cut(verb, " ")
	forms := englishVerb(first)
	if rest != "" {
		for i, f := range forms {
			forms[i].Text += " " + rest
			f.Particle = rest // "let the team know"
			forms = append(forms, f)
		}
	}
	return forms
}

func englishVerb(v string) []Inflected {
	forms := []Inflected{{v, Infinitive | Imperative, ""}}
	switch {
	case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "x"), strings.HasSuffix(v, "ch"), strings.HasSuffix(v, "sh"),
		strings.HasSuffix(v, "o"):
		forms = append(forms, Inflected{v + "es", Finite, ""})
	case consonantY(v):
		forms = append(forms, Inflected{v[:len(v)-1] + "ies", Finite, ""})
	default:
		forms = append(forms, Inflected{v + "s", Finite, ""})
	}
	ing := v + "ing"
	switch {
	case strings.HasSuffix(v, "e") && !strings.HasSuffix(v, "ee"):
		ing = v[:len(v)-1] + "ing"
	case Doubles(v):
		ing = v + v[len(v)-1:] + "ing"
	}
	forms = append(forms, Inflected{ing, Gerund, ""})
	if past, ok := englishPast[v]; ok {
		for p := range strings.FieldsSeq(past) {
			forms = append(forms, Inflected{p, Participle, ""})
		}
		return forms
	}
	switch {
	case strings.HasSuffix(v, "e"):
		forms = append(forms, Inflected{v + "d", Participle, ""})
	case consonantY(v):
		forms = append(forms, Inflected{v[:len(v)-1] + "ied", Participle, ""})
	case Doubles(v):
		forms = append(forms, Inflected{v + v[len(v)-1:] + "ed", Participle, ""})
	default:
		forms = append(forms, Inflected{v + "ed", Participle, ""})
	}
	return forms
}

func consonantY(v string) bool {
	return len(v) > 2 && strings.HasSuffix(v, "y") && !strings.ContainsRune("aeiou", rune(v[len(v)-2]))
}

// Doubles reports whether a one-syllable verb doubles its last consonant: "drop", "ping" doesn't.
func Doubles(v string) bool {
	if len(v) < 3 || len(v) > 4 {
		return false
	}
	a, b, c := v[len(v)-3], v[len(v)-2], v[len(v)-1]
	vowel := func(x byte) bool { return strings.IndexByte("aeiou", x) >= 0 }
	return !vowel(a) && vowel(b) && !vowel(c) && strings.IndexByte("wxy", c) < 0
}

var englishPast = map[string]string{
	"send": "sent", "tell": "told", "write": "wrote written", "make": "made", "put": "put", "let": "let",
	"give": "gave given", "take": "took taken",
	"get": "got gotten", "set": "set", "find": "found", "build": "built", "run": "ran run", "shut": "shut",
	"show": "showed shown", "bring": "brought",
	"hand": "handed", "say": "said", "drop": "dropped", "begin": "began begun", "draw": "drew drawn",
	"throw": "threw thrown", "keep": "kept",
	"leave": "left", "read": "read", "pay": "paid", "cancel": "cancelled canceled", "reset": "reset",
	"undo": "undid undone", "do": "did done",
	"void": "voided", "open": "opened", "close": "closed", "dm": "dmed dm'd", "cc": "cc'd", "be": "was been",
	"go": "went gone", "come": "came come", "win": "won", "lose": "lost", "break": "broke broken", "hit": "hit", "fall": "fell fallen",
	"dig": "dug", "stick": "stuck", "shoot": "shot", "fling": "flung", "sling": "slung", "spin": "spun", "hang": "hung", "hear": "heard", "feed": "fed",
}

// insepar are the German prefixes that never come off a verb.
var insepar = []string{"be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "über", "unter", "wider", "hinter"}

func germanVerb(v string) []Inflected {
	particle, base, separable := strings.Cut(v, "|")
	if !separable {
		base, particle = v, ""
	}
	forms := []Inflected{{particle + base, Infinitive, ""}}
	if separable {
		forms = append(forms, Inflected{particle + "zu" + base, Infinitive, ""})
	}
	for _, p := range germanParticiples(base) {
		forms = append(forms, Inflected{particle + p, Participle, ""})
	}
	for _, f := range germanFinite(base) {
		joined := Inflected{particle + f.Text, Finite, ""} // "wenn er ihn anlegt"
		forms = append(forms, joined)
		if separable {
			f.Particle = particle
			forms = append(forms, f)
		} else if f.Form&Imperative != 0 {
			forms = append(forms, f)
		}
	}
	return forms
}

// germanPhrase inflects the verb of "in Rechnung stellen" and lets the words before it stand as its particle.
func germanPhrase(words, verb string) []Inflected {
	verb = strings.ReplaceAll(verb, "|", "")
	forms := []Inflected{{words + " " + verb, Infinitive, ""}, {words + " zu " + verb, Infinitive, ""}}
	for _, p := range germanParticiples(verb) {
		forms = append(forms, Inflected{words + " " + p, Participle, ""})
	}
	for _, f := range germanFinite(verb) {
		forms = append(forms, Inflected{words + " " + f.Text, Finite, ""}, Inflected{f.Text, f.Form, words})
	}
	return forms
}

func germanStem(base string) string {
	switch {
	case strings.HasSuffix(base, "eln"), strings.HasSuffix(base, "ern"):
		return base[:len(base)-1]
	case strings.HasSuffix(base, "en"):
		return base[:len(base)-2]
	}
	return strings.TrimSuffix(base, "n")
}

// germanFinite gives imperatives and present forms.
func germanFinite(base string) []Inflected {
	stem := germanStem(base)
	forms := []Inflected{{stem, Imperative | Finite, ""}, {stem + "e", Imperative | Finite, ""}, {base, Finite, ""}}
	if strings.HasSuffix(base, "eln") { // "ich sammle"
		forms = append(forms, Inflected{stem[:len(stem)-2] + "le", Imperative | Finite, ""})
	}
	e := ""
	if strings.HasSuffix(stem, "t") || strings.HasSuffix(stem, "d") || strings.HasSuffix(stem, "chn") ||
		strings.HasSuffix(stem, "ffn") {
		e = "e"
	}
	forms = append(forms, Inflected{stem + e + "t", Imperative | Finite, ""}, Inflected{stem + e + "st", Finite, ""})
	if s, prefix, ok := strongOf(base); ok && s.present != "" {
		for p := range strings.FieldsSeq(s.present) {
			forms = append(forms, Inflected{prefix + p, Imperative | Finite, ""})
		}
	}
	return forms
}

// germanParticiples gives the past participles without a particle: "gelegt", "erstellt", "geschrieben", "informiert".
func germanParticiples(base string) []string {
	if s, prefix, ok := strongOf(base); ok {
		var out []string
		for p := range strings.FieldsSeq(s.participle) {
			if prefix != "" {
				p = strings.TrimPrefix(p, "ge")
			}
			out = append(out, prefix+p)
		}
		return out
	}
	stem := germanStem(base)
	end := "t"
	if strings.HasSuffix(stem, "t") || strings.HasSuffix(stem, "d") || strings.HasSuffix(stem, "chn") ||
		strings.HasSuffix(stem, "ffn") {
		end = "et"
	}
	if strings.HasSuffix(base, "ieren") || inseparable(base) {
		return []string{stem + end}
	}
	return []string{"ge" + stem + end}
}

func inseparable(base string) bool {
	for _, p := range insepar {
		if strings.HasPrefix(base, p) && len(base) > len(p)+4 {
			return true
		}
	}
	return false
}

// germanStrong is what can't be derived of an irregular verb: its participles, and the present forms with a changed vowel.
type germanStrong struct{ participle, present string }

// strongOf finds an irregular verb, also behind a prefix that doesn't come off: "beschreiben".
func strongOf(base string) (s germanStrong, prefix string, ok bool) {
	if s, ok = germanIrregular[base]; ok {
		return s, "", true
	}
	for _, p := range insepar {
		if rest, has := strings.CutPrefix(base, p); has {
			if s, ok = germanIrregular[rest]; ok {
				return s, p, true
			}
		}
	}
	return germanStrong{}, "", false
}

var germanIrregular = map[string]germanStrong{
	"senden": {"gesendet gesandt", ""}, "schreiben": {"geschrieben", ""}, "schließen": {"geschlossen", ""},
	"geben":  {"gegeben", "gib gibt gibst"},
	"nehmen": {"genommen", "nimm nimmt nimmst"}, "laden": {"geladen", "lädt lädst"}, "tragen": {"getragen", "trägt trägst"},
	"weisen": {"gewiesen", ""},
	"ziehen": {"gezogen", ""}, "heben": {"gehoben", ""}, "schieben": {"geschoben", ""}, "bringen": {"gebracht", ""},
	"lassen": {"gelassen", "lass lässt"},
	"lesen":  {"gelesen", "lies liest"}, "sprechen": {"gesprochen", "sprich spricht"}, "finden": {"gefunden", ""},
	"rufen":  {"gerufen", ""},
	"stehen": {"gestanden", ""}, "gehen": {"gegangen", ""}, "kommen": {"gekommen", ""},
	"werfen": {"geworfen", "wirf wirft"}, "helfen": {"geholfen", "hilf hilft"},
	"halten": {"gehalten", "hält"}, "fahren": {"gefahren", "fährt"}, "laufen": {"gelaufen", "läuft"},
	"fangen": {"gefangen", "fängt"}, "tun": {"getan", "tut"},
	"sehen": {"gesehen", "sieh sieht"}, "treten": {"getreten", "tritt"}, "binden": {"gebunden", ""},
	"leiten": {"geleitet", ""}, "denken": {"gedacht", ""},
	"nennen": {"genannt", ""}, "brechen": {"gebrochen", "brich bricht"}, "schlagen": {"geschlagen", "schlägt"},
	"scheiden": {"geschieden", ""},
	"hauen":    {"gehauen", ""}, "werden": {"geworden", "wird"}, "sein": {"gewesen", "ist sind"}, "steigen": {"gestiegen", ""},
	"springen": {"gesprungen", ""}, "gewinnen": {"gewonnen", ""}, "verlieren": {"verloren", ""}, "fallen": {"gefallen", "fällt"},
	"stoßen": {"gestoßen", "stößt"}, "schmeißen": {"geschmissen", ""}, "graben": {"gegraben", "gräbt"}, "reißen": {"gerissen", ""},
	"schießen": {"geschossen", ""}, "fliegen": {"geflogen", ""}, "hängen": {"gehängt gehangen", ""}, "bitten": {"gebeten", ""}, "streichen": {"gestrichen", ""},
	"schneiden": {"geschnitten", ""}, "treffen": {"getroffen", "trifft"},
}
