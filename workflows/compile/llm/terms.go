package llm

import (
	"regexp"
	"strings"
	"unicode"

	"sayso/workflows/compile/rules/text"
)

// wordsOf gives the words of a text in lower case. What stands in braces is a slot of a phrase and no word.
func wordsOf(phrase string) []string {
	for {
		open := strings.IndexByte(phrase, '{')
		end := strings.IndexByte(phrase, '}')
		if open < 0 || end < open {
			break
		}
		phrase = phrase[:open] + " " + phrase[end+1:]
	}
	return strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// termsOf gives what a word is found by, and how much each of that is worth: its stem in its language, in both where that isn't known,
// and its pieces, by which a compound finds the noun that it ends in and a misspelt word the one that was meant.
func termsOf(lang, word string) map[string]float64 {
	terms := map[string]float64{}
	if idle[word] || len(word) < 2 {
		return terms
	}
	for _, l := range []string{"en", "de"} {
		if lang == "" || lang == l {
			terms[l+":"+text.Stem(l, unaccented.Replace(word))] = 1
		}
	}
	letters := []rune(unaccented.Replace(word))
	for i := 0; i+4 <= len(letters); i++ {
		terms["piece:"+string(letters[i:i+4])] = ofPiece
	}
	return terms
}

// looksOf gives words for the values of a text that say by their looks what they are.
func looksOf(phrase string) (words []string) {
	for word := range strings.FieldsSeq(phrase) {
		word = strings.Trim(word, `.,;:!?()"'„“”`)
		switch {
		case numbered.MatchString(word):
			words = append(words, "issue", "number")
		case strings.HasPrefix(word, "#") && len(word) > 1:
			words = append(words, "channel", "message") // which is what goes into one
		case strings.Contains(word, "@") && strings.Contains(word, "."):
			words = append(words, "email")
		case strings.HasPrefix(word, "@") && len(word) > 1:
			words = append(words, "user")
		case strings.Contains(word, "://"):
			words = append(words, "url")
		case issueKey.MatchString(word):
			words = append(words, "issue", "ticket")
		}
	}
	return words
}

var (
	issueKey = regexp.MustCompile(`^[A-Z][A-Z0-9]+-\d+$`)
	numbered = regexp.MustCompile(`^#\d+$`) // "#882"
)

// unaccented writes umlauts the way people do who have no keys for them.
var unaccented = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// partsOf parts a prompt where people part what they ask for.
func partsOf(prompt string) []string {
	var parts []string
	var part []string
	end := func() {
		if len(part) > 0 {
			parts = append(parts, strings.Join(part, " "))
		}
		part = nil
	}
	for word := range strings.FieldsSeq(prompt) {
		bare := strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		if joints[bare] {
			end()
			continue
		}
		part = append(part, word)
		if strings.ContainsAny(word[len(word)-1:], ".,;:!?)") || strings.HasSuffix(word, "–") {
			end()
		}
	}
	end()
	return parts
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// joints stand between two things that are asked for; idle words are in prompts about anything.
var (
	joints = set(`and then plus also afterwards und dann danach anschließend sowie außerdem`)
	idle   = set(`a an the of to in on at by with from into it its is are be this that these those my our your their his her me us them him i we you
		please can could would should der die das den dem des ein eine einen einem einer eines zu zum zur im ins am beim mit von vom aus es ist sind wird
		werden soll bitte kann können mir uns ihm ihr ihnen ich wir du sie er mein meine unser unsere`)
)
