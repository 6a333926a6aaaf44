package eval

import "math"

// Share is how many of how many.
type Share struct {
	K int `json:"k"`
	N int `json:"n"`
}

func (s *Share) count(hit bool) {
	s.N++
	if hit {
		s.K++
	}
}

// Rate is the share as a number from 0 to 1; 0 of nothing.
func (s Share) Rate() float64 { return float64(s.K) / float64(max(1, s.N)) }

// z95 is how many standard deviations hold 95 % of a normal distribution.
const z95 = 1.96

// Interval gives the bounds that the true share lies between in 95 of 100 cases, by Wilson's formula, which is sound for few cases too.
func (s Share) Interval() (low, high float64) {
	if s.N == 0 {
		return 0, 0
	}
	p, n := float64(s.K)/float64(s.N), float64(s.N)
	scale := 1 + z95*z95/n
	centre := p + z95*z95/2/n
	spread := z95 * math.Sqrt(p*(1-p)/n+z95*z95/4/n/n)
	return (centre - spread) / scale, (centre + spread) / scale
}

// F1 is the harmonic mean of precision and recall.
type F1 struct {
	Precision Share `json:"precision"`
	Recall    Share `json:"recall"`
}

// Value is the mean, from 0 to 1.
func (f F1) Value() float64 {
	p, r := f.Precision.Rate(), f.Recall.Rate()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}
