package main

import (
	"fmt"
	"io"
	"time"

	"frontdesk/matchers/measure"
)

// measured counts what came of all texts.
func measured(lines []classified) measure.Figures {
	verdicts := make([]measure.Verdict, len(lines))
	for i, l := range lines {
		v := measure.Verdict{Inside: l.Gold != nil, Answered: l.Answer}
		if len(l.Matches) > 0 {
			v.Score = l.Matches[0].Score
			v.Right = v.Inside && l.Matches[0].Matcher == *l.Gold
		}
		verdicts[i] = v
	}
	return measure.Of(verdicts)
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

// printFigures says what was measured, and what it cost: took is the time that asking all texts took.
func printFigures(w io.Writer, f measure.Figures, t *trained, took time.Duration) {
	fmt.Fprintf(w, "texts %d with a label, %d without\n", f.Inside, f.Outside)
	fmt.Fprintf(w, "accuracy %.1f %%\n", percent(f.Right, f.Inside))
	if f.Outside > 0 {
		fmt.Fprintf(w, "AUROC %.1f %%\n", 100*f.Separation())
	}
	fmt.Fprintf(w, "own threshold %.3f: coverage %.1f %%, precision %.1f %%\n", t.threshold, percent(f.AnsweredInside, f.Inside), percent(f.RightAnswers, f.Answers))
	fmt.Fprintf(w, "  answered rightly of those with a label %.1f %%", percent(f.RightAnswers, f.Inside))
	if f.Outside > 0 {
		fmt.Fprintf(w, ", held back of those without %.1f %%", percent(f.Held, f.Outside))
	}
	fmt.Fprintln(w)
	for _, p := range []float64{0.90, 0.95, 0.98} {
		fmt.Fprintf(w, "best coverage at %.0f %% precision: %.1f %%\n", 100*p, 100*f.CoverageAt(p))
	}
	fmt.Fprintf(w, "Brier score %.4f\n", f.Brier())
	for i, b := range f.Bins() {
		if b.Texts > 0 {
			fmt.Fprintf(w, "scores of %.1f to %.1f: %d texts, mean %.3f, right %.3f\n", float64(i)/10, float64(i+1)/10, b.Texts, b.Score(), b.Share())
		}
	}
	fmt.Fprintf(w, "training %.2f s, %.1f µs a text, memory %.1f MB\n", t.seconds, float64(took.Microseconds())/float64(max(f.Texts(), 1)), float64(t.memory)/1e6)
}
