package connectors

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Auth signs requests with a connection's credential.
type Auth interface {
	// Sign attaches the credential. It is called only for requests to the connection's own host.
	Sign(context.Context, *Connection, *http.Request) error
	// Renew gets a new credential after the vendor refused the present one, and saves it with SetSecret before it is
	// used. An error of kind Expired says that only a person can.
	Renew(ctx context.Context, c *Connection, refused Secret) error
}

// MaxAnswer is the most that is read of an answer, in bytes.
const MaxAnswer = 16 << 20

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

// Response is an answer, read to its end.
type Response struct {
	Status int
	Header http.Header
	Body   []byte

	reads bool
}

// Send carries out a request and gives the answer, whatever its status. An error means that there was none: its kind is
// Unavailable where the request surely never went out, and Unknown where it may have been carried out.
func (c *Connection) Send(ctx context.Context, r Request) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, RequestTimeout)
	defer cancel()
	if c.auth == nil || r.Elsewhere != "" || r.Unsigned {
		return c.once(ctx, r)
	}
	before := c.Secret(credential)
	if before.Empty() { // an app whose credential is fetched, not given, gets its first one now
		if err := c.auth.Renew(ctx, c, before); err != nil && !needsPerson(err) {
			return nil, err
		}
		before = c.Secret(credential)
	}
	resp, err := c.once(ctx, r)
	if err != nil || resp.Status != http.StatusUnauthorized {
		return resp, err
	}
	// The vendor refused the credential, so the request was not carried out and may go out again with a new one.
	if err := c.auth.Renew(ctx, c, before); err != nil {
		if needsPerson(err) {
			return resp, nil // the vendor's own 401 says more than "can't renew"
		}
		return nil, err
	}
	return c.once(ctx, r)
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
	lost := func(err error) error {
		kind, code, why := Unavailable, "unreachable", "can't be reached"
		if sent.Load() {
			code, why = "no_answer", "gave no answer"
			if !reads {
				kind = Unknown
			}
		} else if k := dialKind(err); k != Unavailable {
			kind = k
		}
		return &Error{Kind: kind, Code: code, Message: fmt.Sprintf("%s %s: %v", req.URL.Host, why, cause(err)), Err: err}
	}
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
		address += "?" + r.Query.Encode()
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
		return nil, Errorf(Invalid, "the request can't be made: %v", err)
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

// Err gives the error that a status stands for, nil below 400. Connectors refine it with what the vendor's body says.
func (r *Response) Err() *Error {
	if r.Status < 400 {
		return nil
	}
	e := &Error{Status: r.Status, Code: "http_" + strconv.Itoa(r.Status), Message: fmt.Sprintf("the app answered %d %s", r.Status, http.StatusText(r.Status))}
	switch r.Status {
	case 401:
		e.Kind = Expired
	case 403:
		e.Kind = Denied
	case 404, 410:
		e.Kind = NotFound
	case 409, 412:
		e.Kind = Conflict
	case 429:
		e.Kind = Limited
	case 503:
		e.Kind = Unavailable
	default:
		switch {
		case r.Status < 500:
			e.Kind = Invalid
		case r.reads:
			e.Kind = Unavailable
		default:
			e.Kind = Unknown // a 500 or a gateway's 502 may stand behind a write that happened
		}
	}
	e.RetryAfter = retryAfter(r.Header, time.Now())
	return e
}

// Decode reads the JSON body of a success. A body that can't be read leaves a write in doubt.
func (r *Response) Decode(into any) error {
	if err := json.Unmarshal(r.Body, into); err != nil {
		return r.Garbage(err)
	}
	return nil
}

// Garbage is the error for a success whose body is not what the vendor answers; err may say why. After a write it leaves in doubt
// whether the write was carried out.
func (r *Response) Garbage(err error) *Error {
	kind := Unknown
	if r.reads {
		kind = Unavailable
	}
	return &Error{Kind: kind, Code: "garbage", Status: r.Status, Message: "the app's answer can't be read", Err: err}
}

// retryAfter reads the header in both of its forms; 0 where it is missing or malformed, at most a day.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	var d time.Duration
	if s, err := strconv.ParseFloat(text, 64); err == nil && s > 0 && s < 1e9 {
		d = time.Duration(s * float64(time.Second))
	} else if at, err := http.ParseTime(text); err == nil {
		d = at.Sub(now)
	}
	return min(max(d, 0), 24*time.Hour)
}

func newClient(c *Connection) *http.Client {
	base := func(private bool) http.RoundTripper {
		return &http.Transport{
			DialContext:           guard(private).DialContext,
			ForceAttemptHTTP2:     true,
			MaxIdleConnsPerHost:   8,
			IdleConnTimeout:       60 * time.Second,
			TLSHandshakeTimeout:   10 * time.Second,
			ResponseHeaderTimeout: RequestTimeout,
		}
	}
	return &http.Client{
		Transport: &signer{conn: c, own: base(c.private), foreign: base(false)},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) >= 5 || via[0].Method != http.MethodGet {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
}

type unsignedKey struct{}

// signer attaches the credential to requests to the connection's own origin. Requests elsewhere, as after a redirect, get
// none, and private addresses stay closed to them even where the connection itself may reach them.
type signer struct {
	conn         *Connection
	own, foreign http.RoundTripper
}

func (s *signer) RoundTrip(req *http.Request) (*http.Response, error) {
	home := s.conn.URL
	if home == nil || req.URL.Scheme != home.Scheme || req.URL.Host != home.Host {
		if len(req.Header["Authorization"]) > 0 {
			req = req.Clone(req.Context())
			req.Header.Del("Authorization")
		}
		return s.foreign.RoundTrip(req)
	}
	if s.conn.auth != nil && req.Context().Value(unsignedKey{}) == nil {
		req = req.Clone(req.Context())
		if err := s.conn.auth.Sign(req.Context(), s.conn, req); err != nil {
			return nil, err
		}
	}
	return s.own.RoundTrip(req)
}

func dialKind(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Unavailable
}

// cause leaves out the address that url.Error puts in front, which may hold what a person typed.
func cause(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time")
	}
	return err
}
