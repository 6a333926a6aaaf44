package site_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"sayso/api/site"
)

func newSite(t *testing.T, o site.Options) *site.Site {
	t.Helper()
	if o.PublicURL == "" {
		o.PublicURL = "https://sayso.example.com"
	}
	s, err := site.New(o)
	require.NoError(t, err)
	return s
}

func get(s http.Handler, host, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host, r.RemoteAddr = host, "127.0.0.1:1"
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A web page that has its own name pointed at this machine gets nothing, and neither does one of another site.
func TestHostsAndOrigins(t *testing.T) {
	s := newSite(t, site.Options{Hosts: []string{"Intern"}, Origins: []string{"https://chatgpt.com"}})
	s.Engine().GET("/own", s.OwnPages, func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	for _, test := range []struct {
		host, origin string
		good         bool
	}{
		{"sayso.example.com", "", true}, {"SAYSO.example.com:443", "", true}, {"intern:8080", "", true},
		{"127.0.0.1:8080", "", true}, {"localhost", "", true}, {"[::1]:8080", "", true},
		{"evil.example.com", "", false}, {"sayso.example.com.evil.example.com", "", false}, {"", "", false},
		{"localhost", "http://localhost:3000", true}, {"localhost", "https://sayso.example.com", true}, {"localhost", "https://chatgpt.com", true},
		{"localhost", "https://evil.example.com", false}, {"localhost", "null", false}, {"localhost", "https://chatgpt.com.evil.example.com", false},
	} {
		headers := []string{}
		if test.origin != "" {
			headers = append(headers, "Origin", test.origin)
		}
		w := get(s, test.host, "/own", headers...)
		require.Equal(t, test.good, w.Code == http.StatusOK, "%+v: %s", test, w.Body)
		if !test.good {
			require.Contains(t, w.Body.String(), "bad_host")
		}
	}
	for _, bad := range []string{"", "sayso.example.com", "ftp://sayso.example.com", "https://sayso.example.com/path", "https://"} {
		_, err := site.New(site.Options{PublicURL: bad})
		require.Error(t, err, bad)
	}
}

func TestHealth(t *testing.T) {
	broken := errors.New("the engine sleeps")
	s := newSite(t, site.Options{Ready: func(context.Context) error { return broken }})
	require.Equal(t, http.StatusOK, get(s, "localhost", "/healthz").Code)
	w := get(s, "localhost", "/readyz")
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	require.Contains(t, w.Body.String(), "the engine sleeps")
	broken = nil
	require.Equal(t, http.StatusOK, get(s, "localhost", "/readyz").Code)
	require.Equal(t, http.StatusNotFound, get(s, "localhost", "/metrics").Code, "there are none")
}

// What goes wrong inside is told to the log, and a request measured by its route, whatever it was called.
func TestFaultsAndMetrics(t *testing.T) {
	s := newSite(t, site.Options{Metrics: prometheus.NewRegistry()})
	s.Engine().GET("/things/:id", func(c *gin.Context) {
		if c.Param("id") == "bad" {
			panic("a secret of the inside")
		}
		c.String(http.StatusOK, c.Param("id"))
	})
	w := get(s, "localhost", "/things/bad")
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.NotContains(t, w.Body.String(), "secret")
	require.Equal(t, "a/b", get(s, "localhost", "/things/a%2Fb").Body.String())
	require.Contains(t, get(s, "localhost", "/nothing").Body.String(), "no_route")
	r := httptest.NewRequest("BREW", "http://localhost/things/1", nil)
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, r)
	require.Equal(t, http.StatusMethodNotAllowed, rec.Code)

	text := get(s, "localhost", "/metrics").Body.String()
	require.Contains(t, text, `sayso_http_request_seconds_count{method="GET",route="/things/:id",status="200"} 1`)
	require.Contains(t, text, `sayso_http_request_seconds_count{method="GET",route="/things/:id",status="500"} 1`)
	require.Contains(t, text, `{method="GET",route="none",status="404"}`)
	require.Contains(t, text, `{method="other",route="none",status="405"}`)
	require.Equal(t, http.StatusNotFound, get(s, "localhost", "/metrics", "X-Forwarded-For", "8.8.8.8").Code)
}

// Requests that are under way come to their end; what comes later finds nobody.
func TestShutdown(t *testing.T) {
	s := newSite(t, site.Options{})
	entered, release := make(chan bool), make(chan bool)
	s.Engine().GET("/slow", func(c *gin.Context) {
		entered <- true
		<-release
		c.String(http.StatusOK, "done")
	})
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l, "", "") }()
	answers := make(chan string, 1)
	go func() {
		answer, err := http.Get("http://" + l.Addr().String() + "/slow")
		if err != nil {
			answers <- err.Error()
			return
		}
		defer answer.Body.Close()
		body, _ := io.ReadAll(answer.Body)
		answers <- string(body)
	}()
	<-entered
	stop()
	<-s.Closing()
	release <- true
	require.Equal(t, "done", <-answers)
	require.NoError(t, <-served)
	require.Eventually(t, func() bool {
		_, err := http.Get("http://" + l.Addr().String() + "/healthz")
		return err != nil && strings.Contains(err.Error(), "refused")
	}, 10*time.Second, 10*time.Millisecond)
}
