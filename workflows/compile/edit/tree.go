package edit

import (
	"encoding/json"
	"slices"

	"sayso/workflows/plan"
)

// copied gives a plan that can be changed without changing the first.
func copied(p *plan.Plan) (*plan.Plan, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	var out plan.Plan
	return &out, json.Unmarshal(raw, &out)
}

// inList visits the list that has a step, and puts what it becomes in its place. It reports whether there is such a step.
func inList(steps *[]plan.Step, id string, change func(list []plan.Step, i int) []plan.Step) bool {
	for i := range *steps {
		s := &(*steps)[i]
		if s.ID == id {
			*steps = change(*steps, i)
			return true
		}
		if inList(&s.Steps, id, change) {
			return true
		}
		for _, branches := range [][]plan.Branch{s.Choose, s.Parallel} {
			for b := range branches {
				if inList(&branches[b].Steps, id, change) {
					return true
				}
			}
		}
	}
	return false
}

// all lists the steps of a plan with those inside them, in the order of reading.
func all(steps []plan.Step) (list []*plan.Step) {
	for i := range steps {
		s := &steps[i]
		list = append(list, s)
		list = append(list, all(s.Steps)...)
		for _, b := range slices.Concat(s.Choose, s.Parallel) {
			list = append(list, all(b.Steps)...)
		}
	}
	return list
}

// byID gives a step of a plan, nil where there is none.
func byID(p *plan.Plan, id string) *plan.Step {
	for _, s := range all(p.Steps) {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// free gives an id that no step has: the given one, or that with a number.
func free(p *plan.Plan, id string) string {
	name := id
	for n := 2; byID(p, name) != nil; n++ {
		name = id + "_" + itoa(n)
	}
	return name
}
