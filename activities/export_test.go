package activities

import "time"

// HandedOut gives a step as an attempt has it that was handed out at some time.
func HandedOut(s Step, at time.Time) Step { s.begun = at; return s }
