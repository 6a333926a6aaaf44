package store

import (
	"context"
	"crypto/cipher"
	"database/sql"
	"encoding/json"
	"errors"

	"sayso/connectors"
)

// Settings keeps what Sayso itself is set up with, such as the model that it asks. Among it are secrets, so that it is sealed as those of the
// connections are.
type Settings struct {
	db   *DB
	seal cipher.AEAD
}

// NewSettings keeps settings in a database, sealed with the key in keyFile, which is made where it is missing.
func NewSettings(db *DB, keyFile string) (*Settings, error) {
	seal, err := newSeal(keyFile)
	return &Settings{db, seal}, err
}

// Put saves the values of what is set up under a name, replacing all it had.
func (s *Settings) Put(ctx context.Context, name string, values map[string]string) error {
	raw, err := json.Marshal(values)
	if err != nil {
		return err
	}
	sealed := s.seal.Seal(nil, nil, raw, []byte(name)) //nolint:gosec // no nonce is handed in: it is random and made by the cipher
	return s.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO settings (name, sealed) VALUES (?,?)`, name, sealed)
		return err
	})
}

// Get gives the values under a name, nil where nothing is kept there.
func (s *Settings) Get(ctx context.Context, name string) (values map[string]string, err error) {
	var sealed []byte
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT sealed FROM settings WHERE name = ?`, name).Scan(&sealed)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	raw, err := s.seal.Open(nil, nil, sealed, []byte(name))
	if err != nil || json.Unmarshal(raw, &values) != nil {
		return nil, connectors.Errorf(connectors.Expired, "the stored settings of the %s can't be opened with this machine's key; set it up again", name)
	}
	return values, nil
}

// Delete forgets what is kept under a name, and reports whether there was anything.
func (s *Settings) Delete(ctx context.Context, name string) (there bool, err error) {
	return s.db.changed(ctx, `DELETE FROM settings WHERE name = ?`, name)
}
