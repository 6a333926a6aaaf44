package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSecretsStayWhereTheyAre connects an app whose vendor repeats the credential in every answer, runs a plan against it, and looks
// for the credential in all that was written, to the terminal and to the disk.
func TestSecretsStayWhereTheyAre(t *testing.T) {
	const canary = "xoxb-canary-7d1f0a"
	answers := 0
	vendor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answers++
		if r.Header.Get("Authorization") != "Bearer "+canary {
			t.Errorf("%s came without the credential", r.URL.Path)
		}
		if strings.HasSuffix(r.URL.Path, "auth.test") {
			fmt.Fprint(w, `{"ok":true,"user":"sayso","team":"Acme","user_id":"U1","team_id":"T1","bot_id":"B1"}`)
			return
		}
		fmt.Fprintf(w, `{"ok":false,"error":"weird","detail":"your token %s is odd"}`, canary)
	}))
	defer vendor.Close()
	p := newProgram(t)
	c := p.command("connect", "slack", "--name", "test", "--environment", "test", "--url", vendor.URL, "--allow-private", "--secret-env", "token=CANARY")
	c.Env = append(c.Env, "CANARY="+canary)
	out, err := c.CombinedOutput()
	require.NoError(t, err, string(out))
	require.NotContains(t, string(out), canary)

	e := p.run("run", "--yes", "--json", "post 'hi' in #general")
	require.NotZero(t, e.code)
	require.NotContains(t, e.out+e.err, canary)
	require.Greater(t, answers, 1, "the vendor was reached")
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
