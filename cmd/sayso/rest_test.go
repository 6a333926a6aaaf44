package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
)

// apiAt gives where the API of the process is that has the data folder.
func (p program) apiAt() string {
	p.t.Helper()
	raw, err := os.ReadFile(filepath.Join(p.data, beaconFile))
	require.NoError(p.t, err)
	var b beacon
	require.NoError(p.t, json.Unmarshal(raw, &b))
	return b.API
}

// ready waits until the API answers.
func (p program) ready(at string) {
	p.t.Helper()
	p.until("the API answers", func() bool {
		answer, err := http.Get(at + "/readyz")
		if err != nil {
			return false
		}
		defer answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
}

// token makes an API key.
func (p program) token(args ...string) string {
	p.t.Helper()
	e := p.run(append([]string{"token", "create", "--quiet"}, args...)...)
	require.Zero(p.t, e.code, e.err)
	return strings.TrimSpace(e.out)
}

// The README's quickstart for programs does what it says.
func TestTheReadmesQuickstart(t *testing.T) {
	for _, tool := range []string{"bash", "curl", "jq"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("this machine has no " + tool)
		}
	}
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, behind, ok := strings.Cut(string(readme), "<!-- quickstart -->\n```sh\n")
	require.True(t, ok)
	script, _, ok := strings.Cut(behind, "```")
	require.True(t, ok)
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	at := p.apiAt()
	p.ready(at)
	require.Contains(t, script, "http://127.0.0.1:8080")
	script = "set -euo pipefail\nsayso() { \"$PROGRAM\" \"$@\"; }\n" + strings.Replace(script, "http://127.0.0.1:8080", at, 1)
	c := p.command()
	c.Path, c.Args, c.Dir = lookPath(t, "bash"), []string{"bash", "-c", script}, t.TempDir()
	c.Env = append(c.Env, "PROGRAM="+os.Args[0])
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	require.NoError(t, c.Run(), "%s\n%s", out.String(), errs.String())
	require.Contains(t, out.String(), "\nevent: run\n")
	require.Contains(t, out.String(), "\ncompleted\n")
	require.Contains(t, out.String(), "\nundo-invoice-")
}

func lookPath(t *testing.T, tool string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	require.NoError(t, err)
	return path
}

// A port that somebody asked for and that is taken is named; one that nobody asked for isn't insisted on.
func TestThePortOfTheAPI(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	e := newProgram(t).run("up", "--port", port, "--temporal-ui-port", "0")
	require.Equal(t, int(exitUsage), e.code)
	require.Contains(t, e.err, port)
	require.Contains(t, e.err, "--port")
	e = newProgram(t).run("serve", "--listen", "127.0.0.1:"+port, "--public-url", "https://sayso.example.com")
	require.Equal(t, int(exitUsage), e.code)
	require.Contains(t, e.err, "--listen")
	e = newProgram(t).run("serve")
	require.Equal(t, int(exitUsage), e.code)
	require.Contains(t, e.err, "--public-url")
}

// A key lets a program in until it is revoked, into its workspace and no other.
func TestTokens(t *testing.T) {
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	at := p.apiAt()
	p.ready(at)
	require.Equal(t, int(exitUsage), p.run("token", "create", "--name", "x", "--workspace", "acme").code)
	require.Zero(t, p.run("workspace", "create", "acme").code)
	require.Contains(t, p.run("workspace", "list").out, "acme\n")
	secret := p.token("--name", "ci", "--role", "runner", "--scope", "runs:read", "--expires", "90d", "--workspace", "acme")
	var challenge string
	asks := func(path string) (int, string) {
		r, err := http.NewRequest(http.MethodGet, at+path, nil)
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer "+secret)
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		challenge = answer.Header.Get("WWW-Authenticate")
		return answer.StatusCode, string(body)
	}
	status, body := asks("/v1/me")
	require.Equal(t, http.StatusOK, status, body)
	require.Contains(t, body, `"permissions":["runs:read"]`)
	require.Contains(t, body, `"workspace":"acme"`)
	status, body = asks("/v1/plans/x")
	require.Equal(t, http.StatusForbidden, status, body)
	require.Contains(t, challenge, `error="insufficient_scope"`)
	require.Contains(t, challenge, `scope="plans:read"`)
	var keys []api.Key
	p.json(&keys, "token", "list", "--workspace", "acme", "--json")
	require.Len(t, keys, 1)
	require.NotContains(t, p.run("token", "list", "--workspace", "acme").out, secret)
	require.NotZero(t, p.run("token", "revoke", keys[0].ID).code, "another workspace's")
	require.Zero(t, p.run("token", "revoke", keys[0].ID, "--workspace", "acme").code)
	status, _ = asks("/v1/me")
	require.Equal(t, http.StatusUnauthorized, status)

	answer, err := http.Post(at+"/mcp", "application/json", strings.NewReader("{}"))
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, http.StatusUnauthorized, answer.StatusCode)
	require.Contains(t, answer.Header.Get("WWW-Authenticate"), at+"/.well-known/oauth-protected-resource/mcp")
}
