package llm

import (
	"errors"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// The codes of problems that only this compiler has; they are stable, as those of plan are.
const (
	CodeModel       = "model"             // the model gave no plan that could be used, and the embedded compiler's answer stands
	CodeUnsupported = "model_unsupported" // the model says that it can't be done
)

// unusable is the error of answers that didn't pass the check.
type unusable struct{ faults []fault }

func (u unusable) Error() string { return "the answers didn't pass the check" }

// standsIn is the warning that goes with the embedded compiler's answer where the model has none.
func standsIn(err error, lang string) plan.Problem {
	why := reason(err).In(lang)
	return plan.Problem{Code: CodeModel, Severity: plan.Warning,
		Message: connectors.Doc{En: "The model gave no plan that could be used: " + why + ". This is the embedded compiler's answer.",
			De: "Das Modell hat keinen brauchbaren Plan geliefert: " + why + ". Das ist die Antwort des eingebauten Compilers."}.In(lang),
		Fix: connectors.Doc{En: "Try again, or leave the model out with --planner embedded.", De: "Versuche es noch einmal, oder lass das Modell mit --planner embedded weg."}.In(lang)}
}

// reason says in words why there is no plan.
func reason(err error) connectors.Doc {
	if u, ok := errors.AsType[unusable](err); ok {
		code := ""
		if len(u.faults) > 0 {
			code = " (" + u.faults[0].Code + ")"
		}
		return connectors.Doc{En: "its answers didn't pass the check" + code, De: "seine Antworten haben die Prüfung nicht bestanden" + code}
	}
	if errors.Is(err, errBudget) {
		return connectors.Doc{En: "the tokens for one prompt (" + EnvTokens + ") are used up", De: "die Token für eine Anweisung (" + EnvTokens + ") sind aufgebraucht"}
	}
	e := connectors.AsError(err)
	switch {
	case e.Code == codeNoAnswer:
		return connectors.Doc{En: e.Message, De: "keine vollständige Antwort (" + e.Message + ")"}
	case e.Code == codeUnreachable:
		return connectors.Doc{En: e.Message, De: "der Endpunkt ist nicht erreichbar (" + e.Message + ")"}
	case e.Code == codeGarbage:
		return connectors.Doc{En: e.Message, De: "seine Antwort ist nicht lesbar (" + e.Message + ")"}
	case e.Kind == connectors.Limited:
		return connectors.Doc{En: "the endpoint asks for a longer pause than there is time (" + e.Message + ")", De: "der Endpunkt bittet um eine längere Pause, als Zeit ist (" + e.Message + ")"}
	case e.Kind == connectors.Expired || e.Kind == connectors.Denied:
		return connectors.Doc{En: "the endpoint refuses the key (" + e.Message + ")", De: "der Endpunkt lehnt den Schlüssel ab (" + e.Message + ")"}
	}
	return connectors.Doc{En: "the endpoint fails (" + e.Message + ")", De: "der Endpunkt scheitert (" + e.Message + ")"}
}
