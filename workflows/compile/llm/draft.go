package llm

import (
	"fmt"
	"regexp"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// drafting makes a plan of an answer. What a model writes as a text is taken literally: the only expressions in arguments are the typed
// references, and these are held to their form.
type drafting struct {
	reg    *connectors.Registry
	braces bool // the request itself holds ${, so that texts may
	faults []fault
}

// draft gives the plan that an answer stands for. Its name, words and language are the caller's.
func (d *drafting) draft(a answer) *plan.Plan {
	p := &plan.Plan{Steps: d.steps(a.Steps, "steps")}
	if t := a.Trigger; t != nil {
		p.Trigger = d.trigger(*t)
	}
	return p
}

func (d *drafting) trigger(t starts) *plan.Trigger {
	switch t.Type {
	case "schedule":
		return &plan.Trigger{Schedule: &plan.Schedule{Cron: t.Cron, Timezone: t.Timezone}}
	case "event":
		on := &plan.On{Event: t.Event, Where: t.Where}
		var in *connectors.Schema
		if e, ok := d.reg.Event(t.Event); ok {
			in = e.In
		}
		on.With = d.arguments(t.With, in, "trigger.on.with")
		return &plan.Trigger{On: on}
	}
	d.fault(plan.CodeTrigger, "trigger.type", "schedule or event; null where a person starts the plan")
	return nil
}

func (d *drafting) steps(list []does, path string) []plan.Step {
	steps := make([]plan.Step, 0, len(list))
	for i, s := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		if s.ID != "" {
			at = path + "." + s.ID
		}
		steps = append(steps, d.step(s, at))
	}
	return steps
}

func (d *drafting) step(s does, path string) plan.Step {
	out := plan.Step{ID: s.ID, If: s.If}
	switch s.Action {
	case doApprove:
		text, _ := d.value(s.Text, nil, path+".text").(string)
		out.Approve = &plan.Approve{By: s.By, Text: text, Timeout: s.Timeout}
	case doWait:
		out.Wait = &plan.Wait{For: s.For, Until: s.Until, Event: s.Event, Timeout: s.Timeout}
		if e, ok := d.reg.Event(s.Event); ok {
			out.Wait.With = d.arguments(s.With, e.In, path+".wait.with")
		}
	case doChoose:
		out.Choose = d.branches(s.Branches, path+".choose")
	case doParallel:
		out.Parallel = d.branches(s.Branches, path+".parallel")
	case doEach:
		out.Each, out.As = d.value(s.List, nil, path+".list"), s.As
		if out.Each == nil {
			d.fault(plan.CodeMissingKey, path+".list", "a reference to a list that an earlier step gives")
		}
		out.Steps = d.steps(s.Steps, path+".steps")
	default:
		out.Do = s.Action
		var in *connectors.Schema
		if op, ok := d.reg.Action(s.Action); ok {
			in = op.In
		}
		out.With = d.arguments(s.With, in, path+".with")
	}
	return out
}

func (d *drafting) branches(list []branch, path string) []plan.Branch {
	out := make([]plan.Branch, 0, len(list))
	for i, b := range list {
		out = append(out, plan.Branch{When: b.When, Steps: d.steps(b.Steps, fmt.Sprintf("%s[%d].steps", path, i))})
	}
	return out
}

// arguments gives those that aren't null.
func (d *drafting) arguments(with map[string]any, in *connectors.Schema, path string) map[string]any {
	out := map[string]any{}
	for _, name := range sortedKeys(with) {
		var s *connectors.Schema
		if in != nil {
			s = in.Properties[name]
		}
		if v := d.value(with[name], s, path+"."+name); v != nil {
			out[name] = v
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// value turns what an answer has for an argument into what a plan has for it.
func (d *drafting) value(v any, s *connectors.Schema, path string) any {
	switch v := v.(type) {
	case string:
		return d.text(v, path)
	case []any:
		return d.listed(v, s, path)
	case map[string]any:
		switch {
		case len(v) == 2 && v["step"] != nil && v["field"] != nil:
			return d.reference(v, path)
		case len(v) == 1 && v["parts"] != nil:
			return d.parts(v["parts"], path)
		}
		return d.arguments(v, s, path)
	}
	return v
}

// text is literal. One in which somebody wrote an expression is no text that a person should get.
func (d *drafting) text(text, path string) any {
	if strings.Contains(text, "${") && !d.braces {
		d.fault("reference", path, `a reference as {"step": …, "field": …}, and a text that holds one as {"parts": [ … ]}`)
	}
	return expr.Escape(text)
}

// listed is a list, or the free fields of an object.
func (d *drafting) listed(list []any, s *connectors.Schema, path string) any {
	var items *connectors.Schema
	if s != nil {
		items = s.Items
	}
	if s != nil && s.Type != "array" && len(s.Properties) == 0 {
		return d.pairs(list, path)
	}
	out := make([]any, 0, len(list))
	for i, item := range list {
		if v := d.value(item, items, fmt.Sprintf("%s[%d]", path, i)); v != nil {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// pairs are the free fields of an object: [{name, value}, …].
func (d *drafting) pairs(list []any, path string) any {
	out := map[string]any{}
	for i, item := range list {
		pair, _ := item.(map[string]any)
		name, _ := pair["name"].(string)
		at := fmt.Sprintf("%s[%d]", path, i)
		if _, twice := out[name]; name == "" || twice {
			d.fault("form", at, `{"name": …, "value": …}, each name once`)
			continue
		}
		if v := d.value(pair["value"], nil, at+".value"); v != nil {
			out[name] = v
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// reference is ${step.field}.
func (d *drafting) reference(v map[string]any, path string) any {
	step, _ := v["step"].(string)
	name, _ := v["field"].(string)
	if !stepName.MatchString(step) || !fieldName.MatchString(name) {
		d.fault("reference", path, "step is a step's id, the name of an item, or trigger; field is a field of its output, with dots for inner ones")
		return nil
	}
	if name == "" {
		return "${" + step + "}"
	}
	return "${" + step + "." + name + "}"
}

var (
	stepName  = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)
	fieldName = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_]*(\[\d{1,4}\])?(\.[A-Za-z_][A-Za-z0-9_]*(\[\d{1,4}\])?)*)?$`)
)

// parts is a text with references in it.
func (d *drafting) parts(v any, path string) any {
	list, _ := v.([]any)
	var b strings.Builder
	for i, part := range list {
		if said, ok := d.value(part, nil, fmt.Sprintf("%s.parts[%d]", path, i)).(string); ok {
			b.WriteString(said)
		}
	}
	return b.String()
}

func (d *drafting) fault(code, path, expected string) {
	d.faults = append(d.faults, fault{Code: code, Path: path, Expected: expected})
}
