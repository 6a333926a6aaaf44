package connectors

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// MaxAnswer is the most that is read of an answer, in bytes.
const MaxAnswer = 16 << 20

// Response is an answer, read to its end.
type Response struct {
	Status int
	Header http.Header
	Body   []byte

	reads bool
}

// Err gives the error that a status stands for, nil below 300. Connectors refine it with what the vendor's body says.
func (r *Response) Err() *Error {
	if r.Status < 300 {
		return nil
	}
	return &Error{Kind: r.kind(), Status: r.Status, Code: "http_" + strconv.Itoa(r.Status), RetryAfter: retryAfter(r.Header, time.Now()),
		Message: strings.TrimSpace(fmt.Sprintf("the app answered %d %s", r.Status, http.StatusText(r.Status)))}
}

func (r *Response) kind() Kind {
	switch r.Status {
	case 401:
		return Expired
	case 403:
		return Denied
	case 404, 410:
		return NotFound
	case 409, 412:
		return Conflict
	case 429:
		return Limited
	case 408, 425, 503:
		return Unavailable
	case 300, 302, 303: // what answers so may have carried a write out before it points elsewhere
		if !r.reads {
			return Unknown
		}
		return Invalid
	case 501:
		return Invalid
	}
	switch {
	case r.Status < 500:
		return Invalid
	case r.reads:
		return Unavailable
	}
	return Unknown // a 500 or a gateway's 502 may stand behind a write that happened
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

// longestPause bounds what a vendor can ask for.
const longestPause = 24 * time.Hour

// retryAfter reads the header in both of its forms; 0 where it is missing or malformed, at most a day.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	var d time.Duration
	if s, err := strconv.ParseFloat(text, 64); err == nil && s > 0 { // NaN is not more than 0
		d = time.Duration(min(s, longestPause.Seconds()) * float64(time.Second))
	} else if at, err := http.ParseTime(text); err == nil {
		d = at.Sub(now)
	}
	return min(max(d, 0), longestPause)
}
