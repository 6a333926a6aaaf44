package connectortest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// garble is a way to spoil one answer.
type garble struct {
	name   string
	status int                 // 0: the answer's own
	body   func([]byte) []byte // of the answer's own
	// swallows keeps the request from the app: a status below 500 says that nothing was done, and it would be a lie if it was.
	swallows bool
	// readable rubbish may happen to be an answer, so that the action may succeed with it.
	readable bool
	// void rubbish says nothing of what is there, so that it is no ground to say that something isn't.
	void bool
}

func garbles() []garble {
	always := func(text string) func([]byte) []byte { return func([]byte) []byte { return []byte(text) } }
	half := func(b []byte) []byte { return b[:len(b)/2] }
	return []garble{
		{name: "a web page", status: 200, body: always("<!DOCTYPE html><title>Maintenance</title>")},
		{name: "nothing", status: 200, body: always("")},
		{name: "half an answer", body: half},
		{name: "null", body: always("null"), readable: true, void: true},
		{name: "an empty object", body: always("{}"), readable: true, void: true},
		{name: "an empty list", body: always("[]"), readable: true},
		{name: "a number", body: always("7"), readable: true, void: true},
		{name: "other types", body: twisted, readable: true},
		{name: "deep nesting", body: always(strings.Repeat("[", 20000))},
		{name: "a gateway's 502", status: 502, body: always("<html>502 Bad Gateway</html>")},
		{name: "an error without a body", status: 400, body: always(""), swallows: true},
		{name: "an error of other types", status: 400, body: always(`[{"errorCode":{},"message":[1]},7]`), swallows: true},
		{name: "an error in HTML", status: 404, body: always("<html>Not Found</html>"), swallows: true},
	}
}

// twisted gives a JSON answer's values other types: texts become numbers, numbers texts, lists null.
func twisted(b []byte) []byte {
	var v any
	if json.Unmarshal(b, &v) != nil {
		return b
	}
	var twist func(any) any
	twist = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for k := range v {
				v[k] = twist(v[k])
			}
			return v
		case []any:
			return nil
		case string:
			return 7
		case bool:
			return "yes"
		default:
			return "x"
		}
	}
	raw, err := json.Marshal(twist(v))
	if err != nil {
		return b
	}
	return raw
}

// rubbish stands between the connector and the simulator and spoils one answer at a time, each of those that the action asks for.
func (s Suite) rubbish(t *testing.T, c Case) {
	requests := s.count(t, c)
	t.Run("rubbish", func(t *testing.T) {
		for nth := 1; nth <= requests; nth++ {
			for _, g := range garbles() {
				t.Run(fmt.Sprintf("answer %d is %s", nth, g.name), func(t *testing.T) { s.spoiled(t, c, int64(nth), g) })
			}
		}
	})
}

// count tells how many requests an undisturbed call makes.
func (s Suite) count(t *testing.T, c Case) int {
	call := s.begin(t, c)
	call.before(t)
	m := between(t, call, 0, garble{})
	if _, err := call.do(t.Context()); err != nil {
		t.Fatalf("with a proxy in between: %v", err)
	}
	n := int(m.seen.Load())
	require.Positive(t, n, "the action asked the app nothing")
	return n
}

func (s Suite) spoiled(t *testing.T, c Case, nth int64, g garble) {
	call := s.begin(t, c)
	call.before(t)
	state := call.state(t)
	m := between(t, call, nth, g)
	var err error
	func() {
		defer func() {
			if p := recover(); p != nil {
				t.Fatalf("the connector panicked: %v", p)
			}
		}()
		_, err = call.do(t.Context())
	}()
	require.True(t, m.struck.Load(), "the answer was not asked for this time")
	carriedOut := call.state(t) != state
	read := call.op.Effect == connectors.Read
	if err == nil {
		// A write may need no more of an answer than its status.
		ok := g.readable && g.status == 0 || !read && carriedOut && (g.status == 0 || g.status == 200) || m.bodiless.Load()
		require.True(t, ok, "it succeeded with an answer that nobody can read")
		return
	}
	failure := call.classified(t, err)
	if g.void {
		require.NotEqual(t, connectors.NotFound, failure.Kind,
			"the answer said nothing, so the error must not say that something doesn't exist: %v", err)
	}
	switch {
	case carriedOut:
		require.Equal(t, connectors.Unknown, failure.Kind, "it was done, so the error must not say that it wasn't: %v", err)
	case read:
		require.NotEqual(t, connectors.Unknown, failure.Kind, "a read leaves nothing in doubt: %v", err)
		if !g.readable && !g.swallows {
			require.Equal(t, connectors.Unavailable, failure.Kind, "an answer that can't be read may be well the next time: %v", err)
		}
	}
}

// meddler is a proxy in front of the simulator that spoils the nth answer.
type meddler struct {
	nth      int64
	garble   garble
	app      string // the simulator's address
	self     string // the proxy's, by which it is replaced where the app hands out addresses
	seen     atomic.Int64
	struck   atomic.Bool
	bodiless atomic.Bool // the spoiled answer had no body to spoil
}

// between puts a meddler in front of the call's connection.
func between(t *testing.T, c *call, nth int64, g garble) *meddler {
	t.Helper()
	target, err := url.Parse(c.world.Endpoint.URL)
	require.NoError(t, err)
	path := target.Path
	target.Path = ""
	m := &meddler{nth: nth, garble: g, app: target.String()}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }, ModifyResponse: m.spoil}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := m.seen.Add(1)
		r.Header.Set(nthHeader, strconv.FormatInt(n, 10))
		if n == nth && g.swallows {
			m.struck.Store(true)
			w.WriteHeader(g.status)
			_, _ = w.Write(g.body(nil))
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	m.self = server.URL
	endpoint := *c.world.Endpoint
	endpoint.URL = server.URL + path
	c.raw.Conn = connect(t, c.world.Connector, endpoint)
	return m
}

// nthHeader carries a request's number through the proxy.
const nthHeader = "X-Request-Number"

func (m *meddler) spoil(r *http.Response) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	_ = r.Body.Close()
	body = bytes.ReplaceAll(body, []byte(m.app), []byte(m.self))
	if r.Request.Header.Get(nthHeader) == strconv.FormatInt(m.nth, 10) {
		m.struck.Store(true)
		m.bodiless.Store(len(body) == 0 && m.garble.status < 400)
		if m.garble.status != 0 {
			r.StatusCode, r.Status = m.garble.status, ""
		}
		body = m.garble.body(body)
	}
	if r.StatusCode == http.StatusNoContent {
		body = nil
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}
