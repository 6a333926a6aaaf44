package api

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"go.temporal.io/api/workflowservice/v1"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
)

// Resumed is what came of a resumption.
type Resumed struct {
	Pause activities.Pause `json:"pause"`          // that ended; zero where an earlier resumption was broken off after that
	Runs  []string         `json:"runs"`           // that waited for the connection and go on
	Left  []LeftWaiting    `json:"left,omitempty"` // that could not be told; `sayso retry RUN` tells them
}

// LeftWaiting is a run that waits for a connection which was resumed.
type LeftWaiting struct {
	Run string `json:"run"`
	Why string `json:"why"`
}

// Resume ends a pause. Runs that wait for the connection go on: each is found by what it says of itself in Temporal and has its step done.
// It may be called again where it was broken off.
func (s *Service) Resume(ctx context.Context, r PauseRequest) (Resumed, error) {
	if err := s.pausable(r); err != nil {
		return Resumed{}, err
	}
	pause, paused, err := s.Pauses.Resume(ctx, r.Of, s.inside(r.Name))
	_, pause.Name = split(pause.Name)
	done := Resumed{Pause: pause, Runs: []string{}}
	if err != nil {
		return done, err
	}
	if r.Of == activities.OfConnection {
		if err := s.wake(ctx, r, &done); err != nil {
			return done, err
		}
	}
	if !paused && len(done.Runs)+len(done.Left) == 0 {
		return done, &connectors.Error{Kind: connectors.Conflict, Code: "not_paused", Message: r.Name + " isn't paused"}
	}
	return done, nil
}

// wake has all runs go on that wait for a connection. Temporal shows a run as waiting a moment after it began to, so it looks until it
// twice finds nobody new.
func (s *Service) wake(ctx context.Context, r PauseRequest, done *Resumed) error {
	seen := map[string]bool{}
	for quiet := 0; quiet < 2; {
		waiting, err := s.waiting(ctx, s.inside(r.Name))
		if err != nil {
			return err
		}
		fresh := slices.DeleteFunc(waiting, func(id string) bool { return seen[id] })
		for _, id := range fresh {
			seen[id] = true
		}
		s.wakeAll(ctx, r, fresh, done)
		if quiet++; len(fresh) > 0 {
			quiet = 0
		}
		select {
		case <-time.After(lookAgain):
		case <-ctx.Done():
			return engineError(ctx.Err())
		}
	}
	slices.Sort(done.Runs)
	slices.SortFunc(done.Left, func(a, b LeftWaiting) int { return strings.Compare(a.Run, b.Run) })
	return nil
}

const (
	lookAgain   = 300 * time.Millisecond // Temporal shows what a run says of itself well within that
	waitingPage = 200                    // runs that are listed at once
)

// waiting lists the runs that wait for a connection.
func (s *Service) waiting(ctx context.Context, connection string) (ids []string, err error) {
	query := fmt.Sprintf("%s = '%s' AND ExecutionStatus = 'Running'", workflows.SearchPaused.GetName(), connection)
	var page []byte
	for {
		got, err := s.Temporal.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Query: query, PageSize: waitingPage, NextPageToken: page})
		if err != nil {
			return nil, engineError(err)
		}
		for _, info := range got.GetExecutions() {
			ids = append(ids, info.GetExecution().GetWorkflowId())
		}
		if page = got.GetNextPageToken(); len(page) == 0 {
			return ids, nil
		}
	}
}

// wakeAll has runs go on, a few at the same time.
func (s *Service) wakeAll(ctx context.Context, r PauseRequest, ids []string, done *Resumed) {
	var all sync.WaitGroup
	var mu sync.Mutex
	next := make(chan string)
	for range min(atOnce, len(ids)) {
		all.Go(func() {
			for id := range next {
				goesOn, err := s.wakeOne(ctx, r, id)
				mu.Lock()
				if err != nil {
					done.Left = append(done.Left, LeftWaiting{id, connectors.AsError(err).Message})
				} else if goesOn {
					done.Runs = append(done.Runs, id)
				}
				mu.Unlock()
			}
		})
	}
	for _, id := range ids {
		next <- id
	}
	close(next)
	all.Wait()
}

// wakeOne has each step of a run done that waits for the connection. A run that somebody decided on meanwhile goes its own way.
func (s *Service) wakeOne(ctx context.Context, r PauseRequest, id string) (goesOn bool, err error) {
	run, err := s.Get(ctx, id)
	if err != nil {
		return false, err
	}
	asked := run.Asked
	if len(asked) == 0 && run.Question != nil {
		asked = []workflows.Question{*run.Question}
	}
	for _, q := range asked {
		if q.Kind != workflows.AskPaused || q.Paused != s.inside(r.Name) {
			continue
		}
		err := s.Decide(ctx, DecideRequest{Run: id, Step: q.Step, Choice: workflows.Retry, Digest: q.Digest, By: r.By})
		if err != nil && connectors.KindOf(err) != connectors.Conflict {
			return goesOn, err
		}
		goesOn = goesOn || err == nil
	}
	return goesOn, nil
}
