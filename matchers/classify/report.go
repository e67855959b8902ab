package classify

import (
	"cmp"
	"slices"
)

// Report is what the cross-validation of a training found out. Each example was asked of a model that had not learnt
// from it.
type Report struct {
	Accuracy   float64 // share of the examples whose own label came first, 0 to 1
	Confusions []Confusion
}

// Confusion is a label some of whose examples were taken for another's. Those with most examples come first.
type Confusion struct {
	Label, Taken string
	Examples     []int // places in the examples that Train was given, rising
}

// Report returns what the cross-validation of the training found out.
func (m *Model) Report() Report { return m.report }

func newReport(asked []ask, share float32, labels []string) Report {
	taken := map[[2]int][]int{}
	right, n := 0, 0
	for i := range asked {
		a := &asked[i]
		if a.kind != inside {
			continue
		}
		scores := make([]float32, len(a.svm))
		a.blended(share, scores)
		n++
		best := highest(scores[:len(labels)])
		if best == a.of {
			right++
			continue
		}
		pair := [2]int{a.of, best}
		taken[pair] = append(taken[pair], a.text)
	}
	r := Report{Accuracy: float64(right) / float64(max(n, 1))}
	for pair, examples := range taken {
		slices.Sort(examples)
		r.Confusions = append(r.Confusions, Confusion{labels[pair[0]], labels[pair[1]], examples})
	}
	slices.SortFunc(r.Confusions, func(a, b Confusion) int {
		return cmp.Or(cmp.Compare(len(b.Examples), len(a.Examples)), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Taken, b.Taken))
	})
	return r
}

// highest is the place of the largest score, the first of equal ones.
func highest(scores []float32) int {
	best := 0
	for c, s := range scores {
		if s > scores[best] {
			best = c
		}
	}
	return best
}
