// Package meter measures what runs do, for Prometheus: steps, effects by outcome, retries and how long effects took, as the ledger hears of
// them; and how many runs are in which state, as the engine knows. Labels take values from closed lists, so that nothing a plan says makes a new
// series.
package meter

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"sayso/activities"
	"sayso/workflows"
)

// Meter measures.
type Meter struct {
	steps   prometheus.Counter
	effects *prometheus.CounterVec // by outcome
	retries prometheus.Counter
	took    prometheus.Histogram
}

// New makes a meter whose figures are in a registry.
func New(reg prometheus.Registerer) *Meter {
	m := &Meter{
		steps:   prometheus.NewCounter(prometheus.CounterOpts{Name: "sayso_steps_total", Help: "Steps that were begun."}),
		effects: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "sayso_effects_total", Help: "What came of effects."}, []string{"outcome"}),
		retries: prometheus.NewCounter(prometheus.CounterOpts{Name: "sayso_retries_total", Help: "Steps that were begun anew."}),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "sayso_effect_seconds", Help: "How long apps took to confirm an effect.",
			Buckets: []float64{.01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300}}),
	}
	reg.MustRegister(m.steps, m.effects, m.retries, m.took)
	for _, state := range outcomes {
		m.effects.WithLabelValues(state) // so that each is there from the start
	}
	return m
}

// outcomes are the states of effects that are outcomes, and how they are labelled.
var outcomes = map[activities.State]string{
	activities.Confirmed: "confirmed", activities.Failed: "failed", activities.Unknown: "unknown", activities.Reconciled: "reconciled", activities.Undone: "undone",
}

// Ledger measures what goes into a ledger.
func (m *Meter) Ledger(l activities.Ledger) activities.Ledger { return ledger{l, m} }

type ledger struct {
	activities.Ledger

	meter *Meter
}

// Claim counts a step, or a retry.
func (l ledger) Claim(ctx context.Context, e activities.Effect) (row activities.Effect, fresh bool, err error) {
	row, fresh, err = l.Ledger.Claim(ctx, e)
	switch {
	case err != nil:
	case fresh:
		l.meter.steps.Inc()
	case !row.State.Settled():
		l.meter.retries.Inc()
	}
	return row, fresh, err
}

// Note counts a step that only reads.
func (l ledger) Note(ctx context.Context, e activities.Effect) error {
	err := l.Ledger.Note(ctx, e)
	if err == nil {
		l.meter.steps.Inc()
	}
	return err
}

// Update counts what came of an effect.
func (l ledger) Update(ctx context.Context, e activities.Effect) (bool, error) {
	mine, err := l.Ledger.Update(ctx, e)
	outcome, is := outcomes[e.State]
	if err != nil || !mine || !is {
		return mine, err
	}
	l.meter.effects.WithLabelValues(outcome).Inc()
	if e.State == activities.Confirmed && !e.SentAt.IsZero() {
		l.meter.took.Observe(time.Since(e.SentAt).Seconds())
	}
	return mine, err
}

// Runs shows how many runs are in which state, whenever somebody looks. count asks for it.
func Runs(reg prometheus.Registerer, count func(context.Context) (map[workflows.State]int64, error)) {
	reg.MustRegister(runs{prometheus.NewDesc("sayso_runs", "Runs that the engine keeps, by state; parked ones wait for a person.", []string{"state"}, nil), count})
}

type runs struct {
	desc  *prometheus.Desc
	count func(context.Context) (map[workflows.State]int64, error)
}

const countTime = 5 * time.Second

// Describe says what there is.
func (r runs) Describe(to chan<- *prometheus.Desc) { to <- r.desc }

// Collect asks the engine.
func (r runs) Collect(to chan<- prometheus.Metric) {
	ctx, stop := context.WithTimeout(context.Background(), countTime)
	defer stop()
	counts, err := r.count(ctx)
	if err != nil {
		to <- prometheus.NewInvalidMetric(r.desc, err)
		return
	}
	for state, n := range counts {
		to <- prometheus.MustNewConstMetric(r.desc, prometheus.GaugeValue, float64(n), string(state))
	}
}
