package classify

import "math"

// What the probability is computed from.
const (
	signBest    = iota // the best score
	signMargin         // how far it is ahead of the next
	signSoftmax        // its share among all, as log odds
	signIdle           // how far it is ahead of asking for nothing
	signKnown          // how much of the text is known
	signLength         // the logarithm of the number of words
	signs              // their number
)

// standing is what the scores of a text say.
type standing struct {
	best  int // class
	signs [signs]float64
}

// stand reads the scores of a text. The last of them is that of asking for nothing where there is such a class.
func stand(scores []float32, nothing bool, temperature, known float64, length int) standing {
	labels := len(scores)
	if nothing {
		labels--
	}
	best, next := 0, -1
	for c := 1; c < labels; c++ {
		switch {
		case scores[c] > scores[best]:
			best, next = c, best
		case next < 0 || scores[c] > scores[next]:
			next = c
		}
	}
	s := standing{best: best}
	top := float64(scores[best])
	s.signs[signBest] = top
	if next >= 0 {
		s.signs[signMargin] = top - float64(scores[next])
	}
	others := 0.0
	for c, v := range scores {
		if c != best {
			others += math.Exp((float64(v) - top) * temperature)
		}
	}
	s.signs[signSoftmax] = min(-math.Log(others+1e-6), 10)
	if nothing {
		s.signs[signIdle] = top - float64(scores[labels])
	}
	s.signs[signKnown] = known
	s.signs[signLength] = math.Log1p(float64(length))
	return s
}

// outcome is a text that a model was asked that had not learnt from it.
type outcome struct {
	standing
	right  bool
	weight float64 // of all traffic
}

// confidence makes a probability of signs: logistic regression.
type confidence struct {
	Weights [signs + 1]float64 // the last one is constant
	Mean    [signs]float64
	Spread  [signs]float64
	Most    float64 // no probability is higher: of n texts one more might have been wrong
	Shrink  float64 // of the log odds: few examples promise more than they keep
}

// fitConfidence finds the weights under which what came out is most likely, by Newton's method. Against large weights
// counts as much as one text does.
func fitConfidence(outcomes []outcome) confidence {
	n := float64(len(outcomes))
	ridge := 1 / max(n, 1)
	c := confidence{Most: 1 - 1/(n+2), Shrink: 1}
	c.standardise(outcomes)
	for range 50 {
		var gradient [signs + 1]float64
		var hessian [signs + 1][signs + 1]float64
		for _, o := range outcomes {
			x := c.input(o.signs)
			p := c.logistic(x)
			y := 0.0
			if o.right {
				y = 1
			}
			for i := range x {
				gradient[i] += o.weight * (y - p) * x[i]
				for j := range x {
					hessian[i][j] += o.weight * p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i := range gradient {
			hessian[i][i] += ridge
			gradient[i] -= ridge * c.Weights[i]
		}
		step, largest := solve(hessian, gradient), 0.0
		for i := range step {
			d := max(-2, min(2, step[i]))
			c.Weights[i] += d
			largest = max(largest, math.Abs(d))
		}
		if largest < 1e-9 {
			break
		}
	}
	return c
}

// standardise finds mean and spread of the signs, and makes the weights of the outcomes sum to 1.
func (c *confidence) standardise(outcomes []outcome) {
	sum := 0.0
	for _, o := range outcomes {
		sum += o.weight
	}
	for i := range outcomes {
		outcomes[i].weight /= sum
	}
	for i := range signs {
		for _, o := range outcomes {
			c.Mean[i] += o.weight * o.signs[i]
		}
		for _, o := range outcomes {
			d := o.signs[i] - c.Mean[i]
			c.Spread[i] += o.weight * d * d
		}
		if c.Spread[i] = math.Sqrt(c.Spread[i]); c.Spread[i] < 1e-9 {
			c.Spread[i] = 1
		}
	}
}

func (c *confidence) input(s [signs]float64) (x [signs + 1]float64) {
	for i := range s {
		x[i] = (s[i] - c.Mean[i]) / c.Spread[i]
	}
	x[signs] = 1
	return x
}

func (c *confidence) logistic(x [signs + 1]float64) float64 {
	z := 0.0
	for i, w := range c.Weights {
		z += w * x[i]
	}
	return 1 / (1 + math.Exp(-z*c.Shrink))
}

// of is the probability that the best label is right.
func (c *confidence) of(s standing) float64 { return c.Most * c.logistic(c.input(s.signs)) }

// shrink is by what the log odds of a model of so many examples are to be multiplied. What the cross-validation sees of few is
// one draw, and customers say it in more ways. It was chosen by what became of 3 to 20 matchers with 3 to 8 examples each
// (docs/decisions/0011-learning.md).
func shrink(examples int) float64 { return (float64(examples) + 30) / (float64(examples) + 60) }

// solve solves a·x = b for a symmetric positive definite a, by elimination.
func solve(a [signs + 1][signs + 1]float64, b [signs + 1]float64) [signs + 1]float64 {
	n := len(b)
	for i := range n {
		for j := i + 1; j < n; j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < n; k++ {
				a[j][k] -= f * a[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}
