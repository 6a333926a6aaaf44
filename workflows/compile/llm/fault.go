package llm

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// fault is one thing that is wrong with an answer, for the model to correct: nothing but what a machine found.
type fault struct {
	Code     string   `json:"code"`
	Path     string   `json:"path,omitempty"`
	Problem  string   `json:"problem,omitempty"`
	Expected string   `json:"expected,omitempty"`
	Nearest  []string `json:"nearest,omitempty"`
}

// shapeFault tells what is wrong with the form of an answer.
func shapeFault(err error) *fault {
	f := &fault{Code: "form", Expected: "one JSON object in the form of the schema, and nothing else"}
	var lacks missing
	wrong, isWrong := errors.AsType[*json.UnmarshalTypeError](err)
	switch {
	case errors.As(err, &lacks):
		f.Code, f.Path, f.Expected = plan.CodeMissingKey, string(lacks), "the whole object, with "+string(lacks)
	case isWrong && wrong.Field != "":
		f.Path, f.Expected = wrong.Field, kindWords[wrong.Type.Kind()]
	case strings.HasPrefix(err.Error(), "json: unknown field"):
		f.Code, f.Problem = plan.CodeUnknownKey, strings.TrimPrefix(err.Error(), "json: ")
	default:
		f.Problem = clipped(err.Error(), 120)
	}
	return f
}

var kindWords = map[reflect.Kind]string{reflect.String: "a text", reflect.Slice: "a list", reflect.Map: "an object", reflect.Struct: "an object", reflect.Pointer: "an object"}

// faultsOf tells what Check found wrong with a plan. What may be done all the same is no fault.
func faultsOf(problems []plan.Problem, reg *connectors.Registry, steps map[string]string) (faults []fault) {
	for _, p := range problems {
		if p.Severity == plan.Warning {
			continue
		}
		p = p.In("en")
		f := fault{Code: p.Code, Path: p.Path, Problem: p.Message, Expected: p.Fix, Nearest: nearest(p, reg, steps)}
		faults = append(faults, f)
		if len(faults) == maxFaults {
			break
		}
	}
	return faults
}

// maxFaults is how many faults a model is told of at once.
const maxFaults = 20

// nearest gives the names that a wrong one may have meant; steps are the actions by the ids of their steps.
func nearest(p plan.Problem, reg *connectors.Registry, steps map[string]string) []string {
	var known []string
	parts, id := strings.Split(p.Path, "."), ""
	for i := 1; i < len(parts) && parts[i-1] != "with"; i++ {
		if strings.HasSuffix(parts[i-1], "steps") {
			id = parts[i] // the innermost step
		}
	}
	name := parts[len(parts)-1]
	switch p.Code {
	case plan.CodeUnknownAction, plan.CodeUnknownApp:
		name = steps[id]
		for _, app := range reg.Apps() {
			for _, op := range app.Actions {
				known = append(known, op.Ref())
			}
		}
	case plan.CodeUnknownArgument:
		if op, ok := reg.Action(steps[id]); ok {
			known = sortedKeys(op.In.Properties)
		}
	case plan.CodeUnknownStep:
		return sortedKeys(steps)
	}
	return connectors.Nearest(name, known)
}

// clipped is a text in one line, and not too much of it. What can't be printed is left out.
func clipped(text string, most int) string {
	text = strings.Join(strings.Fields(strings.Map(printable, strings.ToValidUTF8(text, ""))), " ")
	if cut := []rune(text); len(cut) > most {
		text = string(cut[:most]) + "…"
	}
	return text
}
