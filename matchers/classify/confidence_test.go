package classify

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// drawn are outcomes that come right as often as a logistic law of two signs says.
func drawn(n int) []outcome {
	random := newRandom()
	var out []outcome
	for range n {
		var s standing
		s.signs[signMargin], s.signs[signKnown] = random.NormFloat64(), random.NormFloat64()
		p := 1 / (1 + math.Exp(-(2*s.signs[signMargin] + s.signs[signKnown] - 0.5)))
		out = append(out, outcome{s, random.Float64() < p, 1})
	}
	return out
}

func TestProbabilitiesAreWhatComesTrue(t *testing.T) {
	c := fitConfidence(drawn(4000))
	var sum, right, n [10]float64
	for _, o := range drawn(4000) {
		p := c.of(o.standing)
		b := int(p * 10)
		n[b]++
		sum[b] += p
		if o.right {
			right[b]++
		}
	}
	for b := range n {
		if n[b] > 100 && math.Abs(sum[b]-right[b])/n[b] > 0.05 {
			t.Errorf("bin %d: mean score %.3f, right %.3f", b, sum[b]/n[b], right[b]/n[b])
		}
	}
}

// However the outcomes lie, no other weights near by are more probable.
func TestTheMostProbableWeightsAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []outcome
		for range rapid.IntRange(1, 80).Draw(t, "texts") {
			o := outcome{right: rapid.IntRange(0, 9).Draw(t, "right") == 0, weight: rapid.SampledFrom([]float64{0.001, 0.1, 1, 30}).Draw(t, "weight")}
			for i := range o.signs {
				o.signs[i] = rapid.Float64Range(-3, 3).Draw(t, "sign")
			}
			all = append(all, o)
		}
		c := fitConfidence(all)
		gradient, _ := c.slope(all, sampleSize(all))
		for i, g := range gradient {
			if math.Abs(g) > 1e-3 {
				t.Fatalf("weight %d: slope %v at %v", i, g, c.Weights)
			}
		}
	})
}

func TestAWiderMarginIsSurer(t *testing.T) {
	c := fitConfidence(drawn(2000))
	last := 0.0
	for margin := -3.0; margin <= 3; margin += 0.1 {
		var s standing
		s.signs[signMargin] = margin
		p := c.of(s)
		if p <= last || p >= 1 {
			t.Fatalf("margin %v: %v after %v", margin, p, last)
		}
		last = p
	}
}

func TestOutcomesWithoutASingleFailureAreNoCertainty(t *testing.T) {
	var all []outcome
	for i := range 40 {
		var s standing
		s.signs[signBest] = float64(i)
		all = append(all, outcome{s, true, 1})
	}
	c := fitConfidence(all)
	for _, o := range all {
		if p := c.of(o.standing); p < 0.7 || p > 0.99 {
			t.Errorf("sign %v: %v", o.signs[signBest], p)
		}
	}
}

func TestStandingOfScores(t *testing.T) {
	s := stand([]float32{0.2, 1.5, -1, 0.9, 0.4}, true, 2, 0.75, 3)
	if s.best != 1 || !near(s.signs[signBest], 1.5) || !near(s.signs[signMargin], 0.6) || !near(s.signs[signIdle], 1.1) {
		t.Errorf("got %+v", s)
	}
	if !near(s.signs[signKnown], 0.75) || !near(s.signs[signLength], math.Log(4)) {
		t.Errorf("got %+v", s)
	}
	if s := stand([]float32{3, 1}, false, 1, 1, 1); s.best != 0 || !near(s.signs[signMargin], 2) || !near(s.signs[signSoftmax], 2) {
		t.Errorf("two labels: %+v", s)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-4 }

// With scores that are true, answers from the threshold on are right as often as was asked for.
func TestTheThresholdKeepsWhatItPromises(t *testing.T) {
	random := newRandom()
	truth := func() (all []judged) {
		for range 3000 {
			p := random.Float64()
			all = append(all, judged{p, random.Float64() < p, 1})
		}
		return all
	}
	for _, target := range []float64{0.8, 0.9, 0.95} {
		threshold := lowest(curve(truth()), target)
		answered, right := 0.0, 0.0
		for _, j := range truth() {
			if j.score >= threshold {
				answered++
				if j.right {
					right++
				}
			}
		}
		if got := right / answered; math.Abs(got-target) > 0.03 {
			t.Errorf("%v was asked for: from %v on %v of %v are right", target, threshold, right, answered)
		}
	}
}

func TestCurvesRise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []judged
		for range rapid.IntRange(0, 60).Draw(t, "texts") {
			all = append(all, judged{
				score:  float64(rapid.IntRange(1, 20).Draw(t, "score")) / 20,
				right:  rapid.Bool().Draw(t, "right"),
				weight: float64(rapid.IntRange(1, 3).Draw(t, "weight")),
			})
		}
		points := curve(all)
		for i, p := range points {
			if p.Precision < 0 || p.Precision > 1 || i > 0 && (p.Score <= points[i-1].Score || p.Precision <= points[i-1].Precision) {
				t.Fatalf("point %d of %v", i, points)
			}
		}
		if len(all) > 0 && len(points) == 0 {
			t.Fatal("no point")
		}
	})
}

