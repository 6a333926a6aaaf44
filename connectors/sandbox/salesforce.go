package sandbox

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"
)

// salesforce simulates a Salesforce org as a connected app with client credentials sees it: REST to read, write and query, and
// SOAP for the one thing REST can't do, to undelete. Sessions expire and don't survive a restart; an upsert by external id is
// idempotent, and a plain create is not.
type salesforce struct {
	journal *journal
	faults  *Faults
	now     func() time.Time

	mu       sync.Mutex // held through a request, so that each is one transaction
	site     string
	sessions map[string]time.Time // access tokens and when they expire
	cursors  map[string]sfCursor  // results whose rest is on a further page
}

// The org's fixed ids and the sign-in of Sayso's connected app.
const (
	sfOrg          = "00D5g0000000001EAA"
	sfOwner        = "0055g0000000001AAA"
	sfClientID     = "3MVG9sandbox.Sayso"
	sfClientSecret = "8F1A5C9E73sandbox" //nolint:gosec // of an org that isn't
	sfSession      = 2 * time.Hour
)

func newSalesforce(j *journal, f *Faults) simulator {
	return &salesforce{journal: j, faults: f, now: time.Now, sessions: map[string]time.Time{}, cursors: map[string]sfCursor{}}
}

// sfHandler answers a request of a signed-in app with a status and a body; nil is no body.
type sfHandler func(*salesforce, *http.Request) (int, any, error)

func (s *salesforce) start() (Endpoint, func(), error) {
	if err := s.seed(); err != nil {
		return Endpoint{}, nil, err
	}
	v := vendor{faults: s.faults, expire: s.expire, fail: sfFails}
	mux := http.NewServeMux()
	route := func(pattern string, h sfHandler) {
		method, _, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(pattern, v.route(method != http.MethodGet, s.serve(h)))
	}
	route("GET /services/data/{version}/{$}", (*salesforce).resources)
	route("GET /services/data/{version}/query", (*salesforce).query)
	route("GET /services/data/{version}/query/{cursor}", (*salesforce).nextPage)
	route("GET /services/data/{version}/queryAll", (*salesforce).query)
	route("GET /services/data/{version}/sobjects/{object}/describe", (*salesforce).describe)
	route("POST /services/data/{version}/sobjects/{object}", (*salesforce).create)
	route("GET /services/data/{version}/sobjects/{object}/{id}", (*salesforce).read)
	route("PATCH /services/data/{version}/sobjects/{object}/{id}", (*salesforce).update)
	route("DELETE /services/data/{version}/sobjects/{object}/{id}", (*salesforce).remove)
	route("GET /services/data/{version}/sobjects/{object}/{field}/{value}", (*salesforce).read)
	route("PATCH /services/data/{version}/sobjects/{object}/{field}/{value}", (*salesforce).upsert)
	route("DELETE /services/data/{version}/sobjects/{object}/{field}/{value}", (*salesforce).remove)
	mux.HandleFunc("POST /services/oauth2/token", s.token)
	mux.HandleFunc("GET /services/oauth2/userinfo", s.userinfo)
	mux.HandleFunc("POST /services/Soap/u/{version}", v.route(true, s.soap))
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		sfAnswer(w, http.StatusNotFound, []*sfFailure{sfNotFound()})
	})
	site, stop, err := serve(mux)
	if err != nil {
		return Endpoint{}, nil, err
	}
	s.mu.Lock()
	s.site = site
	s.mu.Unlock()
	return Endpoint{URL: site, Settings: map[string]string{"multi_currency": "yes"},
		Secrets: secrets("client_id", sfClientID, "client_secret", sfClientSecret)}, stop, nil
}

var sfVersion = regexp.MustCompile(`^v\d{2}\.0$`)

// serve answers the requests of signed-in apps, one at a time.
func (s *salesforce) serve(h sfHandler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		var (
			status int
			body   any
			err    error
		)
		switch {
		case !s.signedIn(token):
			err = sfSessionInvalid()
		case !sfVersion.MatchString(r.PathValue("version")):
			err = sfNotFound()
		default:
			status, body, err = h(s, r)
		}
		var failure *sfFailure
		switch {
		case errors.As(err, &failure):
			sfAnswer(w, failure.status, []*sfFailure{failure})
		case err != nil:
			sfAnswer(w, http.StatusInternalServerError, []*sfFailure{{Code: "UNKNOWN_EXCEPTION", Message: err.Error()}})
		default:
			if tag, ok := body.(sfTagged); ok {
				w.Header().Set("ETag", tag.etag)
				body = tag.record
			}
			sfAnswer(w, status, body)
		}
	}
}

