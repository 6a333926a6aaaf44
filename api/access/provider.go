package access

import (
	"context"

	"sayso/connectors"
)

// Provider is an OpenID provider that people sign in with: that of their company, say.
type Provider struct {
	Name     string // for the button
	Issuer   string
	ClientID string // as which it knows us
	Secret   connectors.Secret
	Only     bool // nobody signs in with a password of our own
}

// ProviderStore is the port through which the settings of the provider are kept. There is one at most.
type ProviderStore interface {
	PutProvider(ctx context.Context, p Provider) error
	// FindProvider reads it; found is false where there is none.
	FindProvider(ctx context.Context) (p Provider, found bool, err error)
	RemoveProvider(ctx context.Context) (bool, error)
}
