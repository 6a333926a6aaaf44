package mcp

import (
	"fmt"
	"strings"
	"time"

	"sayso/api"
	"sayso/workflows"
)

// Run is how a run stands. What it says of itself quotes the systems that it spoke to.
type Run struct {
	RunID     string  `json:"run_id"`
	Plan      string  `json:"plan"`
	State     string  `json:"state" jsonschema:"running, parked (waits for a person), completed, undone, denied or failed"`
	Says      Data    `json:"says,omitempty"`
	Steps     []Step  `json:"steps"`
	Questions []Asked `json:"questions,omitempty"`
	Outputs   Data    `json:"outputs,omitempty" jsonschema:"JSON"`

	lang string
}

// Step is how a step stands.
type Step struct {
	ID     string `json:"id"`
	Do     string `json:"do,omitempty"`
	State  string `json:"state"`
	Says   Data   `json:"says,omitempty"`
	Output Data   `json:"output,omitempty"`
	Error  Data   `json:"error,omitempty"`
}

// Asked is what a run asks a person.
type Asked struct {
	Step    string   `json:"step"`
	Kind    string   `json:"kind" jsonschema:"approval, failed, unknown, undo_failed or paused"`
	Says    Data     `json:"says"`
	Choices []string `json:"choices"`
	Digest  string   `json:"digest"`
	Until   string   `json:"until,omitempty"`
	With    Data     `json:"with,omitempty"`
}

// Bounds of what the steps of a run gave, in bytes: of all, and of each however many there are.
const (
	maxOutputs = 24_000
	minOutput  = 200
)

func runOf(r api.Run, lang string) Run {
	if r.Lang != "" {
		lang = r.Lang
	}
	out := Run{RunID: r.RunID, Plan: r.Plan, State: string(r.State), Says: Data(r.Says), Steps: []Step{}, Outputs: dataOf(r.Outputs), lang: lang}
	share := max(maxOutputs/max(len(r.Steps), 1), minOutput)
	for _, s := range r.Steps {
		out.Steps = append(out.Steps, Step{ID: s.ID, Do: s.Do, State: string(s.State), Says: Data(s.Says), Output: dataOf(s.Output).first(share), Error: Data(s.Error)})
	}
	for _, q := range questionsOf(r) {
		asked := Asked{Step: q.Step, Kind: string(q.Kind), Says: Data(q.Says), Choices: []string{}, Digest: q.Digest, With: dataOf(q.With)}
		for _, choice := range q.Choices {
			asked.Choices = append(asked.Choices, string(choice))
		}
		if q.Until != nil {
			asked.Until = q.Until.UTC().Format(time.RFC3339)
		}
		out.Questions = append(out.Questions, asked)
	}
	return out
}

// questionsOf lists all that a run asks now.
func questionsOf(r api.Run) []workflows.Question {
	if len(r.Asked) == 0 && r.Question != nil {
		return []workflows.Question{*r.Question}
	}
	return r.Asked
}

var runHeads = map[workflows.State][2]string{
	workflows.Running:   {"Run %s goes on. Call get_run to see how.", "Lauf %s geht weiter. get_run zeigt, wie."},
	workflows.Parked:    {"Run %s waits for a person.", "Lauf %s wartet auf einen Menschen."},
	workflows.Completed: {"Run %s is completed.", "Lauf %s ist abgeschlossen."},
	workflows.Undone:    {"Run %s ended, and everything is as it was before.", "Lauf %s ist zu Ende, und alles ist wie vorher."},
	workflows.Denied:    {"Run %s was not approved.", "Lauf %s wurde nicht freigegeben."},
	workflows.Failed:    {"Run %s failed. propose_repair shows how to go on.", "Lauf %s ist gescheitert. propose_repair zeigt, wie es weitergeht."},
}

func (r Run) text() string {
	var b strings.Builder
	head, known := runHeads[workflows.State(r.State)]
	if !known {
		head = [2]string{"Run %s: " + r.State, "Lauf %s: " + r.State}
	}
	fmt.Fprintf(&b, say(r.lang, head[0], head[1])+"\n", r.RunID)
	if r.Says != "" {
		fmt.Fprintf(&b, "%s\n", r.Says)
	}
	for _, s := range r.Steps {
		fmt.Fprintf(&b, "- %s: %s", s.ID, s.State)
		for _, text := range []Data{s.Says, s.Error, s.Output} {
			if text != "" {
				fmt.Fprintf(&b, " %s", text)
			}
		}
		b.WriteString("\n")
	}
	for _, q := range r.Questions {
		fmt.Fprintf(&b, say(r.lang, "Asked at %s: %s Choices: %s. Digest of the question: %s", "Gefragt bei %s: %s Zur Wahl: %s. Digest der Frage: %s")+"\n",
			q.Step, q.Says, strings.Join(q.Choices, ", "), q.Digest)
	}
	if r.Outputs != "" {
		fmt.Fprintf(&b, say(r.lang, "Result: %s", "Ergebnis: %s")+"\n", r.Outputs)
	}
	return strings.TrimSpace(b.String())
}

// Moved is how a run stands after it was changed. Its text has the whole; fields for the rest are get_run's, so that they are described once.
type Moved struct {
	RunID string `json:"run_id"`
	State string `json:"state"`
	Says  Data   `json:"says,omitempty"`

	run Run
}

func (m Moved) text() string { return m.run.text() }

func moved(r Run) Moved { return Moved{r.RunID, r.State, r.Says, r} }
