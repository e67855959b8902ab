package classify

import "slices"

// packed is a linear form as it is kept. Most classes have about the same weight for a feature, that of not being meant:
// kept are the median of each feature's weights and, in a byte each, the weights that differ from it.
type packed struct {
	Classes int
	Bias    []float32
	Median  []float32 // a feature
	Scale   []float32 // a feature: of its steps
	Start   []uint32  // a feature and one more: where its steps begin
	Class   []uint16
	Step    []int8
}

const (
	maxStep   = 127
	leastStep = 1 // as little as this, and less, is left out
	maxLabels = 1<<16 - 1
)

// pack rounds the weights of each feature to steps from the median.
func (l *linear) pack() *packed {
	p := &packed{Classes: l.classes, Bias: l.bias, Start: []uint32{0}}
	sorted := make([]float32, l.classes)
	for f := range len(l.weights) / max(l.classes, 1) {
		row := l.row(int32(f))
		copy(sorted, row)
		slices.Sort(sorted)
		median := sorted[l.classes/2]
		scale := max(sorted[l.classes-1]-median, median-sorted[0]) / maxStep
		p.Median, p.Scale = append(p.Median, median), append(p.Scale, scale)
		for c, w := range row {
			if step := steps(w-median, scale); step < -leastStep || step > leastStep {
				p.Class, p.Step = append(p.Class, uint16(c)), append(p.Step, step)
			}
		}
		p.Start = append(p.Start, uint32(len(p.Class)))
	}
	p.Class, p.Step = slices.Clip(p.Class), slices.Clip(p.Step)
	return p
}

// steps is the nearest number of steps.
func steps(w, scale float32) int8 {
	switch {
	case scale == 0:
		return 0
	case w < 0:
		return int8(max(w/scale-0.5, -maxStep))
	}
	return int8(min(w/scale+0.5, maxStep))
}

// score puts the scores of x into out, which has a place a class.
func (p *packed) score(x vector, out []float32) {
	copy(out, p.Bias)
	all := float32(0)
	for i, f := range x.at {
		value := x.value[i]
		all += value * p.Median[f]
		factor := value * p.Scale[f]
		classes := p.Class[p.Start[f]:p.Start[f+1]]
		steps := p.Step[p.Start[f]:p.Start[f+1]]
		for k, c := range classes {
			out[c] += factor * float32(steps[k])
		}
	}
	for c := range out {
		out[c] += all
	}
}

// fits says whether the parts fit together.
func (p *packed) fits(features, classes int) bool {
	if p.Classes != classes || len(p.Bias) != classes || len(p.Median) != features || len(p.Scale) != features ||
		len(p.Start) != features+1 || len(p.Class) != len(p.Step) || p.Start[0] != 0 || int(p.Start[features]) != len(p.Class) {
		return false
	}
	return slices.IsSorted(p.Start) && !slices.ContainsFunc(p.Class, func(c uint16) bool { return int(c) >= classes })
}
