package activities

import (
	"sync"
	"time"
)

// steady notices whether the machine's clock was set while this process lives. A time that was written down can then be compared with now only as
// far back as that.
type steady struct {
	mu     sync.Mutex
	looked time.Time // when somebody last looked
	set    time.Time // when it was noticed last that the clock had been set, zero for never
}

// jump is by how much the clock that people see and the one that only counts may differ in how far they went between two looks.
const jump = time.Second

// look notices whether the clock was set, and gives when that was noticed last.
func (s *steady) look(now time.Time) (set time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.looked.IsZero() && (now.Round(0).Sub(s.looked.Round(0))-now.Sub(s.looked)).Abs() > jump {
		s.set = now
	}
	s.looked = now
	return s.set
}

// elapsed is how long ago something surely was that was written down at a time.
func (s *steady) elapsed(now, at time.Time) time.Duration {
	if set := s.look(now); !set.IsZero() {
		return min(now.Sub(at), now.Sub(set))
	}
	return now.Sub(at)
}
