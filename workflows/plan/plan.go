package plan

import "regexp"

// Plan is what a person reads and approves. Its YAML and its JSON have the same shape.
type Plan struct {
	Name        string            `json:"name" yaml:"name"`
	Says        string            `json:"says,omitempty" yaml:"says,omitempty"`         // the prompt, in its own words
	Language    string            `json:"language,omitempty" yaml:"language,omitempty"` // "en" (default) or "de": the language of answers
	Inputs      map[string]Input  `json:"inputs,omitempty" yaml:"inputs,omitempty"`
	Trigger     *Trigger          `json:"trigger,omitempty" yaml:"trigger,omitempty"` // nil: started by hand
	Connections map[string]string `json:"connections,omitempty" yaml:"connections,omitempty"`
	Steps       []Step            `json:"steps" yaml:"steps"`
	Outputs     map[string]string `json:"outputs,omitempty" yaml:"outputs,omitempty"` // what a finished run gives, by name: texts that may hold ${…}

	places map[string]Place // where things stand in the text it was read from, by path
}

// Input is a value that is given when a run starts.
type Input struct {
	Type    string `json:"type" yaml:"type"`                           // a type of the catalogue: "string", "text", "money", "list<email>" …
	Default any    `json:"default,omitempty" yaml:"default,omitempty"` // without one the input is required
	Doc     string `json:"doc,omitempty" yaml:"doc,omitempty"`
}

// Trigger says what starts a plan. Exactly one field is set.
type Trigger struct {
	Manual   *struct{} `json:"manual,omitempty" yaml:"manual,omitempty"`
	Schedule *Schedule `json:"schedule,omitempty" yaml:"schedule,omitempty"`
	On       *On       `json:"on,omitempty" yaml:"on,omitempty"`
	Webhook  *Webhook  `json:"webhook,omitempty" yaml:"webhook,omitempty"`
}

// Schedule starts a plan by the clock: five cron fields, Sunday is 0.
type Schedule struct {
	Cron     string `json:"cron" yaml:"cron"`
	Timezone string `json:"timezone,omitempty" yaml:"timezone,omitempty"`
}

// On starts a plan when an app reports an event.
type On struct {
	Event string         `json:"event" yaml:"event"`
	With  map[string]any `json:"with,omitempty" yaml:"with,omitempty"`
	Where string         `json:"where,omitempty" yaml:"where,omitempty"` // an expression over trigger
}

// Webhook starts a plan when somebody calls its address.
type Webhook struct {
	Path string `json:"path,omitempty" yaml:"path,omitempty"`
}

// Step is one step. Exactly one of Do, Approve, Choose, Each, Parallel, Wait and Run says what it is. Its id is unique in the whole
// plan, whatever stands inside what. An each puts out {items, count, failed}: for every item a record of what the steps inside it put out, by their
// ids; how many items there were; and how many of them failed. A run puts out the outputs of the plan it names.
type Step struct {
	ID string `json:"id" yaml:"id"`
	If string `json:"if,omitempty" yaml:"if,omitempty"` // an expression; where it is false the step is skipped

	Do       string         `json:"do,omitempty" yaml:"do,omitempty"`     // "app.action"
	Run      string         `json:"run,omitempty" yaml:"run,omitempty"`   // the name of another plan, carried out as part of this one
	With     map[string]any `json:"with,omitempty" yaml:"with,omitempty"` // of Do and Run; values may hold ${…}
	Approve  *Approve       `json:"approve,omitempty" yaml:"approve,omitempty"`
	Choose   []Branch       `json:"choose,omitempty" yaml:"choose,omitempty"`     // the first branch whose When is true
	Each     any            `json:"each,omitempty" yaml:"each,omitempty"`         // a list or a ${…} that gives one: Steps are done for every item
	As       string         `json:"as,omitempty" yaml:"as,omitempty"`             // of Each: what an item is called in Steps; default "item"
	AtOnce   int            `json:"at_once,omitempty" yaml:"at_once,omitempty"`   // of Each: how many items at the same time; default 1
	Steps    []Step         `json:"steps,omitempty" yaml:"steps,omitempty"`       // of Each
	Parallel []Branch       `json:"parallel,omitempty" yaml:"parallel,omitempty"` // all at the same time; the first failure cancels the others
	Wait     *Wait          `json:"wait,omitempty" yaml:"wait,omitempty"`

	Retry     *Retry    `json:"retry,omitempty" yaml:"retry,omitempty"`
	Timeout   string    `json:"timeout,omitempty" yaml:"timeout,omitempty"` // of one attempt: "30s", "10m"
	Undo      *Undo     `json:"undo,omitempty" yaml:"undo,omitempty"`
	OnFailure OnFailure `json:"on_failure,omitempty" yaml:"on_failure,omitempty"`
	Trust     []string  `json:"trust,omitempty" yaml:"trust,omitempty"` // arguments whose value is trusted by hand

	Place Place `json:"-" yaml:"-"` // where the step begins in the YAML, zero where it has none
}

