package activities

import "time"

// HandedOut gives a step as an attempt has it that was handed out at some time.
func HandedOut(s Step, at time.Time) Step { s.begun = at; return s }

// Elapsed is how long ago a time surely is, for who has looked at the clock at some times before.
func Elapsed(now, at time.Time, looked ...time.Time) time.Duration {
	var s steady
	for _, when := range looked {
		s.look(when)
	}
	return s.elapsed(now, at)
}
