package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"sayso/api"
)

// Keys keeps API keys: hashes of their secrets, and what they are for. It is the adapter of [api.KeyStore].
type Keys struct{ db *DB }

// NewKeys keeps API keys in a database.
func NewKeys(db *DB) *Keys { return &Keys{db} }

const keyColumns = `id, workspace, name, role, scopes, by, created, expires, revoked, hash`

// PutKey keeps a new one. Where a key of the workspace that wasn't revoked has its name, fresh is false.
func (s *Keys) PutKey(ctx context.Context, k api.Key) (fresh bool, err error) {
	scopes := sql.NullString{Valid: k.Scopes != nil}
	for i, p := range k.Scopes {
		if i > 0 {
			scopes.String += " "
		}
		scopes.String += string(p)
	}
	return s.db.changed(ctx, `INSERT INTO api_keys (`+keyColumns+`) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING`,
		k.ID, k.Workspace, k.Name, k.Role, scopes, k.By, instant(k.Created), perhaps(k.Expires), perhaps(k.Revoked), k.Hash)
}

// Key reads one, of whatever workspace; an unknown id is an error of kind NotFound.
func (s *Keys) Key(ctx context.Context, id string) (k api.Key, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		k, err = scanKey(tx.QueryRowContext(ctx, `SELECT `+keyColumns+` FROM api_keys WHERE id = ?`, id))
		return err
	})
	return k, orMissing(err, "key "+id)
}

// KeysOf lists those of a workspace, newest first, after an id.
func (s *Keys) KeysOf(ctx context.Context, workspace, after string, limit int) (list []api.Key, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+keyColumns+` FROM api_keys k WHERE workspace = ? AND (? = '' OR
			EXISTS (SELECT 1 FROM api_keys a WHERE a.id = ? AND a.workspace = k.workspace AND (k.created < a.created OR k.created = a.created AND k.id > a.id)))
			ORDER BY created DESC, id LIMIT ?`, workspace, after, after, limit)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			k, err := scanKey(rows)
			if err != nil {
				return err
			}
			list = append(list, k)
		}
		return rows.Err()
	})
	return list, err
}

// RevokeKey ends one of a workspace, and reports whether it was good until then.
func (s *Keys) RevokeKey(ctx context.Context, workspace, id string, at time.Time) (there bool, err error) {
	return s.db.changed(ctx, `UPDATE api_keys SET revoked = ? WHERE workspace = ? AND id = ? AND revoked IS NULL`, instant(at), workspace, id)
}

func scanKey(row interface{ Scan(...any) error }) (k api.Key, err error) {
	var scopes, expires, revoked sql.NullString
	var created string
	if err = row.Scan(&k.ID, &k.Workspace, &k.Name, &k.Role, &scopes, &k.By, &created, &expires, &revoked, &k.Hash); err != nil {
		return k, err
	}
	if scopes.Valid {
		k.Scopes = []api.Permission{}
		for p := range strings.FieldsSeq(scopes.String) {
			k.Scopes = append(k.Scopes, api.Permission(p))
		}
	}
	if k.Created, err = time.Parse(time.RFC3339Nano, created); err != nil {
		return k, err
	}
	if k.Expires, err = maybe(expires); err != nil {
		return k, err
	}
	k.Revoked, err = maybe(revoked)
	return k, err
}

// perhaps writes a time that may be missing, and maybe reads one.
func perhaps(t *time.Time) sql.NullString {
	if t == nil {
		return sql.NullString{}
	}
	return instant(*t)
}

func maybe(text sql.NullString) (*time.Time, error) {
	if !text.Valid {
		return nil, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text.String)
	return &t, err
}
