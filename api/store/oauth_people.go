package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/api/access"
	"sayso/connectors"
)

const accountColumns = `id, login, name, issuer, subject, password, created`

// PutAccount writes an account, replacing the one of the same id.
func (s *OAuth) PutAccount(ctx context.Context, a access.Account) error {
	_, err := s.db.changed(ctx, `INSERT INTO accounts (`+accountColumns+`) VALUES (?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET
		login = excluded.login, name = excluded.name, issuer = excluded.issuer, subject = excluded.subject, password = excluded.password`,
		a.ID, a.Login, a.Name, a.Issuer, a.Subject, a.Password.Reveal(), instant(a.Created))
	if duplicate(err) {
		return &connectors.Error{Kind: connectors.Conflict, Code: "account_exists", Message: "there is another account of that name", Err: err}
	}
	return err
}

// FindAccount reads an account.
func (s *OAuth) FindAccount(ctx context.Context, w access.Who) (access.Account, bool, error) {
	const query = `SELECT ` + accountColumns + ` FROM accounts WHERE `
	switch {
	case w.ID != "":
		return one(ctx, s.db, scanAccount, query+`id = ?`, w.ID)
	case w.Login != "":
		return one(ctx, s.db, scanAccount, query+`login = ?`, w.Login)
	case w.Subject != "":
		return one(ctx, s.db, scanAccount, query+`issuer = ? AND subject = ?`, w.Issuer, w.Subject)
	}
	return access.Account{}, false, nil
}

// Accounts lists all accounts, by login.
func (s *OAuth) Accounts(ctx context.Context) ([]access.Account, error) {
	return list(ctx, s.db, scanAccount, `SELECT `+accountColumns+` FROM accounts ORDER BY login`)
}

// RemoveAccount forgets an account; the rows of other tables that name it go with it.
func (s *OAuth) RemoveAccount(ctx context.Context, id string) error {
	_, err := s.db.changed(ctx, `DELETE FROM accounts WHERE id = ?`, id)
	return err
}

func scanAccount(r row) (a access.Account, err error) {
	var password string
	var created sql.NullString
	if err := r.Scan(&a.ID, &a.Login, &a.Name, &a.Issuer, &a.Subject, &password, &created); err != nil {
		return a, err
	}
	a.Password = connectors.NewSecret(password)
	a.Created, err = moment(created)
	return a, err
}

// PutSession writes a session.
func (s *OAuth) PutSession(ctx context.Context, e access.Session) error {
	_, err := s.db.changed(ctx, `INSERT INTO sessions (hash, account, factor, expires) VALUES (?,?,?,?)`, e.Hash, e.Account, e.Factor, instant(e.Expires))
	return err
}

// FindSession reads a session.
func (s *OAuth) FindSession(ctx context.Context, h access.Hash) (access.Session, bool, error) {
	return one(ctx, s.db, func(r row) (e access.Session, err error) {
		var expires sql.NullString
		if err := r.Scan(&e.Hash, &e.Account, &e.Factor, &expires); err != nil {
			return e, err
		}
		e.Expires, err = moment(expires)
		return e, err
	}, `SELECT hash, account, factor, expires FROM sessions WHERE hash = ?`, h)
}

// EndSession forgets a session.
func (s *OAuth) EndSession(ctx context.Context, h access.Hash) error {
	_, err := s.db.changed(ctx, `DELETE FROM sessions WHERE hash = ?`, h)
	return err
}

// EndSessions forgets all sessions of an account.
func (s *OAuth) EndSessions(ctx context.Context, account string) error {
	_, err := s.db.changed(ctx, `DELETE FROM sessions WHERE account = ?`, account)
	return err
}

// CountAttempt counts one more attempt, unless there were most since then already.
func (s *OAuth) CountAttempt(ctx context.Context, subject access.Hash, at, since time.Time, most int) (ok bool, err error) {
	return s.db.changed(ctx, `INSERT INTO sign_in_attempts (subject, at) SELECT ?1, ?2
		WHERE (SELECT count(*) FROM sign_in_attempts WHERE subject = ?1 AND at > ?3) < ?4`, subject, instant(at), instant(since), most)
}

// ForgetAttempts begins anew for a subject.
func (s *OAuth) ForgetAttempts(ctx context.Context, subject access.Hash) error {
	_, err := s.db.changed(ctx, `DELETE FROM sign_in_attempts WHERE subject = ?`, subject)
	return err
}

// Spend uses something up; fresh is false where it was used before.
func (s *OAuth) Spend(ctx context.Context, id access.Hash, until time.Time) (fresh bool, err error) {
	return s.db.changed(ctx, `INSERT INTO spent (id, until) VALUES (?,?) ON CONFLICT DO NOTHING`, id, instant(until))
}

// Unspend makes it as if something had not been used up.
func (s *OAuth) Unspend(ctx context.Context, id access.Hash) error {
	_, err := s.db.changed(ctx, `DELETE FROM spent WHERE id = ?`, id)
	return err
}

// IsSpent reports whether something was used up.
func (s *OAuth) IsSpent(ctx context.Context, id access.Hash) (bool, error) {
	var n int
	err := s.db.read.QueryRowContext(ctx, `SELECT 1 FROM spent WHERE id = ?`, id).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, explain(s.db.path, err)
	}
	return true, nil
}
