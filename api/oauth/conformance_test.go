//go:build conformance

package oauth_test

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
)

// TestConformance runs the official suite for authorization servers against a server on loopback, and is the person who signs in and agrees.
// SAYSO_CONFORMANCE is the suite's program; .ci/conformance-auth installs it.
func TestConformance(t *testing.T) {
	program := os.Getenv("SAYSO_CONFORMANCE")
	require.NotEmpty(t, program, "run .ci/conformance-auth")
	w := newWorld(t)
	served := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.handler().ServeHTTP(rw, r) }))
	t.Cleanup(served.Close)
	w.url, w.options.Issuer, w.options.Now = served.URL, served.URL, time.Now
	w.restart()
	w.person("anna", api.Admin)
	client := w.client("http://127.0.0.1/callback")
	free := httptest.NewUnstartedServer(nil) // only to learn of a port that is free
	_, port, _ := strings.Cut(free.Listener.Addr().String(), ":")
	free.Close()

	results := t.TempDir()
	suite := exec.CommandContext(t.Context(), program, "authorization", "--url", w.url, "--client-id", client, "--resource", w.url+"/mcp", "--port", port, "-o", results)
	out, err := suite.StdoutPipe()
	require.NoError(t, err)
	suite.Stderr = suite.Stdout
	require.NoError(t, suite.Start())
	var address string
	var listens bool
	for lines := bufio.NewScanner(out); lines.Scan(); {
		t.Log(lines.Text())
		switch {
		case strings.HasPrefix(lines.Text(), w.url+"/oauth/authorize?"):
			address = lines.Text()
		case strings.HasPrefix(lines.Text(), "Callback server started"):
			listens = true
		default:
			continue
		}
		if address != "" && listens {
			w.agree(address)
		}
	}
	require.NoError(t, suite.Wait())
	require.Empty(t, failures(t, results))
}

// agree is the person who is sent to an address, signs in, agrees and is sent back.
func (w *world) agree(address string) {
	w.t.Helper()
	asked, err := url.Parse(address)
	require.NoError(w.t, err)
	b := w.browser()
	b.SignIn("anna")
	to, answer := b.allow(asked.Query())
	require.Equal(w.t, http.StatusOK, b.Get(to+"?"+answer.Encode()).StatusCode)
}

// failures are the checks of the suite that aren't a success, of which there must be some.
func failures(t *testing.T, dir string) (list []string) {
	t.Helper()
	checks := 0
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Base(path) != "checks.json" {
			return err
		}
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		var of []struct{ ID, Status, ErrorMessage string }
		require.NoError(t, json.Unmarshal(raw, &of))
		for _, c := range of {
			checks++
			t.Logf("%-8s %s %s", c.Status, c.ID, c.ErrorMessage)
			if c.Status != "SUCCESS" {
				list = append(list, c.ID+": "+c.ErrorMessage)
			}
		}
		return nil
	}))
	require.GreaterOrEqual(t, checks, 3)
	return list
}
