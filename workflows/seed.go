package workflows

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"sayso/activities"
	"sayso/workflows/plan"
)

// Seed is what a run of a changed plan takes over from the runs before it: the finished steps, each with what it was given. A step that
// comes to the same input is not done again: the ledger gives what came of it then. The effects belong to this run from its start on, below
// all that it does itself, so that undoing it takes them back too.
//
// An effect that the run does not take over is never left standing in silence. Where a step comes to another input, what it did before is
// taken back first; what the run has not come to at its end is taken back then. What the plan doesn't have any more is treated as
// Dropped says.
type Seed struct {
	Runs    []Earlier `json:"runs"`
	Steps   []Seeded  `json:"steps"` // those that can be taken back first, in order of doing
	Dropped Dropped   `json:"dropped,omitempty"`
	Digest  string    `json:"digest"` // of the frozen plan and all this: what a person approves
}

// Earlier is a run whose effects are taken over.
type Earlier struct {
	Identity activities.Identity `json:"identity"` // without a path
	Frozen   plan.Frozen         `json:"frozen"`
	Says     map[string]string   `json:"says,omitempty"` // by step: what it did latest, in words
}

// Seeded is a finished step of an earlier run. There may be ten thousand of them; the ledger has the rest.
type Seeded struct {
	Done
	Input string `json:"f"`           // activities.Fingerprint of what it did
	Undo  bool   `json:"u,omitempty"` // it stands, and can be taken back
}

// Dropped is what becomes of effects whose steps the changed plan doesn't have any more.
type Dropped string

// The ways. The empty one is for a plan that drops nothing.
const (
	DropUndo Dropped = "undo" // taken back before the first step
	DropKeep Dropped = "keep" // they stay, and are taken back only if the run is undone
)

// Effect says which effect is meant by one that was taken over.
func (s *Seed) Effect(d Done) activities.Identity {
	id := s.Runs[d.Of-1].Identity
	id.Path, id.Epoch = d.Path, d.Epoch
	return id
}

// Seal fixes the seed's digest, for a run of this plan.
func (s *Seed) Seal(f plan.Frozen) {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q", f.Digest, s.Dropped)
	for _, e := range s.Runs {
		fmt.Fprintf(h, "\n%q %q", e.Identity.Key(), e.Frozen.Digest)
	}
	for _, step := range s.Steps {
		fmt.Fprintf(h, "\n%q %d %d %d %d %q %t", step.Path, step.Epoch, step.Node, step.Of, step.In, step.Input, step.Undo)
		if step.Custom != nil {
			fmt.Fprintf(h, " %q %q", step.Custom.Do, step.Custom.With)
		}
	}
	s.Digest = "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// Digest is what a person approves with the start of a run, and what each decision in it binds to.
func (s Start) Digest() string {
	if s.Seed != nil {
		return s.Seed.Digest
	}
	return s.Frozen.Digest
}
