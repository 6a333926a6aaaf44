package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"sayso/api/access"
)

const clientColumns = `id, name, redirects, auth, key_set, keys_url, refreshes, created`

// PutClient writes a new client unless there are most already.
func (s *OAuth) PutClient(ctx context.Context, c access.Client, most int) (bool, error) {
	redirects, err := json.Marshal(c.Redirects)
	if err != nil {
		return false, err
	}
	return s.db.changed(ctx, `INSERT INTO clients (`+clientColumns+`) SELECT ?,?,?,?,?,?,?,? WHERE (SELECT count(*) FROM clients) < ?`,
		c.ID, c.Name, string(redirects), c.Auth, c.KeySet, c.KeysURL, c.Refreshes, instant(c.Created), most)
}

// FindClient reads a client.
func (s *OAuth) FindClient(ctx context.Context, id string) (access.Client, bool, error) {
	return one(ctx, s.db, func(r row) (c access.Client, err error) {
		var redirects string
		var created sql.NullString
		if err := r.Scan(&c.ID, &c.Name, &redirects, &c.Auth, &c.KeySet, &c.KeysURL, &c.Refreshes, &created); err != nil {
			return c, err
		}
		if err := json.Unmarshal([]byte(redirects), &c.Redirects); err != nil {
			return c, err
		}
		c.Created, err = moment(created)
		return c, err
	}, `SELECT `+clientColumns+` FROM clients WHERE id = ?`, id)
}
