package activities

import (
	"context"

	"sayso/connectors"
)

// Vault opens connections. The credential stays inside the connection; nothing that leaves this package holds it.
type Vault interface {
	// Open gives a connection by its id. That nothing is sent through it for now is an error that wraps a [Paused].
	Open(ctx context.Context, id string) (*connectors.Connection, error)
}
