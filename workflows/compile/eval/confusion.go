package eval

import (
	"cmp"
	"slices"
	"strings"

	"sayso/workflows/compile"
)

// Mistaken is something that was taken for something else, and how often.
type Mistaken struct {
	Meant string `json:"meant"` // an action, or how the prompt should have ended: "clarify"
	Taken string `json:"taken"` // an action, how the prompt ended instead, or "nothing"
	Times int    `json:"times"`
}

// nothing is what an action is taken for that a plan lacks, or what was meant by one that a plan has too many.
const nothing = "nothing"

// confusion lists what was mistaken for what, most frequent first. An action that is missing is paired with one that is too many, those of
// the same app first.
func confusion(outcomes []Outcome) []Mistaken {
	times := map[Mistaken]int{}
	for _, o := range outcomes {
		switch {
		case string(o.Status) != string(o.Class):
			times[Mistaken{Meant: string(o.Class), Taken: string(o.Status)}]++
		case o.Status == compile.StatusPlan:
			for _, pair := range pairs(o.Missed, o.Extra) {
				times[pair]++
			}
		}
	}
	list := make([]Mistaken, 0, len(times))
	for m, n := range times {
		m.Times = n
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b Mistaken) int {
		return cmp.Or(b.Times-a.Times, strings.Compare(a.Meant, b.Meant), strings.Compare(a.Taken, b.Taken))
	})
	return list
}

func pairs(missed, extra []string) (list []Mistaken) {
	extra = slices.Clone(extra)
	for _, meant := range missed {
		taken := nothing
		if len(extra) > 0 {
			at := max(0, slices.IndexFunc(extra, func(e string) bool { return app(e) == app(meant) }))
			taken = extra[at]
			extra = slices.Delete(extra, at, at+1)
		}
		list = append(list, Mistaken{Meant: meant, Taken: taken})
	}
	for _, taken := range extra {
		list = append(list, Mistaken{Meant: nothing, Taken: taken})
	}
	return list
}

func app(action string) string {
	name, _, _ := strings.Cut(action, ".")
	return name
}
