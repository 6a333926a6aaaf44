package connectortest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/sandbox"
)

// faults makes the simulator fail in each of its ways.
func (s Suite) faults(each func(string, func(*testing.T, *call)), first *call) {
	for _, status := range s.Outages {
		each(fmt.Sprintf("outage %d", status), func(t *testing.T, c *call) { outage(t, c, status) })
	}
	each("asked to slow down", limited)
	each("credential expired", func(t *testing.T, c *call) { s.expired(t, c) })
	each("no answer", cancelledUnderway)
	if first.op.Effect != connectors.Read {
		each("answer lost", answerLost)
	}
}

// inject puts one fault in force, after the before-image was read. It strikes times times, 0 without end.
func (c *call) inject(t *testing.T, kind string, status, times int) {
	t.Helper()
	c.before(t)
	f := sandbox.Fault{Action: c.op.App + "." + c.op.Name, Kind: kind, Status: status, From: 1, Times: times}
	require.NoError(t, c.world.Faults.Set(f))
}

// fails does the action, which has to fail with one of these kinds and without an effect. The fault must have struck.
func (c *call) fails(t *testing.T, kinds ...connectors.Kind) *connectors.Error {
	t.Helper()
	state := c.state(t)
	_, err := c.do(t.Context())
	c.struck(t)
	failure := c.classified(t, err)
	require.Contains(t, kinds, failure.Kind, "the error is: %v", err)
	require.Equal(t, state, c.state(t), "it failed, and yet something changed")
	return failure
}

// struck sees to it that the simulator honours the fault, so that what follows means something.
func (c *call) struck(t *testing.T) {
	t.Helper()
	require.True(t, c.hasStruck(t), "the fault didn't strike")
}

func (c *call) hasStruck(t *testing.T) bool {
	t.Helper()
	list, err := c.world.Faults.List()
	return err == nil && slices.ContainsFunc(list, func(f sandbox.Fault) bool { return f.Fired > 0 })
}

// classified checks an error's form: it has a kind, a sentence, and no secret in it.
func (c *call) classified(t testing.TB, err error) *connectors.Error {
	t.Helper()
	require.Error(t, err)
	var failure *connectors.Error
	require.ErrorAs(t, err, &failure, "the error has no kind")
	require.NotEmpty(t, failure.Message)
	if c.world.Endpoint != nil {
		for name, secret := range c.world.Endpoint.Secrets {
			if !secret.Empty() && strings.Contains(fmt.Sprintf("%v %+v", err, failure), secret.Reveal()) {
				t.Fatalf("the error holds the secret %q", name)
			}
		}
	}
	return failure
}

// succeedsNow clears the fault and does the action: what failed without an effect can be done later.
func (c *call) succeedsNow(t *testing.T) {
	t.Helper()
	require.NoError(t, c.world.Faults.Set())
	_, err := c.do(t.Context())
	require.NoError(t, err, "once the app is well again")
}

func outage(t *testing.T, c *call, status int) {
	c.inject(t, sandbox.FaultStatus, status, 0)
	kinds := []connectors.Kind{connectors.Unavailable}
	if c.op.Effect != connectors.Read {
		kinds = append(kinds, connectors.Unknown)
	}
	_ = c.fails(t, kinds...)
	c.succeedsNow(t)
}

func limited(t *testing.T, c *call) {
	c.inject(t, sandbox.FaultRateLimit, 0, 0)
	failure := c.fails(t, connectors.Limited)
	if c.world.speaksHTTP() {
		require.Equal(t, time.Second, failure.RetryAfter, "the app's Retry-After was not read")
	}
	c.succeedsNow(t)
}

func (s Suite) expired(t *testing.T, c *call) {
	c.inject(t, sandbox.FaultExpireToken, 0, 1)
	if !s.Renews {
		_ = c.fails(t, connectors.Expired)
		return
	}
	_, err := c.do(t.Context())
	c.struck(t)
	require.NoError(t, err, "the credential was not renewed")
}

// cancelledUnderway gives up on an app that doesn't answer, once the request has reached it.
func cancelledUnderway(t *testing.T, c *call) {
	c.inject(t, sandbox.FaultTimeout, 0, 0)
	state := c.state(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	answer := make(chan error, 1)
	go func() {
		_, err := c.do(ctx)
		answer <- err
	}()
	require.Eventually(t, func() bool { return c.hasStruck(t) }, prompt, time.Millisecond, "the fault didn't strike")
	cancel()
	var err error
	select {
	case err = <-answer:
	case <-time.After(prompt):
		t.Fatal("the call went on after it was cancelled")
	}
	failure := c.classified(t, err)
	require.Equal(t, state, c.state(t))
	if c.op.Effect == connectors.Read {
		require.Contains(t, []connectors.Kind{connectors.Unavailable, connectors.Unknown}, failure.Kind)
	} else {
		require.Equal(t, connectors.Unknown, failure.Kind, "it was sent and not answered, so nobody can say whether it was done: %v", err)
	}
}

// answerLost lets the app do it and lose the answer: the outcome is unknown, a second attempt finds out or is safe, and what
// the second attempt returns is enough for an undo.
func answerLost(t *testing.T, c *call) {
	state := c.state(t)
	c.inject(t, sandbox.FaultDropAfter, 0, 1)
	_, err := c.do(t.Context())
	c.struck(t)
	failure := c.classified(t, err)
	require.Equal(t, connectors.Unknown, failure.Kind, "the answer was lost, so nobody can say whether it was done: %v", err)
	require.NotEqual(t, state, c.state(t), "the simulator was to do it and lose the answer")
	if c.op.Find == nil && !c.op.Once.Resend() {
		require.Equal(t, connectors.OnceNone, c.op.Once)
		return
	}
	out := c.again(t, nil)
	if c.op.Undo != nil {
		c.takeBack(t, out, state)
	}
}
