package text

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/german"
)

// Stem gives the Snowball stem of a lower-case word in a language, "en" or "de".
func Stem(lang, word string) string {
	if len(word) < 3 {
		return word
	}
	env := snowballstem.NewEnv(word)
	if lang == "de" {
		german.Stem(env)
	} else {
		english.Stem(env)
	}
	return env.Current()
}

// umlaut gives a German noun with its last vowel changed as in many plurals: "vorgang" → "vorgäng"; "" where it has none that
// changes.
func umlaut(n string) string {
	i := strings.LastIndexAny(n, "aou")
	if i < 0 {
		return ""
	}
	if n[i] == 'u' && i > 0 && n[i-1] == 'a' {
		i--
	}
	return n[:i] + map[byte]string{'a': "ä", 'o': "ö", 'u': "ü"}[n[i]] + n[i+1:]
}

// Noun gives the lower-case forms under which a noun is met: its dictionary form, its plurals and its cases.
func Noun(lang, noun string) []string {
	n := strings.ToLower(noun)
	if lang == "de" {
		forms := []string{n}
		for _, ending := range []string{"e", "en", "n", "s", "es", "er", "ern"} {
			forms = append(forms, n+ending)
		}
		if u := umlaut(n); u != "" {
			for _, ending := range []string{"", "e", "en", "er", "ern", "n"} {
				forms = append(forms, u+ending)
			}
		}
		if strings.HasSuffix(n, "us") {
			forms = append(forms, n[:len(n)-2]+"en")
		}
		if strings.HasSuffix(n, "um") || strings.HasSuffix(n, "on") {
			forms = append(forms, n+"s")
		}
		return forms
	}
	forms := []string{n, n + "s", n + "'s", n + "’s"}
	switch {
	case strings.HasSuffix(n, "y") && len(n) > 2 && !strings.ContainsRune("aeiou", rune(n[len(n)-2])):
		forms = append(forms, n[:len(n)-1]+"ies")
	case strings.HasSuffix(n, "s"), strings.HasSuffix(n, "x"), strings.HasSuffix(n, "ch"), strings.HasSuffix(n, "sh"):
		forms = append(forms, n+"es")
	}
	return forms
}
