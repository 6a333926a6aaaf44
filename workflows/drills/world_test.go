package drills_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/worker"

	"sayso/activities"
	"sayso/api"
	"sayso/api/store"
	"sayso/connectors"
	"sayso/connectors/all"
	"sayso/connectors/sandbox"
	"sayso/workflows"
	"sayso/workflows/embedded"
	"sayso/workflows/plan"
)

// world is the engine in memory with everything a run touches, in a folder of the test's own.
type world struct {
	*api.Service
	box *sandbox.Sandbox
	dir string // of the sandbox
}

func newWorld(t *testing.T) *world {
	t.Helper()
	dir := t.TempDir()
	db, err := store.Open(t.Context(), filepath.Join(dir, "sayso.db"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	ledger := store.NewLedger(db)
	t.Cleanup(func() { _ = ledger.Close() })
	files, err := store.NewFiles(filepath.Join(dir, "files"))
	require.NoError(t, err)
	box, err := sandbox.Open(filepath.Join(dir, "sandbox"))
	require.NoError(t, err)
	t.Cleanup(box.Close)
	registry, err := all.Registry(all.Needs{Invoices: store.NewInvoices(db)})
	require.NoError(t, err)
	registry, err = box.Inject(registry)
	require.NoError(t, err)
	pauses := store.NewPauses(db)
	vault := &api.Vault{Registry: registry, Sandbox: box, Pauses: pauses}
	server, err := embedded.Start(t.Context(), embedded.Options{Memory: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Stop()) })
	w := worker.New(server.Client(), workflows.TaskQueue, embedded.WorkerOptions())
	workflows.Register(w, &activities.Activities{Registry: registry, Ledger: ledger, Vault: vault, Files: files})
	require.NoError(t, w.Start())
	t.Cleanup(w.Stop)
	return &world{&api.Service{Registry: registry, Effects: ledger, Vault: vault, Pauses: pauses, Temporal: server.Client(), Namespace: embedded.Namespace},
		box, filepath.Join(dir, "sandbox")}
}

// begin starts a plan for somebody who gave the say-so, and gives the run's id.
func (w *world) begin(t require.TestingT, p *plan.Plan) string {
	ctx, inSandbox := background(), api.Scope{Sandbox: true}
	frozen, problems, err := w.Freeze(ctx, p, nil, inSandbox)
	require.NoError(t, err)
	require.NotNil(t, frozen, "%v", problems)
	id, err := w.Start(ctx, frozen, api.StartOptions{By: "drill", Approved: true})
	require.NoError(t, err)
	return id
}

// finish follows a run to its end and answers what it asks on the way.
func (w *world) finish(t require.TestingT, id string, answer func(workflows.Question) workflows.Choice) api.Run {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	ctx, cancel := context.WithTimeout(background(), time.Minute)
	defer cancel()
	for {
		run, err := w.Watch(ctx, id, 20*time.Millisecond, func(api.Run) {})
		require.NoError(t, err, "%s: %+v %+v", run.State, run.Question, run.Steps)
		if run.Question == nil {
			return run
		}
		asked := append([]workflows.Question{*run.Question}, run.Asked...)
		i := slices.IndexFunc(asked, func(q workflows.Question) bool { return answer(q) != nobody })
		if i < 0 {
			<-tick.C // it goes on by itself
			continue
		}
		err = w.Decide(background(), api.DecideRequest{Run: id, Step: asked[i].Step, Choice: answer(asked[i]), Digest: asked[i].Digest})
		if connectors.KindOf(err) != connectors.Conflict { // else something beside it failed, and nothing is asked any more
			require.NoError(t, err)
		}
	}
}

// nobody answers.
const nobody workflows.Choice = "nobody"

// happens tells a run of an event.
func (w *world) happens(t require.TestingT, id string, e workflows.Event) {
	err := w.Temporal.SignalWorkflow(background(), id, "", workflows.SignalEvent, e)
	if _, over := errors.AsType[*serviceerror.NotFound](err); !over {
		require.NoError(t, err)
	}
}

// cancel cancels a run once the apps saw so many effects. One that is over by then, or waits for a person, is left alone.
func (w *world) cancel(t require.TestingT, id string, effects int) {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		run, err := w.Get(background(), id)
		require.NoError(t, err)
		if run.Over() {
			return
		}
		if len(w.effects(t)) >= effects {
			break
		}
		<-tick.C
	}
	if err := w.Cancel(background(), id, false); connectors.KindOf(err) != connectors.Conflict {
		require.NoError(t, err)
	}
}

// seed starts each simulated app, which fills it.
func (w *world) seed(t require.TestingT) {
	for _, app := range sandbox.Apps() {
		_, err := w.box.Endpoint(app)
		require.NoError(t, err)
	}
}

// state is what a simulated app holds, by kind and id.
type state map[string]map[string]json.RawMessage

// states gives the state of each simulated app.
func (w *world) states(t require.TestingT) map[string]state {
	all := map[string]state{}
	for _, app := range sandbox.Apps() {
		records, err := sandbox.State(w.dir, app)
		require.NoError(t, err)
		all[app] = records
	}
	return all
}

func (w *world) effects(t require.TestingT) []sandbox.Effect {
	list, err := sandbox.Effects(w.dir)
	require.NoError(t, err)
	return list
}

// changes tells which records differ between two states of an app, and how.
func changes(before, after state) (list []string) {
	kinds := maps.Clone(before)
	maps.Copy(kinds, after)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		ids := maps.Clone(before[kind])
		if ids == nil {
			ids = map[string]json.RawMessage{}
		}
		maps.Copy(ids, after[kind])
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			if !bytes.Equal(before[kind][id], after[kind][id]) {
				list = append(list, fmt.Sprintf("%s %s: %s → %s", kind, id, before[kind][id], after[kind][id]))
			}
		}
	}
	return list
}
