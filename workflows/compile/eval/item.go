package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"sayso/connectors"
)

// Class is how a prompt should end. The values are those of compile.Status.
type Class string

// The classes.
const (
	Plan        Class = "plan"        // there is a right plan
	Clarify     Class = "clarify"     // something has to be asked
	Unsupported Class = "unsupported" // it can't or mustn't be done
)

// Item is a prompt and what should come of it.
type Item struct {
	ID        string   `json:"id"`
	Lang      string   `json:"lang"`      // "en" or "de"
	Connected []string `json:"connected"` // the apps that are connected; none: all
	Prompt    string   `json:"prompt"`
	Class     Class    `json:"class"`
	Tags      []string `json:"tags,omitempty"`
	Ask       []string `json:"ask,omitempty"`  // of Clarify: what has to be asked, "email.send.to"
	Gold      []Gold   `json:"gold,omitempty"` // of Plan: the plans that are right, at least one
	Note      string   `json:"note,omitempty"` // for people
}

// Gold is a plan that is right. Look-ups that the prompt doesn't ask for are left out.
type Gold struct {
	Trigger GoldTrigger `json:"trigger"`
	Steps   []GoldStep  `json:"steps"`
}

// GoldTrigger says what starts a right plan.
type GoldTrigger struct {
	Type     string         `json:"type"` // "manual" (default), "schedule", "event"
	Cron     string         `json:"cron,omitempty"`
	Timezone string         `json:"timezone,omitempty"`
	Event    string         `json:"event,omitempty"`
	With     map[string]any `json:"with,omitempty"`
}

// GoldStep is a step of a right plan. With has only the arguments that the prompt determines: a value, {"~": [words]} for a text that has
// these words, {"$": "trigger.key"} for a reference, {"date": "+1d"} for any date.
type GoldStep struct {
	Do       string         `json:"do,omitempty"`
	With     map[string]any `json:"with,omitempty"`
	If       bool           `json:"if,omitempty"`   // it is done on a condition
	Need     bool           `json:"need,omitempty"` // it only reads, and has to be there
	Approve  bool           `json:"approve,omitempty"`
	Timeout  string         `json:"timeout,omitempty"` // of Approve; it is not compared
	Wait     string         `json:"wait,omitempty"`
	Each     []GoldStep     `json:"each,omitempty"`
	Parallel []GoldStep     `json:"parallel,omitempty"`
}

// MaxItems bounds a file of prompts; compiling as many takes less than a minute.
const MaxItems = 20_000

// maxLine is the longest line in bytes.
const maxLine = 1 << 20

// Read reads items, one a line; empty lines count and are passed over. An error names the line.
func Read(r io.Reader) ([]Item, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	var items []Item
	first := map[string]int{}
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		it, err := readItem(line)
		if err == nil && first[it.ID] > 0 {
			err = fmt.Errorf("the id %q stands in line %d already", it.ID, first[it.ID])
		}
		if err == nil && len(items) == MaxItems {
			err = fmt.Errorf("there are more than %d prompts", MaxItems)
		}
		if err != nil {
			return nil, connectors.Errorf(connectors.Invalid, "line %d: %w", n, err)
		}
		first[it.ID] = n
		items = append(items, it)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, connectors.Errorf(connectors.Invalid, "line %d: it is longer than %d bytes", n+1, maxLine)
	case err != nil:
		return nil, connectors.Errorf(connectors.Invalid, "line %d can't be read: %w", n+1, err)
	case len(items) == 0:
		return nil, connectors.Errorf(connectors.Invalid, "there are no prompts in it; write one JSON object a line: %s", example)
	}
	return items, nil
}

const example = `{"id":"1","lang":"en","connected":["slack"],"prompt":"Tell #ops that we are open","class":"plan","gold":[{"steps":[{"do":"slack.post_message","with":{"channel":"ops"}}]}]}`

func readItem(line []byte) (Item, error) {
	var it Item
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	dec.DisallowUnknownFields()
	if err := dec.Decode(&it); err != nil {
		return it, fmt.Errorf("it can't be read: %w; a line looks like %s", err, example)
	}
	if dec.More() {
		return it, errors.New("something follows the object")
	}
	return it, it.sound()
}

// sound says what an item lacks.
func (it Item) sound() error {
	switch {
	case it.ID == "":
		return errors.New("id is missing")
	case it.Prompt == "":
		return errors.New("prompt is missing")
	case it.Lang != "en" && it.Lang != "de":
		return fmt.Errorf("lang is %q; it has to be en or de", it.Lang)
	case !slices.Contains([]Class{Plan, Clarify, Unsupported}, it.Class):
		return fmt.Errorf("class is %q; it has to be plan, clarify or unsupported", it.Class)
	case it.Class == Plan && len(it.Gold) == 0:
		return errors.New("gold is missing; a prompt of class plan needs a plan that is right")
	}
	for _, g := range it.Gold {
		if !slices.Contains([]string{"", "manual", "schedule", "event"}, g.Trigger.Type) {
			return fmt.Errorf("the trigger's type is %q; it has to be manual, schedule or event", g.Trigger.Type)
		}
		if len(g.Steps) == 0 {
			return errors.New("a plan in gold has no steps")
		}
	}
	return nil
}
