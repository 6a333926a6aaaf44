package access

import (
	"context"
	"strings"
	"time"

	"sayso/connectors"
)

// Account is a person who may sign in; what they may do there is for their memberships to say. They sign in with a
// password, or through the provider that knows them by Issuer and Subject.
type Account struct {
	ID              string // "person_…"; it never changes
	Login           string // what is typed to sign in: a name or an e-mail address, in lower case
	Name            string // for people and the record
	Issuer, Subject string // of the provider; "" for an account that it never signed in
	Password        connectors.Secret
	Created         time.Time
}

// CanSignIn reports whether there is a way for the person to sign in.
func (a Account) CanSignIn() bool { return !a.Password.Empty() || a.Subject != "" }

// Who picks an account: by its id, its login, or by what the provider knows it as. One of the three is set.
type Who struct{ ID, Login, Issuer, Subject string }

// AccountStore is the port through which accounts are kept.
type AccountStore interface {
	// PutAccount writes an account, replacing the one of the same id. A login or a subject that another has is an error of kind Conflict.
	PutAccount(ctx context.Context, a Account) error
	FindAccount(ctx context.Context, w Who) (a Account, found bool, err error)
	// Accounts lists all accounts, by login.
	Accounts(ctx context.Context) ([]Account, error)
	// RemoveAccount forgets an account with all that hangs on it: sessions, grants and tokens.
	RemoveAccount(ctx context.Context, id string) error
}

// folded is how logins are compared.
func folded(login string) string { return strings.ToLower(strings.TrimSpace(login)) }
