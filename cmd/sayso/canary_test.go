package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSecretsStayWhereTheyAre connects an app whose vendor repeats the credential in every answer, runs a plan against it, and looks
// for the credential in all that was written, to the terminal and to the disk.
func TestSecretsStayWhereTheyAre(t *testing.T) {
	const canary = "xoxb-canary-7d1f0a"
	vendor, answers := canaryVendor(t, canary)
	p := newProgram(t)
	p.connectCanary(vendor, canary)

	e := p.run("run", "--yes", "--json", "post 'hi' in #general")
	require.NotZero(t, e.code)
	require.NotContains(t, e.out+e.err, canary)
	require.Greater(t, answers.Load(), int64(1), "the vendor was reached")
	p.run("show", p.lastRun())
	require.NoError(t, filepath.WalkDir(p.data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NotContains(t, string(raw), canary, path)
		return nil
	}))
}

// canaryVendor is Slack as it would be at its worst: it repeats the credential in every answer but that to the question who it is. It
// counts its answers.
func canaryVendor(t *testing.T, canary string) (url string, answers *atomic.Int64) {
	t.Helper()
	answers = new(atomic.Int64)
	vendor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answers.Add(1)
		if r.Header.Get("Authorization") != "Bearer "+canary {
			t.Errorf("%s came without the credential", r.URL.Path)
		}
		if strings.HasSuffix(r.URL.Path, "auth.test") {
			fmt.Fprint(w, `{"ok":true,"user":"sayso","team":"Acme","user_id":"U1","team_id":"T1","bot_id":"B1"}`)
			return
		}
		fmt.Fprintf(w, `{"ok":false,"error":"weird","detail":"your token %s is odd"}`, canary)
	}))
	t.Cleanup(vendor.Close)
	return vendor.URL, answers
}

func (p program) connectCanary(vendor, canary string) {
	p.t.Helper()
	c := p.command("connect", "slack", "--name", "test", "--environment", "test", "--url", vendor, "--allow-private", "--secret-env", "token=CANARY")
	c.Env = append(c.Env, "CANARY="+canary)
	out, err := c.CombinedOutput()
	require.NoError(p.t, err, string(out))
	require.NotContains(p.t, string(out), canary)
}
