package store_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api/access"
	"sayso/api/store"
	"sayso/connectors"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 5, time.UTC)

func person(t *testing.T, s *store.OAuth, id string) access.Account {
	t.Helper()
	a := access.Account{ID: id, Login: id + "@example.com", Name: id, Created: noon, Password: connectors.NewSecret("$argon2id$" + id)}
	require.NoError(t, s.PutAccount(t.Context(), a))
	return a
}

// Accounts are found by three names, each of which one account alone has.
func TestAccounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.db")
	here, there := store.NewOAuth(open(t, path)), store.NewOAuth(open(t, path))
	a := person(t, here, "anna")
	a.Issuer, a.Subject, a.Password = "https://idp.example", "1", connectors.Secret{}
	require.NoError(t, here.PutAccount(t.Context(), a))
	for _, w := range []access.Who{{ID: "anna"}, {Login: "anna@example.com"}, {Issuer: "https://idp.example", Subject: "1"}} {
		got, found, err := there.FindAccount(t.Context(), w)
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, a, got)
	}
	for _, w := range []access.Who{{}, {ID: "x"}, {Login: "x"}, {Issuer: "https://other.example", Subject: "1"}} {
		_, found, err := here.FindAccount(t.Context(), w)
		require.NoError(t, err)
		require.False(t, found)
	}
	for _, same := range []access.Account{{ID: "2", Login: a.Login, Created: noon}, {ID: "3", Login: "other", Issuer: a.Issuer, Subject: a.Subject, Created: noon}} {
		require.Equal(t, connectors.Conflict, connectors.KindOf(here.PutAccount(t.Context(), same)))
	}
	b := person(t, here, "berta")
	list, err := there.Accounts(t.Context())
	require.NoError(t, err)
	require.Equal(t, []access.Account{a, b}, list)
}

// An account takes along what hangs on it.
func TestRemovingAnAccount(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "sayso.db"))
	s := store.NewOAuth(db)
	for _, id := range []string{"anna", "berta"} {
		person(t, s, id)
		require.NoError(t, s.PutSession(t.Context(), access.Session{Hash: access.HashOf(id), Account: id, Expires: noon}))
		g, token := grant(id, "1"+id)
		require.NoError(t, s.PutGrant(t.Context(), g, token))
	}
	require.NoError(t, s.RemoveAccount(t.Context(), "anna"))
	for _, table := range []string{"accounts", "sessions", "grants", "tokens"} {
		require.Equal(t, 1, count(t, db, table), table)
	}
}

func grant(account, id string) (access.Grant, access.Token) {
	g := access.Grant{ID: id, Client: "client", ClientName: "A client", Account: account, Workspace: "default", Resource: "https://x/mcp",
		Scopes: []string{"plans:read", "runs:write"}, Created: noon}
	return g, access.Token{Hash: access.HashOf(id), Kind: access.Code, Grant: id, Scopes: g.Scopes, Expires: noon.Add(time.Minute), Redirect: "https://c/cb", Challenge: "abc"}
}

