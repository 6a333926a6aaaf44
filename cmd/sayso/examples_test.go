package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows"
)

// TestExamples runs every example to its end on the sandbox. Where one asks, it is approved.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../../examples/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			p := program{t, p.data}
			args := []string{file}
			if strings.HasPrefix(filepath.Base(file), "follow-up") { // it waits as long as it is told to
				args = append(args, "--input", "pause=1s")
			}
			run, e := p.runJSON(args...)
			for run.State == workflows.Parked && run.Question.Kind == workflows.AskApproval {
				require.Equal(t, int(exitParked), e.code)
				e = p.json(&run, "approve", run.RunID, "--json")
			}
			require.Equal(t, workflows.Completed, run.State, e.out+e.err)
			require.Zero(t, e.code)
		})
	}
}
