package access

import (
	"context"
	"time"
)

const inviteLife = 24 * time.Hour

// Invite gives the link by which the person of an account sets a password, once.
func (l *Links) Invite(a Account) (string, error) {
	return l.Sign(Link{Purpose: SetPassword, Account: a.ID, State: state(a)}, inviteLife)
}

// state changes with the password of an account. It is a hash of a hash, so that the link gives nothing away.
func state(a Account) string { return string(HashOf("state " + a.ID + " " + a.Password.Reveal()))[:16] }

// Invited gives the account of a link to set a password. When one was set, all links of the account are void.
func (p *People) Invited(ctx context.Context, l *Links, text string) (Link, Account, error) {
	link, err := l.Open(ctx, text, SetPassword)
	if err != nil {
		return link, Account{}, err
	}
	a, found, err := p.Store.FindAccount(ctx, Who{ID: link.Account})
	if err == nil && (!found || state(a) != link.State) {
		err = BadLink()
	}
	return link, a, err
}
