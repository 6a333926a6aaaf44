package mcp

import (
	"context"
	"fmt"
	"strings"

	"sayso/api"
)

// RetryIn names a run that waits or that is over.
type RetryIn struct {
	RunID string         `json:"run_id"`
	With  map[string]any `json:"with,omitempty" jsonschema:"arguments for the failed step, in place of all it had"`
	Wait  *int           `json:"wait_seconds,omitempty"`
}

func retryRunTool() tool[RetryIn, Moved] {
	return tool[RetryIn, Moved]{
		name: "retry_run", title: "Retry", needs: api.StartRuns, hints: hints{destroys: true, outside: true},
		doc: "Does the step anew that a run waits with, or starts a run again that is over and left nothing standing.",
		do: func(ctx context.Context, c call, in RetryIn) (Moved, error) {
			run, err := c.desk.Retry(ctx, in.RunID, in.With)
			if err != nil {
				return Moved{}, err
			}
			after, err := c.follow(ctx, run, in.Wait)
			return moved(after), err
		},
	}
}

// UndoIn names a run whose effects are to be taken back.
type UndoIn struct {
	RunID   string `json:"run_id"`
	Preview bool   `json:"preview,omitempty" jsonschema:"only tell what would be taken back"`
	Wait    *int   `json:"wait_seconds,omitempty"`
}

// Undoing is what is taken back, and the run that does it.
type Undoing struct {
	Undo  []Past `json:"undo" jsonschema:"taken back, in this order"`
	Stays []Past `json:"stays" jsonschema:"can't be taken back"`
	RunID string `json:"run_id,omitempty" jsonschema:"of the run that does it; missing in a preview"`
	State string `json:"state,omitempty"`

	run  Run
	lang string
}

// Past is what a run did.
type Past struct {
	Step string `json:"step"`
	Did  Data   `json:"did"`
	Then string `json:"then"`
}

func (u Undoing) text() string {
	var b strings.Builder
	list := func(head string, past []Past) {
		if len(past) > 0 {
			b.WriteString(head + "\n")
		}
		for _, p := range past {
			fmt.Fprintf(&b, "- %s: %s %s\n", p.Step, p.Did, p.Then)
		}
	}
	list(say(u.lang, "Taken back, in this order:", "Zurückgenommen wird, in dieser Reihenfolge:"), u.Undo)
	list(say(u.lang, "This stays as it is:", "Das bleibt, wie es ist:"), u.Stays)
	if u.RunID != "" {
		b.WriteString(u.run.text())
	}
	return strings.TrimSpace(b.String())
}

func undoRunTool() tool[UndoIn, Undoing] {
	return tool[UndoIn, Undoing]{
		name: "undo_run", title: "Undo", needs: api.StartRuns, hints: hints{destroys: true, again: true, outside: true},
		doc: "Takes back what a run did, in reverse, and says what stays. With preview it only tells; show that to the person first.",
		do:  undo,
	}
}

func undo(ctx context.Context, c call, in UndoIn) (Undoing, error) {
	if err := c.caller.May(api.StartRuns); err != nil { // a preview tells who may not read runs no more than undoing does
		return Undoing{}, err
	}
	p, err := c.desk.UndoPreview(ctx, in.RunID)
	if err != nil {
		return Undoing{}, err
	}
	u := Undoing{Undo: pastOf(p.Undo), Stays: pastOf(p.Stands), lang: p.Lang}
	if in.Preview {
		return u, nil
	}
	run, err := c.desk.Undo(ctx, in.RunID)
	if err != nil {
		return Undoing{}, err
	}
	u.run, err = c.follow(ctx, run, in.Wait)
	u.RunID, u.State = u.run.RunID, u.run.State
	return u, err
}

func pastOf(effects []api.PastEffect) []Past {
	list := []Past{}
	for _, e := range effects {
		list = append(list, Past{e.Step, Data(e.Says), e.Then})
	}
	return list
}

// CancelIn names a run that is to end.
type CancelIn struct {
	RunID string `json:"run_id"`
	Keep  bool   `json:"keep,omitempty" jsonschema:"leave what was done as it stands"`
	Wait  *int   `json:"wait_seconds,omitempty"`
}

func cancelRunTool() tool[CancelIn, Moved] {
	return tool[CancelIn, Moved]{
		name: "cancel_run", title: "Cancel", needs: api.StartRuns, hints: hints{destroys: true, again: true, outside: true},
		doc: "Ends a run that goes on. What it did is undone, unless it is to be kept.",
		do: func(ctx context.Context, c call, in CancelIn) (Moved, error) {
			run, err := c.desk.Cancel(ctx, in.RunID, in.Keep)
			if err != nil {
				return Moved{}, err
			}
			after, err := c.follow(ctx, run, in.Wait)
			return moved(after), err
		},
	}
}
