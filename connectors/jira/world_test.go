package jira_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors/connectortest"
	"sayso/connectors/jira"
)

func world(t *testing.T) *connectortest.World {
	t.Helper()
	return connectortest.Simulated(t, jira.New())
}

func state(t *testing.T, w *connectortest.World) string {
	t.Helper()
	raw, err := w.State()
	require.NoError(t, err)
	return string(raw)
}

// record is an issue as the site holds it.
type record struct {
	Summary, Status, Priority, Assignee, Type, Duedate string
	Labels                                             []string
	Description                                        json.RawMessage
}

func held(t *testing.T, w *connectortest.World, key string) record {
	t.Helper()
	var all struct{ Issue map[string]record }
	require.NoError(t, json.Unmarshal([]byte(state(t, w)), &all))
	require.Contains(t, all.Issue, key)
	return all.Issue[key]
}
