// Package apitest is for tests of what stands on package api: the use cases over what the program gives them, in a folder of the test's own,
// with all connectors, the stores and the simulated apps. In place of Temporal there is an [Engine] that keeps runs as Temporal does and
// carries none of them out: a test says how they stand.
package apitest
