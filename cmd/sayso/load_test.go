package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const startsPerSecond = 100

// TestLoad has programs start a hundred runs a second, and kills the process in the middle. Whoever wasn't answered sends the same again with the
// same key. Each run is accepted, each completes within two minutes, and each has its effect once. SAYSO_LOAD says for how many seconds.
func TestLoad(t *testing.T) {
	seconds, err := strconv.Atoi(os.Getenv("SAYSO_LOAD"))
	if err != nil {
		t.Skip("SAYSO_LOAD sets for how many seconds")
	}
	p := newProgram(t)
	port := freePort(t)
	up := p.upAt(port)
	l := &load{t: t, at: "http://127.0.0.1:" + port, token: p.token("--name", "load", "--role", "editor"),
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}, Timeout: time.Minute}}
	status, body := l.post("/v1/workflows", "save", `{"source": "name: load\ninputs:\n  n: {type: string}\nsteps:\n  - id: post\n    do: slack.post_message\n    with: {channel: \"#general\", text: \"Number ${inputs.n}\"}\n"}`)
	require.Equal(t, http.StatusCreated, status, body)

	starts := seconds * startsPerSecond
	tick := time.NewTicker(time.Second / startsPerSecond)
	defer tick.Stop()
	var all sync.WaitGroup
	begun := time.Now()
	for n := range starts {
		<-tick.C
		all.Go(func() { l.start(n) })
		if n == starts/2 {
			require.NoError(t, up.Process.Kill())
			_ = up.Wait()
			all.Go(func() { p.upAt(port) })
		}
	}
	all.Wait()
	accepted := time.Since(begun)
	require.Empty(t, l.failures())
	done := func() bool { return p.count("slack.post_message") >= starts }
	require.Eventually(t, done, 2*time.Minute, 200*time.Millisecond, "%d of %d", p.count("slack.post_message"), starts)
	p.until("all are completed", func() bool {
		return strings.Contains(l.get("/metrics"), fmt.Sprintf("sayso_runs{state=\"completed\"} %d\n", starts))
	})
	texts := map[string]int{}
	for _, e := range p.effects() {
		texts[e.Says]++
	}
	require.Len(t, texts, starts, "none is lost")
	require.Len(t, p.effects(), starts, "none is doubled")
	t.Logf("%d starts in %s, %d sent again, all completed after %s; half of them were answered within %s, all but one in a hundred within %s",
		starts, accepted.Round(time.Millisecond), l.again.Load(), time.Since(begun).Round(time.Millisecond), l.quantile(50), l.quantile(99))
}

func freePort(t *testing.T) string {
	t.Helper()
	l, _, err := localListener(t.Context(), 0, true)
	require.NoError(t, err)
	defer l.Close()
	_, port, _ := strings.Cut(l.Addr().String(), ":")
	return port
}

// load is programs that start runs.
type load struct {
	t         *testing.T
	at, token string
	client    *http.Client
	again     atomic.Int64

	mu     sync.Mutex
	failed []string
	took   []time.Duration
}

func (l *load) post(path, key, body string) (status int, answer string) {
	r, err := http.NewRequestWithContext(l.t.Context(), http.MethodPost, l.at+path, strings.NewReader(body))
	require.NoError(l.t, err)
	r.Header.Set("Authorization", "Bearer "+l.token)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", key)
	got, err := l.client.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer got.Body.Close()
	raw, err := io.ReadAll(got.Body)
	if err != nil {
		return 0, err.Error()
	}
	return got.StatusCode, string(raw)
}

func (l *load) get(path string) string {
	got, err := l.client.Get(l.at + path)
	if err != nil {
		return ""
	}
	defer got.Body.Close()
	raw, _ := io.ReadAll(got.Body)
	return string(raw)
}

// start starts a run, and sends the same again as long as nobody answers.
func (l *load) start(n int) {
	begun := time.Now()
	for {
		status, body := l.post("/v1/runs", fmt.Sprintf("load-%d", n), fmt.Sprintf(`{"workflow": "load", "inputs": {"n": "%d"}, "sandbox": true}`, n))
		if status == 0 && time.Since(begun) < time.Minute {
			l.again.Add(1)
			<-time.After(200 * time.Millisecond)
			continue
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if status != http.StatusCreated {
			l.failed = append(l.failed, fmt.Sprintf("%d: %d %s", n, status, body))
		}
		l.took = append(l.took, time.Since(begun))
		return
	}
}

func (l *load) failures() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failed[:min(len(l.failed), 5)]
}

func (l *load) quantile(percent int) time.Duration {
	slices.Sort(l.took)
	return l.took[len(l.took)*percent/100].Round(time.Millisecond)
}
