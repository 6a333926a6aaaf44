package plan

import (
	"strconv"

	"gopkg.in/yaml.v3"
)

// steps reads a list of steps: those of the plan, or those inside a control step.
func (r *reader) steps(into *[]Step) field {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.SequenceNode {
			r.wrongKind(n, path, aList)
			return
		}
		steps := make([]Step, len(n.Content))
		for i, item := range n.Content {
			id := idOf(item)
			if r.ids[id] {
				id = ""
			}
			r.ids[id] = id != ""
			steps[i] = r.step(item, stepPath(path, id, i))
		}
		*into = steps
	}
}

// stepPath is how a step of a list is named in problems: by its id, or by its place where it has none of its own.
func stepPath(list, id string, i int) string {
	if id == "" {
		return list + "[" + strconv.Itoa(i) + "]"
	}
	return list + "." + id
}

func idOf(step *yaml.Node) string {
	for i := 0; i+1 < len(step.Content) && step.Kind == yaml.MappingNode; i += 2 {
		if v := step.Content[i+1]; step.Content[i].Value == "id" && v.Kind == yaml.ScalarNode && idPattern.MatchString(v.Value) {
			return v.Value
		}
	}
	return ""
}

func (r *reader) step(n *yaml.Node, path string) Step {
	s := Step{Place: Place{n.Line, n.Column}}
	r.object(n, path, map[string]field{
		"id": r.text(&s.ID), "if": r.condition(&s.If), "do": r.text(&s.Do), "run": r.text(&s.Run), "with": r.args(&s.With),
		"approve": func(n *yaml.Node, path string) {
			s.Approve = &Approve{}
			r.object(n, path, map[string]field{"by": r.text(&s.Approve.By), "four_eyes": r.bool(&s.Approve.FourEyes), "text": r.text(&s.Approve.Text), "timeout": r.text(&s.Approve.Timeout)})
		},
		"choose": r.branches(&s.Choose), "parallel": r.branches(&s.Parallel),
		"each": r.any(&s.Each), "as": r.text(&s.As), "at_once": r.integer(&s.AtOnce), "steps": r.steps(&s.Steps),
		"wait": func(n *yaml.Node, path string) { s.Wait = r.wait(n, path) },
		"retry": func(n *yaml.Node, path string) {
			s.Retry = &Retry{}
			r.object(n, path, map[string]field{"attempts": r.integer(&s.Retry.Attempts), "first": r.text(&s.Retry.First), "max": r.text(&s.Retry.Max)})
		},
		"timeout": r.text(&s.Timeout),
		"undo": func(n *yaml.Node, path string) {
			s.Undo = &Undo{}
			r.object(n, path, map[string]field{"keep": r.bool(&s.Undo.Keep), "do": r.text(&s.Undo.Do), "with": r.args(&s.Undo.With)})
		},
		"on_failure": r.text((*string)(&s.OnFailure)),
		"trust":      r.texts(&s.Trust),
	}, "id")
	return s
}

// branches reads those of a choose or a parallel.
func (r *reader) branches(into *[]Branch) field {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.SequenceNode {
			r.wrongKind(n, path, aList)
			return
		}
		branches := make([]Branch, len(n.Content))
		for i, item := range n.Content {
			b := &branches[i]
			r.object(item, branchPath(path, i), map[string]field{"when": r.condition(&b.When), "steps": r.steps(&b.Steps)}, "steps")
		}
		*into = branches
	}
}

// branchPath is how a branch is named in problems.
func branchPath(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// wait reads a pause; a text alone is how long it is.
func (r *reader) wait(n *yaml.Node, path string) *Wait {
	w := &Wait{}
	if v, ok := scalar(n); ok && v != nil {
		r.text(&w.For)(n, path)
		return w
	}
	r.object(n, path, map[string]field{"for": r.text(&w.For), "until": r.text(&w.Until), "event": r.text(&w.Event), "with": r.args(&w.With), "timeout": r.text(&w.Timeout)})
	return w
}
