package measure

import "iter"

// Separation is how probably a text inside has a higher score than one outside (AUROC), 0 to 1; half of those with the same
// score count. Without texts of both sorts it says nothing, and is not a number.
func (f Figures) Separation() float64 {
	sum, above := 0.0, 0 // texts inside with a higher score
	for group := range f.ties() {
		inside := 0
		for _, v := range group {
			if v.Inside {
				inside++
			}
		}
		sum += float64(len(group)-inside) * (float64(above) + float64(inside)/2)
		above += inside
	}
	return sum / (float64(f.Inside) * float64(f.Outside))
}

// ties yields the verdicts by falling score, those of one score together.
func (f Figures) ties() iter.Seq[[]Verdict] {
	return func(yield func([]Verdict) bool) {
		for i := 0; i < len(f.byScore); {
			j := i
			for j < len(f.byScore) && f.byScore[j].Score == f.byScore[i].Score {
				j++
			}
			if !yield(f.byScore[i:j]) {
				return
			}
			i = j
		}
	}
}

// risk is what comes of answering from a score on: the share of the texts inside that is answered, and the share of the answers
// that is right.
type risk struct{ coverage, precision float64 }

// risks are those of every score that came, the highest first.
func (f Figures) risks() []risk {
	var out []risk
	answers, right, inside := 0, 0, 0
	for group := range f.ties() {
		for _, v := range group {
			answers++
			if v.Right {
				right++
			}
			if v.Inside {
				inside++
			}
		}
		out = append(out, risk{share(inside, f.Inside), share(right, answers)})
	}
	return out
}

// CoverageAt is the largest share of the texts inside that any threshold answers with at least this precision, both 0 to 1.
func (f Figures) CoverageAt(precision float64) float64 {
	most := 0.0
	for _, r := range f.risks() {
		if r.precision >= precision {
			most = max(most, r.coverage)
		}
	}
	return most
}

// Brier is the mean squared difference between the score and what came out, 0 (always right and sure) to 1 (G. W. Brier,
// Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950; here for one outcome).
func (f Figures) Brier() float64 {
	sum := 0.0
	for _, v := range f.byScore {
		d := v.Score
		if v.Right {
			d = 1 - v.Score
		}
		sum += d * d
	}
	return sum / float64(max(len(f.byScore), 1))
}

// Bin is the texts whose scores are in one tenth: from the place of the bin on, and below that of the next.
type Bin struct {
	Texts, Right int
	sum          float64 // of their scores
}

// Score is the mean of a bin that has texts, 0 to 1.
func (b Bin) Score() float64 { return b.sum / float64(b.Texts) }

// Share is how many of a bin that has texts are right, 0 to 1. Where scores are true, it is near Score.
func (b Bin) Share() float64 { return share(b.Right, b.Texts) }

// Bins are how true the scores are, by tenths.
func (f Figures) Bins() [10]Bin {
	var out [10]Bin
	for _, v := range f.byScore {
		b := &out[max(0, min(9, int(v.Score*10)))]
		b.Texts++
		b.sum += v.Score
		if v.Right {
			b.Right++
		}
	}
	return out
}
