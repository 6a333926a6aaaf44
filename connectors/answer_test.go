package connectors

import (
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// vendor serves an app on this machine and gives a connection to it.
func vendor(t *testing.T, h http.HandlerFunc) *Connection {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return to(t, server.URL)
}

func to(t *testing.T, address string) *Connection {
	t.Helper()
	c, err := NewConnection(Spec{ID: "crm/test", App: "crm", URL: address, AllowPrivate: true})
	require.NoError(t, err)
	t.Cleanup(c.http.CloseIdleConnections)
	return c
}

// reading and writing are requests of which an answer that is lost leaves no doubt, and some.
var (
	reading   = Request{Method: http.MethodGet, Path: "/accounts"}
	searching = Request{Method: http.MethodPost, Path: "/search", Reads: true, JSON: map[string]any{"q": "ACME"}}
	writing   = Request{Method: http.MethodPost, Path: "/accounts", JSON: map[string]any{"name": "ACME"}}
	deleting  = Request{Method: http.MethodDelete, Path: "/accounts/1"}
)

// What is lost before it is sent was not done. What is lost after that was not done if it only reads; else nobody knows.
func TestLostAnswers(t *testing.T) {
	for _, test := range []struct {
		name          string
		serve         http.HandlerFunc
		reads, writes Kind
		code          string
		patience      time.Duration // how long the caller waits; 0 for as long as it takes
	}{
		{name: "the vendor hangs up", serve: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
			reads: Unavailable, writes: Unknown, code: "no_answer"},
		{name: "the vendor never answers", serve: func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}, patience: 100 * time.Millisecond, reads: Unavailable, writes: Unknown, code: "no_answer"},
		{name: "the body breaks off", serve: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte(`{"id": "1`))
		}, reads: Unavailable, writes: Unknown, code: "no_answer"},
		{name: "the body stalls", serve: func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write([]byte(`{"id": "1`))
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}, patience: 100 * time.Millisecond, reads: Unavailable, writes: Unknown, code: "no_answer"},
		{name: "the answer is no HTTP", serve: raw("SSH-2.0-OpenSSH_9.6\r\n"), reads: Unavailable, writes: Unknown, code: "no_answer"},
		{name: "the answer is endless", serve: func(w http.ResponseWriter, _ *http.Request) {
			page := make([]byte, 1<<20)
			for range MaxAnswer>>20 + 1 {
				_, _ = w.Write(page)
			}
		}, reads: Invalid, writes: Unknown, code: "answer_too_large"},
		{name: "the answer is small, and endless when it is unpacked", serve: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			page := make([]byte, 1<<20)
			for range MaxAnswer>>20 + 1 {
				_, _ = z.Write(page)
			}
			_ = z.Close()
		}, reads: Invalid, writes: Unknown, code: "answer_too_large"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := vendor(t, test.serve)
			for _, r := range []Request{reading, searching, writing, deleting} {
				ctx := t.Context()
				if test.patience > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.patience)
					defer cancel()
				}
				resp, err := c.Send(ctx, r)
				require.Nil(t, resp)
				want := test.writes
				if r.Reads || r.Method == http.MethodGet {
					want = test.reads
				}
				require.Equal(t, want, KindOf(err), "%s %s: %v", r.Method, r.Path, err)
				require.Equal(t, test.code, AsError(err).Code)
			}
		})
	}
}

// raw takes the line over and answers with a text.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = conn.Write([]byte(text))
		_ = conn.Close()
	}
}

