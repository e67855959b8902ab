package measure

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// some are verdicts whose figures can be counted by hand.
var some = []Verdict{
	{Score: 0.4, Inside: true},
	{Score: 0.95, Inside: true, Right: true, Answered: true},
	{Score: 0.9, Inside: true, Answered: true},
	{Score: 0.6},
	{Score: 0.8, Inside: true, Right: true, Answered: true},
	{Score: 0.8, Answered: true},
	{},
}

func TestVerdictsAreCounted(t *testing.T) {
	f := Of(some)
	f.byScore = nil
	got := [...]int{f.Inside, f.Outside, f.Right, f.Answers, f.AnsweredInside, f.RightAnswers, f.Held}
	if want := [...]int{4, 3, 2, 4, 3, 2, 2}; got != want {
		t.Errorf("%+v, want %v", f, want)
	}
}

func TestFiguresOfScores(t *testing.T) {
	f := Of(some)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		// 0.95 and 0.9 are above all three outside, 0.8 above two and beside one, 0.4 above one: 3+3+2.5+1 of 12 pairs.
		{"separation", f.Separation(), 9.5 / 12},
		{"coverage where all answers are right", f.CoverageAt(1), 1.0 / 4},
		{"coverage where half of the answers are right", f.CoverageAt(0.5), 3.0 / 4},
		{"coverage where any answers may be wrong", f.CoverageAt(0), 1},
		{"Brier score", f.Brier(), (0.4*0.4 + 0.05*0.05 + 0.9*0.9 + 0.6*0.6 + 0.2*0.2 + 0.8*0.8) / 7},
		{"texts in the bin of 0.9 to 1", float64(f.Bins()[9].Texts), 2},
		{"mean score there", f.Bins()[9].Score(), 0.925},
		{"share of right ones there", f.Bins()[9].Share(), 0.5},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestNothingMeasuredIsNoTrouble(t *testing.T) {
	f := Of(nil)
	if f.Texts() != 0 || f.CoverageAt(0.9) != 0 || f.Brier() != 0 {
		t.Errorf("of nothing: %+v", f)
	}
	if f.DrawRisk() == "" || f.DrawTruth() == "" {
		t.Error("a chart of nothing has no axes")
	}
}

// TestSeparationIsThatOfAllPairs holds the sum over ties against the plain definition.
func TestSeparationIsThatOfAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		verdicts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Verdict {
			return Verdict{Score: float64(rapid.IntRange(0, 10).Draw(t, "tenths")) / 10, Inside: rapid.Bool().Draw(t, "inside")}
		}), 0, 30).Draw(t, "verdicts")
		verdicts = append(verdicts, Verdict{Score: 0.5, Inside: true}, Verdict{Score: 0.5})
		won, pairs := 0.0, 0.0
		for _, in := range verdicts {
			for _, out := range verdicts {
				if !in.Inside || out.Inside {
					continue
				}
				pairs++
				if in.Score > out.Score {
					won++
				} else if in.Score == out.Score {
					won += 0.5
				}
			}
		}
		if got := Of(verdicts).Separation(); math.Abs(got-won/pairs) > 1e-12 {
			t.Fatalf("%v, want %v", got, won/pairs)
		}
	})
}
