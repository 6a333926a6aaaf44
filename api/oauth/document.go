package oauth

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"sayso/connectors"
)

// What is fetched from addresses that strangers name is small, soon there, and never fetched by more than a few at a time.
const (
	documentSize  = 64 << 10
	documentTime  = 5 * time.Second
	documentTurns = 16
	documentsKept = 500

	freshAtLeast = 5 * time.Minute // whatever the server says: who floods us must not make us flood others
	freshAtMost  = 24 * time.Hour
	failedFor    = time.Minute
)

// documents fetches what clients publish, and remembers it for a while, failures too. Which addresses may be reached is for its client.
type documents struct {
	client *http.Client
	now    func() time.Time
	turns  chan struct{}

	mu   sync.Mutex
	kept map[string]document
}

type document struct {
	body        []byte
	err         error
	at, expires time.Time
}

func newDocuments(client *http.Client, now func() time.Time) *documents {
	return &documents{client: client, now: now, turns: make(chan struct{}, documentTurns), kept: map[string]document{}}
}

// get gives a document, fetched now or not long ago.
func (d *documents) get(ctx context.Context, address string) ([]byte, error) {
	if known, ok := d.fresh(address); ok {
		return known.body, known.err
	}
	ctx, cancel := context.WithTimeout(ctx, documentTime)
	defer cancel()
	select {
	case d.turns <- struct{}{}:
		defer func() { <-d.turns }()
	case <-ctx.Done():
		return nil, &connectors.Error{Kind: connectors.Unavailable, Code: codeUnavailable, Message: "too many documents are fetched at once", Err: ctx.Err()}
	}
	if known, ok := d.fresh(address); ok { // somebody else fetched it meanwhile
		return known.body, known.err
	}
	body, life, err := d.fetch(ctx, address)
	if ctx.Err() == context.Canceled { // whoever asked went away, which says nothing of the document
		return nil, err
	}
	now := d.now()
	d.keep(address, document{body, err, now, now.Add(life)})
	return body, err
}

// forget lets the next get fetch a document anew, unless it was fetched less than a minute ago.
func (d *documents) forget(address string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if known, ok := d.kept[address]; ok && !d.now().Before(known.at.Add(failedFor)) {
		delete(d.kept, address)
	}
}

func (d *documents) fresh(address string) (document, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	known, ok := d.kept[address]
	return known, ok && d.now().Before(known.expires)
}

func (d *documents) keep(address string, one document) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for other, known := range d.kept { // what is over goes first, then whatever comes
		if len(d.kept) >= documentsKept || !d.now().Before(known.expires) {
			delete(d.kept, other)
		}
	}
	d.kept[address] = one
}

// fetch gets a document, and for how long it may be kept. A redirect is no document: whoever may redirect on a host is not who owns it. An error is
// of kind Unavailable where the same request may work later.
func (d *documents) fetch(ctx context.Context, address string) ([]byte, time.Duration, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil) //nolint:gosec // the client reaches public addresses alone
	if err != nil {
		return nil, failedFor, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "sayso/"+connectors.Version)
	resp, err := d.client.Do(req) //nolint:gosec // as above
	if err != nil {
		if connectors.KindOf(err) != connectors.Denied { // the client refuses private addresses as Denied
			err = connectors.Errorf(connectors.Unavailable, "there is no answer: %w", err)
		}
		return nil, failedFor, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests:
		return nil, failedFor, connectors.Errorf(connectors.Unavailable, "the answer has status %d", resp.StatusCode)
	case resp.StatusCode != http.StatusOK:
		return nil, failedFor, connectors.Errorf(connectors.NotFound, "the answer has status %d", resp.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, documentSize+1))
	if err == nil && len(body) > documentSize {
		err = connectors.Errorf(connectors.Invalid, "it is larger than %d bytes", documentSize)
	}
	if err != nil {
		return nil, failedFor, err
	}
	return body, freshness(resp.Header.Get("Cache-Control")), nil
}

// freshness reads max-age (RFC 9111, 5.2.2.1), within our bounds.
func freshness(control string) time.Duration {
	for part := range strings.SplitSeq(control, ",") {
		if text, ok := strings.CutPrefix(strings.TrimSpace(strings.ToLower(part)), "max-age="); ok {
			if seconds, err := strconv.ParseInt(text, 10, 32); err == nil {
				return min(max(time.Duration(seconds)*time.Second, freshAtLeast), freshAtMost)
			}
		}
	}
	return freshAtLeast
}
