package oauth

import (
	"net/url"
	"slices"
	"strings"

	"sayso/api"
	"sayso/connectors"
)

// scopeWords say what a scope lets a client do, in the order in which people read it.
var scopeWords = []struct {
	scope api.Permission
	says  connectors.Doc
}{
	{api.ReadPlans, connectors.Doc{En: "Read your plans and workflows, and check new ones", De: "Deine Pläne und Abläufe lesen und neue prüfen"}},
	{api.ReadRuns, connectors.Doc{En: "See what ran, and what it did", De: "Sehen, was gelaufen ist und was es bewirkt hat"}},
	{api.ReadConnections, connectors.Doc{En: "See which apps are connected", De: "Sehen, welche Apps verbunden sind"}},
	{api.ReadAudit, connectors.Doc{En: "Read the record of who did what", De: "Das Protokoll lesen, wer was getan hat"}},
	{api.WritePlans, connectors.Doc{En: "Save workflows and turn them on and off", De: "Abläufe speichern, ein- und ausschalten"}},
	{api.StartRuns, connectors.Doc{En: "Start plans for you, retry and undo them", De: "Pläne für dich starten, wiederholen und rückgängig machen"}},
	{api.Decide, connectors.Doc{En: "Answer for you what a run asks", De: "Für dich beantworten, was ein Lauf fragt"}},
	{api.WriteConnections, connectors.Doc{En: "Connect and disconnect apps", De: "Apps verbinden und trennen"}},
	{api.Administer, connectors.Doc{En: "Manage members, keys and settings", De: "Mitglieder, Schlüssel und Einstellungen verwalten"}},
}

// inWords tells what scopes let a client do.
func inWords(scopes []api.Permission, lang string) (list []string) {
	for _, box := range boxes(scopes, lang) {
		list = append(list, box.Says)
	}
	return list
}

// boxes are scopes as a person can untick them.
func boxes(scopes []api.Permission, lang string) (list []scopeBox) {
	for _, w := range scopeWords {
		if slices.Contains(scopes, w.scope) {
			list = append(list, scopeBox{boxOf(w.scope), w.says.In(lang)})
		}
	}
	return list
}

// knownScopes picks the scopes that there are. Others, such as offline_access, are left out, and the client is told what it got (RFC 6749, 3.3).
func knownScopes(scope string) []api.Permission {
	words := strings.Fields(scope)
	var list []api.Permission
	for _, s := range scopeWords {
		if slices.Contains(words, string(s.scope)) {
			list = append(list, s.scope)
		}
	}
	return list
}

// scopeBox is a scope that a person can untick.
type scopeBox struct{ Field, Says string }

// boxOf is the name of a scope's box in the form. Each has its own, for no parameter comes twice.
func boxOf(scope api.Permission) string { return "scope " + string(scope) }

// ticked picks the scopes that a person left ticked. What wasn't asked for has no box, whatever a form says.
func ticked(form url.Values, asked []api.Permission) []api.Permission {
	return slices.DeleteFunc(slices.Clone(asked), func(p api.Permission) bool { return !form.Has(boxOf(p)) })
}

// allowed picks the scopes that a role has: a person can't grant what they may not do.
func allowed(role api.Role, asked []api.Permission) []api.Permission {
	c := api.Caller{Role: role}
	return slices.DeleteFunc(slices.Clone(asked), func(p api.Permission) bool { return c.May(p) != nil })
}

func written[T ~string](scopes []T) string {
	words := make([]string, len(scopes))
	for i, s := range scopes {
		words[i] = string(s)
	}
	return strings.Join(words, " ")
}

func convert[To, From ~string](list []From) []To {
	out := make([]To, len(list))
	for i, s := range list {
		out[i] = To(s)
	}
	return out
}
