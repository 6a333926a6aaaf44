package connectors_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// office is a vendor with sessions: it serves who has the present one, and gives out a new one to who asks.
type office struct {
	mu      sync.Mutex
	session int
	refuses int // status of its answer to who asks for a session; 0 where it gives one

	signIns atomic.Int32
}

func (o *office) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if r.URL.Path == "/token" {
		o.signIns.Add(1)
		if o.refuses != 0 {
			w.WriteHeader(o.refuses)
			return
		}
		o.session++
		fmt.Fprintf(w, "session-%d", o.session)
		return
	}
	if o.session == 0 || r.Header.Get("Authorization") != fmt.Sprintf("Bearer session-%d", o.session) {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// sessions fetches them. It does nothing to keep callers apart: the connection does.
type sessions struct{ connectors.Bearer }

func (sessions) Renew(ctx context.Context, c *connectors.Connection, _ connectors.Secret) error {
	resp, err := c.Send(ctx, connectors.Request{Method: http.MethodPost, Path: "/token", Unsigned: true})
	if err != nil {
		return err
	}
	if err := resp.Err(); err != nil {
		return err
	}
	c.SetSecret("token", connectors.NewSecret(string(resp.Body)))
	return nil
}

func connect(t *testing.T, vendor http.Handler, auth connectors.Auth, token string) *connectors.Connection {
	t.Helper()
	server := httptest.NewServer(vendor)
	t.Cleanup(server.Close)
	c, err := connectors.NewConnection(connectors.Spec{ID: "crm/test", App: "crm", URL: server.URL, AllowPrivate: true, Auth: auth,
		Settings: map[string]string{"user": "anna"}, Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(token)}})
	require.NoError(t, err)
	return c
}

var write = connectors.Request{Method: http.MethodPost, Path: "/accounts"}

func TestFirstSessionIsFetched(t *testing.T) {
	o := &office{}
	c := connect(t, o, sessions{}, "")
	resp, err := c.Send(t.Context(), write)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, resp.Status)
	require.EqualValues(t, 1, o.signIns.Load())
}

func TestSessionIsRenewedOnce(t *testing.T) {
	o := &office{session: 1}
	c := connect(t, o, sessions{}, "session-0")
	for range 3 {
		resp, err := c.Send(t.Context(), write)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, resp.Status)
	}
	require.EqualValues(t, 1, o.signIns.Load())
	require.Equal(t, "session-2", c.Secret("token").Reveal())
}

// Of many whose session is over at the same moment one signs in, and all are served.
func TestSessionIsRenewedOnceForAll(t *testing.T) {
	o := &office{session: 1}
	c := connect(t, o, sessions{}, "session-0")
	var all sync.WaitGroup
	statuses := make([]int, 32)
	for i := range statuses {
		all.Go(func() {
			if resp, err := c.Send(t.Context(), write); err == nil {
				statuses[i] = resp.Status
			}
		})
	}
	all.Wait()
	for _, status := range statuses {
		require.Equal(t, http.StatusOK, status)
	}
	require.EqualValues(t, 1, o.signIns.Load())
}

// A vendor that refuses the new session too is not asked for ever.
func TestNewSessionThatIsRefused(t *testing.T) {
	var asked, signIns int
	c := connect(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			signIns++
			fmt.Fprintf(w, "session-%d", signIns)
			return
		}
		asked++
		w.WriteHeader(http.StatusUnauthorized)
	}), sessions{}, "old")
	resp, err := c.Send(t.Context(), write)
	require.NoError(t, err)
	require.Equal(t, connectors.Expired, resp.Err().Kind)
	require.Equal(t, 2, asked)
	require.Equal(t, 1, signIns)
}

// The request itself was refused, so whatever becomes of the sign-in leaves no doubt about it.
func TestSignInThatFails(t *testing.T) {
	for status, want := range map[int]connectors.Kind{
		400: connectors.Invalid, 401: connectors.Expired, 403: connectors.Denied, 429: connectors.Limited, 500: connectors.Unavailable, 503: connectors.Unavailable,
	} {
		o := &office{session: 1, refuses: status}
		_, err := connect(t, o, sessions{}, "session-0").Send(t.Context(), write)
		require.Equal(t, want, connectors.KindOf(err), "%d: %v", status, err)
	}
	_, err := connect(t, &office{session: 1}, failing{}, "session-0").Send(t.Context(), write)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err), "%v", err)
	require.ErrorContains(t, err, "no entropy")
}

