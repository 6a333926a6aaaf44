package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/kaptinlin/jsonrepair"
)

// answer is what a model answers, in the shape of answerSchema.
type answer struct {
	Status    string     `json:"status"`
	Reason    string     `json:"reason"`
	Trigger   *starts    `json:"trigger"`
	Steps     []does     `json:"steps"`
	Questions []question `json:"questions"`
}

// starts is a trigger.
type starts struct {
	Type     string         `json:"type"`
	Cron     string         `json:"cron"`
	Timezone string         `json:"timezone"`
	Event    string         `json:"event"`
	With     map[string]any `json:"with"`
	Where    string         `json:"where"`
}

// does is a step.
type does struct {
	Action   string         `json:"action"`
	ID       string         `json:"id"`
	If       string         `json:"if"`
	With     map[string]any `json:"with"`
	By       string         `json:"by"`
	Text     any            `json:"text"`
	Timeout  string         `json:"timeout"`
	For      string         `json:"for"`
	Until    string         `json:"until"`
	Event    string         `json:"event"`
	List     any            `json:"list"`
	As       string         `json:"as"`
	Branches []branch       `json:"branches"`
	Steps    []does         `json:"steps"`
}

type branch struct {
	When  string `json:"when"`
	Steps []does `json:"steps"`
}

type question struct {
	About   string   `json:"about"`
	Ask     string   `json:"ask"`
	Options []string `json:"options"`
}

// What of an answer is read at all.
const (
	maxAnswer   = 256 << 10 // bytes
	maxRepaired = 16 << 10  // bytes of what isn't JSON: the time that a repair takes grows with their square
	maxNested   = 64        // maps and lists inside each other
)

// readAnswer reads what a model wrote. JSON that isn't quite JSON is repaired, for endpoints that can't be held to a schema; but an answer
// that lacks one of its parts was cut off, and a plan cut off is another plan. The fault is what is to be told to the model.
func readAnswer(text string) (answer, *fault) {
	if len(text) > maxAnswer {
		return answer{}, &fault{Code: "too_long", Expected: "an answer of fewer than 256 KiB"}
	}
	if i := strings.LastIndex(text, "</think>"); i >= 0 { // some models think aloud first
		text = text[i+len("</think>"):]
	}
	if i := strings.IndexByte(text, '{'); i >= 0 {
		text = text[i:]
	}
	if nesting(text) > maxNested {
		return answer{}, &fault{Code: "too_deep", Expected: "fewer objects inside each other"}
	}
	a, err := decodeAnswer(text)
	if err == nil {
		return a, nil
	}
	if len(text) > maxRepaired || json.Valid([]byte(text)) {
		return answer{}, shapeFault(err)
	}
	if repaired, broken := jsonrepair.Repair(text); broken == nil {
		if a, err = decodeAnswer(repaired); err == nil {
			return a, nil
		}
	}
	return answer{}, shapeFault(err)
}

// decodeAnswer is strict: a field that is not part of the form may say something that would be lost.
func decodeAnswer(text string) (a answer, err error) {
	dec := json.NewDecoder(strings.NewReader(text))
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return a, err
	}
	if strings.Contains(text[dec.InputOffset():], "{") { // a closing word is harmless, a second answer isn't
		return a, errors.New("something follows the object")
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return a, err
	}
	for _, name := range []string{"status", "steps", "questions"} {
		if parts[name] == nil {
			return a, missing(name)
		}
	}
	strict := json.NewDecoder(bytes.NewReader(raw))
	strict.UseNumber()
	strict.DisallowUnknownFields()
	return a, strict.Decode(&a)
}

// missing is the error of an answer without one of its parts.
type missing string

func (m missing) Error() string { return string(m) + " is missing" }

// nesting gives how deep the maps and lists of a text stand inside each other, whether or not it is JSON.
func nesting(text string) (deepest int) {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth = max(depth-1, 0)
		}
	}
	return deepest
}
