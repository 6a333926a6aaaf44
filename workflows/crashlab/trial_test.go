package crashlab_test

import (
	"strings"
	"time"

	"sayso/activities/crash"
	"sayso/api"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// class is how much a vendor helps to do a thing once.
type class string

// The classes.
const (
	classA class = "A" // honours keys, or takes the same value twice
	classB class = "B" // can be searched for our marker, with a lag
	classC class = "C" // neither, as SMTP
)

// scene is what else goes on where a trial comes to its point.
type scene string

// The scenes.
const (
	sceneAlone     scene = ""
	sceneCancelled scene = ", and it is cancelled" // while it stands there: its step isn't tried again, it is taken back
	sceneDecided   scene = " behind an approval"   // that somebody gives, and doesn't give a second time if it is forgotten
)

// cell is what a trial is about: a point, the class of the step that stands there, and the scene.
type cell struct {
	Point crash.Point
	Class class
	Scene scene
}

// where says where the process dies.
func (c cell) where() string { return string(c.Point) + string(c.Scene) }

// cells are all that there are. A seed belongs to one by its number.
func cells() (list []cell) {
	in := func(s scene, classes string, points ...crash.Point) {
		for _, p := range points {
			for _, c := range classes {
				list = append(list, cell{p, class(c), s})
			}
		}
	}
	each := func(classes string, points ...crash.Point) { in(sceneAlone, classes, points...) }
	each("ABC", crash.BeforeClaim, crash.Claimed, crash.HalfSent, crash.AnswerLost, crash.AnswerRead, crash.Recorded, crash.Renewed, crash.InTask)
	each("AB", crash.BeforeUndo, crash.UndoSent, crash.Undone)
	each("ABC", crash.Deciding, crash.Settling, crash.Waiting)
	each("AB", crash.Expired)
	in(sceneCancelled, "AB", crash.BeforeClaim, crash.Claimed, crash.AnswerLost)
	in(sceneDecided, "ABC", crash.AnswerRead)
	return list
}

// ending is how a trial is meant to end.
type ending string

// The endings.
const (
	completes ending = "completes"
	fails     ending = "fails"     // its last step can't be done
	rejected  ending = "rejected"  // somebody says no
	expires   ending = "expires"   // nobody says anything
	cancelled ending = "cancelled" // somebody cancels it on the way
)

// effect is one effect that a plan means to have.
type effect struct {
	name, path string
	action     string
	approved   bool // only after an approval
	never      bool // the vendor refuses it
	gone       bool // it is taken back even where the run completes
}

func (e effect) class() class {
	switch e.action {
	case "make", "set":
		return classA
	case "post":
		return classB
	}
	return classC
}

// trial is one run of the laboratory, made of its seed alone, with what came of it.
type trial struct {
	seed    int
	id      string
	cell    cell
	plan    *plan.Plan
	effects []effect
	ending  ending
	aim     aim
	cancel  time.Duration // after it came to its point, where it is to be cancelled
	fickle  bool          // somebody approves it, and says no when asked again because the process died meanwhile
	before  *plan.Plan    // of an earlier run under the same id; nil for none

	started, fired, over   bool
	busy                   bool          // something is being asked or told
	begun, killed, resumed time.Time     // when it was started, when its process died last before it went on, when it did
	recovery               time.Duration // from the last kill until it went on, with nothing in its way; 0 where another kill came in between, or might have
	stood                  time.Time     // when it came to its point
	approvedAt, cancelAt   time.Time     // when somebody began to approve it, and when its cancellation was taken
	refused                bool          // somebody said no
	unknown                int           // how often it asked whether the step that it is about was done
	asked                  []string      // what else it asked, that nobody expected
	hindered               string        // what kept it from going on last
	run                    api.Run
}

// harmless gives those steps that act, with other names and without trouble: what an earlier run under the same id did at the same paths.
func (t *trial) harmless(steps []plan.Step) (list []plan.Step) {
	for _, s := range steps {
		switch {
		case s.Do != "":
			written, _ := s.With["name"].(string)
			s.With = map[string]any{"name": strings.Replace(written, t.id+".", t.id+"~before.", 1)}
		case s.Each != nil:
			s.Steps = t.harmless(s.Steps)
		case s.Parallel != nil:
			var branches []plan.Branch
			for _, b := range s.Parallel {
				branches = append(branches, plan.Branch{Steps: t.harmless(b.Steps)})
			}
			s.Parallel = branches
		default:
			continue
		}
		list = append(list, s)
	}
	return list
}

// ofUndo reports whether the point is one of taking a step back.
func (t *trial) ofUndo() bool {
	p := t.cell.Point
	return p == crash.BeforeUndo || p == crash.UndoSent || p == crash.Undone
}

// ofStep reports whether the point is one of a step, not of what a person says or of time.
func (t *trial) ofStep() bool {
	p := t.cell.Point
	return p != crash.Deciding && p != crash.Settling && p != crash.Expired && p != crash.Waiting
}

// decision is what a person says to a question who has looked at the vendor: a step that asks whether it was done is done anew only where the
// vendor shows nothing of it.
func (t *trial) decision(q workflows.Question, log []entry) (workflows.Choice, string) {
	switch q.Kind {
	case workflows.AskApproval:
		if t.ending == rejected || t.fickle && !t.approvedAt.IsZero() && (t.fired || t.cell.Scene != sceneDecided) {
			return workflows.Reject, ""
		}
		return workflows.Approve, ""
	case workflows.AskUnknown:
		for _, e := range t.effects {
			if e.path != q.Step {
				continue
			}
			if id := standing(e.name, log); id != "" {
				return workflows.Skip, `{"id":"` + id + `"}`
			}
			return workflows.Retry, ""
		}
	case workflows.AskFailed:
		return workflows.Undo, ""
	}
	return workflows.Skip, ""
}

// classOf gives the class of the effect at a path.
func (t *trial) classOf(path string) class {
	for _, e := range t.effects {
		if e.path == path {
			return e.class()
		}
	}
	return ""
}

// standing gives the id of an effect that was had and not taken back, "" for none.
func standing(name string, log []entry) (id string) {
	for _, e := range log {
		switch {
		case e.Name == name && e.Op == "do":
			id = e.ID
		case e.Name == name:
			id = ""
		}
	}
	return id
}
