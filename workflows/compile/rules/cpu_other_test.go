//go:build !unix

package rules_test

import "time"

var began = time.Now()

// worked is how long this process runs, where nothing tells how long it kept a processor busy.
func worked() time.Duration { return time.Since(began) }
