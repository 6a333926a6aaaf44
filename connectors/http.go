package connectors

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
)

// Request is one HTTP request of a connector. Path is relative to the connection's URL. Of the bodies, at most one is set.
type Request struct {
	Method string
	Path   string
	Query  url.Values
	Header http.Header

	JSON any        // sent as application/json
	Form url.Values // sent as application/x-www-form-urlencoded
	Body []byte     // sent as it is, with the Content-Type in Header

	// Reads says that the request changes nothing at the vendor although its method is not GET, so that a lost answer
	// is no doubt.
	Reads bool
	// Unsigned leaves the credential out, as in a request that fetches one.
	Unsigned bool
	// Elsewhere is an absolute address outside the connection's host, as vendors hand out for uploads. It gets no credential.
	Elsewhere string
}

// Send carries out a request and gives the answer, whatever its status. An error means that there was none: its kind is
// Unavailable where the request surely never went out, and Unknown where it may have been carried out.
func (c *Connection) Send(ctx context.Context, r Request) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, RequestTimeout)
	defer cancel()
	r.Unsigned = r.Unsigned || r.Elsewhere != ""
	if c.auth == nil || r.Unsigned {
		return c.once(ctx, r)
	}
	if c.keep != nil && c.renewed() != nil { // an earlier renewal was not stored
		if err := c.alone(ctx, c.keepRenewed); err != nil {
			return nil, err
		}
	}
	before := c.Secret(credential)
	if before.Empty() { // an app whose credential is fetched, not given, gets its first one now
		if err := c.renew(ctx, before); err != nil && !needsPerson(err) {
			return nil, err
		}
		before = c.Secret(credential)
	}
	resp, err := c.once(ctx, r)
	if err != nil || resp.Status != http.StatusUnauthorized {
		return resp, err
	}
	// The vendor refused the credential, so the request was not carried out and may go out again with a new one.
	if err := c.renew(ctx, before); err != nil {
		if needsPerson(err) {
			return resp, nil // the vendor's own 401 says more than "can't renew"
		}
		return nil, err
	}
	return c.once(ctx, r)
}

// renew gets a new credential. Of callers that come at once, the first gets it and the others use what it got. Nothing is in doubt
// when it fails: what was to be sent was refused, or never went out.
func (c *Connection) renew(ctx context.Context, refused Secret) error {
	return c.alone(ctx, func(ctx context.Context) error {
		if c.Secret(credential) == refused {
			if err := c.auth.Renew(ctx, c, refused); err != nil {
				return nothingSent(err)
			}
		}
		return c.keepRenewed(ctx)
	})
}

// alone does something to the credential while nobody else does.
func (c *Connection) alone(ctx context.Context, do func(context.Context) error) error {
	select {
	case c.renewing <- struct{}{}:
		defer func() { <-c.renewing }()
	case <-ctx.Done():
		return &Error{Kind: Unavailable, Code: "cancelled", Message: "there was no time left to sign in to " + c.ID, Err: ctx.Err()}
	}
	return do(ctx)
}

// renewed gives the secrets where they are others than those that are stored, otherwise nil.
func (c *Connection) renewed() map[string]Secret {
	c.mu.Lock()
	defer c.mu.Unlock()
	if maps.Equal(c.secrets, c.kept) {
		return nil
	}
	return maps.Clone(c.secrets)
}

