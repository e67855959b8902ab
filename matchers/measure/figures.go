// Package measure says how good scores are at telling texts that a matcher should answer from those that none should.
//
// [Of] takes what came of each text and makes [Figures] of all of them; their methods give the usual measures, and draw
// the two charts of frontdesk evaluate --plot. It neither classifies nor reads texts: that is matchers/classify and
// cmd/frontdesk/evaluatetrain.go. How often a matcher was right in use, as people judged it, is matchers/record.
package measure

import (
	"cmp"
	"slices"
)

// Verdict is what came of one text.
type Verdict struct {
	Score    float64 // of the matcher that came first, 0 to 1; 0 where none came
	Inside   bool    // a matcher is right for it; else nobody should answer
	Right    bool    // that matcher came first
	Answered bool    // its score reached the model's own threshold
}

// Figures are the counts of many verdicts.
type Figures struct {
	Inside, Outside int
	Right           int // inside, whether answered or not
	Answers         int // inside or not
	AnsweredInside  int
	RightAnswers    int
	Held            int // outside and not answered, as is right

	byScore []Verdict // falling
}

// Of counts verdicts.
func Of(verdicts []Verdict) Figures {
	f := Figures{byScore: slices.Clone(verdicts)}
	slices.SortStableFunc(f.byScore, func(a, b Verdict) int { return cmp.Compare(b.Score, a.Score) })
	for _, v := range verdicts {
		f.count(v)
	}
	return f
}

func (f *Figures) count(v Verdict) {
	if v.Right {
		f.Right++
	}
	if v.Answered {
		f.Answers++
	}
	if v.Right && v.Answered {
		f.RightAnswers++
	}
	if !v.Inside {
		f.Outside++
		if !v.Answered {
			f.Held++
		}
		return
	}
	f.Inside++
	if v.Answered {
		f.AnsweredInside++
	}
}

// Texts is how many there were.
func (f Figures) Texts() int { return len(f.byScore) }

// share is 0 where there is nothing to share.
func share(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }
