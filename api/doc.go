// Package api holds the use cases of Sayso: compile a prompt, prepare and start a plan, watch a run, decide, undo, connect an app.
// The command line and, later, REST, MCP and the console are thin over it and never reach past it.
//
// It knows Temporal's client, the plan language and the compilers. It knows no HTTP framework, no MCP and no SQL: what it stores, it
// stores through ports.
package api
