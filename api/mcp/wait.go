package mcp

import (
	"context"
	"errors"
	"fmt"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"sayso/api"
	"sayso/workflows"
)

// maxWait keeps an answer within the minute after which clients give up.
const maxWait = 45 * time.Second

// wait gives a run as it stands when it is over, when it waits for a person, or when the time is up. Where the client wants to hear of progress, it does.
func (c call) wait(ctx context.Context, id string, seconds int) (Run, error) {
	limit := min(time.Duration(max(seconds, 0))*time.Second, maxWait)
	if limit == 0 {
		r, err := c.desk.Run(ctx, id)
		return runOf(r, c.caller.Lang), err
	}
	waiting, enough := context.WithTimeout(ctx, limit)
	defer enough()
	tell := c.progress(ctx)
	r, err := c.desk.Watch(waiting, id, tell)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		r, err = c.desk.Run(ctx, id)
	}
	return runOf(r, c.caller.Lang), err
}

// progress tells the client how many steps are done, whenever there are more.
func (c call) progress(ctx context.Context) func(api.Run) {
	token := c.request.Params.GetProgressToken()
	told := -1
	return func(r api.Run) {
		done := 0
		for _, s := range r.Steps {
			if s.State != workflows.StepPending && s.State != workflows.StepRunning && s.State != workflows.StepWaiting {
				done++
			}
		}
		if token == nil || done <= told {
			return
		}
		told = done
		_ = c.request.Session.NotifyProgress(ctx, &sdk.ProgressNotificationParams{ProgressToken: token, Progress: float64(done), Total: float64(len(r.Steps)),
			Message: fmt.Sprintf(say(r.Lang, "%d of %d steps", "%d von %d Schritten"), done, len(r.Steps))}) // who doesn't hear it has lost nothing
	}
}
