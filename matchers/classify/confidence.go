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

// confidence makes a probability of signs: logistic regression, and how sure its weights are.
type confidence struct {
	Weights [signs + 1]float64 // the last one is constant
	Mean    [signs]float64
	Spread  [signs]float64
	Doubt   [signs + 1][signs + 1]float64 // covariance of the weights: few texts leave much open
}

// usual are the weights that are expected before any text has been asked, of signs whose spread is 1, and firm is as how
// many texts of even chance each of them counts. A high score that is far ahead is a good sign in every collection; of the signs
// that count much, the text has to convince. Chosen as docs/decisions/0011-learning.md says.
var (
	usual = [signs + 1]float64{signBest: 1.2, signMargin: 1, signKnown: 0.3}
	firm  = [signs + 1]float64{signBest: 10, signMargin: 10, signSoftmax: 100, signIdle: 100, signKnown: 10, signLength: 100, signs: 1}
)

// fitConfidence finds the most probable weights, given what is usual and what came out, by Newton's method.
func fitConfidence(outcomes []outcome) confidence {
	var c confidence
	c.standardise(outcomes)
	n := sampleSize(outcomes)
	c.Weights = usual
	likely := c.likely(outcomes, n)
	for range 50 {
		gradient, curvature := c.slope(outcomes, n)
		gained := c.climb(solve(curvature, gradient), likely, outcomes, n)
		if likely += gained; gained < 1e-9 {
			break
		}
	}
	_, curvature := c.slope(outcomes, n)
	for i := range c.Doubt {
		var unit [signs + 1]float64
		unit[i] = 1
		c.Doubt[i] = solve(curvature, unit)
	}
	return c
}

// climb takes a step, or as much of it as makes the weights more probable, and returns by how much.
func (c *confidence) climb(step [signs + 1]float64, likely float64, outcomes []outcome, n float64) float64 {
	before := c.Weights
	for part := 1.0; part > 1e-6; part /= 2 {
		for i := range step {
			c.Weights[i] = before[i] + part*step[i]
		}
		if gained := c.likely(outcomes, n) - likely; gained > 0 {
			return gained
		}
	}
	c.Weights = before
	return 0
}

// likely is the logarithm of the probability of the weights, but for a constant.
func (c *confidence) likely(outcomes []outcome, n float64) float64 {
	sum := 0.0
	for i, w := range c.Weights {
		sum -= firm[i] * (w - usual[i]) * (w - usual[i]) / 2
	}
	for _, o := range outcomes {
		z := c.odds(c.input(o.signs))
		if !o.right {
			z = -z
		}
		sum -= n * o.weight * math.Log1p(math.Exp(-z))
	}
	return sum
}

// sampleSize is as how many texts of equal weight the outcomes count (Kish 1965, the effective size of a sample).
func sampleSize(outcomes []outcome) float64 {
	sum, squares := 0.0, 0.0
	for _, o := range outcomes {
		sum += o.weight
		squares += o.weight * o.weight
	}
	return sum * sum / max(squares, 1e-300)
}

// slope is the gradient of the logarithm of the probability of the weights, and its curvature with the sign changed. The
// outcomes, whose weights sum to 1, count as n texts.
func (c *confidence) slope(outcomes []outcome, n float64) (gradient [signs + 1]float64, curvature [signs + 1][signs + 1]float64) {
	for i := range gradient {
		gradient[i] = firm[i] * (usual[i] - c.Weights[i])
		curvature[i][i] = firm[i]
	}
	for _, o := range outcomes {
		x := c.input(o.signs)
		p := logistic(c.odds(x))
		y := 0.0
		if o.right {
			y = 1
		}
		for i := range x {
			gradient[i] += n * o.weight * (y - p) * x[i]
			for j := range x {
				curvature[i][j] += n * o.weight * p * (1 - p) * x[i] * x[j]
			}
		}
	}
	return gradient, curvature
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

// odds are the logarithm of the odds by the most probable weights.
func (c *confidence) odds(x [signs + 1]float64) float64 {
	z := 0.0
	for i, w := range c.Weights {
		z += w * x[i]
	}
	return z
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// of is the probability that the best label is right: the mean over all weights that may be the true ones (MacKay 1992, "The
// evidence framework applied to classification networks", equation 10). So few texts, or one unlike all that were asked, come
// nearer to an even chance.
func (c *confidence) of(s standing) float64 {
	x := c.input(s.signs)
	variance := 0.0
	for i := range x {
		for j := range x {
			variance += x[i] * c.Doubt[i][j] * x[j]
		}
	}
	return logistic(c.odds(x) / math.Sqrt(1+math.Pi/8*variance))
}

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
