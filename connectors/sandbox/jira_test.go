package sandbox

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// jiraSite is a running simulator of Jira.
type jiraSite struct {
	sim   *jira
	url   string
	token string
}

func startJira(t *testing.T, dir string) jiraSite {
	t.Helper()
	j, err := openJournal(filepath.Join(dir, "jira.jsonl"))
	require.NoError(t, err)
	sim := newJira(j, &Faults{file: filepath.Join(dir, "faults.json")}).(*jira)
	e, stop, err := sim.start()
	require.NoError(t, err)
	t.Cleanup(func() { stop(); _ = j.close() })
	return jiraSite{sim, e.URL, e.Secrets["token"].Reveal()}
}

func (s jiraSite) ask(t *testing.T, method, path, body string) (int, map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+"/rest/api/3"+path, strings.NewReader(body))
	require.NoError(t, err)
	r.SetBasicAuth(jiraMe().Email, s.token)
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	var answer map[string]any
	if resp.StatusCode != http.StatusNoContent {
		require.NoError(t, json.NewDecoder(resp.Body).Decode(&answer))
	}
	return resp.StatusCode, answer
}

const jiraNew = `{"fields": {"project": {"key": "TEST"}, "issuetype": {"name": "Task"}, "summary": "New", "labels": ["once"]}}`

func TestJiraCreatesTwiceWhatIsSentTwice(t *testing.T) {
	dir := t.TempDir()
	s := startJira(t, dir)
	status, first := s.ask(t, http.MethodPost, "/issue", jiraNew)
	require.Equal(t, http.StatusCreated, status)
	require.Equal(t, "TEST-2", first["key"])
	_, second := s.ask(t, http.MethodPost, "/issue", jiraNew)
	require.Equal(t, "TEST-3", second["key"])
	require.NotEqual(t, first["id"], second["id"])

	status, _ = s.ask(t, http.MethodDelete, "/issue/TEST-3", "")
	require.Equal(t, http.StatusNoContent, status)
	again := startJira(t, dir) // over the same folder, as after a crash
	_, third := again.ask(t, http.MethodPost, "/issue", jiraNew)
	require.Equal(t, "TEST-4", third["key"], "a key is never given again")
}

func TestJiraSearchLags(t *testing.T) {
	s := startJira(t, t.TempDir())
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s.sim.now, s.sim.lag = func() time.Time { return now }, time.Minute
	_, made := s.ask(t, http.MethodPost, "/issue", jiraNew)
	found := func() int {
		_, answer := s.ask(t, http.MethodPost, "/search/jql", `{"jql": "labels = once"}`)
		return len(answer["issues"].([]any))
	}
	require.Zero(t, found())
	status, _ := s.ask(t, http.MethodGet, "/issue/"+made["key"].(string), "")
	require.Equal(t, http.StatusOK, status, "the issue itself is there")
	now = now.Add(time.Minute)
	require.Equal(t, 1, found())
}

func TestJiraQueries(t *testing.T) {
	s := startJira(t, t.TempDir())
	for jql, want := range map[string]string{
		`project = OPS ORDER BY key`:                                                  "OPS-1 OPS-2 OPS-3",
		`project = "Operations" AND status = "To Do"`:                                 "OPS-1",
		`project in (OPS, TEST) AND statusCategory != Done ORDER BY key`:              "OPS-1 OPS-2 TEST-1",
		`(project = WEB OR project = TEST) AND NOT issuetype = Bug ORDER BY key DESC`: "WEB-2 TEST-1",
		`assignee = currentUser() AND project = OPS`:                                  "",
		`assignee is EMPTY AND project = OPS`:                                         "OPS-3",
		`assignee is not EMPTY AND project = OPS ORDER BY priority DESC`:              "OPS-1 OPS-2",
		`labels = login`: "WEB-1",
		`labels in ("login", "export") ORDER BY key`: "WEB-1 WEB-3",
		`text ~ "seen again" AND project = TEST`:     "TEST-1",
		`summary ~ "\"dark mode\""`:                  "WEB-2",
		`created >= -2d ORDER BY created DESC`:       "OPS-1",
		`updated >= "-5m" AND key = WEB-2`:           "WEB-2",
		`priority = Highest`:                         "OPS-3",
	} {
		_, answer := s.ask(t, http.MethodPost, "/search/jql", mustJSON(t, map[string]any{"jql": jql, "fields": []string{"summary"}}))
		require.NotNil(t, answer["issues"], "%s: %v", jql, answer)
		var keys []string
		for _, i := range answer["issues"].([]any) {
			keys = append(keys, i.(map[string]any)["key"].(string))
		}
		require.Equal(t, want, strings.Join(keys, " "), jql)
	}
	for jql, says := range map[string]string{
		``:                        "Unbounded",
		`project = NOPE`:          "The value 'NOPE' does not exist for the field 'project'.",
		`colour = red`:            "Field 'colour' does not exist",
		`project = OPS AND`:       "ends too early",
		`project = "OPS`:          "not allowed here",
		`project ~ OPS`:           "operator '~' is not supported",
		`(project = OPS`:          "bracket",
		`project = OPS status`:    "Expecting operator",
		`created >= "last month"`: "does not exist for the field 'created'",
	} {
		status, answer := s.ask(t, http.MethodPost, "/search/jql", mustJSON(t, map[string]any{"jql": jql}))
		require.Equal(t, http.StatusBadRequest, status, jql)
		require.Contains(t, answer["errorMessages"].([]any)[0], says, jql)
	}
}

