package access

import (
	"cmp"
	"context"
	"net/url"

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

// Complete says what is wrong with the settings of a provider, and names it after its host where it has no name.
func (p *Provider) Complete() error {
	u, err := url.Parse(p.Issuer)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http":
		return connectors.Errorf(connectors.Invalid, "the issuer of a provider is its address, such as https://login.example.com")
	case u.Scheme == "http" && u.Hostname() != "localhost" && u.Hostname() != "127.0.0.1":
		return connectors.Errorf(connectors.Invalid, "%s would send what people prove in clear; use https", u.Host)
	case p.ClientID == "" || p.Secret.Empty():
		return connectors.Errorf(connectors.Invalid, "a provider needs a client id and a client secret, which it gives you when you register Sayso there")
	}
	p.Name = cmp.Or(p.Name, u.Host)
	return nil
}

// ProviderStore is the port through which the settings of the provider are kept. There is one at most.
type ProviderStore interface {
	PutProvider(ctx context.Context, p Provider) error
	// FindProvider reads it; found is false where there is none.
	FindProvider(ctx context.Context) (p Provider, found bool, err error)
	RemoveProvider(ctx context.Context) (bool, error)
}
