package access

import (
	"context"
	"time"
)

// Grant is what a person granted to a client, and the family of all tokens that come of it: when the grant is revoked, none of them is
// good any more. It is also the record of the consent.
type Grant struct {
	ID         string
	Client     string // its id
	ClientName string // as the person saw it
	Account    string
	Workspace  string
	Resource   string // RFC 8707: the one audience that its tokens are good for
	Scopes     []string
	Created    time.Time
	Revoked    time.Time // zero: it holds
}

// GrantStore is the port through which grants and their tokens are kept.
type GrantStore interface {
	// PutGrant writes a new grant with its first token.
	PutGrant(ctx context.Context, g Grant, first Token) error
	// Exchange reads a token with its grant and does what decide says, all in one transaction: of two that present the same token at
	// once, the second sees what the first did. Where there is no such token, decide isn't asked and found is false.
	Exchange(ctx context.Context, h Hash, at time.Time, decide func(Token, Grant) Exchange) (found bool, err error)
	// Token reads a token with its grant.
	Token(ctx context.Context, h Hash) (t Token, g Grant, found bool, err error)
	// Grants lists what an account granted and didn't take back, newest first.
	Grants(ctx context.Context, account string) ([]Grant, error)
	// RevokeGrant ends an account's grant, and reports whether it held.
	RevokeGrant(ctx context.Context, account, id string, at time.Time) (bool, error)
}

// Exchange is what becomes of a token that was presented.
type Exchange struct {
	Spend  bool    // it is used up
	Revoke bool    // its whole grant is over
	Add    []Token // what is given for it
}

// Grants issues, exchanges, checks and revokes tokens.
type Grants struct {
	Store GrantStore
	Now   func() time.Time // nil: the clock
}

func (g *Grants) now() time.Time {
	if g.Now != nil {
		return g.Now()
	}
	return time.Now()
}

// Consent is what a person agreed to, and where the answer goes.
type Consent struct {
	Grant     // without id and time, which are given by Begin
	Redirect  string
	Challenge string
}

// Begin notes a consent and gives the code that the client gets for it.
func (g *Grants) Begin(ctx context.Context, c Consent) (code string, err error) {
	now := g.now()
	c.ID, c.Created = "grant_"+random()[:22], now
	code, kept := mint(Code, c.ID, c.Scopes, now)
	kept.Redirect, kept.Challenge = c.Redirect, c.Challenge
	return code, g.Store.PutGrant(ctx, c.Grant, kept)
}

// Held is what the bearer of an access token was granted.
type Held struct {
	Grant  Grant
	Scopes []string // of this token, which may be fewer than the grant's
}

// Check looks at an access token; ok is false for one that isn't known, isn't an access token, is over or was revoked.
func (g *Grants) Check(ctx context.Context, token string) (held Held, ok bool, err error) {
	t, grant, found, err := g.Store.Token(ctx, HashOf(token))
	if err != nil || !found || t.Kind != Access || !t.live(g.now()) || !grant.Revoked.IsZero() {
		return Held{}, false, err
	}
	return Held{grant, t.Scopes}, true, nil
}

// Revoke ends what a token stands for. A refresh token takes its grant along, and so all access tokens of it; an access token ends alone
// (RFC 7009, 2.1). A token of another client is left alone and nothing is said of it, as of one that isn't known (RFC 7009, 2.2).
func (g *Grants) Revoke(ctx context.Context, token, client string) error {
	_, err := g.Store.Exchange(ctx, HashOf(token), g.now(), func(t Token, grant Grant) Exchange {
		if grant.Client != client {
			return Exchange{}
		}
		return Exchange{Spend: t.Kind == Access, Revoke: t.Kind != Access}
	})
	return err
}
