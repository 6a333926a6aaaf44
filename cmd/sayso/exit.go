package main

import (
	"strconv"

	"sayso/workflows"
)

// exit is an error that has been reported and only carries the exit code.
type exit int

// The exit codes. They are part of the command line's contract.
const (
	exitFailed    exit = 1
	exitUsage     exit = 2 // bad usage or a bad plan
	exitQuestions exit = 3 // questions are open
	exitUndone    exit = 4 // failed and undone
	exitParked    exit = 5 // waits for a person
	exitDenied    exit = 6
)

func (e exit) Error() string { return "exit code " + strconv.Itoa(int(e)) }

// exitOf gives the code that a run's state stands for, nil for success.
func exitOf(s workflows.State) error {
	switch s {
	case workflows.Completed:
		return nil
	case workflows.Undone:
		return exitUndone
	case workflows.Parked:
		return exitParked
	case workflows.Denied:
		return exitDenied
	}
	return exitFailed
}
