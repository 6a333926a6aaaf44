package sandbox

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// slackSite is a running simulator of Slack.
type slackSite struct {
	sim   *slack
	url   string
	token string
}

func startSlack(t *testing.T, dir string) slackSite {
	t.Helper()
	j, err := openJournal(filepath.Join(dir, "slack.jsonl"))
	require.NoError(t, err)
	sim := newSlack(j, &Faults{file: filepath.Join(dir, "faults.json")}).(*slack)
	e, stop, err := sim.start()
	require.NoError(t, err)
	t.Cleanup(func() { stop(); _ = j.close() })
	return slackSite{sim, e.URL, e.Secrets["token"].Reveal()}
}

// ask calls a method: with a form by POST, or with a JSON body where one is given.
func (s slackSite) ask(t *testing.T, method string, args url.Values, body string) map[string]any {
	t.Helper()
	kind, content := "application/x-www-form-urlencoded", args.Encode()
	if body != "" {
		kind, content = "application/json; charset=utf-8", body
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/"+method, strings.NewReader(content))
	require.NoError(t, err)
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Authorization", "Bearer "+s.token)
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusOK, resp.StatusCode, "Slack's failures are 200 too")
	var answer map[string]any
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&answer))
	return answer
}

func TestSlackPostsTwiceWhatIsSentTwice(t *testing.T) {
	s := startSlack(t, t.TempDir())
	const body = `{"channel": "C0SANDBX005", "text": "hi", "metadata": {"event_type": "x", "event_payload": {"key": "k"}}}`
	first, second := s.ask(t, "chat.postMessage", nil, body), s.ask(t, "chat.postMessage", nil, body)
	require.Equal(t, true, first["ok"])
	require.Regexp(t, `^\d{10}\.\d{6}$`, first["ts"])
	require.Less(t, first["ts"], second["ts"])

	plain := s.ask(t, "conversations.history", url.Values{"channel": {"C0SANDBX005"}, "limit": {"1"}}, "")
	latest := plain["messages"].([]any)[0].(map[string]any)
	require.Equal(t, second["ts"], latest["ts"], "the latest comes first")
	require.NotContains(t, latest, "metadata", "metadata is given to those who ask")
	require.Equal(t, true, plain["has_more"])
	next := plain["response_metadata"].(map[string]any)["next_cursor"].(string)
	page := s.ask(t, "conversations.history", url.Values{"channel": {"C0SANDBX005"}, "limit": {"1"}, "cursor": {next}, "include_all_metadata": {"true"}}, "")
	require.Equal(t, first["ts"], page["messages"].([]any)[0].(map[string]any)["ts"])
	require.Contains(t, page["messages"].([]any)[0], "metadata")
}

func TestSlackClockMayStandStill(t *testing.T) {
	dir := t.TempDir()
	s := startSlack(t, dir)
	still := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s.sim.now = func() time.Time { return still }
	form := url.Values{"channel": {"C0SANDBX005"}, "text": {"hi"}}
	require.Equal(t, "1795165200.000000", s.ask(t, "chat.postMessage", form, "")["ts"])
	require.Equal(t, "1795165200.000001", s.ask(t, "chat.postMessage", form, "")["ts"])

	again := startSlack(t, dir) // over the same folder, as after a crash
	again.sim.now = s.sim.now
	require.Equal(t, "1795165200.000002", again.ask(t, "chat.postMessage", form, "")["ts"])
}

func TestSlackRefuses(t *testing.T) {
	s := startSlack(t, t.TempDir())
	for name, c := range map[string]struct {
		method string
		args   url.Values
		word   string
	}{
		"unknown method":       {"chat.shout", nil, "unknown_method"},
		"no text":              {"chat.postMessage", url.Values{"channel": {"C0SANDBX005"}}, "no_text"},
		"too much text":        {"chat.postMessage", url.Values{"channel": {"C0SANDBX005"}, "text": {strings.Repeat("x", 40001)}}, "msg_too_long"},
		"odd metadata":         {"chat.postMessage", url.Values{"channel": {"C0SANDBX005"}, "text": {"x"}, "metadata": {"{}"}}, "invalid_metadata_format"},
		"not a member":         {"conversations.history", url.Values{"channel": {"C0SANDBX031"}}, "not_in_channel"},
		"invisible":            {"conversations.history", url.Values{"channel": {"C0SANDBX033"}}, "channel_not_found"},
		"archived":             {"chat.postMessage", url.Values{"channel": {"C0SANDBX034"}, "text": {"x"}}, "is_archived"},
		"other's message":      {"chat.delete", url.Values{"channel": {"C0SANDBX001"}, "ts": {"1760000000.000100"}}, "cant_delete_message"},
		"name with capitals":   {"conversations.create", url.Values{"name": {"Launch"}}, "invalid_name_specials"},
		"name of an archived":  {"conversations.create", url.Values{"name": {"launch-2025"}}, "name_taken"},
		"general":              {"conversations.archive", url.Values{"channel": {"C0SANDBX001"}}, "cant_archive_general"},
		"nobody":               {"users.lookupByEmail", url.Values{"email": {"who@elsewhere.example"}}, "users_not_found"},
		"a bot":                {"conversations.open", url.Values{"users": {slackBot}}, "cannot_dm_bot"},
		"cursor out of reach":  {"users.list", url.Values{"cursor": {"next:1000"}}, "invalid_cursor"},
		"file never uploaded":  {"files.completeUploadExternal", url.Values{"files": {`[{"id":"F1"}]`}, "channel_id": {"C0SANDBX005"}}, "file_not_found"},
		"reaction not there":   {"reactions.remove", url.Values{"channel": {"C0SANDBX001"}, "timestamp": {"1760000000.000100"}, "name": {"tada"}}, "no_reaction"},
		"message not there":    {"reactions.add", url.Values{"channel": {"C0SANDBX001"}, "timestamp": {"1.0"}, "name": {"tada"}}, "message_not_found"},
		"thread not there":     {"conversations.replies", url.Values{"channel": {"C0SANDBX001"}, "ts": {"1.0"}}, "thread_not_found"},
		"empty file announced": {"files.getUploadURLExternal", url.Values{"filename": {"a"}, "length": {"0"}}, "invalid_arguments"},
	} {
		answer := s.ask(t, c.method, c.args, "")
		require.Equal(t, map[string]any{"ok": false, "error": c.word}, answer, name)
	}
	s.token = "xoxb-other"
	require.Equal(t, "invalid_auth", s.ask(t, "auth.test", nil, "")["error"])
}

func TestSlackThreads(t *testing.T) {
	s := startSlack(t, t.TempDir())
	const parent = "1760000000.000100"
	answer := s.ask(t, "chat.postMessage", url.Values{"channel": {"C0SANDBX001"}, "text": {"in the thread"}, "thread_ts": {parent}}, "")
	require.Equal(t, true, answer["ok"])
	history := s.ask(t, "conversations.history", url.Values{"channel": {"C0SANDBX001"}}, "")
	require.Len(t, history["messages"], 1, "the history doesn't show answers in threads")
	replies := s.ask(t, "conversations.replies", url.Values{"channel": {"C0SANDBX001"}, "ts": {parent}}, "")
	require.Len(t, replies["messages"], 2)
	alone := s.ask(t, "conversations.replies", url.Values{"channel": {"C0SANDBX001"}, "ts": {answer["ts"].(string)}}, "")
	require.Len(t, alone["messages"], 1)
}
