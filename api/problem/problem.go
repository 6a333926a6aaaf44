// Package problem says over HTTP what went wrong, in the one form that all surfaces share but those whose protocol has its own: problem+json
// by RFC 9457, with a stable code, a sentence for people and what a program needs to go on. It holds no secret: what it says is what
// [connectors.Error] says.
package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// Problem is the body of an answer that is an error.
type Problem struct {
	Type       string         `json:"type" jsonschema:"a URI that names the code"`
	Title      string         `json:"title" jsonschema:"the code in a few words"`
	Status     int            `json:"status" jsonschema:"the HTTP status"`
	Detail     string         `json:"detail" jsonschema:"what went wrong here, for people"`
	Code       string         `json:"code" jsonschema:"stable, for programs"`
	Kind       string         `json:"kind" jsonschema:"invalid, denied, expired, not_found, conflict, limited, unavailable or unknown"`
	AppCode    string         `json:"app_code,omitempty" jsonschema:"the app's own code, where an app answered with one"`
	RetryAfter int            `json:"retry_after,omitempty" jsonschema:"seconds"`
	Scope      string         `json:"scope,omitempty" jsonschema:"what a wider credential would need"`
	DecideURL  string         `json:"decide_url,omitempty" jsonschema:"where a person can decide"`
	Problems   []plan.Problem `json:"problems,omitempty" jsonschema:"what is wrong with the plan"`
}

// ContentType is that of a problem.
const ContentType = "application/problem+json"

// Of makes a problem of an error.
func Of(err error) Problem {
	e := connectors.AsError(err)
	code, known := find(e.Code)
	if !known {
		code, _ = find(string(e.Kind))
	}
	p := Problem{Type: "urn:sayso:error:" + code.Code, Title: code.Doc.En, Status: statusOf(e, code), Detail: e.Message, Code: code.Code, Kind: string(e.Kind)}
	if !known {
		p.AppCode = e.Code
	}
	if e.RetryAfter > 0 {
		p.RetryAfter = int(math.Ceil(e.RetryAfter.Seconds()))
	}
	if scope, ok := errors.AsType[*api.NeedsScope](err); ok {
		p.Scope = string(scope.Permission)
	}
	if person, ok := errors.AsType[*api.NeedsPerson](err); ok {
		p.DecideURL = person.URL
	}
	if bad, ok := errors.AsType[*api.BadPlan](err); ok {
		p.Problems = bad.Draft.Problems
	}
	return p
}

// statuses are those of codes that HTTP has a more exact one for than for their kind.
var statuses = map[string]int{
	"bad_request": http.StatusBadRequest, "bad_json": http.StatusBadRequest, "key_required": http.StatusBadRequest, "no_method": http.StatusMethodNotAllowed,
	"not_json": http.StatusUnsupportedMediaType, "too_large": http.StatusRequestEntityTooLarge, "match_required": http.StatusPreconditionRequired,
	"internal": http.StatusInternalServerError, "stale_version": http.StatusPreconditionFailed, "key_reused": http.StatusUnprocessableEntity,
}

// statusOf is the HTTP status of an error. 401 is for the credential of the caller: one of an app that is no longer good is a conflict.
func statusOf(e *connectors.Error, code Code) int {
	if status, ok := statuses[code.Code]; ok {
		return status
	}
	if e.Kind == connectors.Expired && code.Code != "bad_token" {
		return connectors.Conflict.Rule().Status
	}
	if code.Kind == connectors.Unavailable { // the database's errors are for a person, and yet not of the caller's making
		return connectors.Unavailable.Rule().Status
	}
	return e.Kind.Rule().Status
}

var table = sync.OnceValue(Codes)

func find(code string) (Code, bool) {
	i, ok := slices.BinarySearchFunc(table(), code, func(c Code, name string) int {
		switch {
		case c.Code < name:
			return -1
		case c.Code > name:
			return 1
		}
		return 0
	})
	if !ok {
		return Code{}, false
	}
	return table()[i], true
}

// New is an error of HTTP's own, by its code.
func New(code, format string, args ...any) *connectors.Error {
	c, _ := find(code)
	return &connectors.Error{Kind: c.Kind, Code: code, Message: fmt.Sprintf(format, args...)}
}

// Write answers a request with an error, and gives the problem that it was answered with.
func Write(w http.ResponseWriter, err error) Problem {
	p := Of(err)
	h := w.Header()
	h.Set("Content-Type", ContentType)
	h.Set("Cache-Control", "no-store")
	if p.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(p.RetryAfter))
	}
	switch {
	case p.Status == http.StatusUnauthorized && h.Get("WWW-Authenticate") == "":
		h.Set("WWW-Authenticate", `Bearer realm="sayso"`)
	case p.Code == api.CodeScope:
		h.Set("WWW-Authenticate", `Bearer error="insufficient_scope", scope="`+p.Scope+`"`)
	}
	raw, marshalErr := json.Marshal(p)
	if marshalErr != nil { // of texts and numbers: it can't
		raw = []byte(`{}`)
	}
	w.WriteHeader(p.Status)
	_, _ = w.Write(raw)
	return p
}
