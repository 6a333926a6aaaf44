// Package journey holds tests that go the whole way: a client of the official SDK, sign-in, the guarded doors, the server of assistants, the use cases,
// Temporal and the simulated apps, all in one process. It is apart from package mcp so that its tests build without Temporal.
package journey
