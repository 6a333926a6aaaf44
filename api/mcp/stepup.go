package mcp

import (
	"context"
	"net/http"
	"sync/atomic"
)

// A credential that is too narrow is widened in two ways. ChatGPT reads a note in the result of the tool. The protocol has its clients do it on
// a status of 403, from the revision stepsUp on; to older ones that would be a failure without words. The judge is the desk, which is asked
// behind the protocol, so that the answer's status is put right when the answer is there.

// stepsUp is the first revision of the protocol whose clients widen a credential on 403.
const stepsUp = "2025-11-25"

// challengeKey is that of a request's challenge in its context.
type challengeKey struct{}

// widening lets an answer to a client that knows of it be a 403.
func widening(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Mcp-Protocol-Version") < stepsUp {
			next.ServeHTTP(w, r)
			return
		}
		var challenge atomic.Pointer[string]
		next.ServeHTTP(&widened{ResponseWriter: w, challenge: &challenge}, r.WithContext(context.WithValue(r.Context(), challengeKey{}, &challenge)))
	})
}

// noteChallenge says that the answer to a request is that its credential is too narrow.
func noteChallenge(ctx context.Context, text string) {
	if challenge, ok := ctx.Value(challengeKey{}).(*atomic.Pointer[string]); ok {
		challenge.Store(&text)
	}
}

// widened is an answer that becomes a 403 where there is a challenge before it begins.
type widened struct {
	http.ResponseWriter

	challenge *atomic.Pointer[string]
	begun     bool
}

// WriteHeader begins the answer.
func (w *widened) WriteHeader(status int) {
	if text := w.challenge.Load(); text != nil && status == http.StatusOK && !w.begun {
		w.Header().Set("WWW-Authenticate", *text)
		status = http.StatusForbidden
	}
	w.begun = true
	w.ResponseWriter.WriteHeader(status)
}

// Write begins the answer, where nothing did before.
func (w *widened) Write(p []byte) (int, error) {
	if !w.begun {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap lets who streams find the connection.
func (w *widened) Unwrap() http.ResponseWriter { return w.ResponseWriter }
