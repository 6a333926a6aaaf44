package rest

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"sayso/connectors"
)

// limits bounds how often each caller may ask.
type limits struct {
	rate  rate.Limit
	burst int

	mu   sync.Mutex
	of   map[string]*rate.Limiter
	from time.Time // when those that are full were last forgotten
}

const forgetEvery = time.Minute

// take lets a caller have one request, and says in the answer's headers how many are left. The error is of kind Limited.
func (l *limits) take(h http.Header, caller string) error {
	now := time.Now()
	limiter := l.limiter(caller, now)
	ok := limiter.AllowN(now, 1)
	left := max(limiter.TokensAt(now), 0)
	h.Set("Ratelimit-Limit", strconv.Itoa(l.burst))
	h.Set("Ratelimit-Remaining", strconv.Itoa(int(left)))
	h.Set("Ratelimit-Reset", strconv.Itoa(int(math.Ceil((float64(l.burst)-left)/float64(l.rate)))))
	if ok {
		return nil
	}
	wait := time.Duration(float64(time.Second) * (1 - left) / float64(l.rate))
	return &connectors.Error{Kind: connectors.Limited, Code: "rate_limited", RetryAfter: max(wait, time.Second),
		Message: fmt.Sprintf("more than %g requests a second; send fewer", float64(l.rate))}
}

// limiter gives that of a caller. One that is full is as good as a new one, so it is forgotten, and the map doesn't grow.
func (l *limits) limiter(caller string, now time.Time) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil || now.Sub(l.from) > forgetEvery {
		kept := map[string]*rate.Limiter{}
		for who, limiter := range l.of {
			if limiter.TokensAt(now) < float64(l.burst) {
				kept[who] = limiter
			}
		}
		l.of, l.from = kept, now
	}
	if l.of[caller] == nil {
		l.of[caller] = rate.NewLimiter(l.rate, l.burst)
	}
	return l.of[caller]
}

// flight knows the idempotency keys of the requests that are being carried out.
type flight struct {
	mu   sync.Mutex
	keys map[string]bool
}

// begin notes a key. free is false where a request with it is being carried out; otherwise done is to be called at its end.
func (f *flight) begin(key string) (done func(), free bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.keys[key] {
		return nil, false
	}
	if f.keys == nil {
		f.keys = map[string]bool{}
	}
	f.keys[key] = true
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.keys, key)
	}, true
}
