package doctor

import (
	"fmt"

	"sayso/connectors"
)

// Outcome is how a check ended.
type Outcome string

// The outcomes.
const (
	Well    Outcome = "well"
	Warning Outcome = "warning" // works, and will bite
	Wrong   Outcome = "wrong"
	Skipped Outcome = "skipped" // couldn't be looked at, because of something else that is wrong
)

// Check is one thing that was looked at.
type Check struct {
	Name    string         `json:"name"` // stable: "tls", "metadata", "clock"
	Outcome Outcome        `json:"outcome"`
	Says    connectors.Doc `json:"says"`
	Fix     connectors.Doc `json:"fix,omitzero"` // what to do; nothing where it is well
}

func well(name, en, de string, args ...any) Check {
	return Check{Name: name, Outcome: Well, Says: says(en, de, args...)}
}

func (c Check) but(o Outcome, en, de string) Check {
	c.Outcome, c.Fix = o, connectors.Doc{En: en, De: de}
	return c
}

func says(en, de string, args ...any) connectors.Doc {
	return connectors.Doc{En: fmt.Sprintf(en, args...), De: fmt.Sprintf(de, args...)}
}

// Worst is the worst outcome among checks.
func Worst(list []Check) Outcome {
	worst := Well
	for _, c := range list {
		if c.Outcome == Wrong || c.Outcome == Warning && worst == Well {
			worst = c.Outcome
		}
	}
	return worst
}
