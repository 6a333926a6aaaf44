package eval

import (
	"encoding/json"
	"fmt"
	"io"

	"sayso/connectors"
)

// Comparison is what differs between two evaluations of the same items.
type Comparison struct {
	Better []string `json:"better"` // ids that are right now and weren't
	Worse  []string `json:"worse"`  // ids that were right and aren't
	Added  int      `json:"added"`  // items that the earlier one hadn't
	Gone   int      `json:"gone"`   // items that only the earlier one had
}

// ReadReport reads what an earlier evaluation wrote as JSON.
func ReadReport(r io.Reader) (Report, error) {
	var earlier Report
	if err := json.NewDecoder(r).Decode(&earlier); err != nil {
		return earlier, connectors.Errorf(connectors.Invalid, "it is no result of an evaluation: %w; `sayso eval --json` writes one", err)
	}
	if len(earlier.Outcomes) == 0 {
		return earlier, connectors.Errorf(connectors.Invalid, "it has no outcomes; `sayso eval --json` writes them")
	}
	return earlier, nil
}

// Compare says which items have changed since an earlier evaluation.
func (r Report) Compare(earlier Report) Comparison {
	c := Comparison{Better: []string{}, Worse: []string{}}
	before := map[string]bool{}
	for _, o := range earlier.Outcomes {
		before[o.ID] = o.Right
	}
	for _, o := range r.Outcomes {
		was, known := before[o.ID]
		delete(before, o.ID)
		switch {
		case !known:
			c.Added++
		case o.Right && !was:
			c.Better = append(c.Better, o.ID)
		case was && !o.Right:
			c.Worse = append(c.Worse, o.ID)
		}
	}
	c.Gone = len(before)
	return c
}

// Group gives the scores of a group; ok is false where there are none.
func (r Report) Group(name string) (s Scores, ok bool) {
	for _, g := range r.Groups {
		if g.Name == name {
			return g.Scores, true
		}
	}
	return s, false
}

// Metric is one figure of a group, in per cent.
type Metric struct {
	Name      string
	Share     Share // of a share; N is 0 for a mean
	Value     float64
	LowIsGood bool
}

// String is the figure with its interval.
func (m Metric) String() string {
	if m.Share.N == 0 {
		return fmt.Sprintf("%5.1f %%", m.Value)
	}
	low, high := m.Share.Interval()
	return fmt.Sprintf("%5.1f %%  [%.0f–%.0f]  %d of %d", m.Value, 100*low, 100*high, m.Share.K, m.Share.N)
}

// Metrics lists the figures of a group, those without items left out.
func (s Scores) Metrics() []Metric {
	var list []Metric
	add := func(name string, of Share, lowIsGood bool) {
		if of.N > 0 {
			list = append(list, Metric{name, of, 100 * of.Rate(), lowIsGood})
		}
	}
	mean := func(name string, f F1) {
		if f.Recall.N > 0 {
			list = append(list, Metric{Name: name, Value: 100 * f.Value()})
		}
	}
	add("plan exact", s.Exact, false)
	add("with all arguments", s.Full, false)
	mean("actions, F1", s.Actions)
	mean("arguments, F1", s.Arguments)
	add("arguments, recall", s.Arguments.Recall, false)
	add("executable", s.Executable, false)
	add("wrong action", s.Wrong, true)
	add("questions, recall", s.Asked, false)
	add("questions, precision", s.AskedRight, false)
	add("asked for nothing", s.OverAsked, true)
	add("refused", s.Refused, false)
	return list
}
