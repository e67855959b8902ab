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

// point is a score from which on answers are right as often as Precision says.
type point struct{ Score, Precision float64 }

const (
	// leastScore is the least score of an answer: it is more probably right than wrong.
	leastScore = 0.5
	// trust is as how many texts the promise of the probabilities counts beside what came out. To choose the best
	// place on a curve of few texts is to choose luck.
	trust = 1000
)

// curve is the scores from which it pays to answer, rising as the precision does: from no lower score on is it as high.
func curve(all []judged) []point {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b judged) int { return cmp.Compare(b.score, a.score) })
	promise := trust * textWeight(all)
	var out []point
	answered, right, expected := 0.0, 0.0, 0.0
	for i, j := range all {
		answered += j.weight
		expected += j.score * j.weight
		if j.right {
			right += j.weight
		}
		if i+1 < len(all) && all[i+1].score == j.score {
			continue
		}
		score, precision := j.score, min(1, (right+promise*expected/answered)/(answered+promise))
		if i+1 < len(all) {
			score = (j.score + all[i+1].score) / 2
		}
		for len(out) > 0 && out[len(out)-1].Precision <= precision {
			out = out[:len(out)-1]
		}
		out = append(out, point{score, precision})
	}
	slices.Reverse(out)
	return out
}

// textWeight is the weight of one text where so many of equal weight would say as much (see sampleSize).
func textWeight(all []judged) float64 {
	sum, squares := 0.0, 0.0
	for _, j := range all {
		sum += j.weight
		squares += j.weight * j.weight
	}
	return squares / max(sum, 1e-300)
}

// lowest is the lowest score of an answer with this precision, Never where there is none.
func lowest(points []point, target float64) float64 {
	for _, p := range points {
		if p.Precision >= target {
			return max(p.Score, leastScore)
		}
	}
	return Never
}

// asGood is by what share of all texts a threshold may do worse than the best and still count as good as that: few
// texts do not tell such thresholds apart, and an answer that is wrong costs more than one that a person gives.
const asGood = 0.0025

// BestTotal is the threshold under which most of some texts come out right: a text with a label by being answered with
// it, a text without one by not being answered. Of thresholds that are as good it is the most cautious.
func (m *Model) BestTotal(texts []Example) float64 {
	var all []tried
	held := 0 // texts that are right as long as they are not answered
	for _, e := range texts {
		if e.Label == "" {
			held++
		}
		if found := m.Classify(e.Text); len(found) > 0 {
			all = append(all, tried{found[0].Score, gain(e.Label, found[0].Label)})
		}
	}
	slices.SortStableFunc(all, func(a, b tried) int { return cmp.Compare(b.score, a.score) })
	return mostCautious(all, held, int(asGood*float64(len(texts))))
}

// tried is a text that may be answered, and by how many more are right if it is.
type tried struct {
	score float64
	gain  int
}

func gain(label, answer string) int {
	switch label {
	case "":
		return -1
	case answer:
		return 1
	}
	return 0
}

// mostCautious is the highest threshold under which as many are right as under the best one, but for slack.
func mostCautious(all []tried, right, slack int) float64 {
	totals := []int{right}
	for _, t := range all {
		right += t.gain
		totals = append(totals, right)
	}
	enough := slices.Max(totals) - slack
	for i, total := range totals {
		switch {
		case i < len(all) && i > 0 && all[i].score == all[i-1].score:
		case total < enough:
		case i == 0:
			return Never
		case i == len(all):
			return all[i-1].score
		default:
			return (all[i-1].score + all[i].score) / 2
		}
	}
	return Never
}
