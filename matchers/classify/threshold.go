package classify

import (
	"cmp"
	"slices"
)

// Never is a threshold that no probability reaches.
const Never = 2.0

// judged is a text with the probability that it got, and what came of it.
type judged struct {
	score  float64
	right  bool
	weight float64
}

// point is what comes of answering from a score on: how much of all is answered, and how much of that rightly.
type point struct{ Score, Answered, Precision float64 }

// curve is all that can be had, by falling score.
func curve(all []judged) []point {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b judged) int { return cmp.Compare(b.score, a.score) })
	var out []point
	answered, right := 0.0, 0.0
	for i, j := range all {
		answered += j.weight
		if j.right {
			right += j.weight
		}
		if i+1 < len(all) && all[i+1].score == j.score {
			continue
		}
		if answered > 0 {
			out = append(out, point{j.score, answered, right / answered})
		}
	}
	return out
}

// lowest is the lowest score from which on answers are right as often as the target asks; Never where there is none.
func lowest(points []point, target float64) float64 {
	for i := len(points) - 1; i >= 0; i-- {
		if points[i].Precision >= target {
			if i+1 < len(points) {
				return (points[i].Score + points[i+1].Score) / 2
			}
			return points[i].Score
		}
	}
	return Never
}

// BestTotal is the threshold under which most of some texts come out right: a text with a label by being answered with
// it, a text without one by not being answered.
func (m *Model) BestTotal(texts []Example) float64 {
	var all []judged
	total := 0
	for _, e := range texts {
		found := m.Classify(e.Text)
		if e.Label == "" {
			total++
		}
		if len(found) > 0 {
			all = append(all, judged{found[0].Score, e.Label != "" && found[0].Label == e.Label, outside(e.Label)})
		}
	}
	slices.SortStableFunc(all, func(a, b judged) int { return cmp.Compare(b.score, a.score) })
	best, most := Never, total
	for i, j := range all {
		if j.right {
			total++
		}
		total -= int(j.weight)
		if i+1 < len(all) && all[i+1].score == j.score {
			continue
		}
		if total > most {
			best, most = j.score, total
			if i+1 < len(all) {
				best = (j.score + all[i+1].score) / 2
			}
		}
	}
	return best
}

func outside(label string) float64 {
	if label == "" {
		return 1
	}
	return 0
}
