package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"sayso/api/access"
)

const grantColumns = `g.id, g.client, g.client_name, g.account, g.workspace, g.resource, g.scopes, g.created, g.revoked`

//nolint:gosec // columns, no credentials
const tokenColumns = `t.hash, t.kind, t.grant_id, t.scopes, t.expires, t.spent, t.redirect, t.challenge`

const tokenQuery = `SELECT ` + tokenColumns + `, ` + grantColumns + ` FROM tokens t JOIN grants g ON g.id = t.grant_id WHERE t.hash = ?`

// PutGrant writes a new grant with its first token.
func (s *OAuth) PutGrant(ctx context.Context, g access.Grant, first access.Token) error {
	return s.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO grants (id, client, client_name, account, workspace, resource, scopes, created) VALUES (?,?,?,?,?,?,?,?)`,
			g.ID, g.Client, g.ClientName, g.Account, g.Workspace, g.Resource, strings.Join(g.Scopes, " "), instant(g.Created))
		if err != nil {
			return err
		}
		return putToken(ctx, tx, first)
	})
}

func putToken(ctx context.Context, tx *sql.Tx, t access.Token) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO tokens (hash, kind, grant_id, scopes, expires, spent, redirect, challenge) VALUES (?,?,?,?,?,?,?,?)`,
		t.Hash, t.Kind, t.Grant, strings.Join(t.Scopes, " "), instant(t.Expires), instant(t.Spent), t.Redirect, t.Challenge)
	return err
}

// held is a token with its grant.
type held struct {
	token access.Token
	grant access.Grant
}

// Token reads a token with its grant.
func (s *OAuth) Token(ctx context.Context, h access.Hash) (access.Token, access.Grant, bool, error) {
	found, ok, err := one(ctx, s.db, scanHeld, tokenQuery, h)
	return found.token, found.grant, ok, err
}

// Exchange does what decide says of a token, in the transaction that read it. There is one writer, so that the second of two at once reads
// what the first wrote.
func (s *OAuth) Exchange(ctx context.Context, h access.Hash, at time.Time, decide func(access.Token, access.Grant) access.Exchange) (found bool, err error) {
	err = s.db.Write(ctx, func(tx *sql.Tx) error {
		now, err := scanHeld(tx.QueryRowContext(ctx, tokenQuery, h))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		found = true
		return carryOut(ctx, tx, now, decide(now.token, now.grant), at)
	})
	return found, err
}

func carryOut(ctx context.Context, tx *sql.Tx, h held, e access.Exchange, at time.Time) error {
	if e.Spend {
		if _, err := tx.ExecContext(ctx, `UPDATE tokens SET spent = ? WHERE hash = ?`, instant(at), h.token.Hash); err != nil {
			return err
		}
	}
	if e.Revoke {
		if _, err := tx.ExecContext(ctx, revokeGrant, instant(at), h.grant.ID, h.grant.Account); err != nil {
			return err
		}
	}
	for _, t := range e.Add {
		if err := putToken(ctx, tx, t); err != nil {
			return err
		}
	}
	return nil
}

const revokeGrant = `UPDATE grants SET revoked = ? WHERE id = ? AND account = ? AND revoked IS NULL`

// RevokeGrant ends an account's grant, and reports whether it held.
func (s *OAuth) RevokeGrant(ctx context.Context, account, id string, at time.Time) (bool, error) {
	return s.db.changed(ctx, revokeGrant, instant(at), id, account)
}

// Grants lists what an account granted and didn't take back, newest first.
func (s *OAuth) Grants(ctx context.Context, account string) ([]access.Grant, error) {
	return list(ctx, s.db, scanGrant, `SELECT `+grantColumns+` FROM grants g WHERE account = ? AND revoked IS NULL ORDER BY created DESC`, account)
}

func scanGrant(r row) (g access.Grant, err error) {
	var c grantCells
	if err := r.Scan(c.of(&g)...); err != nil {
		return g, err
	}
	err = c.read(&g)
	return g, err
}

func scanHeld(r row) (h held, err error) {
	var scopes string
	var expires, spent sql.NullString
	var c grantCells
	t := &h.token
	cells := append([]any{&t.Hash, &t.Kind, &t.Grant, &scopes, &expires, &spent, &t.Redirect, &t.Challenge}, c.of(&h.grant)...)
	if err := r.Scan(cells...); err != nil {
		return h, err
	}
	t.Scopes = strings.Fields(scopes)
	if t.Expires, err = moment(expires); err != nil {
		return h, err
	}
	if t.Spent, err = moment(spent); err != nil {
		return h, err
	}
	err = c.read(&h.grant)
	return h, err
}

// grantCells are the cells of a grant that aren't read as they are.
type grantCells struct {
	scopes           string
	created, revoked sql.NullString
}

func (c *grantCells) of(g *access.Grant) []any {
	return []any{&g.ID, &g.Client, &g.ClientName, &g.Account, &g.Workspace, &g.Resource, &c.scopes, &c.created, &c.revoked}
}

func (c *grantCells) read(g *access.Grant) (err error) {
	g.Scopes = strings.Fields(c.scopes)
	if g.Created, err = moment(c.created); err != nil {
		return err
	}
	g.Revoked, err = moment(c.revoked)
	return err
}
