package compile

import (
	"context"
	"time"

	"sayso/workflows/plan"
)

// Compiler turns a prompt into a plan. Its error is for a request that can't be read at all: empty, too long, no text. A prompt
// that can be read and not be understood is a Result.
type Compiler interface {
	Compile(ctx context.Context, r Request) (Result, error)
}

// MaxPrompt is the longest prompt in bytes. A person who writes more means to paste data, which belongs into an input.
const MaxPrompt = 20_000

// Request is one prompt and what is needed to understand it.
type Request struct {
	Prompt    string
	Lang      string            // "en" or "de"; "" to find out
	Connected []string          // the apps that may be used; nil for all that are known
	Answers   map[string]string // answers to questions, by Question.ID, in the words of the person: "invoice.amount": "1200 EUR"
	Now       time.Time         // what "tomorrow" is reckoned from; the zero time stands for the present
	Timezone  string            // IANA name; "" for UTC
}

// Status is how an attempt at a prompt ended.
type Status string

// The three ends.
const (
	StatusPlan        Status = "plan"        // Result.Plan is complete
	StatusClarify     Status = "clarify"     // Result.Questions are open; Result.Plan is the draft so far, if there is one
	StatusUnsupported Status = "unsupported" // Result.Problems say why
)

// Result is the answer to a Request.
type Result struct {
	Status    Status         `json:"status"`
	Lang      string         `json:"lang"` // "en" or "de"
	Plan      *plan.Plan     `json:"plan,omitempty"`
	Questions []Question     `json:"questions,omitempty"`
	Problems  []plan.Problem `json:"problems,omitempty"`
	Why       []Origin       `json:"why,omitempty"`
	Model     *Usage         `json:"model,omitempty"` // nil where no model was asked
}

// Usage is what asking a model took.
type Usage struct {
	Name   string `json:"name"`             // of the model
	Calls  int    `json:"calls"`            // requests that were answered
	In     int    `json:"in"`               // tokens
	Out    int    `json:"out"`              // tokens
	Cost   string `json:"cost,omitempty"`   // "0.0042 USD", where prices are set
	Cached bool   `json:"cached,omitempty"` // it had answered the same before
	Used   bool   `json:"used"`             // the result is its own; else it made no sense and the embedded compiler's stands
}

// Question is what a person has to say before the plan is whole. ID is the step's id, a dot and the argument; "app" with a dot
// and a number where it is open which app is meant; "words" with a dot and a number for words that nothing was made of; "extra" with an action
// and what stands for its values where a model wants to do what nothing asks for.
type Question struct {
	ID      string   `json:"id"`
	Ask     string   `json:"ask"` // in the prompt's language
	Options []string `json:"options,omitempty"`
}

// Origin says which words of the prompt a step or a value of the plan comes from.
type Origin struct {
	Path string `json:"path"` // "invoice" for a step, "invoice.amount" for an argument, "trigger"
	From int    `json:"from"` // first byte in the prompt
	To   int    `json:"to"`   // byte after the last
}
