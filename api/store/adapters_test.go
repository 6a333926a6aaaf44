package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api/store"
	"sayso/connectors"
)

func ledger(tb testing.TB, db *store.DB) *store.Ledger {
	tb.Helper()
	l := store.NewLedger(db)
	tb.Cleanup(func() { require.NoError(tb, l.Close()) })
	return l
}

// TestNotesAreOnDiskWithTheNextClaim notes a read and claims a write behind it.
func TestNotesAreOnDiskWithTheNextClaim(t *testing.T) {
	l := ledger(t, open(t, filepath.Join(t.TempDir(), "sayso.db")))
	require.NoError(t, l.Note(t.Context(), activities.Effect{Key: "read", State: activities.Confirmed, Input: []byte(`{}`), Output: []byte(`{"a":1}`), Attempt: 1, Begun: time.Now()}))
	_, fresh, err := l.Claim(t.Context(), activities.Effect{Key: "write", State: activities.Sent, Input: []byte(`{}`), Attempt: 1, Begun: time.Now()})
	require.NoError(t, err)
	require.True(t, fresh)
	row, ok, err := l.Get(t.Context(), "read")
	require.NoError(t, err)
	require.True(t, ok)
	require.JSONEq(t, `{"a":1}`, string(row.Output))
}

// TestManyWritersShareCommits has hundreds of effects claimed and confirmed at once.
func TestManyWritersShareCommits(t *testing.T) {
	l := ledger(t, open(t, filepath.Join(t.TempDir(), "sayso.db")))
	var wait sync.WaitGroup
	errs := make([]error, 300)
	for i := range errs {
		wait.Go(func() {
			row, fresh, err := l.Claim(t.Context(), activities.Effect{Key: fmt.Sprint(i), Run: "r", State: activities.Sent, Input: []byte(`{}`), Attempt: 1, Begun: time.Now()})
			row.State = activities.Confirmed
			mine, err2 := l.Update(t.Context(), row)
			if errs[i] = errors.Join(err, err2); errs[i] == nil && (!fresh || !mine) {
				errs[i] = errors.New("not ours")
			}
		})
	}
	wait.Wait()
	require.NoError(t, errors.Join(errs...))
	list, err := l.OfRun(t.Context(), "r")
	require.NoError(t, err)
	require.Len(t, list, len(errs))
}

func TestLedgerClaimsAnEffectOnce(t *testing.T) {
	l := ledger(t, open(t, filepath.Join(t.TempDir(), "sayso.db")))
	ctx := t.Context()
	e := activities.Effect{Key: "k1", Fingerprint: "f", Run: "r", Path: "crm", Action: "salesforce.update_account", Connection: "salesforce/prod",
		Input: []byte(`{"a":1}`), State: activities.Sent, Attempt: 1, Begun: time.Now().UTC(), SentAt: time.Now().UTC()}

	row, fresh, err := l.Claim(ctx, e)
	require.NoError(t, err)
	require.True(t, fresh)
	require.Equal(t, e, row)

	row, fresh, err = l.Claim(ctx, e)
	require.NoError(t, err)
	require.False(t, fresh)
	require.Equal(t, 2, row.Attempt)
	require.WithinDuration(t, e.SentAt, row.SentAt, 0)

	e.State = activities.Failed
	mine, err := l.Update(ctx, e)
	require.NoError(t, err)
	require.False(t, mine, "the first attempt was taken over")

	row.State, row.Output = activities.Confirmed, []byte(`{"id":"x"}`)
	mine, err = l.Update(ctx, row)
	require.NoError(t, err)
	require.True(t, mine)

	row, fresh, err = l.Claim(ctx, e)
	require.NoError(t, err)
	require.False(t, fresh)
	require.Equal(t, activities.Confirmed, row.State)
	require.JSONEq(t, `{"id":"x"}`, string(row.Output))
	require.Equal(t, 2, row.Attempt, "what is settled is not claimed again")

	row, fresh, err = l.Take(ctx, e)
	require.NoError(t, err)
	require.False(t, fresh)
	require.Equal(t, 3, row.Attempt, "but who undoes it keeps all others from it")
	_, fresh, err = l.Take(ctx, activities.Effect{Key: "k3", Run: "other", Input: []byte(`{}`), State: activities.Undone, Attempt: 1, Begun: time.Now()})
	require.NoError(t, err)
	require.True(t, fresh, "what was never begun isn't begun any more")

	list, err := l.OfRun(ctx, "r")
	require.NoError(t, err)
	require.Len(t, list, 1)
	used, err := l.Connected(ctx, "salesforce/prod")
	require.NoError(t, err)
	require.True(t, used)
	used, err = l.Connected(ctx, "salesforce/other")
	require.NoError(t, err)
	require.False(t, used)
	_, ok, err := l.Get(ctx, "k2")
	require.NoError(t, err)
	require.False(t, ok)
}

