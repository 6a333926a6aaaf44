package plan

import "strings"

// maxSentence is the most that Temporal takes as the summary of an activity, in bytes.
const maxSentence = 400

// Sentence says what a step is about to do, from its evaluated arguments, in at most 400 bytes.
func (f FrozenStep) Sentence(lang string, with map[string]any) string {
	says := strings.Join(strings.Fields(f.Says.Render(lang, with)), " ")
	if len(says) <= maxSentence {
		return says
	}
	return strings.ToValidUTF8(says[:maxSentence-len("…")], "") + "…"
}
