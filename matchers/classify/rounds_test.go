package classify

import (
	"fmt"
	"slices"
	"testing"
)

// dealt is a corpus of so many labels with so many examples each, and some sentences that ask for nothing.
func dealt(labels, examples, nothing int) *corpus {
	c := &corpus{labels: labels, examples: labels * examples, nothing: nothing > 0}
	for i := range labels*examples + nothing {
		c.of = append(c.of, min(i/examples, labels))
	}
	c.texts = make([][]feature, len(c.of))
	return c
}

func TestRoundsAskWhatTheyHaveNotLearnt(t *testing.T) {
	for _, labels := range []int{2, 3, 4, 7, 10, 40} {
		c := dealt(labels, 6, 11)
		inside, left, idle := map[int]int{}, map[int]int{}, map[int]int{}
		for k, r := range newRounds(c) {
			known := map[int]bool{}
			for _, i := range r.learn {
				known[c.of[i]] = true
			}
			for _, i := range slices.Concat(r.inside, r.left, r.idle) {
				if slices.Contains(r.learn, i) {
					t.Fatalf("%d labels, round %d: asks %d, which it has learnt", labels, k, i)
				}
			}
			for _, i := range r.inside {
				inside[i]++
			}
			for _, i := range r.left {
				left[i]++
				if known[c.of[i]] {
					t.Fatalf("%d labels, round %d: knows the label of %d, which is to be unknown", labels, k, i)
				}
			}
			for _, i := range r.idle {
				idle[i]++
			}
			if delete(known, c.labels); len(known) != r.labels {
				t.Errorf("%d labels, round %d: says %d labels, knows %d", labels, k, r.labels, len(known))
			}
		}
		if len(left) != c.examples || len(idle) != 11 || once(left) != nil || once(inside) != nil || once(idle) != nil {
			t.Errorf("%d labels: %d of %d stand in for the unknown, %d for nothing; asked twice: %v %v %v",
				labels, len(left), c.examples, len(idle), once(left), once(inside), once(idle))
		}
		if labels < manyLabels && len(inside) != c.examples {
			t.Errorf("%d labels: %d of %d examples are asked", labels, len(inside), c.examples)
		}
	}
}

// once says what was counted more than once.
func once(counts map[int]int) error {
	for i, n := range counts {
		if n != 1 {
			return fmt.Errorf("%d: %d times", i, n)
		}
	}
	return nil
}

// The more labels a round does without, the fewer texts it can take for a wrong one: what goes wrong weighs more.
func TestWhatGoesWrongAmongFewerLabelsWeighsMore(t *testing.T) {
	asked := []ask{
		{kind: inside, of: 0, labels: 4, svm: []float32{1, 0, 0, 0, 0}, soft: make([]float32, 5)},
		{kind: inside, of: 1, labels: 4, svm: []float32{1, 0, 0, 0, 0}, soft: make([]float32, 5)},
		{kind: left, of: 4, labels: 4, svm: []float32{1, 0, 0, 0, 0}, soft: make([]float32, 5)},
	}
	got := outcomesOf(asked, 0, 1, &corpus{labels: 5}, 0.3)
	for i, want := range []float64{0.35, 0.35 * 5 / 4, 0.3 * 5 / 4} {
		if !near(got[i].weight, want) || got[i].right != (i == 0) {
			t.Errorf("text %d: weight %v, right %v", i, got[i].weight, got[i].right)
		}
	}
}