func TestOneWrongAnswerAmongTheBestHidesNotAll(t *testing.T) {
	all := []judged{{0.99, false, 1}}
	for i := range 30 {
		all = append(all, judged{0.985 - float64(i)/1000, true, 1})
	}
	if got := lowest(curve(all), 0.95); got == Never || got > 0.97 {
		t.Errorf("threshold %v", got)
	}
	if got := lowest(curve(all), 0.99); got != Never {
		t.Errorf("threshold %v for certainty", got)
	}
}

func TestWrongAnswersInNumberRaiseTheThreshold(t *testing.T) {
	var all []judged
	for i := range 40_000 {
		score := 0.5 + float64(i)/80_000
		all = append(all, judged{score, score > 0.9 || i%2 == 0, 1})
	}
	if got := lowest(curve(all), 0.97); got < 0.85 || got > 0.9 {
		t.Errorf("threshold %v", got)
	}
}

func TestTheMostCautiousOfTheBestThresholds(t *testing.T) {
	for _, test := range []struct {
		name  string
		all   []tried
		held  int
		slack int
		want  float64
	}{
		{"no text", nil, 2, 0, Never},
		{"all right", []tried{{0.9, 1}, {0.5, 1}}, 0, 0, 0.5},
		{"wrong below", []tried{{0.9, 1}, {0.7, 1}, {0.5, -1}}, 1, 0, 0.6},
		{"nothing gained below", []tried{{0.9, 1}, {0.7, 0}, {0.5, 0}}, 0, 0, 0.8},
		{"one gained is not enough", []tried{{0.9, 1}, {0.7, 0}, {0.5, 1}}, 0, 1, 0.8},
		{"only wrong", []tried{{0.9, -1}}, 1, 0, Never},
		{"ties stand together", []tried{{0.9, 1}, {0.9, -1}, {0.9, 1}}, 1, 0, 0.9},
	} {
		if got := mostCautious(test.all, test.held, test.slack); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestBestTotalSeparatesWhatShallBeAnswered(t *testing.T) {
	m := shopModel(t)
	valid := []Example{{"where is my parcel", "delivery"}, {"cancel my order please", "cancel"}, {"my cat likes the sun", ""}, {"qqq www eee", ""}}
	threshold := m.BestTotal(valid)
	for _, e := range valid {
		found := m.Classify(e.Text)
		answered := len(found) > 0 && found[0].Score >= threshold
		if answered != (e.Label != "") {
			t.Errorf("%q: %v at %v", e.Text, found, threshold)
		}
	}
}

// What few texts say is believed less, on either side of an even chance.
func TestFewTextsPromiseLess(t *testing.T) {
	sure, unsure := standing{}, standing{}
	for i := range signs {
		sure.signs[i], unsure.signs[i] = 1, -1
	}
	high, low := 0.5, 0.5
	for _, n := range []int{20, 100, 1000, 10_000} {
		var all []outcome
		for i := range n {
			rare := i%20 == 7
			all = append(all, outcome{sure, !rare, 1}, outcome{unsure, rare, 1})
		}
		c := fitConfidence(all)
		above, below := c.of(sure), c.of(unsure)
		if above <= high || below >= low {
			t.Errorf("%d texts: %v and %v, after %v and %v", n, above, below, high, low)
		}
		high, low = above, below
	}
	if math.Abs(high-0.95) > 0.002 || math.Abs(low-0.05) > 0.002 {
		t.Errorf("of very many texts little is believed: %v and %v", high, low)
	}
}

func TestWhatIsUnlikeAllThatWasAskedIsLessSure(t *testing.T) {
	c := fitConfidence(drawn(60))
	near, far := standing{}, standing{}
	near.signs[signMargin], far.signs[signMargin] = 1, 1
	far.signs[signLength] = 3 // of which nothing has been seen
	c.Spread[signLength] = 1
	if a, b := c.of(near), c.of(far); b >= a || b <= 0.5 {
		t.Errorf("usual %v, unheard of %v", a, b)
	}
}

func TestTextsThatWeighLittleCountAsFewer(t *testing.T) {
	even, uneven := make([]outcome, 40), make([]outcome, 40)
	for i := range even {
		even[i].weight, uneven[i].weight = 3, 1e-9
	}
	for i := range 10 {
		uneven[i].weight = 2
	}
	if a, b := sampleSize(even), sampleSize(uneven); !near(a, 40) || !near(b, 10) {
		t.Errorf("%v and %v", a, b)
	}
}
