package store

import (
	"context"
	"crypto/cipher"

	"sayso/api/access"
	"sayso/connectors"
)

// Providers keeps the OpenID provider that people sign in with, its secret sealed. It is the adapter of [access.ProviderStore].
type Providers struct {
	db   *DB
	seal cipher.AEAD
}

var _ access.ProviderStore = (*Providers)(nil)

// NewProviders keeps the provider in a database, sealed with the key in keyFile, which is made where it is missing.
func NewProviders(db *DB, keyFile string) (*Providers, error) {
	seal, err := newSeal(keyFile)
	return &Providers{db, seal}, err
}

// sealedFor goes into the seal, so that the secret opens for the provider that it was given for and no other.
func sealedFor(p access.Provider) []byte { return []byte("provider " + p.Issuer + " " + p.ClientID) }

// PutProvider writes the provider, in place of another.
func (s *Providers) PutProvider(ctx context.Context, p access.Provider) error {
	sealed := s.seal.Seal(nil, nil, []byte(p.Secret.Reveal()), sealedFor(p)) //nolint:gosec // no nonce is handed in
	_, err := s.db.changed(ctx, `INSERT OR REPLACE INTO sign_in_provider (one, name, issuer, client_id, only, secret) VALUES (1,?,?,?,?,?)`,
		p.Name, p.Issuer, p.ClientID, p.Only, sealed)
	return err
}

// FindProvider reads the provider; found is false where there is none.
func (s *Providers) FindProvider(ctx context.Context) (access.Provider, bool, error) {
	var sealed []byte
	p, found, err := one(ctx, s.db, func(r row) (p access.Provider, err error) {
		err = r.Scan(&p.Name, &p.Issuer, &p.ClientID, &p.Only, &sealed)
		return p, err
	}, `SELECT name, issuer, client_id, only, secret FROM sign_in_provider`)
	if err != nil || !found {
		return p, false, err
	}
	secret, err := s.seal.Open(nil, nil, sealed, sealedFor(p))
	if err != nil {
		return p, false, connectors.Errorf(connectors.Expired, "the secret of the sign-in provider can't be opened with this machine's key; set it again")
	}
	p.Secret = connectors.NewSecret(string(secret))
	return p, true, nil
}

// RemoveProvider forgets the provider, and reports whether there was one.
func (s *Providers) RemoveProvider(ctx context.Context) (bool, error) {
	return s.db.changed(ctx, `DELETE FROM sign_in_provider`)
}
