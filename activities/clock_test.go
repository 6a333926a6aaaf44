package activities_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
)

// TestWhatWasWrittenDownByAnotherClock holds times that were written down to a clock that is known to go evenly only for so long.
func TestWhatWasWrittenDownByAnotherClock(t *testing.T) {
	now := time.Now()
	written := func(ago time.Duration) time.Time { return now.Add(-ago).Round(0) } // as it is read from a ledger
	require.Equal(t, time.Hour, activities.Elapsed(now, written(time.Hour)).Round(time.Millisecond), "nobody has looked yet")
	require.Equal(t, time.Second, activities.Elapsed(now.Add(time.Minute), written(-59*time.Second), now).Round(time.Millisecond))
	require.Equal(t, time.Minute, activities.Elapsed(now.Add(time.Minute), written(time.Hour), now).Round(time.Millisecond), "no longer than somebody has looked")
}
