package api

import (
	"fmt"
	"strings"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// lines is the preview of the changed plan. An approval that policy asks for before a step is left out where that isn't done.
func (c *Change) lines(steps []workflows.Foreseen) []ChangedStep {
	known := map[string]workflows.Foreseen{}
	for _, f := range steps {
		known[f.Step] = f
	}
	list := []ChangedStep{}
	for _, line := range c.frozen.Preview(c.Lang) {
		f, action := known[line.Step]
		switch {
		case !action:
			list = append(list, ChangedStep{EffectLine: line})
		case line.Kind != plan.KindApproval:
			list = append(list, ChangedStep{EffectLine: line, Then: c.then(f, line.Kind), Foreseen: &f})
		case f.New+f.Open > 0:
			list = append(list, ChangedStep{EffectLine: line})
		}
	}
	return list
}

// then says what becomes of a step.
func (c *Change) then(f workflows.Foreseen, kind string) string {
	say := func(en, de string, args ...any) string {
		return fmt.Sprintf(connectors.Doc{En: en, De: de}.In(c.Lang), args...)
	}
	if f.Kept+f.New+f.Open == 0 {
		return say("Not needed.", "Nicht nötig.")
	}
	once := f.Kept+f.New+f.Open == 1
	var parts []string
	switch {
	case f.Kept > 0 && once:
		parts = append(parts, say("Done already, and kept.", "Schon getan und bleibt."))
	case f.Kept > 0:
		parts = append(parts, say("%d done already, and kept.", "%d schon getan, die bleiben.", f.Kept))
	}
	switch {
	case f.New > 0 && once:
		parts = append(parts, say("Will be done.", "Wird getan."))
	case f.New > 0:
		parts = append(parts, say("%d will be done.", "%d werden getan.", f.New))
	}
	switch {
	case f.Again > 0 && kind == string(connectors.Irreversible):
		parts = append(parts, say("It was done before with other values, which can't be taken back.", "Es geschah schon mit anderen Werten; das lässt sich nicht zurücknehmen."))
	case f.Again > 0:
		parts = append(parts, say("What was done before with other values is taken back first.", "Was schon mit anderen Werten geschah, wird vorher zurückgenommen."))
	}
	if f.Open > 0 {
		parts = append(parts, say("Kept or done anew, which depends on what comes out before.", "Bleibt oder geschieht neu; das hängt davon ab, was vorher herauskommt."))
	}
	return strings.Join(parts, " ")
}
