package classify

// linear gives each class a score, linear in the features of a text. It is the form while it is learnt.
type linear struct {
	classes int
	weights []float32 // a row a feature, a column a class
	bias    []float32 // a class
}

func newLinear(features, classes int) *linear {
	return &linear{classes: classes, weights: make([]float32, features*classes), bias: make([]float32, classes)}
}

func (l *linear) row(feature int32) []float32 {
	start := int(feature) * l.classes
	return l.weights[start : start+l.classes : start+l.classes]
}

// score puts the scores of x into out, which has a place a class.
func (l *linear) score(x vector, out []float32) {
	copy(out, l.bias)
	for i, f := range x.at {
		addScaled(out, l.row(f), x.value[i])
	}
}

// add adds step, a value a class, to the weights of the features of x, times their values.
func (l *linear) add(x vector, step []float32) {
	for i, f := range x.at {
		addScaled(l.row(f), step, x.value[i])
	}
}

// addScaled adds factor × from to the same places of to.
func addScaled(to, from []float32, factor float32) {
	to = to[:len(from)]
	for len(from) >= 4 {
		a, b, c, d := from[0]*factor, from[1]*factor, from[2]*factor, from[3]*factor
		to[0] += a
		to[1] += b
		to[2] += c
		to[3] += d
		to, from = to[4:], from[4:]
	}
	for i, w := range from {
		to[i] += w * factor
	}
}

// blend is a + share × b, the weights of both as one. It changes a.
func (a *linear) blend(b *linear, share float32) *linear {
	addScaled(a.weights, b.weights, share)
	addScaled(a.bias, b.bias, share)
	return a
}

// packed is a linear form as it is kept: a byte a weight, with a scale a feature.
type packed struct {
	Classes int
	Weights []int8
	Scale   []float32
	Bias    []float32
}

// pack rounds the weights of each feature to 255 steps.
func (l *linear) pack() *packed {
	p := &packed{Classes: l.classes, Weights: make([]int8, len(l.weights)), Bias: l.bias}
	for f := range len(l.weights) / max(l.classes, 1) {
		row, top := l.row(int32(f)), float32(0)
		for _, w := range row {
			top = max(top, w, -w)
		}
		p.Scale = append(p.Scale, top/127)
		for c, w := range row {
			if top > 0 {
				p.Weights[f*l.classes+c] = roundInt8(w / top * 127)
			}
		}
	}
	return p
}

func roundInt8(w float32) int8 {
	if w < 0 {
		return int8(w - 0.5)
	}
	return int8(w + 0.5)
}

func (p *packed) score(x vector, out []float32) {
	copy(out, p.Bias)
	for i, f := range x.at {
		start := int(f) * p.Classes
		row := p.Weights[start : start+p.Classes]
		factor := x.value[i] * p.Scale[f]
		for c, w := range row {
			out[c] += factor * float32(w)
		}
	}
}
