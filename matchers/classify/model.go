package classify

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// Candidate is a label and the probability, 0 to 1, that it is what a text asks for.
type Candidate struct {
	Label string
	Score float64
}

// Model says what texts ask for. It does not change, and may be used by many goroutines.
type Model struct {
	labels      []string // sorted
	languages   []string
	reader      reader
	vocabulary  *vocabulary
	weights     *packed
	nothing     bool
	temperature float64
	confidence  confidence
	points      []point
	threshold   float64
	report      Report
	memos       sync.Pool // of *Memo
}

// maxCandidates is how many labels Classify returns.
const maxCandidates = 10

// Classify returns the labels that a text may ask for, the best first. A text of which nothing is known has none.
func (m *Model) Classify(text string) []Candidate {
	k := m.Memo()
	defer k.Close()
	return k.Classify(text)
}

// candidates spreads what the best label leaves over the others, by their scores.
func (m *Model) candidates(scores []float32, best int, sure float64) []Candidate {
	order := make([]int, len(m.labels))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b)) })
	odds, rest := make([]float64, len(m.labels)), 0.0
	for c := range odds {
		odds[c] = math.Exp(float64(scores[c]-scores[best]) * m.temperature)
		if c != best {
			rest += odds[c]
		}
	}
	out := []Candidate{{m.labels[best], sure}}
	for _, c := range order {
		if c != best && len(out) < maxCandidates {
			out = append(out, Candidate{m.labels[c], min(sure, (1-sure)*odds[c]/rest)})
		}
	}
	return out
}

// Threshold is the score from which on the best label is right as often as the target that the model was trained for
// asks; [Never] where that cannot be had.
func (m *Model) Threshold() float64 { return m.threshold }

// ThresholdFor is the threshold for another target, 0 to 1.
func (m *Model) ThresholdFor(target float64) float64 { return lowest(m.points, target) }

// Labels are all labels, sorted.
func (m *Model) Labels() []string { return slices.Clone(m.labels) }
