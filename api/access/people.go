package access

import (
	"cmp"
	"context"
	"regexp"
	"time"

	"sayso/connectors"
)

// PeopleStore is all that is kept of people.
type PeopleStore interface {
	AccountStore
	SessionStore
	AttemptStore
	SpentStore
}

// People is who may sign in, and how. Make it with [NewPeople].
type People struct {
	Store PeopleStore
	Now   func() time.Time // nil: the clock

	passwords *passwords
}

// NewPeople is people over a store, whose passwords cost a given effort to guess.
func NewPeople(s PeopleStore, c Cost) *People { return &People{Store: s, passwords: newPasswords(c)} }

func (p *People) now() time.Time {
	if p.Now != nil {
		return p.Now()
	}
	return time.Now()
}

// The codes of errors about people.
const (
	CodeBadLogin  = "bad_login"  // what is typed to sign in can't be that
	CodeNoAccount = "no_account" // there is no such account
	CodeSignIn    = "sign_in"    // login and password don't fit
	CodeUninvited = "uninvited"  // the provider knows the person, and nobody here does
)

var logins = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._%+@-]{0,253}$`)

// Add makes an account. It has no password yet: a link lets the person set one, or the provider signs them in under the same address. An
// account of that login which is there already is given as it is.
func (p *People) Add(ctx context.Context, login, name string) (Account, error) {
	login = folded(login)
	if !logins.MatchString(login) {
		return Account{}, &connectors.Error{Kind: connectors.Invalid, Code: CodeBadLogin,
			Message: "a login is a name or an e-mail address, such as anna or anna@example.com"}
	}
	a, found, err := p.Store.FindAccount(ctx, Who{Login: login})
	if err != nil || found {
		return a, err
	}
	a = Account{ID: "person_" + random()[:22], Login: login, Name: cmp.Or(name, login), Created: p.now()}
	return a, p.Store.PutAccount(ctx, a)
}

// Find gives the account of a login.
func (p *People) Find(ctx context.Context, login string) (Account, error) {
	a, found, err := p.Store.FindAccount(ctx, Who{Login: folded(login)})
	if err == nil && !found {
		err = &connectors.Error{Kind: connectors.NotFound, Code: CodeNoAccount, Message: "there is no account " + login}
	}
	return a, err
}

// SignIn gives the account of a login and a password. address is where the attempt comes from. Whatever is wrong, the error is the same,
// and takes as long.
func (p *People) SignIn(ctx context.Context, login string, password connectors.Secret, address string) (Account, error) {
	if err := p.attempt(ctx, login, address); err != nil {
		return Account{}, err
	}
	a, _, err := p.Store.FindAccount(ctx, Who{Login: folded(login)})
	if err != nil {
		return Account{}, err
	}
	ok, err := p.passwords.matches(ctx, password, a.Password)
	if err != nil {
		return Account{}, err
	}
	if !ok {
		return Account{}, &connectors.Error{Kind: connectors.Expired, Code: CodeSignIn, Message: "name and password don't fit"}
	}
	return a, p.Store.ForgetAttempts(ctx, accountSubject(login))
}

// SetPassword gives an account a password, and ends its sessions: whoever knew the old one is out.
func (p *People) SetPassword(ctx context.Context, a Account, password connectors.Secret) (err error) {
	if err := strong(password, a.Login); err != nil {
		return err
	}
	if a.Password, err = p.passwords.hash(ctx, password); err != nil {
		return err
	}
	if err := p.Store.PutAccount(ctx, a); err != nil {
		return err
	}
	return p.Store.EndSessions(ctx, a.ID)
}

// Vouched is whom a provider signed in.
type Vouched struct {
	Issuer, Subject string
	Email           string // "" where the provider doesn't say that it checked it
}

// SignInVouched gives the account of a person whom the provider signed in. The first time it is the one that was made under the address
// that the provider checked, and from then on the one of the subject, whatever becomes of the address (OpenID Connect Core, 5.7).
// An account with a password is never taken over by an address.
func (p *People) SignInVouched(ctx context.Context, v Vouched) (Account, error) {
	a, found, err := p.Store.FindAccount(ctx, Who{Issuer: v.Issuer, Subject: v.Subject})
	if err != nil || found {
		return a, err
	}
	if v.Email != "" {
		if a, found, err = p.Store.FindAccount(ctx, Who{Login: folded(v.Email)}); err != nil {
			return a, err
		}
	}
	if !found || a.Subject != "" || !a.Password.Empty() {
		return Account{}, &connectors.Error{Kind: connectors.Denied, Code: CodeUninvited, Message: "nobody here has made an account for you yet"}
	}
	a.Issuer, a.Subject = v.Issuer, v.Subject
	return a, p.Store.PutAccount(ctx, a)
}
