package connectors

// Doc is a text in both languages.
type Doc struct{ En, De string }

// In gives the text in a language, English where the other is missing.
func (d Doc) In(lang string) string {
	if lang == "de" && d.De != "" {
		return d.De
	}
	return d.En
}

// Phrases are how people ask for an action or a trigger. The compiler reads them; nothing else tells it of an app.
type Phrases struct{ En, De Asks }

// In gives the phrases of one language.
func (p Phrases) In(lang string) Asks {
	if lang == "de" {
		return p.De
	}
	return p.En
}

// Asks are the phrases of one language. All words are in their dictionary form and lower case, but for German nouns.
type Asks struct {
	Verbs    []string            // "create", "raise"; separable verbs with a bar: "an|legen"
	Objects  []string            // what the verb acts on, singular: "invoice", "Rechnung"
	Patterns []string            // whole clauses with {argument} slots, where verb and object don't say it: "bill {customer} {amount}"
	Cues     map[string][]string // words in front of an argument's value: "due": {"due", "payable by"}
	Examples []string            // full requests, used in docs and in tests
}
