package plan

import (
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// RuleLine is a rule in force, as people read it.
type RuleLine struct {
	Name    string `json:"name"`
	BuiltIn bool   `json:"built_in,omitempty"`
	Line    int    `json:"line,omitempty"` // in the policy's file
	Says    string `json:"says"`
}

// Words lists the rules that are in force, the built-in ones first, each with what lifts it.
func (p *Policy) Words(lang string) []RuleLine {
	var lines []RuleLine
	for _, r := range p.rulings() {
		parts := []string{r.verdict(lang) + connectors.Doc{En: " if ", De: ", wenn gilt: "}.In(lang) + conditionWords(r.When, lang)}
		for _, lift := range r.lifts {
			parts = append(parts, connectors.Doc{En: "but not if ", De: "aber nicht, wenn gilt: "}.In(lang)+conditionWords(lift.When, lang))
		}
		why := strings.ReplaceAll(r.reason().In(lang), "{connection}", connectors.Doc{En: "the connection", De: "die Verbindung"}.In(lang))
		lines = append(lines, RuleLine{Name: r.Name, BuiltIn: r.Line == 0, Line: r.Line, Says: stop(strings.Join(parts, ", ")) + " " + why})
	}
	return lines
}

// verdict says what a rule asks for: "Approval by finance (not by who starts it) within 2 hours".
func (r Rule) verdict(lang string) string {
	in := func(en, de string) string { return connectors.Doc{En: en, De: de}.In(lang) }
	if r.Deny {
		return in("Refused", "Verweigert")
	}
	said := in("Approval", "Freigabe")
	if r.Approve.By != "" {
		said += in(" by ", " durch ") + r.Approve.By
	}
	if r.Approve.FourEyes {
		said += in(" (not by who starts it)", " (nicht durch die Person, die startet)")
	}
	if r.Approve.Timeout != "" {
		said += in(" within ", " innerhalb von ") + durationWords(r.Approve.Timeout, r.Approve.Timeout).In(lang)
	}
	return said
}

func conditionWords(source, lang string) string {
	e, err := expr.Parse(source)
	if err != nil {
		return source
	}
	return e.Words(lang, func(path []string) string {
		name := strings.Join(path, ".")
		if said, ok := factWords[name]; ok {
			return said.In(lang)
		}
		return name
	})
}

// factWords say the facts that conditions look at.
var factWords = map[string]connectors.Doc{
	"action":                    {En: "the action", De: "die Aktion"},
	"app":                       {En: "the app", De: "die App"},
	"effect":                    {En: "the effect", De: "die Wirkung"},
	"destructive":               {En: "it destroys data", De: "es vernichtet Daten"},
	"amount":                    {En: "the amount", De: "der Betrag"},
	"currency":                  {En: "the currency", De: "die Währung"},
	"connection.id":             {En: "the connection", De: "die Verbindung"},
	"connection.environment":    {En: "the environment", De: "die Umgebung"},
	"connection.written_before": {En: "the connection was used for a change before", De: "über die Verbindung wurde schon etwas geändert"},
	"trust":                     {En: "the trust", De: "das Vertrauen"},
	"plan.name":                 {En: "the plan", De: "der Plan"},
}
