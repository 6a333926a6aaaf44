// Package embedded runs Temporal's server and its UI inside this process, on one SQLite file in the data folder, so that a
// machine with nothing installed has durable workflows.
//
// [Start] gives a server that is ready: the frontend answers, the namespace [Namespace] exists with its retention, its
// search attributes are registered, and the UI listens. Everything listens on loopback only, and nothing calls out: no
// version check, no telemetry, no news. A second process is kept from the folder by [LockDir].
//
// The package knows nothing of plans and runs. Only cmd/sayso and tests import it: everything else sees a Temporal client
// and can't tell this server from a cluster.
package embedded