// Branch is one way of a choose, or one of the branches of a parallel. Afterwards its steps can be referred to; those of a branch that
// was not taken are nothing, as a skipped step is.
type Branch struct {
	When  string `json:"when,omitempty" yaml:"when,omitempty"` // of choose: an expression; the last branch may have none and is the else
	Steps []Step `json:"steps" yaml:"steps"`
}

// Wait lets time pass: exactly one of For, Until and Event is set. In YAML, `wait: 2h` is short for For. What an event brings is the
// step's output. One that doesn't come within Timeout fails the step; without a Timeout the run waits for as long as it takes.
type Wait struct {
	For     string         `json:"for,omitempty" yaml:"for,omitempty"`     // "2h", "3d", may be a ${…}
	Until   string         `json:"until,omitempty" yaml:"until,omitempty"` // a date or a point in time, may be a ${…}
	Event   string         `json:"event,omitempty" yaml:"event,omitempty"` // "jira.issue_transitioned"
	With    map[string]any `json:"with,omitempty" yaml:"with,omitempty"`   // of Event
	Timeout string         `json:"timeout,omitempty" yaml:"timeout,omitempty"`
}

// Approve waits for a person.
type Approve struct {
	By       string `json:"by,omitempty" yaml:"by,omitempty"`               // who is asked; empty: anybody who may approve
	FourEyes bool   `json:"four_eyes,omitempty" yaml:"four_eyes,omitempty"` // who started the run may not approve
	Text     string `json:"text,omitempty" yaml:"text,omitempty"`           // the question, may hold ${…}
	Timeout  string `json:"timeout,omitempty" yaml:"timeout,omitempty"`     // then it is denied; default 30m
}

// Retry overrides how often and how fast a step is attempted again.
type Retry struct {
	Attempts int    `json:"attempts,omitempty" yaml:"attempts,omitempty"` // all together; default 5
	First    string `json:"first,omitempty" yaml:"first,omitempty"`       // pause before the second attempt; default 1s, then doubling
	Max      string `json:"max,omitempty" yaml:"max,omitempty"`           // longest pause; default 1m
}

// Undo overrides how a step is taken back.
type Undo struct {
	Keep bool           `json:"keep,omitempty" yaml:"keep,omitempty"` // leave it standing
	Do   string         `json:"do,omitempty" yaml:"do,omitempty"`     // another action instead of the declared undo
	With map[string]any `json:"with,omitempty" yaml:"with,omitempty"`
}

// OnFailure is what happens when a step failed for good.
type OnFailure string

// The choices; the empty one is OnFailureUndo.
const (
	OnFailureUndo     OnFailure = "undo"     // take back what was done, in reverse
	OnFailurePark     OnFailure = "park"     // wait for a person
	OnFailureContinue OnFailure = "continue" // go on without this step's output; an each goes on with its other items
)

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)

// Place is a position in a YAML text, counted from 1.
type Place struct{ Line, Column int }
