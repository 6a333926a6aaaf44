package rest_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/rest"
	"sayso/workflows"
)

// watcher reads a stream of events.
type watcher struct {
	t      *testing.T
	answer *http.Response
	lines  *bufio.Scanner
}

func (s *stage) watch(t *testing.T, at, run, last string) *watcher {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at+"/v1/runs/"+run+"/events", nil)
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+s.key(api.DefaultWorkspace, api.Admin))
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	t.Cleanup(func() { _ = answer.Body.Close() })
	return &watcher{t, answer, bufio.NewScanner(answer.Body)}
}

// next gives the next event, false at the end of the stream.
func (w *watcher) next() (id string, run api.Run, more bool) {
	for w.lines.Scan() {
		line := w.lines.Text()
		if text, ok := strings.CutPrefix(line, "id: "); ok {
			id = text
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			require.NoError(w.t, json.Unmarshal([]byte(data), &run))
			return id, run, true
		}
	}
	return id, run, false
}

// A stream tells of each change, ends with the run, and goes on where somebody left it.
func TestEvents(t *testing.T) {
	s := newStage(t)
	server := httptest.NewServer(s.handler)
	t.Cleanup(server.Close)
	run := s.started("k")
	w := s.watch(t, server.URL, run, "")
	require.Equal(t, "text/event-stream", w.answer.Header.Get("Content-Type"))
	first, is, _ := w.next()
	require.Equal(t, workflows.Running, is.State)
	s.Engine.Set(run, func(o *workflows.Outcome) { o.Steps[0].State = workflows.StepDone })
	second, is, _ := w.next()
	require.Equal(t, workflows.StepDone, is.Steps[0].State)
	require.NotEqual(t, first, second)

	back := s.watch(t, server.URL, run, second)
	s.Engine.Set(run, func(o *workflows.Outcome) { o.State = workflows.Completed })
	third, is, _ := back.next()
	require.Equal(t, workflows.Completed, is.State, "what it saw isn't told again")
	for _, each := range []*watcher{w, back} {
		if each == w {
			last, _, _ := each.next()
			require.Equal(t, third, last)
		}
		_, _, more := each.next()
		require.False(t, more, "it ends with the run")
	}
	require.Equal(t, http.StatusNoContent, s.watch(t, server.URL, run, third).answer.StatusCode, "there is nothing to come back for")
	require.Equal(t, http.StatusOK, s.watch(t, server.URL, run, first).answer.StatusCode)
	require.Equal(t, http.StatusNotFound, s.watch(t, server.URL, "ghost", "").answer.StatusCode)
}

// Five hundred who watch one run cost the engine what one costs.
func TestFiveHundredWatchers(t *testing.T) {
	s := newStage(t)
	server := httptest.NewServer(s.handler)
	t.Cleanup(server.Close)
	run := s.started("k")
	s.key(api.DefaultWorkspace, api.Admin)
	var all sync.WaitGroup
	began := make(chan bool, 500)
	ended := make(chan workflows.State, 500)
	for range 500 {
		all.Go(func() {
			w := s.watch(t, server.URL, run, "")
			var last api.Run
			for i := 0; ; i++ {
				_, r, more := w.next()
				if !more {
					break
				}
				if last = r; i == 0 {
					began <- true
				}
			}
			ended <- last.State
		})
	}
	for range 500 {
		<-began
	}
	looks, since := s.Engine.Looks(run), time.Now()
	require.Eventually(t, func() bool { return s.Engine.Looks(run) >= looks+10 }, time.Minute, 10*time.Millisecond)
	require.Greater(t, time.Since(since), time.Second, "one look for all: five hundred would have looked ten times in a moment")
	s.Engine.Set(run, func(o *workflows.Outcome) { o.State = workflows.Completed })
	all.Wait()
	for range 500 {
		require.Equal(t, workflows.Completed, <-ended)
	}
}

// A site that ends doesn't wait for those who only watch.
func TestStreamsEndWithTheSite(t *testing.T) {
	closing := make(chan struct{})
	s := newStage(t, func(o *rest.Options) { o.Closing = closing })
	server := httptest.NewServer(s.handler)
	t.Cleanup(server.Close)
	w := s.watch(t, server.URL, s.started("k"), "")
	_, _, more := w.next()
	require.True(t, more)
	close(closing)
	_, _, more = w.next()
	require.False(t, more)
}
