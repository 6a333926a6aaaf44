package api

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"google.golang.org/protobuf/types/known/timestamppb"

	"sayso/connectors"
	"sayso/workflows"
)

// What the engine says becomes an error of a kind, which a surface can map to a status or an exit code.
func TestErrorsOfTheEngine(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
		kind connectors.Kind
		code string
		says string
	}{
		{"no run", serviceerror.NewNotFound("sql: no rows"), connectors.NotFound, "no_run", "there is no run hello-1"},
		{"a decision that is refused", temporal.NewApplicationError("the run waits at step crm", "other_step"), connectors.Conflict, "other_step", "the run waits at step crm"},
		{"no engine", serviceerror.NewUnavailable("connection refused"), connectors.Unavailable, "engine", "the engine doesn't answer"},
		{"anything else", errors.New("closed"), connectors.Unavailable, "engine", "the engine doesn't answer: closed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := connectors.AsError(runError("hello-1", test.err))
			require.Equal(t, test.kind, err.Kind)
			require.Equal(t, test.code, err.Code)
			require.Contains(t, err.Message, test.says)
			require.ErrorIs(t, err, test.err)
		})
	}
}

func TestCut(t *testing.T) {
	require.Equal(t, "Rechnung", cut("Rechnung", 8))
	require.Equal(t, "Rech…", cut("Rechnungen", 7))
	for limit := 3; limit < 40; limit++ {
		got := cut(strings.Repeat("ä€😀", 20), limit)
		require.LessOrEqual(t, len(got), limit)
		require.True(t, utf8.ValidString(got), "no character is broken at %d", limit)
	}
}

func TestIDsCanBeTyped(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := strings.ToLower(randomID())
		require.Regexp(t, `^[a-z2-7]{8}$`, id)
		seen[id] = true
	}
	require.Len(t, seen, 1000)
}

// The state of a run in a list is what the engine knows of it: its status, and what the run itself noted.
func TestSummary(t *testing.T) {
	began, ended := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), time.Date(2026, 11, 20, 9, 1, 0, 0, time.UTC)
	s := &Service{RunURL: func(id, run string) string { return "/" + id + "/" + run }}
	for _, test := range []struct {
		status enums.WorkflowExecutionStatus
		noted  any // nil for nothing
		want   workflows.State
	}{
		{enums.WORKFLOW_EXECUTION_STATUS_RUNNING, nil, workflows.Running},
		{enums.WORKFLOW_EXECUTION_STATUS_RUNNING, workflows.Running, workflows.Running},
		{enums.WORKFLOW_EXECUTION_STATUS_RUNNING, workflows.Parked, workflows.Parked},
		{enums.WORKFLOW_EXECUTION_STATUS_RUNNING, 7, workflows.Running},
		{enums.WORKFLOW_EXECUTION_STATUS_COMPLETED, workflows.Running, workflows.Completed},
		{enums.WORKFLOW_EXECUTION_STATUS_FAILED, workflows.Undone, workflows.Undone},
		{enums.WORKFLOW_EXECUTION_STATUS_FAILED, workflows.Denied, workflows.Denied},
		{enums.WORKFLOW_EXECUTION_STATUS_FAILED, workflows.Running, workflows.Failed},
		{enums.WORKFLOW_EXECUTION_STATUS_CANCELED, workflows.Undone, workflows.Undone},
		{enums.WORKFLOW_EXECUTION_STATUS_TERMINATED, workflows.Parked, workflows.Failed},
		{enums.WORKFLOW_EXECUTION_STATUS_TIMED_OUT, nil, workflows.Failed},
	} {
		info := &workflow.WorkflowExecutionInfo{
			Execution: &commonpb.WorkflowExecution{WorkflowId: "hello-1", RunId: "r"}, Type: &commonpb.WorkflowType{Name: "hello"},
			Status: test.status, StartTime: timestamppb.New(began), Memo: &commonpb.Memo{Fields: map[string]*commonpb.Payload{memoSays: payload(t, "Say hello")}},
		}
		if test.noted != nil {
			info.SearchAttributes = &commonpb.SearchAttributes{IndexedFields: map[string]*commonpb.Payload{workflows.SearchState.GetName(): payload(t, test.noted)}}
		}
		if test.status != enums.WORKFLOW_EXECUTION_STATUS_RUNNING {
			info.CloseTime = timestamppb.New(ended)
		}
		run := s.summary(info)
		require.Equal(t, test.want, run.State, "%s, noted %v", test.status, test.noted)
		require.Equal(t, test.want != workflows.Running, run.Over())
		require.Equal(t, Links{Temporal: "/hello-1/r"}, run.Links)
		require.Equal(t, []any{"hello-1", "hello", "Say hello", began}, []any{run.RunID, run.Plan, run.Prompt, run.Started})
		require.Equal(t, test.status != enums.WORKFLOW_EXECUTION_STATUS_RUNNING, run.Ended != nil)
	}
}

func payload(t *testing.T, v any) *commonpb.Payload {
	t.Helper()
	p, err := converter.GetDefaultDataConverter().ToPayload(v)
	require.NoError(t, err)
	return p
}