// sfAnswer writes an answer as Salesforce does.
func sfAnswer(w http.ResponseWriter, status int, body any) {
	if body == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) //nolint:errchkjson // a client that is gone misses nothing
}

func (s *salesforce) signedIn(token string) bool {
	expires, ok := s.sessions[token]
	return ok && s.now().Before(expires)
}

// expire ends all sessions, as an administrator can.
func (s *salesforce) expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions = map[string]time.Time{}
}

// token is the OAuth endpoint, for the client-credentials flow.
func (s *salesforce) token(w http.ResponseWriter, r *http.Request) {
	refuse := func(code, description string) {
		sfAnswer(w, http.StatusBadRequest, map[string]string{"error": code, "error_description": description})
	}
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	switch {
	case r.PostFormValue("grant_type") != "client_credentials":
		refuse("unsupported_grant_type", "grant type not supported")
		return
	case id != sfClientID:
		refuse("invalid_client_id", "client identifier invalid")
		return
	case secret != sfClientSecret:
		refuse("invalid_client", "invalid client credentials")
		return
	}
	raw := make([]byte, 24)
	_, _ = rand.Read(raw) // never fails
	session := sfOrg[:15] + "!" + hex.EncodeToString(raw)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions[session] = s.now().Add(sfSession)
	sfAnswer(w, http.StatusOK, map[string]string{"access_token": session, "instance_url": s.site, "token_type": "Bearer",
		"id": s.site + "/id/" + sfOrg + "/" + sfOwner, "scope": "api"})
}

// userinfo tells who is signed in. Unlike the rest of the API it refuses a bad session with a 403 of one word.
func (s *salesforce) userinfo(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); !s.signedIn(token) {
		http.Error(w, "Bad_OAuth_Token", http.StatusForbidden)
		return
	}
	sfAnswer(w, http.StatusOK, map[string]any{"user_id": sfOwner, "organization_id": sfOrg, "name": "Sayso Integration",
		"preferred_username": "sayso@sandbox.example", "email": "sayso@sandbox.example", "active": true})
}

// resources lists what a version of the API offers.
func (s *salesforce) resources(r *http.Request) (int, any, error) {
	base := "/services/data/" + r.PathValue("version")
	return http.StatusOK, map[string]string{"sobjects": base + "/sobjects", "query": base + "/query", "queryAll": base + "/queryAll",
		"identity": s.site + "/id/" + sfOrg + "/" + sfOwner}, nil
}

// describe tells what an object's fields are.
func (s *salesforce) describe(r *http.Request) (int, any, error) {
	o, ok := sfObjectNamed(r.PathValue("object"))
	if !ok {
		return 0, nil, sfNotFound()
	}
	fields := make([]map[string]any, 0, len(o.fields))
	for _, f := range o.fields {
		values := []map[string]any{}
		for _, v := range f.values {
			values = append(values, map[string]any{"active": true, "defaultValue": v == f.preset, "label": v, "value": v})
		}
		fields = append(fields, map[string]any{"name": f.name, "type": f.kind, "length": f.length, "createable": !f.readOnly,
			"updateable": !f.readOnly, "externalId": f.externalID, "unique": f.unique, "nillable": !f.required,
			"restrictedPicklist": false, "picklistValues": values, "relationshipName": f.relation, "referenceTo": f.refersTo})
	}
	return http.StatusOK, map[string]any{"name": o.name, "label": o.name, "labelPlural": o.plural, "keyPrefix": o.prefix,
		"undeletable": true, "fields": fields}, nil
}

// sfBody reads a body as JSON whose numbers are kept as they were written.
func sfBody(r *http.Request) (map[string]any, error) {
	var raw bytes.Buffer
	if _, err := raw.ReadFrom(http.MaxBytesReader(nil, r.Body, 1<<20)); err != nil {
		return nil, sfUnreadable(err)
	}
	d := json.NewDecoder(&raw)
	d.UseNumber()
	var body map[string]any
	if err := d.Decode(&body); err != nil {
		return nil, sfUnreadable(err)
	}
	return body, nil
}
