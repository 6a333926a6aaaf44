package rest_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/store"
	"sayso/workflows"
)

// parked has a run wait with a step that failed.
func (s *stage) parked(run string) {
	s.Engine.Set(run, func(o *workflows.Outcome) {
		o.State = workflows.Parked
		o.Question = &workflows.Question{Step: "hello", Kind: workflows.AskFailed, Digest: "d", Choices: []workflows.Choice{workflows.Retry, workflows.Undo}}
	})
}

// Who didn't hear the answer sends the request again, and nothing is done twice: what comes back is what came the first time, to the byte.
func TestRequestsThatAreSentAgain(t *testing.T) {
	for path, body := range map[string]string{"retry": "", "undo": "", "cancel": `{"keep": true}`, "decide": `{"choice": "retry", "digest": "d", "step": "hello"}`} {
		t.Run(path, func(t *testing.T) {
			s := newStage(t)
			run := s.started("k")
			s.parked(run)
			at := "/v1/runs/" + run + "/" + path
			first := s.send("POST", at, body, "Idempotency-Key", "again").good(200, nil)
			require.Empty(t, first.header.Get("Idempotent-Replayed"))
			done := len(s.Audit.Entries())

			s.parked(run) // it failed once more, and would be retried once more
			var before, after api.Run
			s.send("GET", "/v1/runs/"+run, "").good(200, &before)
			second := s.send("POST", at, body, "Idempotency-Key", "again").good(200, nil)
			require.Equal(t, first.body, second.body)
			require.Equal(t, "true", second.header.Get("Idempotent-Replayed"))
			require.Len(t, s.Audit.Entries(), done, "nothing was done")
			s.send("GET", "/v1/runs/"+run, "").good(200, &after)
			require.Equal(t, before, after)

			s.send("POST", "/v1/runs/"+run+"/cancel", `{}`, "Idempotency-Key", "again").bad(422, "key_reused")
			s.send("POST", at, body, "Idempotency-Key", " again ").bad(422, "bad_key")
			s.as(s.key("other", api.Admin), "POST", at, body, "Idempotency-Key", "again").bad(404, "no_run")
			s.send("POST", at, body, "Idempotency-Key", "another")
			require.Greater(t, len(s.Audit.Entries()), done, "another key is another request")
		})
	}
}

// A run that is over is started again once by a key, however often that is sent.
func TestOneRetryOfAnEndedRun(t *testing.T) {
	s := newStage(t)
	run := s.started("k")
	s.Engine.Set(run, func(o *workflows.Outcome) { o.State = workflows.Failed })
	var one, two, three api.Run
	at := "/v1/runs/" + run + "/retry"
	s.send("POST", at, "", "Idempotency-Key", "1").good(200, &one)
	s.send("POST", at, "", "Idempotency-Key", "1").good(200, &two)
	s.send("POST", at, "", "Idempotency-Key", "2").good(200, &three)
	require.NotEqual(t, run, one.RunID)
	require.Equal(t, one.RunID, two.RunID)
	require.NotEqual(t, one.RunID, three.RunID)
}

// An error leaves a key as it was; a request of which nobody knows what became keeps it; and after a week it is nobody's.
func TestKeysOfRequestsThatFailed(t *testing.T) {
	s := newStage(t)
	run := s.started("k")
	at := "/v1/runs/" + run + "/retry"
	s.send("POST", at, "", "Idempotency-Key", "1").bad(409, "not_waiting")
	s.parked(run)
	s.send("POST", at, "", "Idempotency-Key", "1").good(200, nil)

	now, who := time.Now(), s.For(api.Caller{Workspace: "default", Account: "x", Role: api.Admin}).Caller()
	s.Now = func() time.Time { return now }
	lost := func() ([]byte, error) { return nil, errors.New("the machine went down") }
	well := func() ([]byte, error) { return json.RawMessage(`{}`), nil }
	_, _, err := s.Once(t.Context(), who, "1", "x", lost)
	require.ErrorContains(t, err, "went down")
	_, _, err = s.Once(t.Context(), who, "1", "x", well)
	require.ErrorContains(t, err, "look at the run")
	now = now.Add(8 * 24 * time.Hour)
	_, again, err := s.Once(t.Context(), who, "1", "x", well)
	require.NoError(t, err)
	require.False(t, again)

	require.NoError(t, s.DB.Close())
	_, _, err = s.Once(context.Background(), who, "3", "x", func() ([]byte, error) { t.Error("done without a note"); return nil, nil })
	require.Error(t, err)
	var _ api.RequestStore = (*store.Requests)(nil)
}
