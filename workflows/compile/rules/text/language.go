package text

import "strings"

// Detect tells English from German by the words that hold a sentence together and, with half their weight, by the words that an
// app's phrases have in one language only; knows says whether they have. Quoted text doesn't count. English wins a draw.
func Detect(tokens []Token, knows func(lang, word string) bool) string {
	score := 0 // in favour of German
	for _, t := range tokens {
		if t.Kind != Word {
			continue
		}
		en, de := signs["en"][t.Lower], signs["de"][t.Lower]
		switch {
		case de && !en:
			score += 4
		case en && !de:
			score -= 4
		}
		if !t.Capital() && strings.ContainsAny(t.Lower, "äöüß") {
			score += 3
		}
		inEn, inDe := knows("en", t.Lower), knows("de", t.Lower)
		switch {
		case inDe && !inEn:
			score += 2
		case inEn && !inDe:
			score -= 2
		}
	}
	if score > 0 {
		return "de"
	}
	return "en"
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// signs are frequent words that are in one language and not in the other.
var signs = map[string]map[string]bool{
	"en": set(`the a and or of for to from with at on into by that this these those is are was be been has have had will
		would should can could please it its they them their he she her we our us you your my me i if when whenever then
		before after don't new every each there what which who as about up out let's i'm it's they're we're we'll i'll pls`),
	"de": set(`der die das den dem des ein eine einen einem einer eines und oder für mit von vom zu zum zur auf im ins aus
		bei nach vor über unter dass ist sind war wird werden hat haben soll sollen kann können bitte er sie es ihn ihm ihr
		ihnen wir uns euch du dir dich mein meine ich wenn sobald falls dann danach davor bevor nachdem nicht kein keine
		keinen neu neue neuen neuer auch jede jeden jedes jedem alle dort dazu dafür daran davon sowie anschließend mal mir
		diese diesen dieser dieses ne nen`),
}
