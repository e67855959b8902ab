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
	i := 0
	for ; i+4 <= len(x.at); i += 4 {
		rows := [4][]float32{l.row(x.at[i]), l.row(x.at[i+1]), l.row(x.at[i+2]), l.row(x.at[i+3])}
		addFour(out, rows, [4]float32(x.value[i:i+4]))
	}
	for ; i < len(x.at); i++ {
		addScaled(out, l.row(x.at[i]), x.value[i])
	}
}

// add adds step, a value a class, to the weights of the features of x, times their values.
func (l *linear) add(x vector, step []float32) {
	i := 0
	for ; i+4 <= len(x.at); i += 4 {
		rows := [4][]float32{l.row(x.at[i]), l.row(x.at[i+1]), l.row(x.at[i+2]), l.row(x.at[i+3])}
		addToFour(rows, step, [4]float32(x.value[i:i+4]))
	}
	for ; i < len(x.at); i++ {
		addScaled(l.row(x.at[i]), step, x.value[i])
	}
}

// addScaled adds factor × from to the same places of to. Nearly all time of training is spent here and in addFour.
func addScaled(to, from []float32, factor float32) {
	to = to[:len(from)]
	for len(from) >= 8 {
		a, b := (*[8]float32)(to), (*[8]float32)(from)
		a[0] += b[0] * factor
		a[1] += b[1] * factor
		a[2] += b[2] * factor
		a[3] += b[3] * factor
		a[4] += b[4] * factor
		a[5] += b[5] * factor
		a[6] += b[6] * factor
		a[7] += b[7] * factor
		to, from = to[8:], from[8:]
	}
	for i, w := range from {
		to[i] += w * factor
	}
}

// addFour adds the sum of four rows, times a factor each, to the same places of to.
func addFour(to []float32, rows [4][]float32, factors [4]float32) {
	n := len(to)
	r0, r1, r2, r3 := rows[0][:n], rows[1][:n], rows[2][:n], rows[3][:n]
	f0, f1, f2, f3 := factors[0], factors[1], factors[2], factors[3]
	for i := range to {
		to[i] += r0[i]*f0 + r1[i]*f1 + r2[i]*f2 + r3[i]*f3
	}
}

// blend is a + share × b, the weights of both as one. It changes a.
func (a *linear) blend(b *linear, share float32) *linear {
	addScaled(a.weights, b.weights, share)
	addScaled(a.bias, b.bias, share)
	return a
}

// addToFour adds from, times a factor each, to four rows.
func addToFour(rows [4][]float32, from []float32, factors [4]float32) {
	n := len(from)
	r0, r1, r2, r3 := rows[0][:n], rows[1][:n], rows[2][:n], rows[3][:n]
	f0, f1, f2, f3 := factors[0], factors[1], factors[2], factors[3]
	for i, v := range from {
		r0[i] += v * f0
		r1[i] += v * f1
		r2[i] += v * f2
		r3[i] += v * f3
	}
}
