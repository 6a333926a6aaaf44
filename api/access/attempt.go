package access

import (
	"context"
	"time"

	"sayso/connectors"
)

// AttemptStore is the port through which attempts to sign in are counted, over restarts and over processes.
type AttemptStore interface {
	// CountAttempt counts one more attempt at a subject, unless there were most since then already: ok is false then, and nothing is counted,
	// so that a flood fills no disk.
	CountAttempt(ctx context.Context, subject Hash, at, since time.Time, most int) (ok bool, err error)
	// ForgetAttempts begins anew for a subject.
	ForgetAttempts(ctx context.Context, subject Hash) error
}

// How many attempts an account and an address have within a while.
const (
	attemptsWithin     = 15 * time.Minute
	attemptsPerAccount = 10
	attemptsPerAddress = 50 // an office shares one
)

// CodeTooManyAttempts is the code of the error of who tried too often. It is the same whether there is such an account or not.
const CodeTooManyAttempts = "too_many_attempts"

// attempt counts an attempt before it is made, so that a thousand at once are a thousand. What was typed as a login is counted by its hash,
// for people type passwords there.
func (p *People) attempt(ctx context.Context, login, address string) error {
	now := p.now()
	for _, s := range []struct {
		subject Hash
		most    int
	}{
		{HashOf("address " + address), attemptsPerAddress},
		{accountSubject(login), attemptsPerAccount},
	} {
		ok, err := p.Store.CountAttempt(ctx, s.subject, now, now.Add(-attemptsWithin), s.most)
		if err != nil {
			return err
		}
		if !ok {
			return &connectors.Error{Kind: connectors.Limited, Code: CodeTooManyAttempts, RetryAfter: attemptsWithin,
				Message: "too many attempts to sign in; try again later"}
		}
	}
	return nil
}

func accountSubject(login string) Hash { return HashOf("account " + folded(login)) }