// What is decided on a token is decided by one at a time, also from two processes.
func TestExchangesTakeTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.db")
	handles := []*store.OAuth{store.NewOAuth(open(t, path)), store.NewOAuth(open(t, path))}
	person(t, handles[0], "anna")
	g, code := grant("anna", "g1")
	require.NoError(t, handles[0].PutGrant(t.Context(), g, code))
	var wait sync.WaitGroup
	var mu sync.Mutex
	fresh := 0
	for i := range 20 {
		wait.Go(func() {
			_, err := handles[i%2].Exchange(t.Context(), code.Hash, noon, func(token access.Token, _ access.Grant) access.Exchange {
				mu.Lock()
				defer mu.Unlock()
				if !token.Spent.IsZero() {
					return access.Exchange{Revoke: true}
				}
				fresh++
				return access.Exchange{Spend: true, Add: []access.Token{{Hash: "next", Kind: access.Refresh, Grant: g.ID, Expires: noon.Add(time.Hour)}}}
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	require.Equal(t, 1, fresh)
	token, revoked, found, err := handles[1].Token(t.Context(), "next")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, access.Refresh, token.Kind)
	require.Equal(t, noon, revoked.Revoked)
	found, err = handles[0].Exchange(t.Context(), "unknown", noon, func(access.Token, access.Grant) access.Exchange { panic("nothing to decide on") })
	require.NoError(t, err)
	require.False(t, found)
}

func TestGrants(t *testing.T) {
	s := store.NewOAuth(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	person(t, s, "anna")
	person(t, s, "berta")
	g, code := grant("anna", "g1")
	require.NoError(t, s.PutGrant(t.Context(), g, code))
	gotToken, gotGrant, found, err := s.Token(t.Context(), code.Hash)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, code, gotToken)
	require.Equal(t, g, gotGrant)
	list, err := s.Grants(t.Context(), "anna")
	require.NoError(t, err)
	require.Equal(t, []access.Grant{g}, list)
	ok, err := s.RevokeGrant(t.Context(), "berta", "g1", noon)
	require.NoError(t, err)
	require.False(t, ok, "it isn't hers")
	ok, err = s.RevokeGrant(t.Context(), "anna", "g1", noon)
	require.NoError(t, err)
	require.True(t, ok)
	list, err = s.Grants(t.Context(), "anna")
	require.NoError(t, err)
	require.Empty(t, list)
}

func TestClients(t *testing.T) {
	s := store.NewOAuth(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	c := access.Client{ID: "c1", Name: "A", Redirects: []string{"https://a/cb", "http://127.0.0.1/cb"}, Auth: "private_key_jwt", KeySet: `{"keys":[]}`, KeysURL: "", Refreshes: true, Created: noon}
	ok, err := s.PutClient(t.Context(), c, 1)
	require.NoError(t, err)
	require.True(t, ok)
	got, found, err := s.FindClient(t.Context(), "c1")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, c, got)
	c.ID = "c2"
	ok, err = s.PutClient(t.Context(), c, 1)
	require.NoError(t, err)
	require.False(t, ok, "there are enough")
	_, found, err = s.FindClient(t.Context(), "c2")
	require.NoError(t, err)
	require.False(t, found)
}

// What is good once is good once, whoever comes.
func TestSpending(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.db")
	handles := []*store.OAuth{store.NewOAuth(open(t, path)), store.NewOAuth(open(t, path))}
	var wait sync.WaitGroup
	results := make([]bool, 20)
	for i := range results {
		wait.Go(func() {
			var err error
			if results[i], err = handles[i%2].Spend(t.Context(), "one", noon); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	fresh := 0
	for _, r := range results {
		if r {
			fresh++
		}
	}
	require.Equal(t, 1, fresh)
	spent, err := handles[0].IsSpent(t.Context(), "one")
	require.NoError(t, err)
	require.True(t, spent)
	require.NoError(t, handles[0].Unspend(t.Context(), "one"))
	spent, err = handles[1].IsSpent(t.Context(), "one")
	require.NoError(t, err)
	require.False(t, spent)
}

// Attempts are counted within a while; what was counted for one is nothing to another.
func TestAttempts(t *testing.T) {
	s := store.NewOAuth(open(t, filepath.Join(t.TempDir(), "sayso.db")))
	hit := func(subject access.Hash, at time.Time) bool {
		ok, err := s.CountAttempt(t.Context(), subject, at, at.Add(-time.Minute), 2)
		require.NoError(t, err)
		return ok
	}
	require.True(t, hit("a", noon))
	require.True(t, hit("a", noon.Add(30*time.Second)))
	require.False(t, hit("a", noon.Add(40*time.Second)))
	require.True(t, hit("b", noon.Add(40*time.Second)))
	require.True(t, hit("a", noon.Add(time.Minute)), "what was refused wasn't counted")
	require.False(t, hit("a", noon.Add(time.Minute)))
	require.NoError(t, s.ForgetAttempts(t.Context(), "a"))
	require.True(t, hit("a", noon.Add(time.Minute)))
}

// A row that is over is swept, one that isn't stays.
func TestWhatIsSwept(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "sayso.db"))
	s := store.NewOAuth(db)
	person(t, s, "anna")
	for name, ends := range map[string]time.Time{"over": noon.Add(-time.Second), "good": noon.Add(time.Second)} {
		require.NoError(t, s.PutSession(t.Context(), access.Session{Hash: access.Hash(name), Account: "anna", Expires: ends}))
		_, err := s.Spend(t.Context(), access.Hash(name), ends)
		require.NoError(t, err)
	}
	require.NoError(t, s.Sweep(t.Context(), noon))
	for _, table := range []string{"sessions", "spent"} {
		require.Equal(t, 1, count(t, db, table), table)
	}
	require.Equal(t, 1, count(t, db, "accounts"))
	_, found, err := s.FindSession(t.Context(), "good")
	require.NoError(t, err)
	require.True(t, found)
}

// The provider's secret is sealed: it isn't in the file, and opens with the key of this machine alone.
func TestTheProvidersSecretIsSealed(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	s, err := store.NewProviders(db, filepath.Join(dir, "key"))
	require.NoError(t, err)
	_, found, err := s.FindProvider(t.Context())
	require.NoError(t, err)
	require.False(t, found)
	p := access.Provider{Name: "Acme", Issuer: "https://idp.example", ClientID: "sayso", Secret: connectors.NewSecret("c4n4ry-of-the-provider"), Only: true}
	require.NoError(t, s.PutProvider(t.Context(), access.Provider{Name: "Old", Issuer: "https://old.example", ClientID: "x"}))
	require.NoError(t, s.PutProvider(t.Context(), p))
	got, found, err := s.FindProvider(t.Context())
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, p, got)
	for _, name := range []string{"sayso.db", "sayso.db-wal"} {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		require.NotContains(t, string(raw), p.Secret.Reveal())
	}
	other, err := store.NewProviders(db, filepath.Join(dir, "another key"))
	require.NoError(t, err)
	_, _, err = other.FindProvider(t.Context())
	require.Equal(t, connectors.Expired, connectors.KindOf(err))
	require.NoError(t, exec(t.Context(), db, "UPDATE sign_in_provider SET issuer = 'https://evil.example'"))
	_, _, err = s.FindProvider(t.Context())
	require.Equal(t, connectors.Expired, connectors.KindOf(err), "it was given for another issuer")
	there, err := s.RemoveProvider(t.Context())
	require.NoError(t, err)
	require.True(t, there)
}

// A derived key is the same each time, and another for each purpose.
func TestDerivedKeys(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	first, err := store.DeriveKey(file, "links")
	require.NoError(t, err)
	require.Len(t, first, 32)
	again, err := store.DeriveKey(file, "links")
	require.NoError(t, err)
	require.Equal(t, first, again)
	other, err := store.DeriveKey(file, "something else")
	require.NoError(t, err)
	require.NotEqual(t, first, other)
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NotEqual(t, first, raw)
}
