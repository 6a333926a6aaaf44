//go:build race

package embedded_test

// slowness is by how much the race detector slows a start down.
const slowness = 5
