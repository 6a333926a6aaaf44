package connectortest

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// Act is one call of an action in a world, of which a connector's own test makes the steps itself. Any of them may fail.
type Act struct {
	Op   *connectors.Operation
	Call connectors.RawCall
}

// Prepare makes the call of an action with an input in JSON. All calls have the same key, as the attempts at one effect have.
func (w *World) Prepare(t *testing.T, action, in string) Act {
	t.Helper()
	return Act{w.operation(t, action), connectors.RawCall{In: json.RawMessage(in), Conn: w.Conn, Key: "0123456789abcdef0123456789abcdef", Files: w.Files, Now: time.Now()}}
}

// Do carries the action out and gives the fields of its output.
func (a Act) Do(t *testing.T) (map[string]any, error) {
	t.Helper()
	raw, err := a.Op.Do(t.Context(), a.Call)
	if err != nil {
		return nil, err
	}
	var out map[string]any
	require.NoError(t, json.Unmarshal(raw, &out))
	return out, nil
}

// MustDo is Do where it has to succeed.
func (a Act) MustDo(t *testing.T) map[string]any {
	t.Helper()
	out, err := a.Do(t)
	require.NoError(t, err)
	return out
}

// Before gives the before-image.
func (a Act) Before(t *testing.T) json.RawMessage {
	t.Helper()
	raw, err := a.Op.Before(t.Context(), a.Call)
	require.NoError(t, err)
	return raw
}

// Undo takes back what Do gave as out.
func (a Act) Undo(t *testing.T, out map[string]any, before json.RawMessage) error {
	t.Helper()
	raw, err := json.Marshal(out)
	require.NoError(t, err)
	return a.Op.Undo(t.Context(), connectors.RawUndoing{Call: a.Call, Out: raw, Before: before})
}
