package activities

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestWhatWasWrittenDownBeforeTheClockWasSet compares times that were written down with now. That the clock was set can't be played here, for it
// takes a time whose two clocks disagree; the crash laboratory sets it.
func TestWhatWasWrittenDownBeforeTheClockWasSet(t *testing.T) {
	var s steady
	now := time.Now()
	written := now.Add(-time.Hour).Round(0) // as it is read from a ledger
	require.Equal(t, time.Hour, s.elapsed(now, written).Round(time.Millisecond))
	require.Equal(t, 2*time.Hour, s.elapsed(now.Add(time.Hour), written).Round(time.Millisecond), "both clocks went on by an hour, as in a long sleep")
	s.set = now.Add(time.Hour)
	require.Equal(t, time.Minute, s.elapsed(now.Add(time.Hour+time.Minute), written).Round(time.Millisecond))
	require.Negative(t, s.elapsed(now.Add(time.Hour+time.Minute), now.Add(2*time.Hour)), "a time that is still to come is no time ago")
}
