package record

import "math"

// Tally counts judgements of one matcher.
type Tally struct{ Right, Wrong int }

// Judged is how many there are.
func (t Tally) Judged() int { return t.Right + t.Wrong }

// evidenceBelow is how much more likely the tally is if the matcher is right in less than target of all cases than if it is
// right in exactly target: the likelihood ratio, averaged over all shares from 0 to target alike. target is above 0 and below 1.
//
// Over a growing tally of a matcher that is right in target or more of all cases it is a supermartingale that begins at 1. So
// (Ville 1939) the chance that it ever reaches 1/risk is at most risk, whenever and however often one looks: that is why an
// alarm may stand on it after every single judgement. The method of mixtures is Robbins's (Statistical methods related to the
// law of the iterated logarithm, Ann. Math. Statist. 41, 1970); Howard, Ramdas, McAuliffe and Sekhon (Time-uniform,
// nonparametric, nonasymptotic confidence sequences, Ann. Statist. 49, 2021) tell its whole story.
//
// The average is an incomplete beta integral over right and wrong cases that is, for whole numbers, a sum of Wrong+1 terms.
func (t Tally) evidenceBelow(target float64) float64 {
	odds := target / (1 - target)
	term := 1 / float64(t.Right+1)
	sum := term
	for j := range t.Wrong {
		term *= odds * float64(t.Wrong-j) / float64(t.Right+2+j)
		sum += term
	}
	return sum
}

// Upper is a share that the matcher's true one does not pass: the chance that, over all looks at a growing tally, it is ever
// said too low is at most risk. 1 where nothing is known against the matcher.
func (t Tally) Upper(risk float64) float64 {
	limit := 1 / risk
	low, high := 0.0, 1.0 // the evidence grows with the target
	for range 50 {
		middle := (low + high) / 2
		if t.evidenceBelow(middle) >= limit {
			high = middle
		} else {
			low = middle
		}
	}
	if t.Wrong == 0 || math.IsNaN(high) {
		return 1
	}
	return high
}

// Lower is a share that the matcher's true one does not fall short of, as Upper is one that it does not pass. 0 where nothing
// is known in its favour.
func (t Tally) Lower(risk float64) float64 {
	return 1 - Tally{Right: t.Wrong, Wrong: t.Right}.Upper(risk)
}
