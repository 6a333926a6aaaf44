package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"sayso/connectors"
)

// jira simulates a site of Jira Cloud (REST API v3): issues that are created twice are two, keys are counted up and never given
// again, descriptions and comments are documents (ADF), and the search lags behind what was written.
type jira struct {
	journal *journal
	faults  *Faults
	now     func() time.Time
	lag     time.Duration // how long a new issue can't be found by search

	mu      sync.Mutex // held through a request, so that each is one transaction
	token   string
	expired bool
	site    string
}

// jiraLag is the index's lag: short, so that nobody waits for it, and long enough that whoever doesn't reckon with it is caught.
const jiraLag = 150 * time.Millisecond

const jiraToken = "ATATT-sandbox-9c27" //nolint:gosec // opens the simulator and nothing else

func newJira(j *journal, f *Faults) simulator {
	return &jira{journal: j, faults: f, now: time.Now, lag: jiraLag, token: jiraToken}
}

// jiraFailure is a failure in Jira's form.
type jiraFailure struct {
	status   int
	messages []string
	fields   map[string]string
}

func (f *jiraFailure) Error() string { return fmt.Sprintf("%d %v %v", f.status, f.messages, f.fields) }

func jiraRefuse(status int, format string, args ...any) *jiraFailure {
	return &jiraFailure{status: status, messages: []string{fmt.Sprintf(format, args...)}}
}

func jiraField(field, format string, args ...any) *jiraFailure {
	return &jiraFailure{status: http.StatusBadRequest, fields: map[string]string{field: fmt.Sprintf(format, args...)}}
}

func jiraNoIssue() *jiraFailure {
	return jiraRefuse(http.StatusNotFound, "Issue does not exist or you do not have permission to see it.")
}

// jiraHandler answers a request with a status and a body, nil for none.
type jiraHandler func(*jira, *http.Request) (int, any, error)

type jiraRoute struct {
	pattern string
	writes  bool
	handler jiraHandler
}

func jiraRoutes() []jiraRoute {
	return []jiraRoute{
		{"GET /myself", false, (*jira).myself},
		{"GET /project/search", false, (*jira).projectSearch},
		{"GET /priority/search", false, (*jira).prioritySearch},
		{"GET /status", false, (*jira).statuses},
		{"GET /user/search", false, (*jira).userSearch},
		{"GET /user/assignable/search", false, (*jira).userSearch},
		{"POST /issue", true, (*jira).issueCreate},
		{"GET /issue/{issue}", false, (*jira).issueGet},
		{"PUT /issue/{issue}", true, (*jira).issueEdit},
		{"DELETE /issue/{issue}", true, (*jira).issueDelete},
		{"GET /issue/{issue}/properties/{property}", false, (*jira).issueProperty},
		{"GET /issue/{issue}/transitions", false, (*jira).transitions},
		{"POST /issue/{issue}/transitions", true, (*jira).transition},
		{"GET /issue/{issue}/comment", false, (*jira).comments},
		{"POST /issue/{issue}/comment", true, (*jira).commentAdd},
		{"DELETE /issue/{issue}/comment/{comment}", true, (*jira).commentDelete},
		{"POST /search/jql", false, (*jira).search},
		{"POST /search/approximate-count", false, (*jira).count},
	}
}

func (s *jira) start() (Endpoint, func(), error) {
	if err := s.seed(); err != nil {
		return Endpoint{}, nil, err
	}
	v := vendor{faults: s.faults, expire: s.expire, fail: jiraFails}
	mux := http.NewServeMux()
	for _, r := range jiraRoutes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		mux.HandleFunc(method+" /rest/api/3"+path, v.route(r.writes, s.serve(r.handler)))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		jiraWrite(w, 0, nil, jiraRefuse(http.StatusNotFound, "dead link"))
	})
	url, stop, err := serve(mux)
	if err != nil {
		return Endpoint{}, nil, err
	}
	s.mu.Lock()
	s.site = url
	s.mu.Unlock()
	return Endpoint{URL: url, Settings: map[string]string{"user": jiraMe().Email},
		Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(s.token)}}, stop, nil
}

func (s *jira) expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expired = true
}

func (s *jira) serve(h jiraHandler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.signedIn(r) {
			jiraWrite(w, 0, nil, jiraStranger(r))
			return
		}
		status, body, err := h(s, r)
		jiraWrite(w, status, body, err)
	}
}

func (s *jira) signedIn(r *http.Request) bool {
	user, token, ok := r.BasicAuth()
	return ok && !s.expired && user == jiraMe().Email && token == s.token
}

// jiraStranger is what somebody sees whom Jira doesn't know: an anonymous visitor, to whom issues simply don't exist.
func jiraStranger(r *http.Request) *jiraFailure {
	if r.Method == http.MethodGet && r.PathValue("issue") != "" {
		return jiraNoIssue()
	}
	return jiraRefuse(http.StatusUnauthorized, "Client must be authenticated to access this resource.")
}

func jiraWrite(w http.ResponseWriter, status int, body any, err error) {
	if err != nil {
		var f *jiraFailure
		if !errors.As(err, &f) {
			f = jiraRefuse(http.StatusInternalServerError, "Internal server error")
		}
		status, body = f.status, map[string]any{"errorMessages": append([]string{}, f.messages...), "errors": orEmpty(f.fields)}
	}
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	w.WriteHeader(status)
	if body == nil {
		return
	}
	if err := json.NewEncoder(w).Encode(body); err != nil {
		return // the caller is gone
	}
}

func orEmpty(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

// jiraFails is how a fault's status looks with Jira's kind of body.
func jiraFails(w http.ResponseWriter, status int) {
	jiraWrite(w, 0, nil, jiraRefuse(status, "%s", http.StatusText(status)))
}

// jiraRead decodes a request's body.
func jiraRead(r *http.Request, into any) error {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		return jiraRefuse(http.StatusBadRequest, "There was an error parsing JSON. Check that your request body is valid.")
	}
	return nil
}

func (s *jira) effect(r *http.Request, format string, args ...any) *Effect {
	return effectOf(r, "jira", fmt.Sprintf(format, args...))
}

func (s *jira) self(path string) string { return s.site + "/rest/api/3" + path }

// jiraTime writes a point in time as Jira does.
func jiraTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000-0700") }
