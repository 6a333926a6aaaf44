package rest_test

import (
	"fmt"
	"testing"
)

// BenchmarkStart is what starting a run costs besides the engine.
func BenchmarkStart(b *testing.B) {
	s := newStage(b)
	s.send("POST", "/v1/workflows", text(m{"source": hello})).good(201, nil)
	for i := 0; b.Loop(); i++ {
		s.send("POST", "/v1/runs", `{"workflow": "hello", "sandbox": true}`, "Idempotency-Key", fmt.Sprint(i)).good(201, nil)
	}
}
