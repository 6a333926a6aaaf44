package access

import (
	"context"
	"time"
)

// Client is a program that acts for people: what it told when it registered (RFC 7591), or what its metadata document says.
type Client struct {
	ID        string // random, or the https address of its metadata document
	Name      string // chosen by the client itself: nobody checked it
	Redirects []string
	Auth      string // how it authenticates: "none" or "private_key_jwt"
	KeySet    string // JSON Web Keys, public ones; "" where KeysURL has them or there are none
	KeysURL   string
	Refreshes bool // it may have refresh tokens
	Created   time.Time
}

// ClientStore is the port through which registered clients are kept. Those with a metadata document aren't.
type ClientStore interface {
	// PutClient writes a new client unless there are most already; ok is false then.
	PutClient(ctx context.Context, c Client, most int) (ok bool, err error)
	FindClient(ctx context.Context, id string) (c Client, found bool, err error)
}

// Store is everything that this package keeps.
type Store interface {
	PeopleStore
	ClientStore
	GrantStore
	// Sweep forgets what is over: tokens, grants without tokens, sessions, attempts, and clients that nobody granted anything.
	Sweep(ctx context.Context, at time.Time) error
}
