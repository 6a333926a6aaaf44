package llm

import (
	"crypto/sha256"
	_ "embed" // the system prompt
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"sayso/connectors"
)

// promptVersion names the file of the system prompt. A prompt that changes becomes a new version, so that what was measured can be told
// from what is not.
const promptVersion = "v1"

//go:embed prompts/v1.md
var systemPrompt string

// task is all that a model is told of one request.
type task struct {
	prompt   string // cleaned of what can't be seen
	lang     string
	answers  map[string]string
	now      time.Time // in the person's time zone
	timezone string
	absent   []string // apps that there are and that aren't connected
	actions  []*connectors.Operation
	events   []*connectors.Event
	schema   json.RawMessage // of the answer
}

// messages are the first messages to a model. What a person wrote is in a message of its own, between lines with a mark that the text can't
// hold, since it is made of the text itself.
func (t task) messages(m mode) []openai.ChatCompletionMessage {
	system := systemPrompt
	if m != withSchema {
		system += "\n# The form of the answer\n\nAnswer with one JSON object that fits this schema, without a word before or after it:\n\n" + string(t.schema) + "\n"
	}
	return []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: system},
		{Role: openai.ChatMessageRoleUser, Content: t.catalogue()},
		{Role: openai.ChatMessageRoleUser, Content: t.request()},
	}
}

// catalogue tells what there is, in the words of the catalogue alone.
func (t task) catalogue() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Today is %s. ", t.now.Format("Monday, 2006-01-02"))
	if t.timezone != "" {
		fmt.Fprintf(&b, "The person's time zone is %s. ", t.timezone)
	}
	fmt.Fprintf(&b, "The language of the request is %s.\n\nActions:\n", map[string]string{"en": "English", "de": "German"}[t.lang])
	for _, op := range t.actions {
		effect := string(op.Effect)
		if op.Destructive {
			effect += ", destroys data"
		}
		fmt.Fprintf(&b, "- %s [%s]: %s Takes %s.", op.Ref(), effect, sentence(op.Doc), signature(op.In, true))
		if len(op.OneOf) > 0 {
			fmt.Fprintf(&b, " At least one of %s is needed.", strings.Join(op.OneOf, ", "))
		}
		fmt.Fprintf(&b, " Gives %s.\n", signature(op.Out, false))
	}
	if len(t.events) > 0 {
		b.WriteString("\nEvents:\n")
	}
	for _, e := range t.events {
		fmt.Fprintf(&b, "- %s: %s Takes %s. Brings %s.\n", e.Ref(), sentence(e.Doc), signature(e.In, true), signature(e.Out, false))
	}
	if len(t.absent) > 0 {
		fmt.Fprintf(&b, "\nNot connected, so that requests for them are unsupported: %s.\n", strings.Join(t.absent, ", "))
	}
	return b.String()
}

func sentence(d connectors.Doc) string { return strings.TrimSuffix(d.En, ".") + "." }

// request is what the person wrote, marked as data.
func (t task) request() string {
	mark := markOf(t.prompt)
	text := fmt.Sprintf("The request stands between the lines with %s.\n\n%s\n%s\n%s\n", mark, mark, t.prompt, mark)
	if len(t.answers) == 0 {
		return text
	}
	raw, err := json.Marshal(t.answers) // the keys are sorted
	if err != nil {
		return text
	}
	return text + "\nWhat the person answered to questions, by what they are about:\n\n" + mark + "\n" + string(raw) + "\n" + mark + "\n"
}

func markOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "data-" + hex.EncodeToString(sum[:8])
}

// signature lists the fields of a record with their types: "to! (list of email), subject! (string)".
func signature(s *connectors.Schema, arguments bool) string {
	if s == nil || len(s.Properties) == 0 {
		return "nothing"
	}
	var parts []string
	needed := set(strings.Join(s.Required, " "))
	for _, name := range argumentNames(s) {
		p := s.Properties[name]
		if arguments && needed[name] {
			name += "!"
		}
		parts = append(parts, name+" ("+typeName(p)+")")
	}
	return strings.Join(parts, ", ")
}

func typeName(s *connectors.Schema) string {
	switch {
	case s == nil:
		return "anything"
	case len(s.Enum) > 0:
		return "one of " + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(s.Enum)), ", "), "[]")
	case s.Type == "array":
		return "list of " + typeName(s.Items)
	case s.Format != "":
		return s.Format
	case s.Type == "object" && len(s.Properties) > 0:
		return "{" + signature(s, false) + "}"
	case s.Type == "":
		return "anything"
	}
	return s.Type
}
