package meter_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api/meter"
	"sayso/api/store"
	"sayso/workflows"
)

// figures are the lines of /metrics that hold a word.
func figures(t *testing.T, reg *prometheus.Registry, word string) (lines []string) {
	t.Helper()
	w := httptest.NewRecorder()
	promhttp.HandlerFor(reg, promhttp.HandlerOpts{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for line := range strings.Lines(w.Body.String()) {
		if !strings.HasPrefix(line, "#") && strings.Contains(line, word) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// What a step, a retry and each outcome leaves in the ledger is counted once.
func TestEffectsAreCounted(t *testing.T) {
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sayso.db"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	kept := store.NewLedger(db)
	t.Cleanup(func() { _ = kept.Close() })
	reg := prometheus.NewPedanticRegistry()
	ledger := meter.New(reg).Ledger(kept)
	e := activities.Effect{Key: "k", Run: "r", Path: "p", Action: "toy.make", State: activities.Claimed, Attempt: 1, Begun: time.Now(), SentAt: time.Now(), Input: []byte("{}")}
	_, fresh, err := ledger.Claim(t.Context(), e)
	require.NoError(t, err)
	require.True(t, fresh)
	row, _, err := ledger.Claim(t.Context(), e)
	require.NoError(t, err)
	e.Attempt, e.State = row.Attempt, activities.Sent
	_, err = ledger.Update(t.Context(), e)
	require.NoError(t, err)
	e.State = activities.Confirmed
	_, err = ledger.Update(t.Context(), e)
	require.NoError(t, err)
	e.Attempt = 1 // who comes too late
	mine, err := ledger.Update(t.Context(), e)
	require.NoError(t, err)
	require.False(t, mine)
	_, _, err = ledger.Claim(t.Context(), e)
	require.NoError(t, err, "what is settled is no retry")
	read := e
	read.Key = "k2"
	require.NoError(t, ledger.Note(t.Context(), read))

	require.Equal(t, []string{
		`sayso_effects_total{outcome="confirmed"} 1`, `sayso_effects_total{outcome="failed"} 0`, `sayso_effects_total{outcome="reconciled"} 0`,
		`sayso_effects_total{outcome="undone"} 0`, `sayso_effects_total{outcome="unknown"} 0`, "sayso_retries_total 1", "sayso_steps_total 2",
	}, figures(t, reg, "_total"))
	require.Contains(t, figures(t, reg, "sayso_effect_seconds_count"), "sayso_effect_seconds_count 1")
}

func TestRunsAreCounted(t *testing.T) {
	reg := prometheus.NewPedanticRegistry()
	var fails error
	meter.Runs(reg, func(context.Context) (map[workflows.State]int64, error) {
		return map[workflows.State]int64{workflows.Running: 3, workflows.Parked: 1}, fails
	})
	require.Equal(t, []string{`sayso_runs{state="parked"} 1`, `sayso_runs{state="running"} 3`}, figures(t, reg, "sayso_runs"))
	fails = errors.New("the engine sleeps")
	_, err := reg.Gather()
	require.ErrorContains(t, err, "the engine sleeps")
}
