package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"

	"sayso/connectors"
	"sayso/workflows"
)

// RunFilter says which runs are wanted; what is empty doesn't matter.
type RunFilter struct {
	Plan         string
	State        workflows.State
	Since, Until time.Time // when they began: from the one on, and before the other
}

// stillGoing and ended are what the engine knows of a run; a run that was continued as a new one is one run.
const (
	stillGoing = "ExecutionStatus = 'Running'"
	ended      = "ExecutionStatus != 'Running' AND ExecutionStatus != 'Completed'"
)

// query is the filter in the words of the engine, under a condition that holds for all of them. States are told apart as in [Service.summary].
func (f RunFilter) query(where string) (string, error) {
	state := workflows.SearchState.GetName()
	conditions := []string{"ExecutionStatus != 'ContinuedAsNew'"}
	if where != "" {
		conditions = append(conditions, where)
	}
	switch f.State {
	case "":
	case workflows.Running, workflows.Parked:
		conditions = append(conditions, stillGoing, fmt.Sprintf("%s = '%s'", state, f.State))
	case workflows.Completed:
		conditions = append(conditions, "ExecutionStatus = 'Completed'")
	case workflows.Undone, workflows.Denied:
		conditions = append(conditions, ended, fmt.Sprintf("%s = '%s'", state, f.State))
	case workflows.Failed:
		conditions = append(conditions, ended, fmt.Sprintf("%s != '%s' AND %s != '%s'", state, workflows.Undone, state, workflows.Denied))
	default:
		return "", badFilter("%q is not a state; there are: running, parked, completed, undone, denied, failed", f.State)
	}
	if f.Plan != "" {
		if !planName.MatchString(f.Plan) { // it stands in a query
			return "", badFilter("%q can't be the name of a plan", f.Plan)
		}
		conditions = append(conditions, fmt.Sprintf("%s = '%s'", workflows.SearchPlan.GetName(), f.Plan))
	}
	for _, bound := range []struct {
		at time.Time
		is string
	}{{f.Since, ">="}, {f.Until, "<"}} {
		if !bound.at.IsZero() {
			conditions = append(conditions, fmt.Sprintf("StartTime %s '%s'", bound.is, bound.at.UTC().Format(time.RFC3339Nano)))
		}
	}
	return strings.Join(conditions, " AND "), nil
}

func badFilter(format string, args ...any) error {
	return &connectors.Error{Kind: connectors.Invalid, Code: "bad_filter", Message: fmt.Sprintf(format, args...)}
}

// page gives some of the runs of this workspace, newest first, without their steps, and where the next page begins.
func (s *Service) page(ctx context.Context, f RunFilter, limit int, from []byte) (list []Run, next []byte, err error) {
	query, err := f.query(s.here())
	if err != nil {
		return nil, nil, err
	}
	got, err := s.Temporal.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Query: query, PageSize: int32(limit), NextPageToken: from}) //nolint:gosec // limit is small
	var refused *serviceerror.InvalidArgument
	switch {
	case errors.As(err, &refused) && from != nil:
		return nil, nil, badCursor()
	case err != nil:
		return nil, nil, engineError(err)
	}
	for _, info := range got.GetExecutions() {
		list = append(list, s.summary(info))
	}
	return list, got.GetNextPageToken(), nil
}

// Count tells how many runs of the whole installation are in which state.
func (s *Service) Count(ctx context.Context) (map[workflows.State]int64, error) {
	counts := map[workflows.State]int64{}
	for _, state := range []workflows.State{workflows.Running, workflows.Parked, workflows.Completed, workflows.Undone, workflows.Denied, workflows.Failed} {
		query, err := RunFilter{State: state}.query("")
		if err != nil {
			return nil, err
		}
		got, err := s.Temporal.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Query: query})
		if err != nil {
			return nil, engineError(err)
		}
		counts[state] = got.GetCount()
	}
	return counts, nil
}
