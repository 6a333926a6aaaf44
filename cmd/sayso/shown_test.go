package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/sdk/v1"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"

	"sayso/workflows/embedded"
)

// shown is what Temporal UI shows of a run: it asks the same API.
type shown struct {
	t       *testing.T
	info    *workflow.WorkflowExecutionInfo
	summary string // the static summary
	details string // the current details, in Markdown
	history []*historypb.HistoryEvent
}

// temporal is a client of the engine that runs on the program's folder.
func (p program) temporal() client.Client {
	p.t.Helper()
	raw, err := os.ReadFile(filepath.Join(p.data, beaconFile))
	require.NoError(p.t, err)
	var b beacon
	require.NoError(p.t, json.Unmarshal(raw, &b))
	c, err := client.DialContext(p.t.Context(), client.Options{HostPort: b.Address, Namespace: embedded.Namespace})
	require.NoError(p.t, err)
	p.t.Cleanup(c.Close)
	return c
}

func look(t *testing.T, c client.Client, id string) shown {
	t.Helper()
	d, err := c.DescribeWorkflowExecution(t.Context(), id, "")
	require.NoError(t, err)
	s := shown{t: t, info: d.GetWorkflowExecutionInfo()}
	s.summary = s.text(d.GetExecutionConfig().GetUserMetadata().GetSummary())
	value, err := c.QueryWorkflow(t.Context(), id, "", "__temporal_workflow_metadata")
	require.NoError(t, err)
	var metadata sdk.WorkflowMetadata
	require.NoError(t, value.Get(&metadata))
	s.details = metadata.GetCurrentDetails()
	events := c.GetWorkflowHistory(t.Context(), id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		e, err := events.Next()
		require.NoError(t, err)
		s.history = append(s.history, e)
	}
	return s
}

// text reads a payload that is a text, "" for none.
func (s shown) text(p *commonpb.Payload) (text string) {
	s.t.Helper()
	if p != nil {
		require.NoError(s.t, converter.GetDefaultDataConverter().FromPayload(p, &text))
	}
	return text
}

// attributes are the run's search attributes of Sayso's own.
func (s shown) attributes() map[string]string {
	s.t.Helper()
	out := map[string]string{}
	for name, p := range s.info.GetSearchAttributes().GetIndexedFields() {
		if strings.HasPrefix(name, "Sayso") {
			out[name] = s.text(p)
		}
	}
	return out
}

// summaries are those of the events of a type, in order.
func (s shown) summaries(of enums.EventType) (list []string) {
	s.t.Helper()
	for _, e := range s.history {
		if e.GetEventType() == of {
			list = append(list, s.text(e.GetUserMetadata().GetSummary()))
		}
	}
	return list
}

// requireFound holds what a query in Temporal UI finds to these runs, as soon as Temporal has noted all of them.
func requireFound(t *testing.T, c client.Client, query string, ids ...string) {
	t.Helper()
	require.EventuallyWithT(t, func(t *assert.CollectT) {
		got, err := c.ListWorkflow(context.Background(), &workflowservice.ListWorkflowExecutionsRequest{Query: query})
		require.NoError(t, err)
		var found []string
		for _, info := range got.GetExecutions() {
			found = append(found, info.GetExecution().GetWorkflowId())
		}
		require.ElementsMatch(t, ids, found, query)
	}, time.Minute, 20*time.Millisecond)
}

// everything is all that Temporal holds of the run, as text.
func (s shown) everything() string {
	s.t.Helper()
	all := s.summary + s.details
	add := func(m proto.Message) {
		raw, err := proto.Marshal(m)
		require.NoError(s.t, err)
		all += string(raw)
	}
	add(s.info)
	for _, e := range s.history {
		add(e)
	}
	return all
}
