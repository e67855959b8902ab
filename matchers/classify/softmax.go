package classify

import "math"

// How the softmax regression is trained.
const (
	softmaxRate   = 6.0   // of the first step; it falls to zero evenly
	softmaxBias   = 0.1   // value of the feature that every text has
	softmaxDrop   = 19661 // of 65536, the share of features that an example is seen without, drawn anew each time: 0.3
	softmaxEpochs = 16
)

// trainSoftmax learns weights whose scores are the logarithms of the probabilities of the classes, but for a constant:
// it minimises the cross entropy by stochastic gradient descent. Seen without some of its features at random, an example
// teaches not to lean on single words (Wager et al. 2013, "Dropout training as adaptive regularization").
func trainSoftmax(xs []vector, of []int, features, classes, epochs int) *linear {
	l := newLinear(features, classes)
	random := newRandom()
	step := make([]float32, classes)
	var seen vector
	for done, all := 0, epochs*len(xs); done < all; {
		for _, i := range random.Perm(len(xs)) {
			seen.at, seen.value = seen.at[:0], seen.value[:0]
			var bits uint64
			for k, f := range xs[i].at {
				if k%4 == 0 {
					bits = random.Uint64()
				}
				if bits&0xFFFF >= softmaxDrop {
					seen.at, seen.value = append(seen.at, f), append(seen.value, xs[i].value[k])
				}
				bits >>= 16
			}
			l.score(seen, step)
			rate := softmaxRate * float32(all-done) / float32(all)
			towards(step, of[i], rate)
			l.add(seen, step)
			addScaled(l.bias, step, softmaxBias*softmaxBias)
			done++
		}
	}
	return l
}

// towards turns scores into the step that makes the right class more probable.
func towards(scores []float32, right int, rate float32) {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	sum := float32(0)
	for c, s := range scores {
		scores[c] = float32(math.Exp(float64(s - top)))
		sum += scores[c]
	}
	for c := range scores {
		scores[c] *= -rate / sum
	}
	scores[right] += rate
}
