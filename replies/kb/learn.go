package kb

import (
	"cmp"
	"slices"
	"sync"

	"frontdesk/matchers/classify"
)

// learner knows which article a question is about, from the titles and the example questions. It learns when it is first
// asked, since most commands never ask.
type learner struct {
	once   sync.Once
	ranker *classify.Ranker // nil where there are too few articles, or too many
}

// Learn prepares the index for questions, which takes up to some seconds of one processor and happens once. Find does it where
// nobody else has.
func (x *Index) Learn() { x.fitting("") }

// fitting is how well the articles fit a text, in the order of their ids; nil where nothing was learnt.
func (x *Index) fitting(text string) []float32 {
	x.learnt.once.Do(x.learn)
	if x.learnt.ranker == nil {
		return nil
	}
	return x.learnt.ranker.Scores(text)
}

// learn makes every article a label, with its title and its questions as examples. What cannot be learnt, such as a single
// article or very many, is found by its words alone.
func (x *Index) learn() {
	var examples []classify.Example
	var languages []string
	for _, id := range x.ids {
		a := x.byID[id]
		for _, text := range append([]string{a.Title}, a.Questions...) {
			examples = append(examples, classify.Example{Text: text, Label: id})
		}
		if base := baseOf(a.Language); slices.Contains(classify.Languages(), base) {
			languages = append(languages, base)
		}
	}
	slices.Sort(languages)
	if r, err := classify.NewRanker(examples, slices.Compact(languages)); err == nil {
		x.learnt.ranker = r
	}
}

// Which articles are compared with a question because of what was learnt, whatever words they share.
const (
	maxFitters = 10
	leastFit   = -0.5 // half way from nothing to an even chance
)

// fitters are the articles of a tongue that fit a question best by what was learnt, but those that are known.
func (x *Index) fitters(t tongue, fits [][]float32, known []string) []string {
	if len(fits) == 0 {
		return nil
	}
	best := make([]int, len(x.ids))
	for i := range best {
		best[i] = i
	}
	slices.SortFunc(best, func(a, b int) int { return cmp.Or(cmp.Compare(fits[0][b], fits[0][a]), cmp.Compare(a, b)) })
	var out []string
	for _, i := range best[:min(len(best), maxFitters)] {
		if id := x.ids[i]; fits[0][i] >= leastFit && x.entries[id].tongue == t && !slices.Contains(known, id) {
			out = append(out, id)
		}
	}
	return out
}
