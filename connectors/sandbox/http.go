package sandbox

import (
	"context"
	"net/http"
	"regexp"

	"sayso/connectors"
)

// vendor describes how an HTTP vendor fails, so that one middleware can inject the faults of all.
type vendor struct {
	faults *Faults
	// expire makes the current credential bad, as a fault asks.
	expire func()
	// fail writes the vendor's own error body for a status.
	fail func(w http.ResponseWriter, status int)
}

// route serves one path. writes says whether it changes anything: a fault of a writing action strikes only there, so that the
// look-ups an action makes on its way are not counted as calls.
func (v vendor) route(writes bool, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		t := traceOf(r)
		r = r.WithContext(connectors.WithTrace(r.Context(), t))
		if t.Phase != "read" && (t.Phase != "do" || !writes) {
			h(w, r)
			return
		}
		fault, err := v.faults.Strike(t.Action)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		switch {
		case fault == nil:
			h(w, r)
		case fault.Kind == FaultStatus:
			v.fail(w, fault.Status)
		case fault.Kind == FaultRateLimit:
			w.Header().Set("Retry-After", "1")
			v.fail(w, http.StatusTooManyRequests)
		case fault.Kind == FaultExpireToken:
			v.expire()
			h(w, r)
		case fault.Kind == FaultTimeout:
			<-r.Context().Done()
		case fault.Kind == FaultDropAfter:
			h(discard{header: http.Header{}}, r.WithContext(context.WithoutCancel(r.Context())))
			panic(http.ErrAbortHandler) // net/http's way to close the connection without an answer
		}
	}
}

// discard takes an answer that nobody is to get.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(b []byte) (int, error) { return len(b), nil }
func (d discard) WriteHeader(int)             {}

var agent = regexp.MustCompile(`^Sayso/\S+ \(([a-z0-9_.]+); ([a-z]+); ([0-9a-zA-Z_-]*)\)$`)

// traceOf reads on whose behalf a request comes, as a vendor's log would.
func traceOf(r *http.Request) connectors.Trace {
	m := agent.FindStringSubmatch(r.UserAgent())
	if m == nil {
		return connectors.Trace{}
	}
	return connectors.Trace{Action: m[1], Phase: m[2], Key: m[3]}
}

// effectOf makes the effect that a request is. Where the caller doesn't say for which action it comes, the request itself is the name.
func effectOf(r *http.Request, app, says string) *Effect {
	t := traceOf(r)
	switch {
	case t.Action == "":
		t.Action = app + " " + r.Method + " " + r.URL.Path
	case t.Phase == "undo":
		t.Action = "undo " + t.Action
	}
	return &Effect{Action: t.Action, Key: t.Key, Says: says}
}
