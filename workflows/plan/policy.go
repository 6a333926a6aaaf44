package plan

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// Policy says which steps need an approval before they run, and which may not run at all.
//
// Every rule is held against every step, in no order: it applies where its condition holds, and where several apply the strictest wins.
// A rule that denies beats those that ask. Of those that ask, four eyes are asked for if one rule does, and the shortest time-out counts.
//
// The built-in rules hold beside those of a file. A rule with allow takes the built-in rule of its name away, from the steps for which
// its condition holds and from no others; nothing else that a file may say makes the policy weaker. The zero Policy, and a nil one,
// has the built-in rules alone.
type Policy struct {
	File     string `json:"file,omitempty"`     // where it was read, for people
	Language string `json:"language,omitempty"` // of what is wrong with it: "en" (default) or "de"
	Rules    []Rule `json:"rules"`              // of the file

	Groups map[string][]string `json:"groups,omitempty"` // people, by the name of their group
	Who    []Who               `json:"who,omitempty"`    // what is kept to some people
}

// Rule is one rule of a policy. Exactly one of Approve, Deny and Allow is set.
type Rule struct {
	Name    string         `json:"name"` // a stable code; of an Allow: that of the built-in rule which it lifts
	When    string         `json:"when"` // a condition over the facts of a step, see factTypes
	Approve *Approve       `json:"approve,omitempty"`
	Deny    bool           `json:"deny,omitempty"`
	Allow   bool           `json:"allow,omitempty"`
	Says    connectors.Doc `json:"says,omitzero"`  // why; {connection} stands for the connection's id
	Line    int            `json:"line,omitempty"` // in the file
}

// The names of the built-in rules, which are the codes of the gates they make.
const (
	GateDestructive = "destructive"
	GateAmount      = "amount"
	GateFirstWrite  = "first_write"
)

// BuiltIn lists the rules that hold where no file lifts them.
func BuiltIn() []Rule {
	return []Rule{
		{Name: GateDestructive, When: `destructive && effect != "read"`, Approve: &Approve{},
			Says: connectors.Doc{En: "This destroys data.", De: "Das vernichtet Daten."}},
		{Name: GateAmount, When: `amount > 10000 && effect != "read"`, Approve: &Approve{},
			Says: connectors.Doc{En: "The amount is over 10,000.", De: "Der Betrag liegt über 10.000."}},
		{Name: GateFirstWrite, When: `effect != "read" && connection.environment == "production" && !connection.written_before`, Approve: &Approve{},
			Says: connectors.Doc{En: "This is the first change through {connection}, which is marked production.",
				De: "Das ist die erste Änderung über {connection}; die Verbindung gilt als produktiv."}},
	}
}

// ruling is a rule that asks or denies, made ready to be held against steps.
type ruling struct {
	Rule
	when   *expr.Expr
	lifts  []Rule // that take it away
	unless []*expr.Expr

	connection bool // it looks at the connection
	amount     bool // it, or what lifts it, looks at the amount
	values     bool // it looks at what the arguments hold, or where that is from
}

// rulings gives all rules that ask or deny.
func (p *Policy) rulings() []ruling {
	var file []Rule
	if p != nil {
		file = p.Rules
	}
	var out []ruling
	for _, rule := range BuiltIn() {
		out = append(out, newRuling(rule, slices.DeleteFunc(slices.Clone(file), func(r Rule) bool { return !r.Allow || r.Name != rule.Name })))
	}
	for _, rule := range file {
		if !rule.Allow {
			out = append(out, newRuling(rule, nil))
		}
	}
	return out
}

func newRuling(rule Rule, lifts []Rule) ruling {
	r := ruling{Rule: rule, lifts: lifts}
	r.when, _ = expr.Parse(rule.When) // what can't be read applies; ParsePolicy has refused it
	for _, lift := range lifts {
		if e, err := expr.Parse(lift.When); err == nil {
			r.unless = append(r.unless, e)
		}
	}
	r.connection, r.values = refers(r.when, "connection"), refers(r.when, "destructive", "trust")
	r.amount = slices.ContainsFunc(r.conditions(), func(e *expr.Expr) bool { return refers(e, "amount", "currency") })
	return r
}

// conditions are all that decide whether the rule applies.
func (r ruling) conditions() []*expr.Expr { return append(slices.Clone(r.unless), r.when) }

// refers reports whether a condition looks at one of these facts.
func refers(e *expr.Expr, facts ...string) bool {
	return e != nil && slices.ContainsFunc(e.Refs(), func(ref expr.Ref) bool { return slices.Contains(facts, ref.Path[0]) })
}

// gate is what the rule asks of a step, before anything is known of the step but its connection.
func (r ruling) gate(conn Connection) Gate {
	g := Gate{Code: r.Name, Deny: r.Deny, Says: r.reason()}
	fill := strings.NewReplacer("{connection}", conn.called())
	g.Says = connectors.Doc{En: fill.Replace(g.Says.En), De: fill.Replace(g.Says.De)}
	if a := r.Approve; a != nil {
		g.By, g.FourEyes = a.By, a.FourEyes
		g.Timeout, _ = connectors.ParseDuration(a.Timeout) // 0 for none; ParsePolicy has refused what is no duration
	}
	return g
}

// reason is why the rule is there, in its own words where it has some.
func (r Rule) reason() connectors.Doc {
	says := r.Says
	switch {
	case says.En != "":
	case says.De != "":
		says.En = says.De
	case r.Deny:
		says = connectors.Doc{En: "The policy forbids it (rule " + r.Name + ").", De: "Die Richtlinie verbietet es (Regel " + r.Name + ")."}
	default:
		says = connectors.Doc{En: "The policy asks for it (rule " + r.Name + ").", De: "Die Richtlinie verlangt es (Regel " + r.Name + ")."}
	}
	return says
}
