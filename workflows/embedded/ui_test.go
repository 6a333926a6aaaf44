package embedded_test

import (
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/embedded"
)

func TestUI(t *testing.T) {
	s := start(t, embedded.Options{Memory: true, UI: true, Codec: "http://127.0.0.1:8600/codec"})
	ask := func(t *testing.T, method, path string, change func(*http.Request)) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, s.UIURL()+path, nil)
		require.NoError(t, err)
		if change != nil {
			change(r)
		}
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer func() { require.NoError(t, answer.Body.Close()) }()
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		return answer, string(body)
	}

	t.Run("listens on loopback only", func(t *testing.T) {
		require.Regexp(t, `^http://127\.0\.0\.1:\d+$`, s.UIURL())
		require.Regexp(t, `^127\.0\.0\.1:\d+$`, s.Address())
	})

	t.Run("the page of a run loads nothing from elsewhere", func(t *testing.T) {
		url := s.RunURL("plan/1 ä", "run")
		require.Equal(t, s.UIURL()+"/namespaces/sayso/workflows/plan%2F1%20%C3%A4/run/history", url)
		answer, page := ask(t, http.MethodGet, strings.TrimPrefix(url, s.UIURL()), nil)
		require.Equal(t, http.StatusOK, answer.StatusCode)
		require.Empty(t, regexp.MustCompile(`(?:src|href)="(?:https?:)?//[^"]*"`).FindAllString(page, -1))
		policy := strings.Join(answer.Header.Values("Content-Security-Policy"), "; ")
		require.Contains(t, policy, "default-src 'self'")
		require.Contains(t, policy, "connect-src 'self' http://127.0.0.1:8600;")
		require.Contains(t, policy, "manifest-src 'self' data:;", "the page's manifest is a part of it")
		script := regexp.MustCompile(`/_app/immutable/entry/start\.[^"]+\.js`).FindString(page)
		answer, _ = ask(t, http.MethodGet, script, nil)
		require.Equal(t, http.StatusOK, answer.StatusCode)
	})

	t.Run("its settings ask for no news", func(t *testing.T) {
		_, body := ask(t, http.MethodGet, "/api/v1/settings", nil)
		var settings struct {
			DefaultNamespace   string
			DisableNewsFetch   bool
			NotifyOnNewVersion bool
			Codec              struct{ Endpoint string }
		}
		require.NoError(t, json.Unmarshal([]byte(body), &settings))
		require.Equal(t, embedded.Namespace, settings.DefaultNamespace)
		require.True(t, settings.DisableNewsFetch)
		require.False(t, settings.NotifyOnNewVersion)
		require.Equal(t, "http://127.0.0.1:8600/codec", settings.Codec.Endpoint)
		_, body = ask(t, http.MethodGet, "/api/v1/releases", nil)
		require.JSONEq(t, `{"Releases": {}}`, body)
	})

	t.Run("it reaches the server", func(t *testing.T) {
		answer, body := ask(t, http.MethodGet, "/api/v1/namespaces/sayso", nil)
		require.Equal(t, http.StatusOK, answer.StatusCode)
		require.Contains(t, body, `"sayso"`)
	})

	t.Run("foreign pages are refused", func(t *testing.T) {
		const workflow = "/api/v1/namespaces/sayso/workflows/x/terminate"
		answer, _ := ask(t, http.MethodPost, workflow, func(r *http.Request) {
			r.Header.Set("Origin", "https://evil.example")
			r.Header.Set("Sec-Fetch-Site", "cross-site")
		})
		require.Equal(t, http.StatusForbidden, answer.StatusCode)
		answer, _ = ask(t, http.MethodPost, workflow, nil)
		require.Equal(t, http.StatusBadRequest, answer.StatusCode, "no token")
		answer, _ = ask(t, http.MethodGet, "/", func(r *http.Request) { r.Host = "evil.example" })
		require.Equal(t, http.StatusForbidden, answer.StatusCode, "a foreign name for this machine")
		answer, _ = ask(t, http.MethodGet, "/", func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") })
		require.Empty(t, answer.Header.Get("Access-Control-Allow-Origin"))
		for _, host := range []string{"localhost:8233", "localhost", "127.0.0.1", "[::1]:8233"} {
			answer, _ = ask(t, http.MethodGet, "/", func(r *http.Request) { r.Host = host })
			require.Equal(t, http.StatusOK, answer.StatusCode, host)
		}
	})
}
