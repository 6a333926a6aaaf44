package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"

	"sayso/connectors"
)

// Connections keeps what connections are made of; their secrets are sealed with a key that lives in a file of its own.
type Connections struct {
	db   *DB
	seal cipher.AEAD
}

// NewConnections keeps connections in a database, sealed with the key in keyFile, which is made where it is missing.
func NewConnections(db *DB, keyFile string) (*Connections, error) {
	seal, err := newSeal(keyFile)
	return &Connections{db, seal}, err
}

// newSeal makes the cipher that secrets in the database are sealed with. Its nonce is random and made by the cipher.
func newSeal(keyFile string) (cipher.AEAD, error) {
	key, err := loadKey(keyFile)
	if err != nil {
		return nil, unusableKey(keyFile, err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func unusableKey(keyFile string, err error) error {
	return connectors.Errorf(connectors.Invalid, "the key of the stored secrets, %s, can't be used: %w", keyFile, err)
}

// DeriveKey gives 32 bytes for a purpose, made from the key in keyFile: the same ones each time, and of no use for another purpose (RFC 5869).
func DeriveKey(keyFile, purpose string) ([]byte, error) {
	key, err := loadKey(keyFile)
	if err != nil {
		return nil, unusableKey(keyFile, err)
	}
	return hkdf.Key(sha256.New, key, nil, "sayso "+purpose, 32)
}

func loadKey(file string) ([]byte, error) {
	key, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		key = make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return nil, err
		}
		// Written under another name first: a key that is cut short would lose every secret.
		if err := os.WriteFile(file+".new", key, 0o600); err != nil {
			return nil, err
		}
		return key, os.Rename(file+".new", file)
	}
	if err == nil && len(key) != 32 {
		err = errors.New("it is damaged")
	}
	return key, err
}

// Put saves a connection, replacing the one of the same id.
func (c *Connections) Put(ctx context.Context, r connectors.Spec) error {
	settings, err := json.Marshal(r.Settings)
	if err != nil {
		return err
	}
	sealed, err := c.sealed(r.ID, r.Secrets)
	if err != nil {
		return err
	}
	return c.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO connections (id, app, environment, url, identity, settings, allow_private, secrets)
			VALUES (?,?,?,?,?,?,?,?)`, r.ID, r.App, r.Environment, r.URL, r.Identity, string(settings), r.AllowPrivate, sealed)
		return err
	})
}

// sealed closes secrets such that only this connection's row can hold them: its id goes in, and the nonce is random and made by the cipher.
func (c *Connections) sealed(id string, secrets map[string]connectors.Secret) ([]byte, error) {
	plain := map[string]string{}
	for name, s := range secrets {
		plain[name] = s.Reveal()
	}
	raw, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	return c.seal.Seal(nil, nil, raw, []byte(id)), nil //nolint:gosec // no nonce is handed in
}

func (c *Connections) opened(id string, sealed []byte) (map[string]connectors.Secret, error) {
	raw, err := c.seal.Open(nil, nil, sealed, []byte(id))
	if err != nil {
		return nil, connectors.Errorf(connectors.Expired, "the stored secrets of %s can't be opened with this machine's key; connect it again", connectors.ConnectionName(id))
	}
	plain := map[string]string{}
	if err := json.Unmarshal(raw, &plain); err != nil {
		return nil, fmt.Errorf("the stored secrets of %s are damaged", connectors.ConnectionName(id))
	}
	secrets := map[string]connectors.Secret{}
	for name, text := range plain {
		secrets[name] = connectors.NewSecret(text)
	}
	return secrets, nil
}

// Renew replaces the secrets of a connection where they are still those that are given first, and reports whether they were: somebody
// may have connected it anew meanwhile, or deleted it.
func (c *Connections) Renew(ctx context.Context, id string, from, to map[string]connectors.Secret) (stored bool, err error) {
	fresh, err := c.sealed(id, to)
	if err != nil {
		return false, err
	}
	err = c.db.Write(ctx, func(tx *sql.Tx) error {
		var sealed []byte
		err := tx.QueryRowContext(ctx, `SELECT secrets FROM connections WHERE id = ?`, id).Scan(&sealed)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		now, err := c.opened(id, sealed)
		if err != nil || !maps.Equal(now, from) {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE connections SET secrets = ? WHERE id = ?`, fresh, id)
		stored = err == nil
		return err
	})
	return stored && err == nil, err
}

const connectionColumns = `id, app, environment, url, identity, settings, allow_private, secrets`

// Get reads a connection with its secrets. An unknown id is an error of kind NotFound.
func (c *Connections) Get(ctx context.Context, id string) (r connectors.Spec, err error) {
	var sealed []byte
	err = c.db.Read(ctx, func(tx *sql.Tx) error {
		r, sealed, err = scanConnection(tx.QueryRowContext(ctx, `SELECT `+connectionColumns+` FROM connections WHERE id = ?`, id))
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return r, connectors.Errorf(connectors.NotFound, "there is no connection %s; `sayso connect` makes one", connectors.ConnectionName(id))
	}
	if err != nil {
		return r, err
	}
	r.Secrets, err = c.opened(id, sealed)
	return r, err
}

// List reads all connections, without their secrets, by id.
func (c *Connections) List(ctx context.Context) (list []connectors.Spec, err error) {
	err = c.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+connectionColumns+` FROM connections ORDER BY id`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			r, _, err := scanConnection(rows)
			if err != nil {
				return err
			}
			list = append(list, r)
		}
		return rows.Err()
	})
	return list, err
}

// Delete forgets a connection and its secrets, and reports whether there was one.
func (c *Connections) Delete(ctx context.Context, id string) (there bool, err error) {
	return c.db.changed(ctx, `DELETE FROM connections WHERE id = ?`, id)
}

func scanConnection(row interface{ Scan(...any) error }) (r connectors.Spec, sealed []byte, err error) {
	var settings string
	if err = row.Scan(&r.ID, &r.App, &r.Environment, &r.URL, &r.Identity, &settings, &r.AllowPrivate, &sealed); err != nil {
		return r, nil, err
	}
	return r, sealed, json.Unmarshal([]byte(settings), &r.Settings)
}