func TestJiraSearchInPages(t *testing.T) {
	s := startJira(t, t.TempDir())
	_, first := s.ask(t, http.MethodPost, "/search/jql", `{"jql": "project = OPS ORDER BY key", "maxResults": 2}`)
	require.Len(t, first["issues"], 2)
	require.NotContains(t, first["issues"].([]any)[0], "fields", "ids alone, unless fields are asked for")
	require.Equal(t, false, first["isLast"])
	_, second := s.ask(t, http.MethodPost, "/search/jql", mustJSON(t, map[string]any{"jql": "project = OPS ORDER BY key", "maxResults": 2, "nextPageToken": first["nextPageToken"]}))
	require.Len(t, second["issues"], 1)
	require.Equal(t, true, second["isLast"])
	require.NotContains(t, second, "nextPageToken")
}

func TestJiraRefuses(t *testing.T) {
	s := startJira(t, t.TempDir())
	fields := func(more string) string {
		return `{"fields": {"project": {"key": "TEST"}, "issuetype": {"name": "Task"}, "summary": "New"` + more + `}}`
	}
	for name, c := range map[string]struct {
		method, path, body string
		status             int
		field              string
	}{
		"no JSON":            {http.MethodPost, "/issue", `{`, 400, ""},
		"unknown project":    {http.MethodPost, "/issue", `{"fields": {"project": {"key": "NOPE"}}}`, 400, "project"},
		"type of another":    {http.MethodPost, "/issue", `{"fields": {"project": {"key": "LEGAL"}, "issuetype": {"name": "Bug"}, "summary": "x"}}`, 400, "issuetype"},
		"no summary":         {http.MethodPost, "/issue", `{"fields": {"project": {"key": "TEST"}, "issuetype": {"name": "Task"}}}`, 400, "summary"},
		"plain description":  {http.MethodPost, "/issue", fields(`, "description": "text"`), 400, "description"},
		"label with a space": {http.MethodPost, "/issue", fields(`, "labels": ["a b"]`), 400, "labels"},
		"unknown assignee":   {http.MethodPost, "/issue", fields(`, "assignee": {"accountId": "x"}`), 400, "assignee"},
		"unknown field":      {http.MethodPut, "/issue/TEST-1", `{"fields": {"colour": "red"}}`, 400, "colour"},
		"field set two ways": {http.MethodPut, "/issue/TEST-1", `{"fields": {"labels": []}, "update": {"labels": [{"add": "a"}]}}`, 400, "labels"},
		"no way there":       {http.MethodPost, "/issue/TEST-1/transitions", `{"transition": {"id": "999"}}`, 400, ""},
		"empty comment":      {http.MethodPost, "/issue/TEST-1/comment", `{}`, 400, "comment"},
		"unknown issue":      {http.MethodGet, "/issue/TEST-99", "", 404, ""},
		"unknown comment":    {http.MethodDelete, "/issue/TEST-1/comment/1", "", 404, ""},
		"unknown resource":   {http.MethodGet, "/nowhere", "", 404, ""},
		"assignable nowhere": {http.MethodGet, "/user/assignable/search?project=NOPE", "", 404, ""},
		"property not there": {http.MethodGet, "/issue/TEST-1/properties/sayso", "", 404, ""},
	} {
		status, answer := s.ask(t, c.method, c.path, c.body)
		require.Equal(t, c.status, status, name)
		if c.field != "" {
			require.Contains(t, answer["errors"], c.field, name)
		} else {
			require.NotEmpty(t, answer["errorMessages"], name)
		}
	}
	s.token = "wrong"
	status, _ := s.ask(t, http.MethodGet, "/myself", "")
	require.Equal(t, http.StatusUnauthorized, status)
	status, _ = s.ask(t, http.MethodGet, "/issue/TEST-1", "")
	require.Equal(t, http.StatusNotFound, status, "to strangers, issues don't exist")
}

func TestJiraDropsACommentWithoutAScreen(t *testing.T) {
	s := startJira(t, t.TempDir())
	body := `{"transition": {"id": "31"}, "update": {"comment": [{"add": {"body": {"type": "doc", "version": 1, "content": []}}}]}}`
	status, _ := s.ask(t, http.MethodPost, "/issue/TEST-1/transitions", body)
	require.Equal(t, http.StatusNoContent, status)
	_, comments := s.ask(t, http.MethodGet, "/issue/TEST-1/comment", "")
	require.Empty(t, comments["comments"])
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return string(raw)
}
