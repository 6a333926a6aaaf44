package apitest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"sayso/workflows"
)

// Engine simulates Temporal as far as the use cases talk to it. What they don't use it doesn't have.
type Engine struct {
	client.Client

	mu    sync.Mutex
	runs  map[string]*run
	order []string
	looks map[string]int // how often each run was asked how it stands
}

// run is a run as the engine keeps it.
type run struct {
	info    *workflowpb.WorkflowExecutionInfo
	input   *commonpb.Payloads
	outcome workflows.Outcome
	ended   chan struct{}
}

// NewEngine is an engine without runs.
func NewEngine() *Engine { return &Engine{runs: map[string]*run{}, looks: map[string]int{}} }

var convert = converter.GetDefaultDataConverter()

func payload(v any) *commonpb.Payload {
	p, err := convert.ToPayload(v)
	if err != nil {
		panic(err) // a test's own value
	}
	return p
}

// ExecuteWorkflow begins a run. It stays running until the test says otherwise.
func (e *Engine) ExecuteWorkflow(_ context.Context, o client.StartWorkflowOptions, name any, args ...any) (client.WorkflowRun, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.runs[o.ID] != nil {
		return nil, serviceerror.NewWorkflowExecutionAlreadyStarted("it was started", "", "")
	}
	input, err := convert.ToPayloads(args...)
	if err != nil {
		return nil, err
	}
	start, _ := args[0].(workflows.Start)
	memo := map[string]*commonpb.Payload{}
	for key, v := range o.Memo {
		memo[key] = payload(v)
	}
	attributes := map[string]*commonpb.Payload{}
	for key, v := range o.TypedSearchAttributes.GetUntypedValues() {
		attributes[key.GetName()] = payload(v)
	}
	e.runs[o.ID] = &run{input: input, ended: make(chan struct{}), outcome: begun(start), info: &workflowpb.WorkflowExecutionInfo{
		Execution: &commonpb.WorkflowExecution{WorkflowId: o.ID, RunId: "r-" + o.ID}, FirstRunId: "r-" + o.ID,
		Type: &commonpb.WorkflowType{Name: fmt.Sprint(name)}, Status: enums.WORKFLOW_EXECUTION_STATUS_RUNNING, StartTime: timestamppb.Now(),
		Memo: &commonpb.Memo{Fields: memo}, SearchAttributes: &commonpb.SearchAttributes{IndexedFields: attributes}}}
	e.order = append(e.order, o.ID)
	return handle{e, o.ID}, nil
}

func begun(start workflows.Start) workflows.Outcome {
	o := workflows.Outcome{State: workflows.Running, Lang: start.Frozen.Plan.Language, Says: "It goes on."}
	for _, s := range start.Frozen.Plan.Steps {
		o.Steps = append(o.Steps, workflows.StepOutcome{ID: s.ID, Do: s.Do, State: workflows.StepRunning})
	}
	return o
}

// Set says how a run stands. One that is neither running nor parked has ended.
func (e *Engine) Set(id string, change func(*workflows.Outcome)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.set(e.runs[id], change)
}

func (e *Engine) set(r *run, change func(*workflows.Outcome)) {
	if r.info.GetCloseTime() != nil {
		return // what has ended stays as it is
	}
	change(&r.outcome)
	r.info.SearchAttributes.IndexedFields[workflows.SearchState.GetName()] = payload(string(r.outcome.State))
	switch r.outcome.State {
	case workflows.Running, workflows.Parked:
		return
	case workflows.Completed:
		r.info.Status = enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
	default:
		r.info.Status = enums.WORKFLOW_EXECUTION_STATUS_FAILED
	}
	r.info.CloseTime = timestamppb.Now()
	close(r.ended)
}

// Runs lists the ids of all runs, oldest first.
func (e *Engine) Runs() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.order)
}

// Looks tells how often a run was asked how it stands.
func (e *Engine) Looks(id string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.looks[id]
}

// Input gives what a run was started with.
func (e *Engine) Input(id string) (start workflows.Start, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return start, convert.FromPayloads(e.runs[id].input, &start)
}

func (e *Engine) find(id string) (*run, error) {
	if r := e.runs[id]; r != nil {
		return r, nil
	}
	return nil, serviceerror.NewNotFound("no rows")
}

// DescribeWorkflowExecution tells what the engine knows of a run.
func (e *Engine) DescribeWorkflowExecution(_ context.Context, id, _ string) (*workflowservice.DescribeWorkflowExecutionResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, err := e.find(id)
	if err != nil {
		return nil, err
	}
	return &workflowservice.DescribeWorkflowExecutionResponse{WorkflowExecutionInfo: proto.CloneOf(r.info)}, nil
}

// QueryWorkflow asks a run how it stands.
func (e *Engine) QueryWorkflow(_ context.Context, id, _, _ string, _ ...any) (converter.EncodedValue, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, err := e.find(id)
	if err != nil {
		return nil, err
	}
	e.looks[id]++
	return value{payload(r.outcome)}, nil
}

type value struct{ payload *commonpb.Payload }

func (v value) HasValue() bool   { return true }
func (v value) Get(to any) error { return convert.FromPayload(v.payload, to) }

var condition = regexp.MustCompile(`(\w+) (=|!=) '([^']*)'|(\w+) IS NULL`)

