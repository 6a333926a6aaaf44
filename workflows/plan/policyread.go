package plan

import (
	"errors"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// MaxRules bounds a policy, each rule of which is held against every step.
const MaxRules = 200

// ParsePolicy reads a policy from YAML or JSON, as strictly as a plan. file is what people call it. With a catalogue, rules that name an
// app or an action which it doesn't have get a warning. The policy is nil where a problem is an error: half a policy is none.
func ParsePolicy(reg *connectors.Registry, file string, src []byte) (*Policy, []Problem) {
	r := policyReader{reader: reader{report: report{places: map[string]Place{}}, of: "policy"}, types: factTypes()}
	doc := r.document(src)
	if doc == nil {
		return nil, r.in("")
	}
	if reg != nil {
		r.catalogue = catalogueTypes(reg)
	}
	p := &Policy{File: file}
	required := []string{"rules"}
	if slices.ContainsFunc(doc.Content, func(n *yaml.Node) bool { return n.Value == "who" }) { // which says something without any rule
		required = nil
	}
	r.object(doc, "", map[string]field{"language": r.text(&p.Language), "rules": r.rules(&p.Rules),
		"groups": r.groups(&p.Groups), "who": r.who(&p.Who)}, required...)
	if !slices.Contains([]string{"", "en", "de"}, p.Language) {
		r.add(CodeLanguage, "language", args{"value": shown(p.Language)})
	}
	problems := r.in(p.Language)
	if HasErrors(problems) {
		return nil, problems
	}
	return p, problems
}

// policyReader turns nodes into a policy.
type policyReader struct {
	reader
	types     expr.Scope
	catalogue expr.Scope // the same, with the apps and actions there are; nil where they aren't known
}

// catalogueTypes are the types of facts where it is known which apps and actions there are.
func catalogueTypes(reg *connectors.Registry) expr.Scope {
	types := factTypes()
	app, action := types["app"], types["action"]
	for _, c := range reg.Apps() {
		app.Enum = append(app.Enum, c.App)
		for _, op := range c.Actions {
			action.Enum = append(action.Enum, op.Ref())
		}
	}
	types["app"], types["action"] = app, action
	return types
}

// rule notes that a rule isn't made as it should be.
func (r *policyReader) rule(path, en, de, fixEn, fixDe string) {
	r.add(CodeRule, path, args{"what": connectors.Doc{En: en, De: de}, "fix": connectors.Doc{En: fixEn, De: fixDe}})
}

func (r *policyReader) rules(into *[]Rule) field {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.SequenceNode {
			r.wrongKind(n, path, aList)
			return
		}
		if len(n.Content) > MaxRules {
			r.rule(path, "There are more than "+itoa(MaxRules)+" rules.", "Es sind über "+itoa(MaxRules)+" Regeln.", "Join some with ||.", "Fasse einige mit || zusammen.")
			return
		}
		named := map[string]int{}
		for i, item := range n.Content {
			at := branchPath(path, i)
			rule := r.ruleAt(item, at)
			if line, twice := named[rule.Name]; twice && rule.Name != "" {
				r.rule(join(at, "name"), "Another rule, in line "+itoa(line)+", is called "+rule.Name+", too.", "Auch die Regel in Zeile "+itoa(line)+" heißt "+rule.Name+".",
					"Give this one another name, or join their conditions with ||.", "Gib dieser einen anderen Namen, oder verbinde ihre Bedingungen mit ||.")
			}
			named[rule.Name] = rule.Line
			*into = append(*into, rule)
		}
	}
}

