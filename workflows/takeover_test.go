package workflows_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// ledgerOf makes the ledger's rows of a run.
func ledgerOf(run activities.Identity, rows ...activities.Effect) []activities.Effect {
	for i, row := range rows {
		id := run
		id.Path, id.Epoch = row.Path, row.Attempt // the tests write the epoch there
		if row.Key == "" {
			rows[i].Key = id.Key()
		}
		rows[i].Run, rows[i].Fingerprint = run.Workflow, "print of "+row.Path
	}
	return rows
}

func row(path, action string, state activities.State) activities.Effect {
	return activities.Effect{Path: path, Action: action, State: state}
}

// TestTakeOver holds what the ledger has of a run against what the run says it left.
func TestTakeOver(t *testing.T) {
	run := activities.Identity{Workflow: "r", FirstRun: "1"}
	custom := do("custom", "toy.d")
	custom.Undo = &plan.Undo{Do: "toy.z"}
	f := frozen(do("one", "toy.read"), do("a", "toy.a"), do("b", "toy.b"), do("final", "toy.final"), custom)
	take := func(done []workflows.Done, rows ...activities.Effect) (list []string, doubts []string) {
		seed, unsure := workflows.TakeOver(workflows.Past{Identity: run, Start: workflows.Start{Frozen: f}, Done: done, Effects: [][]activities.Effect{ledgerOf(run, rows...)}})
		for _, s := range seed.Steps {
			require.Equal(t, "print of "+s.Path, s.Input)
			require.Equal(t, []int{1, 1}, []int{s.Of, s.In})
			says := s.Path
			if s.Undo {
				says += " undo"
			}
			list = append(list, says)
		}
		for _, d := range unsure {
			doubts = append(doubts, d.Path)
		}
		return list, doubts
	}
	a, b := workflows.Done{Path: "a", Node: 1}, workflows.Done{Path: "b", Node: 2}
	again := row("b", "toy.b", activities.Confirmed)
	again.Attempt = 1
	for name, tc := range map[string]struct {
		done         []workflows.Done
		rows         []activities.Effect
		want, doubts []string
	}{
		"what stands, in the order of doing, then the rest": {[]workflows.Done{b, a},
			[]activities.Effect{row("one", "toy.read", activities.Confirmed), row("a", "toy.a", activities.Confirmed), row("b", "toy.b", activities.Reconciled),
				row("final", "toy.final", activities.Confirmed)}, []string{"b undo", "a undo", "one", "final"}, nil},
		"what did not happen or was undone is not there": {[]workflows.Done{a},
			[]activities.Effect{row("a", "toy.a", activities.Failed), row("b", "toy.b", activities.Undone), row("final", "toy.final", activities.Claimed)}, nil, nil},
		"what was undone by an action of the plan's stays CONFIRMED": {nil,
			[]activities.Effect{row("custom", "toy.d", activities.Confirmed), row("custom/undo", "toy.z", activities.Confirmed)}, nil, nil},
		"what only the ledger knows of": {nil, []activities.Effect{row("a", "toy.a", activities.Confirmed)}, []string{"a undo"}, nil},
		"another key is another run's":  {nil, []activities.Effect{{Key: "other", Path: "a", Action: "toy.a", State: activities.Confirmed}}, nil, nil},
		"nobody can tell":               {nil, []activities.Effect{row("final", "toy.final", activities.Unknown), row("a", "toy.a", activities.Sent)}, nil, []string{"final", "a"}},
		"an undo that was given up":     {[]workflows.Done{a}, []activities.Effect{row("a", "toy.a", activities.Undoing)}, nil, []string{"a"}},
		"a person said it didn't happen, and it was done anew": {[]workflows.Done{{Path: "b", Node: 2, Epoch: 1}},
			[]activities.Effect{row("b", "toy.b", activities.Unknown), again}, []string{"b undo"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, doubts := take(tc.done, tc.rows...)
			require.Equal(t, tc.want, got)
			require.Equal(t, tc.doubts, doubts)
		})
	}
}

// TestTakeOverOfATakeOver goes on with a run that had gone on with another itself.
func TestTakeOverOfATakeOver(t *testing.T) {
	first, second := activities.Identity{Workflow: "first"}, activities.Identity{Workflow: "second"}
	f := frozen(do("a", "toy.a"), do("b", "toy.b"), do("final", "toy.final"))
	g := frozen(do("b", "toy.b"), do("a", "toy.a"), do("c", "toy.c"))
	seed, doubts := workflows.TakeOver(workflows.Past{Identity: second,
		Start: workflows.Start{Frozen: g, Seed: &workflows.Seed{Runs: []workflows.Earlier{{Identity: first, Frozen: f}}}},
		Done:  []workflows.Done{{Path: "a", Node: 1, Of: 1}, {Path: "c", Node: 2}}, // b was done anew, and its undo given up: it is not there
		Effects: [][]activities.Effect{
			ledgerOf(first, row("a", "toy.a", activities.Confirmed), row("b", "toy.b", activities.Undone), row("final", "toy.final", activities.Confirmed)),
			ledgerOf(second, row("c", "toy.c", activities.Confirmed))}})
	require.Empty(t, doubts)
	require.Len(t, seed.Runs, 2)
	require.Equal(t, []workflows.Seeded{
		{Done: workflows.Done{Path: "a", Node: 1, Of: 1, In: 2}, Input: "print of a", Undo: true},
		{Done: workflows.Done{Path: "c", Node: 2, Of: 2, In: 2}, Input: "print of c", Undo: true},
		{Done: workflows.Done{Path: "final", Node: 2, Of: 1, In: 1}, Input: "print of final"},
	}, seed.Steps)
}
