package kb

import "math"

// Said is what customers said of one article that they were shown.
type Said struct {
	Solved, Unsolved int
}

// fewSaid is how many answers say little: of fewer an article is not suspected.
const fewSaid = 5

// Poor is the share of helped customers below which an article needs work.
const Poor = 0.6

// Share is how many of those who said something were helped, 0 to 1; 0 where nobody did.
func (s Said) Share() float64 {
	if s.Solved+s.Unsolved == 0 {
		return 0
	}
	return float64(s.Solved) / float64(s.Solved+s.Unsolved)
}

// Bounds are those of the share among all customers with a confidence of 95 %: Wilson's score interval, which holds for few
// answers too. 0 and 1 where nobody said anything.
func (s Said) Bounds() (low, high float64) {
	n := float64(s.Solved + s.Unsolved)
	if n == 0 {
		return 0, 1
	}
	const z = 1.959964 // of the normal distribution, 97.5 %
	p := s.Share()
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	spread := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, middle-spread), min(1, middle+spread)
}

// Judge says what to make of it in a few words; empty: nothing is wrong.
func (s Said) Judge() string {
	switch _, high := s.Bounds(); {
	case high < Poor:
		return "helps too few"
	case s.Solved+s.Unsolved >= fewSaid && s.Share() < Poor:
		return "perhaps helps too few"
	}
	return ""
}