// ruleAt reads one rule.
func (r *policyReader) ruleAt(n *yaml.Node, path string) Rule {
	rule := Rule{Line: n.Line}
	r.object(n, path, map[string]field{
		"name": r.text(&rule.Name), "when": r.condition(&rule.When),
		"approve": func(n *yaml.Node, path string) {
			rule.Approve = &Approve{}
			r.object(n, path, map[string]field{"by": r.text(&rule.Approve.By), "four_eyes": r.bool(&rule.Approve.FourEyes), "timeout": r.text(&rule.Approve.Timeout)})
			r.duration(rule.Approve.Timeout, join(path, "timeout"), time.Second, maxApproval)
		},
		"deny": r.bool(&rule.Deny), "allow": r.bool(&rule.Allow),
		"says": func(n *yaml.Node, path string) {
			r.object(n, path, map[string]field{"en": r.text(&rule.Says.En), "de": r.text(&rule.Says.De)})
		},
	}, "name", "when")
	r.nameOf(rule, path)
	if rule.When != "" {
		r.conditionOf(rule.When, join(path, "when"))
	}
	if is := present([]key{{"approve", rule.Approve != nil}, {"deny", rule.Deny}, {"allow", rule.Allow}}); len(is) != 1 && n.Kind == yaml.MappingNode {
		r.rule(path, "A rule says exactly one of approve, deny and allow; here are "+itoa(len(is))+".", "Eine Regel sagt genau eines von approve, deny und allow; hier sind es "+itoa(len(is))+".",
			"Write approve: {by, four_eyes, timeout}, deny: true or allow: true.", "Schreibe approve: {by, four_eyes, timeout}, deny: true oder allow: true.")
	}
	return rule
}

// nameOf checks a rule's name. To lift a built-in rule has to be said in so many words, and nothing else has its name.
func (r *policyReader) nameOf(rule Rule, path string) {
	var builtIn []string
	for _, b := range BuiltIn() {
		builtIn = append(builtIn, b.Name)
	}
	list := strings.Join(builtIn, ", ")
	switch known := slices.Contains(builtIn, rule.Name); {
	case rule.Name == "":
	case !idPattern.MatchString(rule.Name):
		r.add(CodeBadID, join(path, "name"), args{"id": shown(rule.Name), "example": slug(rule.Name, "_", "big_payment"),
			"what": connectors.Doc{En: "the name of a rule", De: "der Name einer Regel"}})
	case rule.Allow && !known:
		r.rule(join(path, "name"), rule.Name+" is no built-in rule, and allow lifts nothing else.", rule.Name+" ist keine eingebaute Regel, und nur solche hebt allow auf.",
			"Name one of "+list+", or narrow the condition of the rule that is too strict.", "Nenne eine von "+list+", oder enge die Bedingung der Regel ein, die zu streng ist.")
	case !rule.Allow && known:
		r.rule(join(path, "name"), rule.Name+" is the name of a built-in rule, which goes on to hold.", rule.Name+" heißt eine eingebaute Regel, die weiter gilt.",
			"Give this one another name; to lift the built-in rule, write a rule "+rule.Name+" with allow: true.",
			"Gib dieser einen anderen Namen; um die eingebaute aufzuheben, schreibe eine Regel "+rule.Name+" mit allow: true.")
	}
}

// conditionOf checks that a condition can be read and is true or false.
func (r *policyReader) conditionOf(source, path string) {
	e, err := expr.Parse(source)
	if err != nil {
		r.badCondition(err, source, path)
		return
	}
	t, err := e.Type(r.types)
	if err != nil {
		r.badCondition(err, source, path)
		return
	}
	if t.Kind != expr.Bool {
		r.add(CodeExpression, path, args{"expression": shownExpression(source), "hint": howToRule,
			"detail": connectors.Doc{En: "a condition is needed, but this is " + t.Words("en"), De: "gebraucht wird eine Bedingung, aber das ist " + t.Words("de")}})
		return
	}
	if r.catalogue != nil {
		if _, err := e.Type(r.catalogue); err != nil {
			r.add(CodeNeverTrue, path, args{"expression": shownExpression(source)})
		}
	}
}

var howToRule = connectors.Doc{En: `Write it like amount > 5000 or connection.environment == "production" && app == "salesforce".`,
	De: `Schreibe es wie amount > 5000 oder connection.environment == "production" && app == "salesforce".`}

func (r *policyReader) badCondition(err error, source, path string) {
	e, ok := errors.AsType[*expr.Error](err)
	if !ok {
		return
	}
	hint := howToRule
	if len(e.Ref) > 0 {
		if h := r.hint(e.Ref[len(e.Ref)-1], e.Known); h.En != "" {
			hint = h
		}
	}
	r.add(CodeExpression, path, args{"expression": shownExpression(source), "detail": connectors.Doc{En: e.In("en"), De: e.In("de")}, "hint": hint})
}
