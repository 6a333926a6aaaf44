package sandbox

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// slack simulates Slack's Web API, as a bot user of one workspace sees it: failures are HTTP 200 with ok:false, a message posted
// twice is two messages, names of channels are unique also after archiving, and only one's own messages can be changed.
type slack struct {
	journal *journal
	faults  *Faults
	now     func() time.Time

	mu      sync.Mutex // held through a call, so that each is one transaction
	token   string
	expired bool
	site    string // where it serves, "http://127.0.0.1:1234"
	uploads map[string]*slackUpload
	lastTS  string
}

const slackToken = "xoxb-sandbox-4b1d7e" //nolint:gosec // opens the simulator and nothing else

func newSlack(j *journal, f *Faults) simulator {
	return &slack{journal: j, faults: f, now: time.Now, token: slackToken, uploads: map[string]*slackUpload{}}
}

// slackFailure is a failure in Slack's own word: "channel_not_found".
type slackFailure string

func (f slackFailure) Error() string { return string(f) }

// slackAnswer is the body of a success; "ok" is added to it.
type slackAnswer map[string]any

// slackCall is a call of a method: its arguments as texts, objects among them as JSON, from wherever Slack accepts them.
type slackCall struct {
	args map[string]string
	http *http.Request
}

func (c slackCall) effect(format string, a ...any) *Effect {
	return effectOf(c.http, "slack", fmt.Sprintf(format, a...))
}

func (c slackCall) flag(name string) bool { return c.args[name] == "true" || c.args[name] == "1" }

func (c slackCall) limit(preset, most int) int {
	n, err := strconv.Atoi(c.args["limit"])
	if err != nil || n <= 0 {
		return preset
	}
	return min(n, most)
}

// slackMethod is one method of the Web API. writes marks what people in the workspace can see happen.
type slackMethod struct {
	writes bool
	call   func(*slack, slackCall) (slackAnswer, error)
}

func slackMethods() map[string]slackMethod {
	return map[string]slackMethod{
		"auth.test":                    {false, (*slack).authTest},
		"users.list":                   {false, (*slack).usersList},
		"users.lookupByEmail":          {false, (*slack).usersLookupByEmail},
		"conversations.list":           {false, (*slack).conversationsList},
		"conversations.open":           {false, (*slack).conversationsOpen},
		"conversations.history":        {false, (*slack).conversationsHistory},
		"conversations.replies":        {false, (*slack).conversationsReplies},
		"conversations.create":         {true, (*slack).conversationsCreate},
		"conversations.archive":        {true, (*slack).conversationsArchive},
		"chat.postMessage":             {true, (*slack).chatPostMessage},
		"chat.update":                  {true, (*slack).chatUpdate},
		"chat.delete":                  {true, (*slack).chatDelete},
		"reactions.get":                {false, (*slack).reactionsGet},
		"reactions.add":                {true, (*slack).reactionsAdd},
		"reactions.remove":             {true, (*slack).reactionsRemove},
		"files.getUploadURLExternal":   {false, (*slack).filesGetUploadURL},
		"files.completeUploadExternal": {true, (*slack).filesCompleteUpload},
		"files.list":                   {false, (*slack).filesList},
		"files.info":                   {false, (*slack).filesInfo},
		"files.delete":                 {true, (*slack).filesDelete},
	}
}

func (s *slack) start() (Endpoint, func(), error) {
	if err := s.seed(); err != nil {
		return Endpoint{}, nil, err
	}
	v := vendor{faults: s.faults, expire: s.expire, fail: slackFails}
	mux := http.NewServeMux()
	for name, m := range slackMethods() {
		mux.HandleFunc("/api/"+name, v.route(m.writes, s.serve(m)))
	}
	mux.HandleFunc("POST /upload/v1/{ticket}", v.route(false, s.upload))
	mux.HandleFunc("/api/", func(w http.ResponseWriter, _ *http.Request) { slackWrite(w, nil, slackFailure("unknown_method")) })
	url, stop, err := serve(mux)
	if err != nil {
		return Endpoint{}, nil, err
	}
	s.mu.Lock()
	s.site = url
	s.mu.Unlock()
	return Endpoint{URL: url + "/api", Secrets: secrets("token", s.token)}, stop, nil
}

func (s *slack) expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expired = true
}

// serve runs a method the way the Web API does: arguments, then the token, then the call.
func (s *slack) serve(m slackMethod) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		args, err := slackArguments(r)
		if err != nil {
			slackWrite(w, nil, err)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if err := s.signedIn(r); err != nil {
			slackWrite(w, nil, err)
			return
		}
		answer, err := m.call(s, slackCall{args, r})
		slackWrite(w, answer, err)
	}
}

func (s *slack) signedIn(r *http.Request) error {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch {
	case !ok || token == "":
		return slackFailure("not_authed")
	case subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) != 1:
		return slackFailure("invalid_auth")
	case s.expired:
		return slackFailure("token_expired")
	}
	return nil
}

// slackArguments reads the query, a form, or a JSON body, which Slack takes for methods that write.
func slackArguments(r *http.Request) (map[string]string, error) {
	args := map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") && r.Method == http.MethodPost {
		var body map[string]json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			return nil, slackFailure("invalid_json")
		}
		for name, raw := range body {
			var text string
			if json.Unmarshal(raw, &text) != nil {
				text = string(raw)
			}
			args[name] = text
		}
		return args, nil
	}
	if err := r.ParseForm(); err != nil {
		return nil, slackFailure("invalid_form_data")
	}
	for name := range r.Form {
		args[name] = r.Form.Get(name)
	}
	return args, nil
}

func slackWrite(w http.ResponseWriter, answer slackAnswer, err error) {
	body := map[string]any{"ok": err == nil}
	maps.Copy(body, answer)
	if err != nil {
		body = map[string]any{"ok": false, "error": slackWord(err)}
	}
	slackSend(w, http.StatusOK, body)
}

func slackWord(err error) string {
	if f, ok := errors.AsType[slackFailure](err); ok {
		return string(f)
	}
	return "fatal_error"
}

// slackFails is how a fault's status looks with Slack's kind of body.
func slackFails(w http.ResponseWriter, status int) {
	word := map[int]string{401: "invalid_auth", 403: "missing_scope", 404: "channel_not_found", 429: "ratelimited", 503: "service_unavailable"}[status]
	if word == "" {
		word = "internal_error"
		if status < 500 {
			word = "invalid_arguments"
		}
	}
	slackSend(w, status, map[string]any{"ok": false, "error": word})
}

func slackSend(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		return // the caller is gone
	}
}

func (s *slack) authTest(slackCall) (slackAnswer, error) {
	return slackAnswer{"url": slackWorkspace, "team": "Acme Sandbox", "user": "sayso", "team_id": "T0SANDBOX1", "user_id": slackBot, "bot_id": "B0SANDBOX1"}, nil
}

// slackPage cuts a list at a cursor, which is the position to go on from.
func slackPage[T any](c slackCall, all []T, preset, most int) (part []T, next string, err error) {
	from := 0
	if cursor := c.args["cursor"]; cursor != "" {
		text, ok := strings.CutPrefix(cursor, "next:")
		if from, err = strconv.Atoi(text); err != nil || !ok || from < 0 || from > len(all) {
			return nil, "", slackFailure("invalid_cursor")
		}
	}
	to := min(from+c.limit(preset, most), len(all))
	if to < len(all) {
		next = "next:" + strconv.Itoa(to)
	}
	return append([]T{}, all[from:to]...), next, nil
}
