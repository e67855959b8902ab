package classify

import "math/rand/v2"

// How the support vector machines are trained.
const (
	svmCost   = 1.0 // of an example on the wrong side, against large weights
	svmBias   = 1.0 // value of the feature that every text has
	svmEpochs = 8
)

// trainSVM learns one support vector machine a class, the class against all others, with the squared hinge loss:
// minimise |w|²/2 + cost × Σ max(0, 1 − y·w·x)². It goes through the dual problem an example at a time (Hsieh et al.
// 2008, "A dual coordinate descent method for large-scale linear SVM", algorithm 1), for all classes at once.
func trainSVM(xs []vector, of []int, features, classes, epochs int) *linear {
	l, _ := solveSVM(xs, of, features, classes, epochs)
	return l
}

// solveSVM also returns the dual variables, an example's row with a column a class.
func solveSVM(xs []vector, of []int, features, classes, epochs int) (*linear, []float32) {
	l := newLinear(features, classes)
	duals := make([]float32, len(xs)*classes)
	squares := make([]float32, len(xs))
	for i, x := range xs {
		squares[i] = svmBias * svmBias
		for _, v := range x.value {
			squares[i] += v * v
		}
	}
	const diagonal = 1 / (2 * svmCost)
	random := newRandom()
	step := make([]float32, classes)
	for range epochs {
		for _, i := range random.Perm(len(xs)) {
			l.score(xs[i], step)
			dual := duals[i*classes : (i+1)*classes]
			for c, score := range step {
				y := float32(-1)
				if of[i] == c {
					y = 1
				}
				gradient := y*score - 1 + diagonal*dual[c]
				next := max(0, dual[c]-gradient/(squares[i]+diagonal))
				step[c] = y * (next - dual[c])
				dual[c] = next
			}
			l.add(xs[i], step)
			addScaled(l.bias, step, svmBias*svmBias)
		}
	}
	return l, duals
}

// newRandom is the order of things that have none: the same each time.
func newRandom() *rand.Rand { return rand.New(rand.NewPCG(20, 26)) }