func TestNothingWasSent(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, closed.Close())
	stopped, stop := context.WithCancel(t.Context())
	stop()
	untrusted := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(untrusted.Close)
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)

	for _, test := range []struct {
		name string
		ctx  context.Context
		url  string
		kind Kind
		says string
	}{
		{"connection refused", t.Context(), "http://" + closed.Addr().String(), Unavailable, "refused"},
		{"the caller has stopped", stopped, plain.URL, Unavailable, "it was stopped"},
		{"a certificate nobody vouches for", t.Context(), untrusted.URL, Invalid, "certificate that isn't trusted"},
		{"no TLS", t.Context(), "https" + plain.URL[len("http"):], Unavailable, "can't be reached"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, r := range []Request{reading, searching, writing, deleting} {
				_, err := to(t, test.url).Send(test.ctx, r)
				require.Equal(t, test.kind, KindOf(err), "%s: %v", r.Method, err)
				require.ErrorContains(t, err, test.says)
				require.NotContains(t, err.Error(), r.Path, "what is asked of a vendor is nobody else's business")
			}
		})
	}
}

// The time for a request is bounded, however patient the caller is.
func TestRequestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := NewConnection(Spec{ID: "crm/test", App: "crm", URL: "https://crm.example"})
		require.NoError(t, err)
		c.http.Transport = silent{}
		began := time.Now()
		_, err = c.Send(t.Context(), reading)
		require.Equal(t, Unavailable, KindOf(err), "%v", err)
		require.ErrorContains(t, err, "no answer in time")
		require.Equal(t, RequestTimeout, time.Since(began))
	})
}

// silent never answers.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestAnswersUpToTheCap(t *testing.T) {
	c := vendor(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, MaxAnswer)) })
	resp, err := c.Send(t.Context(), writing)
	require.NoError(t, err)
	require.Len(t, resp.Body, MaxAnswer)
}

// What a status says of a write that nobody saw happen, and of a read.
func TestStatuses(t *testing.T) {
	for _, test := range []struct {
		status        int
		reads, writes Kind
	}{
		{301, Invalid, Invalid}, {302, Invalid, Unknown}, {303, Invalid, Unknown}, {307, Invalid, Invalid}, {308, Invalid, Invalid},
		{400, Invalid, Invalid}, {401, Expired, Expired}, {402, Invalid, Invalid}, {403, Denied, Denied}, {404, NotFound, NotFound}, {405, Invalid, Invalid},
		{408, Unavailable, Unavailable}, {409, Conflict, Conflict}, {410, NotFound, NotFound}, {412, Conflict, Conflict}, {413, Invalid, Invalid}, {422, Invalid, Invalid},
		{425, Unavailable, Unavailable}, {429, Limited, Limited},
		{500, Unavailable, Unknown}, {501, Invalid, Invalid}, {502, Unavailable, Unknown}, {503, Unavailable, Unavailable}, {504, Unavailable, Unknown}, {599, Unavailable, Unknown},
	} {
		t.Run(strconv.Itoa(test.status), func(t *testing.T) {
			c := vendor(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(test.status) })
			for r, want := range map[*Request]Kind{&reading: test.reads, &searching: test.reads, &writing: test.writes, &deleting: test.writes} {
				resp, err := c.Send(t.Context(), *r)
				require.NoError(t, err)
				e := resp.Err()
				require.Equal(t, want, e.Kind, r.Method)
				require.Equal(t, test.status, e.Status)
				require.Equal(t, "http_"+strconv.Itoa(test.status), e.Code)
			}
		})
	}
	for _, status := range []int{200, 201, 202, 204} {
		require.Nil(t, (&Response{Status: status}).Err())
	}
}

