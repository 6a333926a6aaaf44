//go:build !race

package embedded_test

// slowness is 1 where nothing slows a start down.
const slowness = 1
