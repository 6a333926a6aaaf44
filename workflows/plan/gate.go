package plan

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// Gate is what a rule of the policy puts before a step: an approval, or a refusal.
type Gate struct {
	Code     string         `json:"code"` // the rule's name
	Says     connectors.Doc `json:"says"`
	Deny     bool           `json:"deny,omitempty"`      // the step may not run; otherwise a person is asked
	By       string         `json:"by,omitempty"`        // who is asked; empty: anybody who may
	FourEyes bool           `json:"four_eyes,omitempty"` // not who started the run
	Timeout  time.Duration  `json:"timeout,omitempty"`   // then it counts as denied; 0 for ApprovalTimeout
	Known    bool           `json:"known,omitempty"`     // what the rule looks at stands in the plan, so that who approves the plan approves it

	// If decides at run time whether the rule applies, since that depends on what earlier steps give; nil where it does.
	If *Condition `json:"if,omitempty"`
}

// Condition is a rule's condition with all that it needs but the amount of money, which is in the step's arguments.
type Condition struct {
	When   string         `json:"when"`
	Unless []string       `json:"unless,omitempty"` // where the rule is lifted
	Facts  map[string]any `json:"facts"`
	Money  []string       `json:"money"`            // the arguments whose amounts count
	Beside []any          `json:"beside,omitempty"` // and with them the amounts of other steps, as far as they were known before the run
}

// Applies tells whether the gate is closed to a step with these arguments. What can't be evaluated never opens it.
func (g Gate) Applies(with map[string]any) bool {
	if g.If == nil {
		return true
	}
	when, err := expr.Parse(g.If.When)
	if err != nil {
		return true
	}
	var unless []*expr.Expr
	for _, source := range g.If.Unless {
		if e, err := expr.Parse(source); err == nil {
			unless = append(unless, e)
		}
	}
	return applies(when, unless, g.If.Facts, amountsOf(with, g.If.Money, g.If.Beside))
}

// applies holds a condition against a step, once for each currency that it counts amounts in. Where the amounts can't be added up or
// the condition can't be evaluated, it applies; what would lift it must hold beyond doubt.
func applies(when *expr.Expr, unless []*expr.Expr, facts map[string]any, amounts []any) bool {
	sums, ok := sumsOf(amounts)
	if !ok || when == nil {
		return true
	}
	if len(sums) == 0 {
		sums[""] = new(apd.Decimal)
	}
	return slices.ContainsFunc(sortedKeys(sums), func(currency string) bool {
		scope := maps.Clone(facts)
		scope["amount"], scope["currency"] = json.Number(sums[currency].Text('f')), currency
		if yes, err := when.True(scope); err == nil && !yes {
			return false
		}
		return !slices.ContainsFunc(unless, func(e *expr.Expr) bool { yes, err := e.True(scope); return err == nil && yes })
	})
}

// Strictest makes one gate of several: a refusal if one refuses, else an approval by all who are named, with four eyes if one asks for
// them, within the shortest time. It says why for each.
func Strictest(gates []Gate) Gate {
	all := Gate{Deny: slices.ContainsFunc(gates, func(g Gate) bool { return g.Deny })}
	var by, en, de []string
	for _, g := range gates {
		if g.Deny != all.Deny {
			continue
		}
		if g.By != "" && !slices.Contains(by, g.By) {
			by = append(by, g.By)
		}
		if g.Timeout == 0 {
			g.Timeout = ApprovalTimeout
		}
		if all.Timeout == 0 || g.Timeout < all.Timeout {
			all.Timeout = g.Timeout
		}
		all.FourEyes = all.FourEyes || g.FourEyes
		en, de = append(en, g.Says.In("en")), append(de, g.Says.In("de"))
	}
	all.By = strings.Join(by, ", ")
	all.Says = connectors.Doc{En: strings.Join(en, " "), De: strings.Join(de, " ")}
	return all
}