// failing can't sign in, for a reason of its own.
type failing struct{ connectors.Bearer }

func (failing) Renew(context.Context, *connectors.Connection, connectors.Secret) error {
	return errors.New("no entropy")
}

// Who waits for another's sign-in waits no longer than the own time.
func TestWaitingForASignInEnds(t *testing.T) {
	begun, end := make(chan struct{}), make(chan struct{})
	c := connect(t, &office{session: 1}, waiting{begun: begun, end: end}, "")
	first := make(chan error, 1)
	go func() { _, err := c.Send(context.WithoutCancel(t.Context()), write); first <- err }()
	<-begun
	ctx, cancel := context.WithCancel(t.Context())
	second := make(chan error, 1)
	go func() { _, err := c.Send(ctx, write); second <- err }()
	cancel()
	err := <-second
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	require.Equal(t, "cancelled", connectors.AsError(err).Code)
	close(end)
	require.NoError(t, <-first)
}

// waiting takes its time to sign in.
type waiting struct {
	connectors.Bearer

	begun, end chan struct{}
}

func (w waiting) Renew(_ context.Context, c *connectors.Connection, _ connectors.Secret) error {
	close(w.begun)
	<-w.end
	c.SetSecret("token", connectors.NewSecret("session-1"))
	return nil
}

// A token that was typed in can't be renewed: the vendor's own refusal is the answer.
func TestGivenTokensAreNotRenewed(t *testing.T) {
	for _, auth := range []connectors.Auth{connectors.Bearer{}, connectors.Basic{}} {
		asked := 0
		c := connect(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			asked++
			w.WriteHeader(http.StatusUnauthorized)
		}), auth, "typed-in")
		resp, err := c.Send(t.Context(), write)
		require.NoError(t, err)
		require.Equal(t, http.StatusUnauthorized, resp.Status)
		require.Equal(t, 1, asked)
	}
}

func TestHowRequestsAreSigned(t *testing.T) {
	var got string
	vendor := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Get("Authorization") })
	for _, test := range []struct {
		auth  connectors.Auth
		token string
		want  string
	}{
		{connectors.Bearer{}, "abc", "Bearer abc"},
		{connectors.Basic{}, "abc", "Basic YW5uYTphYmM="},
		{nil, "abc", ""},
	} {
		_, err := connect(t, vendor, test.auth, test.token).Send(t.Context(), write)
		require.NoError(t, err)
		require.Equal(t, test.want, got)
	}
	got = "nothing was sent"
	_, err := connect(t, vendor, connectors.Bearer{}, "abc\r\nX-Admin: 1").Send(t.Context(), write)
	require.Equal(t, connectors.Expired, connectors.KindOf(err), "%v", err)
	require.NotContains(t, err.Error(), "abc")
	require.Equal(t, "nothing was sent", got)
}

// cabinet is where renewed credentials are stored; it may be full.
type cabinet struct {
	full bool
	kept []string // every credential that was stored
}

func (k *cabinet) keep(_ context.Context, _, to map[string]connectors.Secret) error {
	if k.full {
		return errors.New("the disk is full")
	}
	k.kept = append(k.kept, to["token"].Reveal())
	return nil
}

// A vendor may take the old credential no more as soon as it sees the new one, so that is stored ahead of its first use, however often it takes.
func TestARenewedSessionIsStoredBeforeItIsUsed(t *testing.T) {
	o, k, used := &office{session: 1}, &cabinet{}, []string(nil)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer session-2" {
			used = append(used, strings.Join(k.kept, " "))
		}
		o.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	c, err := connectors.NewConnection(connectors.Spec{ID: "crm/test", App: "crm", URL: server.URL, AllowPrivate: true, Auth: sessions{},
		Secrets: map[string]connectors.Secret{"token": connectors.NewSecret("session-0")}, Keep: k.keep})
	require.NoError(t, err)
	k.full = true
	for range 2 {
		_, err := c.Send(t.Context(), write)
		require.Equal(t, connectors.Unavailable, connectors.KindOf(err), "nothing was sent: %v", err)
		require.ErrorContains(t, err, "the disk is full")
		require.NotContains(t, err.Error(), "session-")
	}
	require.Empty(t, used)
	k.full = false
	for range 2 {
		resp, err := c.Send(t.Context(), write)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, resp.Status)
	}
	require.Equal(t, []string{"session-2"}, k.kept)
	require.EqualValues(t, 1, o.signIns.Load())
	require.Equal(t, []string{"session-2", "session-2"}, used, "what was stored when it was used")
}
