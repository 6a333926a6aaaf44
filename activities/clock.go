package activities

import (
	"sync"
	"time"
)

// steady tells for how long the machine's clock has surely gone evenly. A time that was written down, by this process or by one before it, can be
// compared with now only as far back as that: somebody may have set the clock since.
type steady struct {
	mu    sync.Mutex
	since time.Time
}

// jump is by how much the clock that people see and the one that only counts may differ in how far they went.
const jump = time.Second

// look notices whether the clock was set, and gives for how long it was not.
func (s *steady) look(now time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen, counted := now.Round(0).Sub(s.since.Round(0)), now.Sub(s.since)
	if s.since.IsZero() || (seen-counted).Abs() > jump {
		s.since = now
	}
	return now.Sub(s.since)
}

// elapsed is how long ago something surely was that was written down at a time. As long as nobody has looked, that is taken at its word.
func (s *steady) elapsed(now, at time.Time) time.Duration {
	s.mu.Lock()
	looked := !s.since.IsZero()
	s.mu.Unlock()
	if !looked {
		return now.Sub(at)
	}
	return min(now.Sub(at), s.look(now))
}
