// Package crashlab holds tests alone: the laboratory that proves that each external effect happens once through crashes.
//
// Three kinds of process play. The vendor is an app in a process of its own that is never killed; it writes each effect to a log and has it
// on disk before it answers, and looks at that moment into the ledger for the intent. The engine is everything that carries runs out:
// Temporal on its file, the worker, the ledger, the stored connection. It is killed at a named point, dozens of runs at a time, and started
// again at once. The laboratory starts runs, decides as a person would who looks at the vendor, and in the end holds what the vendor
// logged to what the plans say.
//
// A run is made from a number, its seed, and nothing else: the plan, the point at which the process dies, and the step. A failure names the
// seed, and -seed has it done again.
//
//	go test -tags crash -run Crashes -timeout 1h ./workflows/crashlab -runs 2000
package crashlab
