package api

import (
	"context"
	"encoding/json"
	"time"

	"sayso/connectors"
)

// Whoever retries, undoes, cancels or decides may not learn that it was done, as whoever starts. Sent again with the same idempotency key, such a
// request is answered as it was the first time, and nothing is done. A start needs none of this: its key is the run's.

// Request is a request with an idempotency key.
type Request struct {
	ID      string // hash of who asked and their key
	Request string // fingerprint of what was asked for
	Answer  []byte // nil until there is one
	At      time.Time
}

// RequestStore keeps requests with an idempotency key.
type RequestStore interface {
	// Begin notes a request whose id is new, and gives what is kept of one that isn't. It forgets those from before a time.
	Begin(ctx context.Context, r Request, before time.Time) (kept Request, fresh bool, err error)
	// Finish notes what a request was answered with.
	Finish(ctx context.Context, id string, answer []byte) error
	// Forget lets the same be asked for anew.
	Forget(ctx context.Context, id string) error
}

// requestsKept is how long a key stands for its request.
const requestsKept = 7 * 24 * time.Hour

// Once does what a caller asks for unless they asked for it before with the same key; then it gives the answer of that time, and again is true. Where it
// fails nothing was done, and the key is as if it had not been used; where nobody can tell, the key is refused from then on.
func (s *Service) Once(ctx context.Context, c Caller, key string, asked any, do func() ([]byte, error)) (answer []byte, again bool, err error) {
	if err := soundKey(key); err != nil {
		return nil, false, err
	}
	raw, err := json.Marshal(asked)
	if err != nil {
		return nil, false, err
	}
	r := Request{ID: hashOf(c.Workspace + "\x00" + c.Account + "\x00" + key), Request: hashOf(string(raw)), At: s.now().UTC()}
	kept, fresh, err := s.Requests.Begin(ctx, r, r.At.Add(-requestsKept))
	switch {
	case err != nil:
		return nil, false, err
	case fresh:
	case kept.Request != r.Request:
		return nil, false, &connectors.Error{Kind: connectors.Conflict, Code: "key_reused", Message: c.say(
			"the key was used before, for another request; use a new key for this one", "der Schlüssel wurde schon für eine andere Anfrage benutzt; nimm für diese einen neuen")}
	case kept.Answer == nil:
		return nil, false, &connectors.Error{Kind: connectors.Conflict, Code: "key_unfinished", Message: c.say(
			"a request with this key was begun and has no answer; look at the run whether it was done, and use a new key",
			"eine Anfrage mit diesem Schlüssel wurde begonnen und hat keine Antwort; sieh am Lauf nach, ob es geschehen ist, und nimm einen neuen Schlüssel")}
	default:
		return kept.Answer, true, nil
	}
	after := context.WithoutCancel(ctx) // whoever hung up comes back with the same key
	if answer, err = do(); err != nil {
		if connectors.KindOf(err) != connectors.Unknown {
			_ = s.Requests.Forget(after, r.ID) // where it can't be forgotten the key is refused, which is no harm
		}
		return nil, false, err
	}
	return answer, false, s.Requests.Finish(after, r.ID, answer)
}
