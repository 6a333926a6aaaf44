package rest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/time/rate"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/api/problem"
	"sayso/api/rest"
	"sayso/api/site"
)

// stage is the routes over a world without an engine, and API keys for whoever a test needs.
type stage struct {
	*apitest.World

	t       testing.TB
	handler http.Handler
	keys    map[string]string // by workspace and role
	made    int
}

func newStage(t testing.TB, change ...func(*rest.Options)) *stage {
	t.Helper()
	s := &stage{World: apitest.New(t), t: t, keys: map[string]string{}}
	o := rest.Options{Service: s.Service, PublicURL: "http://sayso.test", Rate: rate.Inf, Burst: 1_000_000}
	for _, c := range change {
		c(&o)
	}
	at, err := site.New(site.Options{PublicURL: o.PublicURL})
	require.NoError(t, err)
	require.NoError(t, rest.Mount(at.Engine(), o))
	s.handler = at
	return s
}

// key gives the secret of an API key.
func (s *stage) key(workspace string, role api.Role) string {
	s.t.Helper()
	of := workspace + " " + string(role)
	if s.keys[of] == "" {
		k, err := s.For(apitest.Caller(workspace, api.Admin)).CreateKey(s.t.Context(), api.KeyRequest{Name: fmt.Sprint(of, s.made), Role: role})
		s.made++
		require.NoError(s.t, err)
		s.keys[of] = k.Secret
	}
	return s.keys[of]
}

// answer is what came back.
type answer struct {
	t      testing.TB
	status int
	header http.Header
	body   string
}

// as sends a request as an admin of the default workspace; headers are pairs.
func (s *stage) as(key, method, path, body string, headers ...string) answer {
	s.t.Helper()
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, in)
	r.Host = "sayso.test"
	r.Header.Set("Authorization", "Bearer "+key)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return answer{s.t, w.Code, w.Header(), w.Body.String()}
}

func (s *stage) send(method, path, body string, headers ...string) answer {
	s.t.Helper()
	return s.as(s.key(api.DefaultWorkspace, api.Admin), method, path, body, headers...)
}

// good requires a status and reads the body.
func (a answer) good(status int, into any) answer {
	a.t.Helper()
	require.Equal(a.t, status, a.status, a.body)
	if into != nil {
		require.NoError(a.t, json.Unmarshal([]byte(a.body), into), a.body)
	}
	return a
}

// bad requires a problem.
func (a answer) bad(status int, code string) problem.Problem {
	a.t.Helper()
	require.Equal(a.t, status, a.status, a.body)
	require.Equal(a.t, problem.ContentType, a.header.Get("Content-Type"))
	var p problem.Problem
	require.NoError(a.t, json.Unmarshal([]byte(a.body), &p), a.body)
	require.Equal(a.t, code, p.Code, a.body)
	require.Equal(a.t, status, p.Status)
	require.NotEmpty(a.t, p.Detail)
	return p
}

func text(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // a test's own value
	}
	return string(raw)
}
