package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"
)

// verdict is what one text says of a model.
type verdict struct {
	score                   float64
	right, inside, answered bool
}

// measured is what all of them say.
type measured struct {
	all                []verdict // by falling score
	inside, outside    int
	right              int // inside, whether answered or not
	answered, answers  int // inside; of all
	rightAnswers, held int // held: outside and not answered
}

func measure(lines []classified) measured {
	var m measured
	for _, l := range lines {
		v := verdict{inside: l.Gold != nil, answered: l.Answer}
		if len(l.Matches) > 0 {
			v.score = l.Matches[0].Score
			v.right = v.inside && l.Matches[0].Matcher == *l.Gold
		}
		m.add(v)
	}
	slices.SortStableFunc(m.all, func(a, b verdict) int { return cmp.Compare(b.score, a.score) })
	return m
}

func (m *measured) add(v verdict) {
	m.all = append(m.all, v)
	switch {
	case v.inside:
		m.inside++
	default:
		m.outside++
	}
	if v.right {
		m.right++
	}
	if v.answered {
		m.answers++
		if v.right {
			m.rightAnswers++
		}
		if v.inside {
			m.answered++
		}
	} else if !v.inside {
		m.held++
	}
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

// separation is how probably a text inside has a higher score than one outside (AUROC), 0 to 1.
func (m measured) separation() float64 {
	sum, above := 0.0, 0 // texts inside with a higher score
	for group := range m.ties() {
		inside := 0
		for _, v := range group {
			if v.inside {
				inside++
			}
		}
		sum += float64(len(group)-inside) * (float64(above) + float64(inside)/2)
		above += inside
	}
	return sum / (float64(m.inside) * float64(m.outside))
}

// ties yields the verdicts by falling score, those of one score together.
func (m measured) ties() func(yield func([]verdict) bool) {
	return func(yield func([]verdict) bool) {
		for i := 0; i < len(m.all); {
			j := i
			for j < len(m.all) && m.all[j].score == m.all[i].score {
				j++
			}
			if !yield(m.all[i:j]) {
				return
			}
			i = j
		}
	}
}

// risk is what comes of answering from a score on.
type risk struct{ score, coverage, precision float64 }

// risks are those of every score: the share of texts inside that is answered, and the share of answers that is right.
func (m measured) risks() []risk {
	var out []risk
	n, right, inside := 0, 0, 0
	for group := range m.ties() {
		for _, v := range group {
			n++
			if v.right {
				right++
			}
			if v.inside {
				inside++
			}
		}
		out = append(out, risk{group[0].score, float64(inside) / float64(max(m.inside, 1)), float64(right) / float64(n)})
	}
	return out
}

// coverage is the largest share of texts inside that any threshold answers with this precision, 0 to 1.
func (m measured) coverage(precision float64) float64 {
	most := 0.0
	for _, r := range m.risks() {
		if r.precision >= precision {
			most = max(most, r.coverage)
		}
	}
	return most
}

// brier is the mean squared difference of the score and of what came out.
func (m measured) brier() float64 {
	sum := 0.0
	for _, v := range m.all {
		d := v.score
		if v.right {
			d = 1 - v.score
		}
		sum += d * d
	}
	return sum / float64(max(len(m.all), 1))
}

// bin is the texts whose scores are in one tenth.
type bin struct {
	n, right int
	sum      float64
}

// bins are how true the scores are, by tenths.
func (m measured) bins() [10]bin {
	var out [10]bin
	for _, v := range m.all {
		b := &out[max(0, min(9, int(v.score*10)))]
		b.n++
		b.sum += v.score
		if v.right {
			b.right++
		}
	}
	return out
}

func (m measured) print(w io.Writer, t *trained, took time.Duration) {
	fmt.Fprintf(w, "texts %d with a label, %d without\n", m.inside, m.outside)
	fmt.Fprintf(w, "accuracy %.1f %%\n", percent(m.right, m.inside))
	if m.outside > 0 {
		fmt.Fprintf(w, "AUROC %.1f %%\n", 100*m.separation())
	}
	fmt.Fprintf(w, "own threshold %.3f: coverage %.1f %%, precision %.1f %%\n", t.threshold, percent(m.answered, m.inside), percent(m.rightAnswers, m.answers))
	fmt.Fprintf(w, "  answered rightly of those with a label %.1f %%", percent(m.rightAnswers, m.inside))
	if m.outside > 0 {
		fmt.Fprintf(w, ", held back of those without %.1f %%", percent(m.held, m.outside))
	}
	fmt.Fprintln(w)
	for _, p := range []float64{0.90, 0.95, 0.98} {
		fmt.Fprintf(w, "best coverage at %.0f %% precision: %.1f %%\n", 100*p, 100*m.coverage(p))
	}
	fmt.Fprintf(w, "Brier score %.4f\n", m.brier())
	for i, b := range m.bins() {
		if b.n > 0 {
			fmt.Fprintf(w, "scores of %.1f to %.1f: %d texts, mean %.3f, right %.3f\n", float64(i)/10, float64(i+1)/10, b.n, b.sum/float64(b.n), float64(b.right)/float64(b.n))
		}
	}
	fmt.Fprintf(w, "training %.2f s, %.1f µs a text, memory %.1f MB\n", t.seconds, float64(took.Microseconds())/float64(max(len(m.all), 1)), float64(t.memory)/1e6)
}
