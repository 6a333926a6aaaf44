package activities_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"

	"sayso/activities"
	"sayso/connectors"
)

// TestALostAttemptIsUnknown has the server tell of an attempt that was lost, which it does together with how the attempt before it failed. That one
// certainly did nothing; of the lost one nobody knows.
func TestALostAttemptIsUnknown(t *testing.T) {
	before := temporal.NewApplicationErrorWithOptions("waiting to try again", string(connectors.Unavailable), temporal.ApplicationErrorOptions{
		Details: []any{activities.Failure{Kind: connectors.Unavailable, Code: "waiting", Message: "waiting to try again"}},
	})
	require.Equal(t, connectors.Unavailable, activities.FailureOf(before).Kind)
	lost := temporal.NewTimeoutError(enumspb.TIMEOUT_TYPE_HEARTBEAT, before)
	require.Equal(t, activities.Failure{Kind: connectors.Unknown, Code: "timeout", Message: "no answer in time"}, activities.FailureOf(lost))
}
