package record

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestEvidenceIsTheMeanLikelihoodRatio(t *testing.T) {
	for _, c := range []struct {
		tally  Tally
		target float64
	}{{Tally{0, 0}, 0.95}, {Tally{1, 2}, 0.95}, {Tally{20, 3}, 0.9}, {Tally{90, 10}, 0.95}, {Tally{0, 7}, 0.5}} {
		const steps = 200_000
		want := 0.0
		for i := range steps {
			q := c.target * (float64(i) + 0.5) / steps
			want += math.Exp(float64(c.tally.Right)*math.Log(q/c.target) + float64(c.tally.Wrong)*math.Log((1-q)/(1-c.target)))
		}
		want /= steps
		if got := c.tally.evidenceBelow(c.target); math.Abs(got-want) > 1e-4*want {
			t.Errorf("%+v below %v: %v, want %v", c.tally, c.target, got, want)
		}
	}
}

func TestBoundsStandOnBothSidesOfTheShareAndNarrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally := Tally{rapid.IntRange(0, 500).Draw(t, "right"), rapid.IntRange(0, 500).Draw(t, "wrong")}
		low, high := tally.Lower(Risk), tally.Upper(Risk)
		if low < 0 || high > 1 || low > high {
			t.Fatalf("%+v: %v to %v", tally, low, high)
		}
		if n := tally.Judged(); n > 0 {
			if share := float64(tally.Right) / float64(n); share < low || share > high {
				t.Fatalf("%+v: %v is not within %v and %v", tally, share, low, high)
			}
		}
		if worse := (Tally{tally.Right, tally.Wrong + 1}); worse.Upper(Risk) > high+1e-9 || worse.Lower(Risk) > low+1e-9 {
			t.Fatalf("one more wrong answer raises a bound of %+v", tally)
		}
	})
	if low, high := (Tally{}).Lower(Risk), (Tally{}).Upper(Risk); low != 0 || high != 1 {
		t.Errorf("nothing judged: %v to %v", low, high)
	}
	for _, tally := range []Tally{{3000, 0}, {0, 3000}, {100_000, 5_000}} {
		if low, high := tally.Lower(Risk), tally.Upper(Risk); math.IsNaN(low+high) || low > high || high-low > 0.02 {
			t.Errorf("%+v: %v to %v", tally, low, high)
		}
	}
}

// crossings is the chance that a matcher of some precision ever has its upper bound below target within so many judgements,
// looked at after each, and the mean number of judgements of those that do. It is exact: the chances of all tallies that
// have not crossed are carried on.
func crossings(precision, target, risk float64, judgements int) (chance, mean float64) {
	alive := map[int]float64{0: 1} // by the number of wrong answers
	for n := 1; n <= judgements; n++ {
		next := map[int]float64{}
		for wrong, p := range alive {
			next[wrong] += p * precision
			next[wrong+1] += p * (1 - precision)
		}
		for wrong, p := range next {
			if (Tally{n - wrong, wrong}).evidenceBelow(target) >= 1/risk {
				chance += p
				mean += p * float64(n)
				delete(next, wrong)
			} else if p < 1e-15 {
				delete(next, wrong)
			}
		}
		alive = next
	}
	return chance, mean / max(chance, 1e-300)
}

// These are the figures of docs/matching.md.
func TestAMatcherIsCaughtSoonAndAGoodOneIsLeftAlone(t *testing.T) {
	for _, c := range []struct {
		precision           float64
		judgements          int
		atLeast, atMost, by float64 // chance to be caught; mean number of judgements
	}{
		{0.80, 200, 0.999, 1, 50},
		{0.60, 60, 0.999, 1, 15},
		{0.90, 2000, 0.999, 1, 400},
		{0.95, 2000, 0, Risk / 2, 2000},
		{0.97, 2000, 0, 0.002, 2000},
		{0.99, 2000, 0, 0.0005, 2000},
	} {
		chance, mean := crossings(c.precision, 0.95, Risk/2, c.judgements)
		t.Logf("right in %.2f: caught by %.5f within %d judgements, after %.0f of them in the mean", c.precision, chance, c.judgements, mean)
		if chance < c.atLeast || chance > c.atMost || chance > 0.5 && mean > c.by {
			t.Errorf("right in %.2f: caught by %.5f after %.1f", c.precision, chance, mean)
		}
	}
}

func TestWhoIsNeverWrongProvesItself(t *testing.T) {
	for target, want := range map[float64]int{0.95: 105, 0.9: 51} {
		n := 1
		for (Tally{Right: n}).Lower(Risk) < target {
			n++
		}
		if n != want {
			t.Errorf("%v is reached after %d judgements, docs/matching.md says %d", target, n, want)
		}
	}
}

// What is often called wrong although it is seldom so: people speak where an answer was wrong, and are silent else.
func TestWordsAloneDoNotCondemnAGoodMatcher(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 11))
	demoted := 0
	for range 300 {
		var r Record
		for range 2000 {
			r.Answers++
			if rnd.Float64() > 0.99 && rnd.Float64() < 0.7 { // seven of ten wrong answers are complained about
				r.Wrong++
				if _, high := r.Bounds(); high < 0.95 { // it falls at such moments alone
					demoted++
					break
				}
			}
		}
	}
	t.Logf("%d of 300 condemned", demoted)
	if demoted > 2 {
		t.Errorf("%d of 300 matchers that are right in 99 %% were condemned", demoted)
	}
}

func TestWordsCondemnABadMatcherWithoutASample(t *testing.T) {
	r := Record{Answers: 100, Wrong: 20}
	if low, high := r.Bounds(); low != 0 || high >= 0.95 || high < 0.8 {
		t.Errorf("20 of 100 called wrong: %v to %v", low, high)
	}
	if _, known := r.Precision(); known {
		t.Error("a precision without a sample")
	}
}

// A sample of which the share was changed on the way, from bad times into good ones.
func TestThePrecisionIsUnbiasedWhereTheShareWasChanged(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 5))
	sum, rounds := 0.0, 400
	for range rounds {
		var r Record
		for i := range 2000 {
			share, precision := 0.05, 0.7
			if i >= 1000 {
				share, precision = 0.5, 0.9
			}
			if right := rnd.Float64() < precision; rnd.Float64() < share {
				r.Sample = append(r.Sample, Judged{right, share})
			}
		}
		p, _ := r.Precision()
		sum += p
	}
	if mean := sum / float64(rounds); math.Abs(mean-0.8) > 0.01 {
		t.Errorf("the mean estimate is %.3f of a true 0.8", mean)
	}
}
