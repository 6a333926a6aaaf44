package embedded_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/workflows/embedded"
)

const (
	halfID   = "half"
	reached  = "reached" // the update that is answered once the first step is done
	carryOn  = "carry-on"
	halfText = "begun"
)

// twoHalves does a step, waits for a signal, and does another.
func twoHalves(ctx workflow.Context, text string) (string, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: activityTime})
	half := false
	err := workflow.SetUpdateHandler(ctx, reached, func(ctx workflow.Context) error {
		return workflow.Await(ctx, func() bool { return half })
	})
	if err != nil {
		return "", err
	}
	if err := workflow.ExecuteActivity(ctx, step, text).Get(ctx, &text); err != nil {
		return "", err
	}
	half = true
	workflow.GetSignalChannel(ctx, carryOn).Receive(ctx, nil)
	err = workflow.ExecuteActivity(ctx, step, text).Get(ctx, &text)
	return text, err
}

func newHalfWorker(c client.Client) worker.Worker {
	w := worker.New(c, queue, embedded.WorkerOptions())
	w.RegisterWorkflow(twoHalves)
	w.RegisterActivity(step)
	return w
}

// startHalf runs the first half of twoHalves.
func startHalf(ctx context.Context, s *embedded.Server) error {
	if err := newHalfWorker(s.Client()).Start(); err != nil {
		return err
	}
	run, err := s.Client().ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: halfID, TaskQueue: queue}, twoHalves, halfText)
	if err != nil {
		return err
	}
	update, err := s.Client().UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: run.GetID(), RunID: run.GetRunID(), UpdateName: reached, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return err
	}
	return update.Get(ctx, nil)
}

func TestRunsGoOnAfterAKill(t *testing.T) {
	dir := t.TempDir()
	victim := startProcess(t, playVictim, dir)
	require.NoError(t, victim.Process.Kill()) // SIGKILL: nothing is tidied up
	_ = victim.Wait()

	s := start(t, embedded.Options{Dir: dir})
	w := newHalfWorker(s.Client())
	require.NoError(t, w.Start())
	defer w.Stop()
	require.NoError(t, s.Client().SignalWorkflow(t.Context(), halfID, "", carryOn, nil))
	var text string
	require.NoError(t, s.Client().GetWorkflow(t.Context(), halfID, "").Get(t.Context(), &text))
	require.Equal(t, halfText+"..", text, "both steps were done, each once")
}
