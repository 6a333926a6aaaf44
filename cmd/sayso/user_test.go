package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/access"
)

var link = regexp.MustCompile(`http://127\.0\.0\.1:8080(/oauth/welcome\?link=\S+)`)

// Somebody is let in, gets another role and goes; the last administrator stays. All of it is on the record.
func TestUsers(t *testing.T) {
	p := newProgram(t)
	add := p.run("user", "add", "Anna@Example.com", "--name", "Anna", "--role", "admin")
	require.Zero(t, add.code, add.err)
	require.Regexp(t, link, add.out)
	require.Zero(t, p.run("user", "add", "berta", "--role", "editor").code)

	var list []memberLine
	p.json(&list, "user", "list", "--json")
	require.Equal(t, []memberLine{{"anna@example.com", "Anna", "admin", false, ""}, {"berta", "berta", "editor", false, ""}}, list)
	require.Contains(t, p.run("user", "list").out, "no password yet")

	require.Zero(t, p.run("user", "role", "berta", "approver").code)
	require.Equal(t, int(exitUsage), p.run("user", "role", "berta", "king").code)
	require.Equal(t, int(exitUsage), p.run("user", "add", "carl", "--role", "king").code)
	last := p.run("user", "remove", "anna@example.com")
	require.NotZero(t, last.code)
	require.Contains(t, last.err, "last administrator")
	require.NotZero(t, p.run("user", "remove", "nobody").code)
	require.Zero(t, p.run("user", "remove", "berta").code)
	p.json(&list, "user", "list", "--json")
	require.Len(t, list, 1)
	require.NotZero(t, p.run("user", "role", "berta", "viewer").code, "the account is gone too")
	record := p.run("audit", "--limit", "50").out
	for _, action := range []string{"account.create", "member.set", "member.remove", "account.remove"} {
		require.Contains(t, record, action)
	}
}

// The link that the command line prints sets a password at the server, once.
func TestALinkFromTheCommandLine(t *testing.T) {
	p := newProgram(t)
	require.Zero(t, p.run("user", "add", "anna", "--role", "admin").code)
	path := link.FindStringSubmatch(p.run("user", "link", "anna").out)[1]

	s := &session{terminal: &terminal{out: new(bytes.Buffer)}, data: p.data}
	h, err := s.open(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { _ = h.close() })
	server, err := h.signIn(t.Context(), defaultURL, nil)
	require.NoError(t, err)
	page := httptest.NewRecorder()
	server.ServeHTTP(page, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	require.Equal(t, http.StatusOK, page.Code, page.Body.String())
	token := regexp.MustCompile(`name="token" value="([^"]+)"`).FindStringSubmatch(page.Body.String())[1]
	text, err := url.QueryUnescape(strings.TrimPrefix(path, "/oauth/welcome?link="))
	require.NoError(t, err)
	set := func() int {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/oauth/welcome",
			strings.NewReader(url.Values{"token": {token}, "link": {text}, "password": {"correct horse battery staple"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.AddCookie(page.Result().Cookies()[0])
		answer := httptest.NewRecorder()
		server.ServeHTTP(answer, r)
		return answer.Code
	}
	require.Equal(t, http.StatusOK, set())
	require.Equal(t, http.StatusForbidden, set())
	a, found, err := server.Store.FindAccount(t.Context(), access.Who{Login: "anna"})
	require.NoError(t, err)
	require.True(t, found && a.CanSignIn())
	hello, err := s.welcome(t.Context(), h, server)
	require.NoError(t, err)
	require.Empty(t, hello.link, "there is an administrator")
	require.NotEmpty(t, h.DecideURL("default", "run_1"))
}

// The provider's secret comes from the environment or a file, and is nowhere to be read afterwards.
func TestASignInProvider(t *testing.T) {
	const canary = "provider-c4n4ry-1b2f"
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(file, []byte(canary+"\n"), 0o600))
	set := p.run("user", "provider", "https://login.example.com", "--client-id", "sayso", "--secret-file", "secret="+file)
	require.Zero(t, set.code, set.err)
	require.Contains(t, set.out, "login.example.com")
	for _, bad := range [][]string{{"http://login.example.com", "--client-id", "x", "--secret-file", "secret=" + file}, {"https://login.example.com", "--client-id", "x"},
		{"login", "--client-id", "x", "--secret-file", "secret=" + file}, {}, {"https://login.example.com", "--remove"}} {
		require.Equal(t, int(exitUsage), p.run(append([]string{"user", "provider"}, bad...)...).code, bad)
	}
	require.NoError(t, filepath.WalkDir(p.data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NotContains(t, string(raw), canary, path)
		return nil
	}))
	require.Zero(t, p.run("user", "provider", "--remove").code)
	require.NotZero(t, p.run("user", "provider", "--remove").code)
}
