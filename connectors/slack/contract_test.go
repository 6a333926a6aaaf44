package slack_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/slack"
)

// description is what is read of Slack's Swagger 2 file of 2021.
type description struct {
	Paths map[string]map[string]struct {
		Parameters []struct{ Name, In string }
	}
}

// younger are methods and arguments that the description, of 2021 and trimmed, doesn't have; from docs.slack.dev.
func younger() map[string][]string {
	return map[string][]string{
		"conversations.history":        {"include_all_metadata"},
		"conversations.replies":        {"channel", "ts", "oldest", "latest", "inclusive", "limit", "cursor", "include_all_metadata"},
		"chat.postMessage":             {"metadata"},
		"reactions.get":                {"channel", "timestamp", "full"},
		"files.getUploadURLExternal":   {"filename", "length", "alt_txt"},
		"files.completeUploadExternal": {"files", "channel_id", "initial_comment", "thread_ts"},
		"files.list":                   {"user", "ts_from", "count", "page"},
		"files.info":                   {"file"},
		"files.delete":                 {"file"},
	}
}

// TestTheVendorsDescription holds the methods and arguments that the connector uses to Slack's own description.
func TestTheVendorsDescription(t *testing.T) {
	dir := os.Getenv("SAYSO_SPECS")
	if dir == "" {
		t.Skip("SAYSO_SPECS isn't set: it names the folder with the vendors' API descriptions (slack.json)")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "slack.json"))
	require.NoError(t, err)
	var known description
	require.NoError(t, json.Unmarshal(raw, &known))
	require.NotEmpty(t, known.Paths)
	seen := map[string]bool{}
	for _, c := range cases() {
		t.Run(c.Action+" "+c.Name, func(t *testing.T) {
			w := connectortest.Simulated(t, slack.New())
			in := c.In
			if c.Setup != nil {
				in = c.Setup(t, w)
			}
			for _, used := range listen(t, w, func() { whole(t, w.Prepare(t, c.Action, in)) }) {
				known.check(t, used)
				seen[used.method] = true
			}
		})
	}
	for path := range known.Paths {
		method := strings.TrimPrefix(path, "/")
		unused := []string{"files.upload", "users.lookupByEmail"} // the one was switched off by Slack, the other has a test of its own
		require.True(t, seen[method] || slices.Contains(unused, method), "%s was not used", method)
	}
}

// whole carries an action out, looks for it and takes it back.
func whole(t *testing.T, a connectortest.Act) {
	t.Helper()
	var before json.RawMessage
	if a.Op.Before != nil {
		before = a.Before(t)
	}
	out := a.MustDo(t)
	if a.Op.Find != nil {
		_, found, err := a.Op.Find(t.Context(), a.Call)
		require.NoError(t, err)
		require.Equal(t, connectors.FoundYes, found)
	}
	if a.Op.Undo != nil {
		require.NoError(t, a.Undo(t, out, before))
	}
}

// usage is one call of a method: its verb and where its arguments were.
type usage struct {
	verb, method string
	query, body  []string
}

func (d description) check(t *testing.T, u usage) {
	t.Helper()
	extra, isYounger := younger()[u.method]
	for verb, operation := range d.Paths["/"+u.method] {
		isYounger = true
		// Slack takes every method by POST, and those that read by GET as well; the description has one of the two.
		require.True(t, strings.EqualFold(verb, u.verb) || u.method == "auth.test", "%s %s", u.verb, u.method)
		for _, p := range operation.Parameters {
			extra = append(extra, p.Name)
		}
	}
	require.True(t, isYounger, "Slack has no method %s", u.method)
	for _, name := range append(slices.Clone(u.query), u.body...) {
		require.Contains(t, extra, name, "argument of %s", u.method)
	}
	if u.verb == http.MethodGet {
		require.Empty(t, u.body)
	}
	require.NotContains(t, append(u.query, u.body...), "token", "the token travels in the header alone")
}

// listen writes down which methods are called while f runs.
func listen(t *testing.T, w *connectortest.World, f func()) []usage {
	t.Helper()
	target, err := url.Parse(w.Endpoint.URL)
	require.NoError(t, err)
	target.Path = ""
	var mu sync.Mutex
	var all []usage
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if method, ok := strings.CutPrefix(r.URL.Path, "/api/"); ok {
			mu.Lock()
			all = append(all, use(t, method, r))
			mu.Unlock()
		}
		proxy.ServeHTTP(w, r)
	}))
	defer server.Close()
	proxy.ModifyResponse = func(r *http.Response) error { // upload addresses lead through here as well
		body, err := io.ReadAll(r.Body)
		body = bytes.ReplaceAll(body, []byte(target.String()), []byte(server.URL))
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		r.Header.Del("Content-Length")
		return err
	}
	w.Conn, err = connectors.NewConnection(connectors.Spec{ID: "slack/test", App: "slack", URL: server.URL + "/api",
		Secrets: w.Endpoint.Secrets, Auth: w.Connector.Auth, AllowPrivate: true})
	require.NoError(t, err)
	f()
	return all
}

func use(t *testing.T, method string, r *http.Request) usage {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	u := usage{verb: r.Method, method: method}
	for name := range r.URL.Query() {
		u.query = append(u.query, name)
	}
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(body, &fields) != nil {
		form, err := url.ParseQuery(string(body))
		if err != nil {
			t.Error(err)
		}
		for name := range form {
			u.body = append(u.body, name)
		}
	}
	for name := range fields {
		u.body = append(u.body, name)
	}
	return u
}