// ListWorkflow understands conditions on search attributes and the status, newest first. The page's token is the place of the next run.
func (e *Engine) ListWorkflow(_ context.Context, r *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	at := 0
	if len(r.GetNextPageToken()) > 0 {
		if _, err := fmt.Sscanf(string(r.GetNextPageToken()), "at %d", &at); err != nil || at < 0 {
			return nil, serviceerror.NewInvalidArgument("not a token")
		}
	}
	var found []*workflowpb.WorkflowExecutionInfo
	for _, id := range slices.Backward(e.order) {
		if matches(e.runs[id].info, r.GetQuery()) {
			found = append(found, proto.CloneOf(e.runs[id].info))
		}
	}
	end := min(at+int(r.GetPageSize()), len(found))
	answer := &workflowservice.ListWorkflowExecutionsResponse{Executions: found[min(at, end):end]}
	if end < len(found) {
		answer.NextPageToken = fmt.Appendf(nil, "at %d", end)
	}
	return answer, nil
}

// matches holds a run to all conditions of a query that are joined by AND; in brackets one of those that are joined by OR is enough.
func matches(info *workflowpb.WorkflowExecutionInfo, query string) bool {
	for part := range strings.SplitSeq(query, " AND ") {
		holds := false
		for _, c := range condition.FindAllStringSubmatch(part, -1) {
			has := ""
			if c[1] == "ExecutionStatus" {
				has = info.GetStatus().String()
			} else if p := info.GetSearchAttributes().GetIndexedFields()[c[1]+c[4]]; p != nil {
				_ = convert.FromPayload(p, &has) // what is no text equals none
			}
			holds = holds || c[2] == "=" && has == c[3] || c[2] == "!=" && has != c[3] || c[4] != "" && has == ""
		}
		if !holds && condition.MatchString(part) {
			return false
		}
	}
	return true
}

// UpdateWorkflow takes a decision on what a run asks. The run goes on, or has been undone.
func (e *Engine) UpdateWorkflow(_ context.Context, o client.UpdateWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, err := e.find(o.WorkflowID)
	if err != nil {
		return nil, err
	}
	d, _ := o.Args[0].(workflows.Decision)
	q := r.outcome.Question
	switch {
	case q == nil:
		return nil, temporal.NewApplicationError("the run isn't waiting", "not_waiting")
	case d.Digest != q.Digest:
		return nil, temporal.NewApplicationError("the question has changed", "digest_changed")
	case !slices.Contains(q.Choices, d.Choice):
		return nil, temporal.NewApplicationError("that is no choice", "not_a_choice")
	}
	e.set(r, func(o *workflows.Outcome) {
		o.Question, o.Asked, o.State = nil, nil, workflows.Running
		if d.Choice == workflows.Reject || d.Choice == workflows.Undo {
			o.State = workflows.Denied
		}
	})
	return decided{}, nil
}

type decided struct{ client.WorkflowUpdateHandle }

func (decided) Get(context.Context, any) error { return nil }

// SignalWorkflow takes a signal, and forgets it.
func (e *Engine) SignalWorkflow(_ context.Context, id, _, _ string, _ any) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	_, err := e.find(id)
	return err
}

// CancelWorkflow ends a run as undone.
func (e *Engine) CancelWorkflow(_ context.Context, id, _ string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, err := e.find(id)
	if err != nil || r.info.GetCloseTime() != nil {
		return errors.Join(err, nil)
	}
	e.set(r, func(o *workflows.Outcome) { o.State, o.Question, o.Asked = workflows.Undone, nil, nil })
	return nil
}

// GetWorkflow waits for the end of a run.
func (e *Engine) GetWorkflow(_ context.Context, id, _ string) client.WorkflowRun {
	return handle{e, id}
}

type handle struct {
	engine *Engine
	id     string
}

func (h handle) GetID() string    { return h.id }
func (h handle) GetRunID() string { return "r-" + h.id }

// GetFirstExecutionRunID is that of the only one.
func (h handle) GetFirstExecutionRunID() string { return h.GetRunID() }

// Get waits for the end, and gives the outcome.
func (h handle) Get(ctx context.Context, to any) error {
	h.engine.mu.Lock()
	r, err := h.engine.find(h.id)
	h.engine.mu.Unlock()
	if err != nil {
		return err
	}
	select {
	case <-r.ended:
	case <-ctx.Done():
		return ctx.Err()
	}
	h.engine.mu.Lock()
	defer h.engine.mu.Unlock()
	if o, ok := to.(*workflows.Outcome); ok {
		*o = r.outcome
	}
	return nil
}

func (h handle) GetWithOptions(ctx context.Context, to any, _ client.WorkflowRunGetOptions) error {
	return h.Get(ctx, to)
}

// GetWorkflowHistory gives the event that has a run's input.
func (e *Engine) GetWorkflowHistory(_ context.Context, id, _ string, _ bool, _ enums.HistoryEventFilterType) client.HistoryEventIterator {
	e.mu.Lock()
	defer e.mu.Unlock()
	r, err := e.find(id)
	return &history{r, err}
}

type history struct {
	run *run
	err error
}

func (h *history) HasNext() bool { return true }
func (h *history) Next() (*historypb.HistoryEvent, error) {
	if h.err != nil {
		return nil, h.err
	}
	return &historypb.HistoryEvent{Attributes: &historypb.HistoryEvent_WorkflowExecutionStartedEventAttributes{
		WorkflowExecutionStartedEventAttributes: &historypb.WorkflowExecutionStartedEventAttributes{Input: h.run.input}}}, nil
}
