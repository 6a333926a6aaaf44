package eval

import (
	"slices"
	"time"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// Answer is what a compiler made of an item.
type Answer struct {
	compile.Result

	Took time.Duration
}

// Scores are the metrics over some items. Those of plans are over the items of class Plan.
type Scores struct {
	Items int `json:"items"`

	Exact      Share `json:"exact"`       // the right trigger, writes, order, control and reads
	Full       Share `json:"full"`        // and all arguments
	Actions    F1    `json:"actions"`     // of all plans; look-ups nobody asked for don't count against it
	Arguments  F1    `json:"arguments"`   // the recall is over all arguments that prompts determine, the precision over those that plans have
	Executable Share `json:"executable"`  // of the plans made, those in which the check finds no error
	OverAsked  Share `json:"over_asked"`  // prompts with a right plan that ended in a question
	Wrong      Share `json:"wrong"`       // of all items: a write that nobody asked for
	Asked      Share `json:"asked"`       // the recall of questions: of the items of class Clarify
	AskedRight Share `json:"asked_right"` // their precision: of the items that ended in a question
	Refused    Share `json:"refused"`     // of the items of class Unsupported, those not done; a question is as good as a refusal

	// Ends is how the items of each class ended: plan, clarify or unsupported.
	Ends map[Class]map[compile.Status]int `json:"ends"`
}

// Outcome is what came of one item.
type Outcome struct {
	ID     string         `json:"id"`
	Class  Class          `json:"class"`
	Status compile.Status `json:"status"`
	Prompt string         `json:"prompt"`
	Right  bool           `json:"right"` // with all arguments; of a prompt that isn't for a plan: asked or refused as it should be
	Verdict

	Item   Item   `json:"-"`
	Answer Answer `json:"-"`
}

// Report is the result of an evaluation.
type Report struct {
	Groups    []Group    `json:"groups"`    // by language, then all together
	Confusion []Mistaken `json:"confusion"` // most frequent first
	Latency   Latency    `json:"latency"`
	Outcomes  []Outcome  `json:"outcomes"` // in the order of the items
}

// Group is the scores of the items of one language, or of "all".
type Group struct {
	Name   string `json:"name"`
	Scores Scores `json:"scores"`
}

// Latency is how long a prompt took, in milliseconds.
type Latency struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
}

// everything is the name of the group of all items.
const everything = "all"

// Score counts what came of some items. answer is asked for each of them in turn.
func Score(reg *connectors.Registry, items []Item, answer func(Item) (Answer, error)) (Report, error) {
	var r Report
	groups := map[string]*Scores{}
	var took []time.Duration
	for _, it := range items {
		a, err := answer(it)
		if err != nil {
			return Report{}, err
		}
		o := outcome(reg, it, a)
		r.Outcomes = append(r.Outcomes, o)
		took = append(took, a.Took)
		for _, name := range []string{it.Lang, everything} {
			if groups[name] == nil {
				groups[name] = &Scores{Ends: map[Class]map[compile.Status]int{}}
			}
			groups[name].add(reg, o)
		}
	}
	for _, name := range []string{"de", "en", everything} {
		if s := groups[name]; s != nil {
			r.Groups = append(r.Groups, Group{name, *s})
		}
	}
	r.Confusion = confusion(r.Outcomes)
	r.Latency = latency(took)
	return r, nil
}

// outcome judges one answer.
func outcome(reg *connectors.Registry, it Item, a Answer) Outcome {
	o := Outcome{ID: it.ID, Class: it.Class, Status: a.Status, Prompt: it.Prompt, Item: it, Answer: a}
	planned := a.Plan
	if a.Status != compile.StatusPlan {
		planned = nil
	}
	if it.Class == Plan {
		o.Verdict = judge(reg, it.Gold, planned)
		if planned == nil {
			o.Exact, o.Wrong, o.Extra = false, 0, nil
		}
		o.Right = o.Exact && o.Hit == o.Total
		return o
	}
	o.Extra = writes(reg, shapeOf(planned).acts)
	o.Wrong = len(o.Extra)
	o.Right = string(a.Status) == string(it.Class)
	return o
}

// add counts an outcome.
func (s *Scores) add(reg *connectors.Registry, o Outcome) {
	s.Items++
	if s.Ends[o.Class] == nil {
		s.Ends[o.Class] = map[compile.Status]int{}
	}
	s.Ends[o.Class][o.Status]++
	s.Wrong.count(o.Wrong > 0)
	if o.Status == compile.StatusPlan {
		s.Executable.count(!plan.HasErrors(plan.Check(reg, o.Answer.Plan, plan.CheckOptions{})))
	}
	if o.Status == compile.StatusClarify {
		s.AskedRight.count(o.Class == Clarify)
	}
	switch o.Class {
	case Clarify:
		s.Asked.count(o.Status == compile.StatusClarify)
	case Unsupported:
		s.Refused.count(o.Status == compile.StatusUnsupported || o.Status == compile.StatusClarify)
	default:
		s.plan(o)
	}
}

// plan counts the outcome of a prompt that there is a right plan for.
func (s *Scores) plan(o Outcome) {
	s.Exact.count(o.Exact)
	s.Full.count(o.Right)
	s.OverAsked.count(o.Status == compile.StatusClarify)
	s.Actions.Recall.K += o.Found
	s.Actions.Recall.N += o.Found + len(o.Missed)
	s.Actions.Precision.K += o.Found
	s.Actions.Precision.N += o.Found + len(o.Extra)
	s.Arguments.Recall.K += o.Hit
	s.Arguments.Recall.N += o.Total
	s.Arguments.Precision.K += o.Hit
	s.Arguments.Precision.N += o.Given
}

// latency gives the times that half and 99 of 100 prompts stay within.
func latency(took []time.Duration) Latency {
	if len(took) == 0 {
		return Latency{}
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[min(int(share*float64(len(took))), len(took)-1)].Microseconds()) / 1000
	}
	return Latency{P50: at(0.5), P99: at(0.99)}
}