// keepRenewed stores what was renewed. The vendor has changed it already, so that it is stored even if the time is just over.
func (c *Connection) keepRenewed(ctx context.Context) error {
	now := c.renewed()
	if c.keep == nil || now == nil {
		return nil
	}
	if err := c.keep(context.WithoutCancel(ctx), c.kept, now); err != nil {
		return &Error{Kind: Unavailable, Code: "not_stored", Message: "the renewed credential of " + c.ID + " can't be stored: " + err.Error(), Err: err}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = now
	return nil
}

// nothingSent keeps an error of a renewal from looking like doubt about what was to be sent.
func nothingSent(err error) error {
	if KindOf(err) != Unknown {
		return err
	}
	e := *AsError(err)
	e.Kind = Unavailable
	return &e
}

// needsPerson reports whether a credential can't be renewed because nothing is known to renew it with. Where the vendor
// refused to (the error has its status), its answer is what a person has to see.
func needsPerson(err error) bool {
	e := AsError(err)
	return e.Kind == Expired && e.Status == 0
}

func (c *Connection) once(ctx context.Context, r Request) (*Response, error) {
	var sent atomic.Bool
	if r.Unsigned {
		ctx = context.WithValue(ctx, unsignedKey{}, true)
	}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { sent.Store(true) }})
	req, err := c.request(ctx, r)
	if err != nil {
		return nil, err
	}
	reads := r.Reads || r.Method == http.MethodGet || r.Method == http.MethodHead
	lost := func(err error) error { return lost(req.URL.Host, reads, sent.Load(), err) }
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, lost(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, MaxAnswer+1))
	if err != nil {
		return nil, lost(err)
	}
	if len(body) > MaxAnswer {
		kind := Invalid
		if !reads {
			kind = Unknown
		}
		return nil, &Error{Kind: kind, Code: "answer_too_large", Message: fmt.Sprintf("%s answered with more than %d MiB", req.URL.Host, MaxAnswer>>20)}
	}
	return &Response{Status: resp.StatusCode, Header: resp.Header, Body: body, reads: reads}, nil
}

func (c *Connection) request(ctx context.Context, r Request) (*http.Request, error) {
	address := r.Elsewhere
	if address == "" {
		if c.URL == nil {
			return nil, Errorf(Invalid, "connection %s has no address", c.ID)
		}
		address = strings.TrimSuffix(c.URL.String(), "/") + r.Path
	}
	if len(r.Query) > 0 {
		separator := "?"
		if strings.Contains(address, "?") {
			separator = "&"
		}
		address += separator + r.Query.Encode()
	}
	body, kind := r.Body, ""
	switch {
	case r.JSON != nil:
		raw, err := json.Marshal(r.JSON)
		if err != nil {
			return nil, Errorf(Invalid, "the request can't be written: %v", err)
		}
		body, kind = raw, "application/json"
	case r.Form != nil:
		body, kind = []byte(r.Form.Encode()), "application/x-www-form-urlencoded"
	}
	req, err := http.NewRequestWithContext(ctx, r.Method, address, bytes.NewReader(body))
	if err != nil {
		return nil, Errorf(Invalid, "the request can't be made: %v", cause(err))
	}
	if r.Elsewhere == "" && !sameOrigin(c.URL, req.URL) { // a path such as "@host" or ".host", as an answer might hold
		return nil, Errorf(Invalid, "the path %q leads away from %s", r.Path, c.URL.Host)
	}
	for name, values := range r.Header {
		req.Header[http.CanonicalHeaderKey(name)] = values
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if req.Header.Get("Accept") == "" {
		req.Header.Set("Accept", "application/json")
	}
	req.Header.Set("User-Agent", userAgent(ctx))
	return req, nil
}

// lost is the error of a request that got no answer, or not all of one.
func lost(host string, reads, sent bool, err error) *Error {
	e := &Error{Kind: Unavailable, Code: "unreachable", Err: err}
	refusal, ours := errors.AsType[*Error](err)
	certificate, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case sent && !reads:
		e.Kind, e.Code = Unknown, "no_answer"
	case ours:
		e.Kind, e.Code = refusal.Kind, refusal.Code
		e.Message = host + ": " + refusal.Message
		return e
	case untrusted:
		e.Kind, e.Code = Invalid, "certificate"
		e.Message = host + " shows a certificate that isn't trusted: " + certificate.Err.Error()
		return e
	case sent:
		e.Code = "no_answer"
	}
	why := "can't be reached"
	if sent {
		why = "gave no answer"
	}
	e.Message = fmt.Sprintf("%s %s: %v", host, why, cause(err))
	return e
}

// cause leaves out the address that url.Error puts in front, which may hold what a person typed.
func cause(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return errors.New("no answer in time")
	case errors.Is(err, context.Canceled):
		return errors.New("it was stopped")
	}
	return err
}