func TestSecretsAreSealed(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	c, err := store.NewConnections(db, filepath.Join(dir, "key"))
	require.NoError(t, err)
	const canary = "canary-5f2c9"
	spec := connectors.Spec{ID: "slack/prod", App: "slack", Environment: "production", URL: "https://slack.com",
		Settings: map[string]string{"team": "T1"}, Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(canary)}}
	require.NoError(t, c.Put(t.Context(), spec))

	got, err := c.Get(t.Context(), "slack/prod")
	require.NoError(t, err)
	require.Equal(t, canary, got.Secrets["token"].Reveal())
	require.Equal(t, spec.Settings, got.Settings)
	list, err := c.List(t.Context())
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Empty(t, list[0].Secrets)
	requireNoCanary(t, dir, canary)

	renewed := map[string]connectors.Secret{"token": connectors.NewSecret(canary + "-renewed")}
	stored, err := c.Renew(t.Context(), "slack/prod", renewed, spec.Secrets)
	require.NoError(t, err)
	require.False(t, stored, "it holds others by now")
	stored, err = c.Renew(t.Context(), "slack/prod", spec.Secrets, renewed)
	require.NoError(t, err)
	require.True(t, stored)
	got, err = c.Get(t.Context(), "slack/prod")
	require.NoError(t, err)
	require.Equal(t, renewed, got.Secrets)
	require.Equal(t, spec.Settings, got.Settings)
	stored, err = c.Renew(t.Context(), "slack/other", spec.Secrets, renewed)
	require.NoError(t, err)
	require.False(t, stored, "there is none")
	requireNoCanary(t, dir, canary)

	_, err = c.Get(t.Context(), "slack/other")
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))

	require.NoError(t, os.WriteFile(filepath.Join(dir, "key"), make([]byte, 32), 0o600))
	other, err := store.NewConnections(db, filepath.Join(dir, "key"))
	require.NoError(t, err)
	_, err = other.Get(t.Context(), "slack/prod")
	require.Equal(t, connectors.Expired, connectors.KindOf(err), "another key opens nothing, and says what to do")

	there, err := c.Delete(t.Context(), "slack/prod")
	require.NoError(t, err)
	require.True(t, there)
}

func TestSettingsAreSealed(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	s, err := store.NewSettings(db, filepath.Join(dir, "key"))
	require.NoError(t, err)
	got, err := s.Get(t.Context(), "model")
	require.NoError(t, err)
	require.Nil(t, got)

	const canary = "canary-91ab3"
	want := map[string]string{"url": "https://models.example/" + canary, "key": canary}
	require.NoError(t, s.Put(t.Context(), "model", map[string]string{"old": "x"}))
	require.NoError(t, s.Put(t.Context(), "model", want))
	got, err = s.Get(t.Context(), "model")
	require.NoError(t, err)
	require.Equal(t, want, got)
	requireNoCanary(t, dir, canary)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "key"), make([]byte, 32), 0o600))
	other, err := store.NewSettings(db, filepath.Join(dir, "key"))
	require.NoError(t, err)
	_, err = other.Get(t.Context(), "model")
	require.Equal(t, connectors.Expired, connectors.KindOf(err))

	for _, there := range []bool{true, false} {
		was, err := s.Delete(t.Context(), "model")
		require.NoError(t, err)
		require.Equal(t, there, was)
	}
}

func requireNoCanary(t *testing.T, dir, canary string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NotContains(t, string(raw), canary, path)
		return nil
	}))
}

func TestFilesAreKeptByContent(t *testing.T) {
	dir := t.TempDir()
	f, err := store.NewFiles(filepath.Join(dir, "files"))
	require.NoError(t, err)
	a, err := f.Put(context.Background(), "a.txt", "text/plain", []byte("hello"))
	require.NoError(t, err)
	b, err := f.Put(context.Background(), "b.txt", "text/plain", []byte("hello"))
	require.NoError(t, err)
	require.Equal(t, a.Ref, b.Ref)
	require.Equal(t, "a.txt", filepath.Base(f.Path(a)), "people find it by its name")
	odd, err := f.Put(t.Context(), "../../up\n.txt", "text/plain", []byte("odd"))
	require.NoError(t, err)
	require.Equal(t, filepath.Join(dir, "files"), filepath.Dir(filepath.Dir(f.Path(odd))), "no name leads elsewhere")
	content, err := f.Get(t.Context(), a)
	require.NoError(t, err)
	require.Equal(t, "hello", string(content))

	_, err = f.Get(t.Context(), connectors.File{Ref: "sha256:../../etc/passwd"})
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
	require.NoError(t, os.Remove(f.Path(a)))
	_, err = f.Get(t.Context(), a)
	require.Equal(t, connectors.NotFound, connectors.KindOf(err))
}
