package mcp

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows"
)

// StartIn is the start of a plan that was read, or of a corrected one that goes on with a run.
type StartIn struct {
	PlanID    string         `json:"plan_id"`
	Digest    string         `json:"digest" jsonschema:"of what the person read and agreed to"`
	Key       string         `json:"idempotency_key" jsonschema:"a new one for each start; the same when you send a start again"`
	Inputs    map[string]any `json:"inputs,omitempty" jsonschema:"as they were checked"`
	Sandbox   bool           `json:"sandbox,omitempty" jsonschema:"as it was checked"`
	Continues string         `json:"continues,omitempty" jsonschema:"run that this corrected plan goes on with; the digest is propose_repair's"`
	Dropped   dropped        `json:"dropped,omitempty" jsonschema:"with continues: what becomes of effects that the plan has no steps for"`
	Wait      *int           `json:"wait_seconds,omitempty" jsonschema:"0 to 45, default 45"`
}

// dropped is what becomes of effects that a corrected plan has no steps for.
type dropped workflows.Dropped

// Values lists both.
func (dropped) Values() []string {
	return []string{string(workflows.DropUndo), string(workflows.DropKeep)}
}

func startRunTool() tool[StartIn, Run] {
	return tool[StartIn, Run]{
		name: "start_run", title: "Start a run", needs: api.StartRuns, hints: hints{destroys: true, again: true, outside: true},
		doc: "Carries a plan out for real, after the person has seen its effects and said yes. Waits up to 45 seconds for the end.",
		do:  startRun,
	}
}

func startRun(ctx context.Context, c call, in StartIn) (Run, error) {
	var run api.Run
	var err error
	switch {
	case in.Key == "":
		err = &connectors.Error{Kind: connectors.Invalid, Code: "key_required", Message: "a start needs an idempotency_key"}
	case in.Continues != "":
		run, err = c.desk.Repair(ctx, api.RepairRequest{Run: in.Continues, PlanID: in.PlanID, Inputs: in.Inputs, Digest: in.Digest, Dropped: workflows.Dropped(in.Dropped)})
	default:
		run, err = c.desk.Start(ctx, api.StartRequest{PlanID: in.PlanID, Inputs: in.Inputs, Digest: in.Digest, Key: in.Key, Sandbox: in.Sandbox})
	}
	if err != nil {
		return Run{}, err
	}
	return c.follow(ctx, run, in.Wait)
}

// follow waits for a run that this call began or changed. A caller who may start runs and not look at them is told that it began.
func (c call) follow(ctx context.Context, run api.Run, seconds *int) (Run, error) {
	wait := int(maxWait.Seconds())
	if seconds != nil {
		wait = *seconds
	}
	if looks := c.caller.May(api.ReadRuns) == nil; wait > 0 && looks {
		return c.wait(ctx, run.RunID, wait)
	}
	return runOf(run, c.caller.Lang), nil
}

// GetIn names a run.
type GetIn struct {
	RunID string `json:"run_id"`
	Wait  int    `json:"wait_seconds,omitempty" jsonschema:"0 to 45: wait so long for it to end or to ask"`
}

func getRunTool() tool[GetIn, Run] {
	return tool[GetIn, Run]{
		name: "get_run", title: "Look at a run", needs: api.ReadRuns, hints: hints{reads: true, again: true},
		doc: "Tells how a run stands, what it did and what it asks.",
		do: func(ctx context.Context, c call, in GetIn) (Run, error) {
			return c.wait(ctx, in.RunID, in.Wait)
		},
	}
}

// ListIn says which runs are wanted.
type ListIn struct {
	Plan   string     `json:"plan,omitempty" jsonschema:"name of the plan"`
	State  state      `json:"state,omitempty"`
	Since  *time.Time `json:"since,omitempty" jsonschema:"RFC 3339"`
	Until  *time.Time `json:"until,omitempty"`
	Cursor string     `json:"cursor,omitempty"`
	Limit  int        `json:"limit,omitempty" jsonschema:"1 to 100, default 20"`
}

// state is that of a run.
type state workflows.State

// Values lists them.
func (state) Values() []string {
	return []string{string(workflows.Running), string(workflows.Parked), string(workflows.Completed), string(workflows.Undone), string(workflows.Denied),
		string(workflows.Failed)}
}

// Runs is a part of the list of runs, newest first.
type Runs struct {
	Runs []Line `json:"runs"`
	Next string `json:"next_cursor,omitempty"`

	lang string
}

// Line is a run in a list.
type Line struct {
	RunID   string    `json:"run_id"`
	Plan    string    `json:"plan"`
	State   string    `json:"state"`
	Started time.Time `json:"started"`
}

func (r Runs) text() string {
	if len(r.Runs) == 0 {
		return say(r.lang, "There are no such runs.", "Solche Läufe gibt es nicht.")
	}
	var b strings.Builder
	for _, l := range r.Runs {
		fmt.Fprintf(&b, "%s  %s  %s  %s\n", l.Started.UTC().Format(time.RFC3339), l.RunID, l.Plan, l.State)
	}
	return strings.TrimSpace(b.String())
}

func listRunsTool() tool[ListIn, Runs] {
	return tool[ListIn, Runs]{
		name: "list_runs", title: "List runs", needs: api.ReadRuns, hints: hints{reads: true, again: true},
		doc: "Lists runs, newest first.",
		do: func(ctx context.Context, c call, in ListIn) (Runs, error) {
			f := api.RunFilter{Plan: in.Plan, State: workflows.State(in.State)}
			if in.Since != nil {
				f.Since = *in.Since
			}
			if in.Until != nil {
				f.Until = *in.Until
			}
			list, err := c.desk.Runs(ctx, f, api.Page{Cursor: in.Cursor, Limit: in.Limit})
			out := Runs{Runs: []Line{}, Next: list.Next, lang: c.caller.Lang}
			for _, r := range list.Items {
				out.Runs = append(out.Runs, Line{r.RunID, r.Plan, string(r.State), r.Started})
			}
			return out, err
		},
	}
}
