package connectors_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// The one table of what follows from a kind. Three kinds are tried again by themselves; all others wait for somebody.
func TestKinds(t *testing.T) {
	kinds := []connectors.Kind{connectors.Invalid, connectors.Denied, connectors.Expired, connectors.NotFound, connectors.Conflict,
		connectors.Limited, connectors.Unavailable, connectors.Unknown}
	status, mcp := map[int]bool{}, map[int]bool{}
	for _, k := range kinds {
		r := k.Rule()
		require.NotEmpty(t, r.Advice.En, k)
		require.NotEmpty(t, r.Advice.De, k)
		require.GreaterOrEqual(t, r.Status, 400, k)
		require.Less(t, r.Status, 600, k)
		require.False(t, status[r.Status], "%s has a status of its own", k)
		require.Less(t, r.MCP, -32000, k)
		require.False(t, mcp[r.MCP], "%s has a code of its own", k)
		require.NotZero(t, r.Exit, k)
		require.Equal(t, k == connectors.Limited || k == connectors.Unavailable || k == connectors.Unknown, r.Retry, k)
		status[r.Status], mcp[r.MCP] = true, true
	}
	require.Equal(t, 2, connectors.Invalid.Rule().Exit, "bad input")
	require.Equal(t, connectors.Unknown.Rule(), connectors.Kind("unheard of").Rule())
	require.Equal(t, connectors.Unknown.Rule(), connectors.Kind("").Rule())
}

func TestKindOf(t *testing.T) {
	conflict := connectors.Errorf(connectors.Conflict, "changed")
	for _, test := range []struct {
		err  error
		want connectors.Kind
	}{
		{nil, ""},
		{conflict, connectors.Conflict},
		{fmt.Errorf("updating: %w", conflict), connectors.Conflict},
		{errors.Join(io.EOF, conflict), connectors.Conflict},
		{io.EOF, connectors.Unknown},
		{context.DeadlineExceeded, connectors.Unknown},
		{context.Canceled, connectors.Unknown},
	} {
		require.Equal(t, test.want, connectors.KindOf(test.err), "%v", test.err)
	}
}

func TestAsError(t *testing.T) {
	require.Nil(t, connectors.AsError(nil))

	limited := &connectors.Error{Kind: connectors.Limited, Code: "REQUEST_LIMIT", Message: "too many requests", Status: 429, RetryAfter: time.Minute}
	require.Same(t, limited, connectors.AsError(limited))

	wrapped := fmt.Errorf("updating the account: %w", limited)
	e := connectors.AsError(wrapped)
	require.Equal(t, "updating the account: too many requests", e.Message, "what was being done is not lost")
	require.Equal(t, []any{connectors.Limited, "REQUEST_LIMIT", 429, time.Minute}, []any{e.Kind, e.Code, e.Status, e.RetryAfter})
	require.ErrorIs(t, e, limited)
	require.Equal(t, "too many requests", limited.Message, "the error itself stays as it was")

	e = connectors.AsError(fmt.Errorf("reading: %w", io.ErrUnexpectedEOF))
	require.Equal(t, connectors.Unknown, e.Kind)
	require.Equal(t, "reading: unexpected EOF", e.Message)
	require.ErrorIs(t, e, io.ErrUnexpectedEOF)

	require.Equal(t, "no answer in time", connectors.AsError(context.DeadlineExceeded).Message)
}

func TestErrorf(t *testing.T) {
	err := connectors.Errorf(connectors.Invalid, "the date %q: %w", "x", io.EOF)
	require.Equal(t, `the date "x": EOF`, err.Error())
	require.Equal(t, "invalid", err.Code)
	require.ErrorIs(t, err, io.EOF)
}
