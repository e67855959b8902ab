package classify

import (
	"math"
	"testing"
)

// points are texts as vectors that no line separates wholly: the class is where most of the weight is, but for some.
func somePoints(n, features, classes int) (xs []vector, of []int) {
	random := newRandom()
	for i := range n {
		class := i % classes
		x := vector{}
		for f := range features {
			v := random.Float32() * 0.3
			if f%classes == class {
				v += random.Float32()
			}
			if v > 0.15 {
				x.at, x.value = append(x.at, int32(f)), append(x.value, v)
			}
		}
		if i%11 == 0 {
			class = (class + 1) % classes
		}
		xs, of = append(xs, x), append(of, class)
	}
	return xs, of
}

// Each dual variable is at the minimum that its bound leaves (Karush, Kuhn, Tucker), and the weights are what the dual
// variables say.
func TestTheDualProblemIsSolved(t *testing.T) {
	const features, classes = 12, 3
	xs, of := somePoints(90, features, classes)
	l, duals := solveSVM(xs, of, features, classes, 3000)
	scores := make([]float32, classes)
	bound := 0
	for i, x := range xs {
		l.score(x, scores)
		for c := range classes {
			gradient := float64(sign(of[i] == c)*scores[c]) - 1 + float64(duals[i*classes+c])/(2*svmCost)
			switch dual := duals[i*classes+c]; {
			case dual < 0:
				t.Fatalf("point %d, class %d: dual %v", i, c, dual)
			case dual == 0 && gradient < -1e-3, dual > 0 && math.Abs(gradient) > 1e-3:
				t.Errorf("point %d, class %d: dual %v, gradient %v", i, c, dual, gradient)
			case dual > 0:
				bound++
			}
		}
	}
	if bound == 0 || bound == len(xs)*classes {
		t.Errorf("%d of %d dual variables are not 0", bound, len(xs)*classes)
	}
	rebuilt := newLinear(features, classes)
	for i, x := range xs {
		step := make([]float32, classes)
		for c := range step {
			step[c] = sign(of[i] == c) * duals[i*classes+c]
		}
		rebuilt.add(x, step)
	}
	for k, w := range l.weights {
		if math.Abs(float64(w-rebuilt.weights[k])) > 1e-3 {
			t.Fatalf("weight %d is %v, the dual variables say %v", k, w, rebuilt.weights[k])
		}
	}
}

func sign(positive bool) float32 {
	if positive {
		return 1
	}
	return -1
}

func crossEntropy(scores []float32, right int) float64 {
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s))
	}
	return math.Log(sum) - float64(scores[right])
}

func TestTheStepIsTheGradientOfTheCrossEntropy(t *testing.T) {
	scores := []float32{0.5, -1.25, 2, 0.1}
	const right, rate, little = 1, 0.5, 1e-2
	step := append([]float32{}, scores...)
	towards(step, right, rate)
	for c := range scores {
		up, down := append([]float32{}, scores...), append([]float32{}, scores...)
		up[c] += little
		down[c] -= little
		slope := (crossEntropy(up, right) - crossEntropy(down, right)) / (2 * little)
		if got := float64(step[c]); math.Abs(got+rate*slope) > 1e-3 {
			t.Errorf("class %d: step %v, slope %v", c, got, slope)
		}
	}
}

func TestSoftmaxLearnsWhatIsMoreProbable(t *testing.T) {
	const features, classes = 12, 3
	xs, of := somePoints(300, features, classes)
	l := trainSoftmax(xs, of, features, classes, 30)
	scores := make([]float32, classes)
	loss, right := 0.0, 0
	for i, x := range xs {
		l.score(x, scores)
		loss += crossEntropy(scores, of[i]) / float64(len(xs))
		if highest(scores) == of[i] {
			right++
		}
	}
	if loss > 0.75*math.Log(classes) || right < 250 {
		t.Errorf("loss %v of %v for guessing, %d of %d right", loss, math.Log(classes), right, len(xs))
	}
}

func TestPackedScoresAreCloseToTheExactOnes(t *testing.T) {
	const features, classes = 40, 13
	xs, of := somePoints(260, features, classes)
	l := trainSVM(xs, of, features, classes, 5)
	p := l.pack()
	exact, rounded := make([]float32, classes), make([]float32, classes)
	for _, x := range xs {
		l.score(x, exact)
		p.score(x, rounded)
		for c := range exact {
			if math.Abs(float64(exact[c]-rounded[c])) > 0.05 {
				t.Fatalf("class %d: %v, packed %v", c, exact[c], rounded[c])
			}
		}
	}
}

func TestRowsAreAddedWhateverTheirLength(t *testing.T) {
	factors := [4]float32{1, 2, -3, 0.5}
	for n := range 20 {
		var rows, grown [4][]float32
		for r := range rows {
			for i := range n {
				rows[r] = append(rows[r], float32(i+r))
			}
			grown[r] = append([]float32{}, rows[r]...)
		}
		one, four := make([]float32, n), make([]float32, n)
		addFour(four, rows, factors)
		for r, row := range rows {
			addScaled(one, row, factors[r])
		}
		addToFour(grown, rows[1], factors)
		for i := range n {
			want := float32(i) + 2*float32(i+1) - 3*float32(i+2) + 0.5*float32(i+3)
			if one[i] != want || four[i] != want {
				t.Errorf("length %d, place %d: %v and %v, want %v", n, i, one[i], four[i], want)
			}
			for r := range rows {
				if want := rows[r][i] + factors[r]*float32(i+1); grown[r][i] != want {
					t.Errorf("length %d, row %d, place %d: %v, want %v", n, r, i, grown[r][i], want)
				}
			}
		}
	}
}