func TestGarbageLeavesWritesInDoubt(t *testing.T) {
	c := vendor(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>Maintenance</html>")) })
	for r, want := range map[*Request]Kind{&reading: Unavailable, &searching: Unavailable, &writing: Unknown, &deleting: Unknown} {
		resp, err := c.Send(t.Context(), *r)
		require.NoError(t, err)
		var into struct{ ID string }
		err = resp.Decode(&into)
		require.Equal(t, want, KindOf(err), r.Method)
		require.NotContains(t, err.Error(), "html", "a page is not for a person to read here")
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{
		"":                               0,
		"0":                              0,
		"7":                              7 * time.Second,
		" 120 ":                          2 * time.Minute,
		"1.5":                            1500 * time.Millisecond,
		"86400":                          24 * time.Hour,
		"86401":                          24 * time.Hour,
		"99999999999999999999999999999":  24 * time.Hour,
		"1e300":                          24 * time.Hour,
		"-1":                             0,
		"-1e300":                         0,
		"NaN":                            0,
		"soon":                           0,
		"5 seconds":                      0,
		"Fri, 20 Nov 2026 09:00:30 GMT":  30 * time.Second,
		"Fri, 20 Nov 2026 08:59:30 GMT":  0,
		"Friday, 20-Nov-26 09:01:00 GMT": time.Minute, // RFC 850, which old servers still write
		"Sun, 06 Nov 1994 08:49:37 GMT":  0,
		"Fri, 31 Dec 9999 23:59:59 GMT":  24 * time.Hour,
		"2026-11-20T09:00:30Z":           0,
	} {
		h := http.Header{}
		if text != "" {
			h.Set("Retry-After", text)
		}
		require.Equal(t, want, retryAfter(h, now), text)
	}
}

func TestRetryAfterTravelsWithTheError(t *testing.T) {
	c := vendor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "42")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	resp, err := c.Send(t.Context(), writing)
	require.NoError(t, err)
	require.Equal(t, 42*time.Second, resp.Err().RetryAfter)
	require.True(t, resp.Err().Kind.Rule().Retry)
}

// Sent bodies and headers are those of the three forms; a vendor's log shows which effect a request belongs to.
func TestRequests(t *testing.T) {
	var got *http.Request
	var body string
	c := vendor(t, func(_ http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got, body = r, string(b)
	})
	for _, test := range []struct {
		name        string
		request     Request
		uri         string
		contentType string
		body        string
	}{
		{"a read", Request{Method: "GET", Path: "/a b", Query: map[string][]string{"q": {"x&y"}}}, "/a%20b?q=x%26y", "", ""},
		{"a query in the path already", Request{Method: "GET", Path: "/a?v=2", Query: map[string][]string{"q": {"x"}}}, "/a?v=2&q=x", "", ""},
		{"JSON", Request{Method: "POST", Path: "/a", JSON: map[string]any{"n": 1}}, "/a", "application/json", `{"n":1}`},
		{"a form", Request{Method: "POST", Path: "/a", Form: map[string][]string{"n": {"1 2"}}}, "/a", "application/x-www-form-urlencoded", "n=1+2"},
		{"bytes", Request{Method: "PUT", Path: "/a", Body: []byte("%PDF"), Header: http.Header{"content-type": {"application/pdf"}}}, "/a", "application/pdf", "%PDF"},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx := WithTrace(t.Context(), Trace{Action: "crm.update", Phase: "do", Key: "00ff"})
			_, err := c.Send(ctx, test.request)
			require.NoError(t, err)
			require.Equal(t, test.uri, got.RequestURI)
			require.Equal(t, test.contentType, got.Header.Get("Content-Type"))
			require.Equal(t, test.body, body)
			require.Equal(t, "application/json", got.Header.Get("Accept"))
			require.Equal(t, "Sayso/"+Version+" (crm.update; do; 00ff)", got.UserAgent())
		})
	}
	_, err := c.Send(t.Context(), Request{Method: "POST", Path: "/a", JSON: func() {}})
	require.Equal(t, Invalid, KindOf(err))
	_, err = c.Send(t.Context(), Request{Method: "P OST", Path: "/a"})
	require.Equal(t, Invalid, KindOf(err))
}

func TestNoAddress(t *testing.T) {
	c, err := NewConnection(Spec{ID: "invoice/default", App: "invoice"})
	require.NoError(t, err)
	_, err = c.Send(t.Context(), reading)
	require.Equal(t, Invalid, KindOf(err))
}
