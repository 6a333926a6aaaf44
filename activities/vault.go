package activities

import (
	"context"

	"sayso/connectors"
)

// Vault opens connections. The credential stays inside the connection; nothing that leaves this package holds it.
type Vault interface {
	Open(ctx context.Context, id string) (*connectors.Connection, error)
}
