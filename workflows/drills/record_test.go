package drills_test

import (
	"compress/gzip"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"google.golang.org/protobuf/encoding/protojson"

	"sayso/workflows"
	"sayso/workflows/plan"
)

var record = flag.Bool("update", false, "record the histories anew that later versions of the interpreter must replay")

// TestRecord runs a plan of each kind and keeps the histories, with -update; what replays them stands beside the interpreter.
func TestRecord(t *testing.T) {
	if !*record {
		t.Skip("records only with -update")
	}
	w := newWorld(t)
	w.Plans = map[string]*plan.Plan{"greet": {Name: "greet", Inputs: map[string]plan.Input{"who": {Type: "string"}},
		Steps: []plan.Step{post("hail", "Hello ${inputs.who}")}, Outputs: map[string]string{"said": "${hail.id}"}}}
	ask := plan.Step{ID: "may", Approve: &plan.Approve{Text: "Post it?"}}
	broken := doing("broken", "jira.get_issue", "issue", "OPS-99999")
	parked := doing("parked", "jira.get_issue", "issue", "OPS-99999")
	parked.OnFailure = plan.OnFailurePark
	goesOn := plan.Step{ID: "loop", Each: []any{"OPS-1", "OPS-99999", "OPS-2"}, OnFailure: plan.OnFailureContinue,
		Steps: []plan.Step{post("note", "${item}"), doing("look", "jira.get_issue", "issue", "${item}")}}
	wide := plan.Step{ID: "wide", Each: []any{"red", "green", "blue"}, AtOnce: 2, As: "colour", Steps: []plan.Step{post("paint", "${colour}")}}
	choose := plan.Step{ID: "route", Choose: []plan.Branch{{When: "1 > 2", Steps: []plan.Step{post("never", "a")}}, {Steps: []plan.Step{post("other", "b")}}}}
	both := plan.Step{ID: "both", Parallel: []plan.Branch{{Steps: []plan.Step{post("left", "left")}}, {Steps: []plan.Step{wide, choose}}}}
	for name, steps := range map[string][]plan.Step{
		"choose":   {choose},
		"each":     {goesOn, post("after", "${loop.count} of which ${loop.failed} failed")},
		"parallel": {both},
		"wait":     {{ID: "pause", Wait: &plan.Wait{For: "1s"}}, post("after", "later")},
		"run":      {{ID: "call", Run: "greet", With: map[string]any{"who": "Anna"}}, post("after", "${call.said}")},
		"approve":  {ask, post("after", "approved")},
		"parked":   {post("before", "so far"), parked, post("after", "goes on")},
		"undone":   {post("first", "one"), doing("account", "salesforce.update_account", "account", "ACME Corp", "note", "x"), both, broken},
	} {
		id := w.begin(t, &plan.Plan{Name: name, Steps: steps})
		w.finish(t, id, func(q workflows.Question) workflows.Choice {
			if q.Kind == workflows.AskApproval {
				return workflows.Approve
			}
			return workflows.Skip
		})
		keep(t, name, w.history(t, id, ""))
	}
	w.recordContinued(t)
}

func post(id, text string) plan.Step {
	return doing(id, "slack.post_message", "channel", "ops", "text", text)
}

// recordContinued makes a run's history long with events that nothing waits for, until the run is continued in the middle of a loop.
func (w *world) recordContinued(t *testing.T) {
	t.Helper()
	id := w.begin(t, &plan.Plan{Name: "continued", Steps: []plan.Step{post("first", "begun"), {ID: "loop", Each: []any{"red", "green", "blue"},
		Steps: []plan.Step{{ID: "heard", Wait: &plan.Wait{Event: "jira.issue_transitioned"}}, post("said", "${item} ${first.id}")}}}})
	d, err := w.Temporal.DescribeWorkflowExecution(t.Context(), id, "")
	require.NoError(t, err)
	begun := d.GetWorkflowExecutionInfo().GetExecution().GetRunId()
	for length := int64(0); length < 2050; {
		for range 100 {
			require.NoError(t, w.Temporal.SignalWorkflow(t.Context(), id, "", workflows.SignalEvent, workflows.Event{Event: "x"}))
		}
		d, err := w.Temporal.DescribeWorkflowExecution(t.Context(), id, "")
		require.NoError(t, err)
		length = d.GetWorkflowExecutionInfo().GetHistoryLength()
	}
	for i := range 3 {
		event := workflows.Event{Event: "jira.issue_transitioned", Payload: map[string]any{"key": "OPS-" + strconv.Itoa(i)}}
		require.NoError(t, w.Temporal.SignalWorkflow(t.Context(), id, "", workflows.SignalEvent, event))
	}
	w.finish(t, id, nil)
	first := w.history(t, id, begun)
	last := first.GetEvents()[len(first.GetEvents())-1].GetWorkflowExecutionContinuedAsNewEventAttributes()
	require.NotNil(t, last)
	keep(t, "continued-1", first)
	keep(t, "continued-2", w.history(t, id, last.GetNewExecutionRunId()))
}

func (w *world) history(t *testing.T, id, run string) *historypb.History {
	t.Helper()
	h := &historypb.History{}
	for events := w.Temporal.GetWorkflowHistory(t.Context(), id, run, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		e, err := events.Next()
		require.NoError(t, err)
		h.Events = append(h.Events, e)
	}
	return h
}

// keep writes a history without the name of the machine it was recorded on.
func keep(t *testing.T, name string, h *historypb.History) {
	t.Helper()
	raw, err := protojson.MarshalOptions{}.Marshal(h)
	require.NoError(t, err)
	raw = regexp.MustCompile(`"identity":\s*"[^"]*"`).ReplaceAll(raw, []byte(`"identity":"recorder"`))
	dir := filepath.Join("..", "testdata", "histories", "v"+strconv.Itoa(workflows.Version))
	require.NoError(t, os.MkdirAll(dir, 0o750))
	f, err := os.Create(filepath.Join(dir, name+".json.gz"))
	require.NoError(t, err)
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	require.NoError(t, err)
	z.ModTime = time.Time{}
	_, err = z.Write(raw)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	require.NoError(t, f.Close())
}
