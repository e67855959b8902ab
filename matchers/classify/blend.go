package classify

import "math"

// shares are how much of the softmax regression may be added to the support vector machines.
var shares = []float32{0.15, 0, 0.05, 0.4, 1}

// blended are the scores of both ways as one.
func (a *ask) blended(share float32, out []float32) {
	copy(out, a.svm)
	addScaled(out, a.soft, share)
}

// chooseBlend takes the share with the most right answers; another than the first has to be clearly better.
func chooseBlend(asked []ask, labels int) float32 {
	best, most := shares[0], -1.0
	for _, share := range shares {
		right, n := 0.0, 0.0
		for i := range asked {
			if a := &asked[i]; a.kind == inside {
				scores := make([]float32, len(a.svm))
				a.blended(share, scores)
				n++
				if highest(scores[:labels]) == a.of {
					right++
				}
			}
		}
		if most < 0 || right > most+math.Sqrt(n)/4 {
			best, most = share, right
		}
	}
	return best
}

// chooseTemperature is the factor of the scores under which the right labels are most probable.
func chooseTemperature(asked []ask, share float32) float64 {
	best, least := 1.0, math.Inf(1)
	for t := 0.5; t < 40; t *= 1.25 {
		loss := 0.0
		for i := range asked {
			if a := &asked[i]; a.kind != left {
				loss += a.loss(share, t)
			}
		}
		if loss < least {
			best, least = t, loss
		}
	}
	return best
}

func (a *ask) loss(share float32, temperature float64) float64 {
	scores := make([]float32, len(a.svm))
	a.blended(share, scores)
	top, sum := scores[0], 0.0
	for _, s := range scores {
		top = max(top, s)
	}
	for _, s := range scores {
		sum += math.Exp(float64(s-top) * temperature)
	}
	return math.Log(sum) - float64(scores[a.of]-top)*temperature
}

// nearShare is how much of what asks for nothing that has a label is like what has one; the rest is everyday talk.
const nearShare = 2.0 / 3

// outcomesOf weighs what was asked as if the share outOfScope of all texts asked for nothing that has a label. A wrong answer
// weighs more where a round did without labels: the more there are, the more texts are taken for one.
func outcomesOf(asked []ask, share float32, temperature float64, c *corpus, outOfScope float64) []outcome {
	var counts [3]float64
	for i := range asked {
		counts[asked[i].kind]++
	}
	weights := [3]float64{inside: 1 - outOfScope, left: outOfScope * nearShare, idle: outOfScope * (1 - nearShare)}
	if counts[left] == 0 {
		weights[idle] = outOfScope
	}
	if counts[idle] == 0 {
		weights[left] = outOfScope
	}
	var out []outcome
	scores := make([]float32, c.classes())
	for i := range asked {
		a := &asked[i]
		a.blended(share, scores)
		s := stand(scores, c.nothing, temperature, a.known, a.length)
		o := outcome{s, a.kind == inside && s.best == a.of, weights[a.kind] / counts[a.kind]}
		if !o.right && a.kind != idle {
			o.weight *= float64(c.labels) / float64(max(a.labels, 1))
		}
		out = append(out, o)
	}
	return out
}
