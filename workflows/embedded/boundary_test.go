package embedded_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"

	"sayso/activities"
	"sayso/api/store"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/embedded"
	"sayso/workflows/plan"
)

// The boundaries of a quick step at which a process may die.
const (
	beforeClaim   = "before claim"
	beforeSend    = "claimed, nothing sent"
	beforeConfirm = "done, not recorded"
	afterConfirm  = "recorded, workflow task not completed"
)

const boundaryID = "boundary"

// TestACrashWithinAWorkflowTask kills the process at each boundary of each of three quick steps, which all belong to one workflow task, and
// starts it again: no step that was recorded is sent again, and each has its effect once.
func TestACrashWithinAWorkflowTask(t *testing.T) {
	t.Parallel()
	for step := range 3 {
		for _, boundary := range []string{beforeClaim, beforeSend, beforeConfirm, afterConfirm} {
			t.Run(fmt.Sprintf("step %d, %s", step, boundary), func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				require.NoError(t, os.WriteFile(filepath.Join(dir, "boundary"), fmt.Appendf(nil, "s%d %s", step, boundary), 0o600))
				victim := startProcess(t, playBoundary, dir)
				require.Error(t, victim.Wait(), "it was to kill itself")
				before := readLog(t, dir)

				e, err := newLogged(t.Context(), dir, "")
				require.NoError(t, err)
				defer func() { require.NoError(t, e.stop()) }()
				var outcome workflows.Outcome
				require.NoError(t, e.server.Client().GetWorkflow(t.Context(), boundaryID, "").Get(t.Context(), &outcome))
				require.Equal(t, workflows.Completed, outcome.State)
				require.JSONEq(t, `{"text": "a..."}`, string(outcome.Steps[2].Output))

				after := readLog(t, dir)
				resent := len(after) - 3 // only a step that was done and not recorded, under its key
				if boundary == beforeConfirm {
					require.Equal(t, 1, resent)
				} else {
					require.Zero(t, resent)
				}
				sent := step
				if boundary == beforeConfirm || boundary == afterConfirm {
					sent++
				}
				require.Len(t, before, sent, "the fault fired where it was meant to")
				keys := map[string]bool{}
				for _, key := range after {
					keys[key] = true
				}
				require.Len(t, keys, 3, "a vendor that honours keys has three effects")
			})
		}
	}
}

// logged is an engine whose only action writes a line with its key for each time that it is sent.
type logged struct {
	server *embedded.Server
	worker worker.Worker
	ledger *store.Ledger
	db     *store.DB
	frozen *plan.Frozen
}

func newLogged(ctx context.Context, dir, dieAt string) (*logged, error) {
	die := func(path, boundary string) {
		if dieAt == path+" "+boundary {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	app := dots()
	write := app.Actions[1]
	add := write.Do
	write.Do = func(ctx context.Context, c connectors.RawCall) (json.RawMessage, error) {
		f, err := os.OpenFile(filepath.Join(dir, "sent.log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		_, err = f.WriteString(c.Key + "\n")
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		return add(ctx, c)
	}
	registry, err := connectors.NewRegistry(app)
	if err != nil {
		return nil, err
	}
	e := &logged{}
	e.frozen, _ = plan.Freeze(registry, stepsInARow("write", 3), plan.FreezeOptions{Connections: map[string][]plan.Connection{"dots": {{ID: "dots/test"}}}})
	if e.db, err = store.Open(ctx, filepath.Join(dir, "sayso.db")); err != nil {
		return nil, err
	}
	e.ledger = store.NewLedger(e.db)
	if e.server, err = embedded.Start(ctx, embedded.Options{Dir: dir}); err != nil {
		return nil, err
	}
	e.worker = worker.New(e.server.Client(), queue, embedded.WorkerOptions())
	workflows.Register(e.worker, &activities.Activities{Registry: registry, Ledger: mortal{e.ledger, die}, Vault: noVault{}})
	return e, e.worker.Start()
}

func (e *logged) stop() error {
	e.worker.Stop()
	return errors.Join(e.server.Stop(), e.ledger.Close(), e.db.Close())
}

// mortal is a ledger that dies where it is told to.
type mortal struct {
	activities.Ledger
	die func(path, boundary string)
}

func (m mortal) Claim(ctx context.Context, e activities.Effect) (activities.Effect, bool, error) {
	m.die(e.Path, beforeClaim)
	row, fresh, err := m.Ledger.Claim(ctx, e)
	m.die(e.Path, beforeSend)
	return row, fresh, err
}

func (m mortal) Update(ctx context.Context, e activities.Effect) (bool, error) {
	if e.State == activities.Confirmed {
		m.die(e.Path, beforeConfirm)
	}
	mine, err := m.Ledger.Update(ctx, e)
	if e.State == activities.Confirmed {
		m.die(e.Path, afterConfirm)
	}
	return mine, err
}

// dieAtBoundary is the part of the process that is to die.
func dieAtBoundary(dir string) error {
	at, err := os.ReadFile(filepath.Join(dir, "boundary"))
	if err != nil {
		return err
	}
	ctx := context.Background()
	e, err := newLogged(ctx, dir, string(at))
	if err != nil {
		return err
	}
	fmt.Println(ready)
	run, err := e.server.Client().ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: boundaryID, TaskQueue: queue, WorkflowTaskTimeout: workflows.TaskTimeout,
		EnableEagerStart: true}, "dots", workflows.Start{Version: workflows.Version, Frozen: *e.frozen})
	if err == nil {
		err = run.Get(ctx, nil)
	}
	return errors.Join(err, errors.New("it was to die before that"))
}

func readLog(t *testing.T, dir string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "sent.log"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	require.NoError(t, err)
	return strings.Fields(string(raw))
}
