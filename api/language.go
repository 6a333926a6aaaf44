package api

import "golang.org/x/text/language"

// Languages are those in which people are answered.
func Languages() []string { return []string{"en", "de"} }

var spoken = language.NewMatcher([]language.Tag{language.English, language.German})

// LanguageOf picks a language by an Accept-Language header (RFC 9110, 12.5.4).
func LanguageOf(accepts string) string {
	_, i := language.MatchStrings(spoken, accepts)
	return Languages()[i]
}
