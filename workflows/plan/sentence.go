package plan

import "strings"

// maxSentence is the most that Temporal takes as the summary of an activity, in bytes.
const maxSentence = 400

// Sentence says what a step is about to do, from its evaluated arguments, in one line of at most 400 bytes.
func (f FrozenStep) Sentence(lang string, with map[string]any) string {
	return oneLine(f.Says.Render(lang, with), maxSentence)
}

// Summary brings a text into what Temporal takes as the summary of an activity or a timer: one line of at most 400 bytes.
func Summary(text string) string { return oneLine(text, maxSentence) }

// oneLine brings a text into one line of at most so many bytes, without breaking a character.
func oneLine(text string, limit int) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit-len("…")], "") + "…"
}
