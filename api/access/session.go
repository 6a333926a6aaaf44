package access

import (
	"context"
	"time"
)

// Factor is how a person proved who they are.
type Factor string

// The factors.
const (
	FactorUntold Factor = ""         // the provider doesn't say, or a password of our own
	FactorOne    Factor = "single"   // the provider says that it was one
	FactorMany   Factor = "multiple" // the provider says that it was more than one
)

// Session is a browser that is signed in.
type Session struct {
	Hash    Hash // of the cookie
	Account string
	Factor  Factor
	Expires time.Time
}

// SessionStore is the port through which sessions are kept.
type SessionStore interface {
	PutSession(ctx context.Context, s Session) error
	FindSession(ctx context.Context, h Hash) (s Session, found bool, err error)
	EndSession(ctx context.Context, h Hash) error
	// EndSessions ends all sessions of an account.
	EndSessions(ctx context.Context, account string) error
}

const sessionLife = 12 * time.Hour

// NewCookie gives the content of a browser's cookie.
func NewCookie() string { return random() }

// Enter signs a browser in. The cookie is a new one: one from before the sign-in may be known to others (session fixation).
func (p *People) Enter(ctx context.Context, a Account, f Factor) (cookie string, err error) {
	cookie = NewCookie()
	return cookie, p.Store.PutSession(ctx, Session{Hash: HashOf(cookie), Account: a.ID, Factor: f, Expires: p.now().Add(sessionLife)})
}

// Leave signs a browser out.
func (p *People) Leave(ctx context.Context, cookie string) error {
	return p.Store.EndSession(ctx, HashOf(cookie))
}

// SignedIn gives who is signed in with a cookie; ok is false for nobody.
func (p *People) SignedIn(ctx context.Context, cookie string) (s Session, a Account, ok bool, err error) {
	s, found, err := p.Store.FindSession(ctx, HashOf(cookie))
	if err != nil || !found || !p.now().Before(s.Expires) {
		return s, a, false, err
	}
	a, ok, err = p.Store.FindAccount(ctx, Who{ID: s.Account})
	return s, a, ok, err
}
