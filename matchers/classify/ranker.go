package classify

import (
	"errors"
	"fmt"
	"sync"
)

// Ranker says how well each of many labels fits a text. It learns from few examples a label in a fraction of the time of a
// [Model], and knows nothing of probabilities: whoever uses it has to make sense of the scores. It does not change, and may
// be used by many goroutines.
type Ranker struct {
	labels     []string
	reader     reader
	vocabulary *vocabulary
	weights    *packed
	rooms      sync.Pool // of *[]feature
}

// What a ranker is learnt from at most: time grows with examples × labels, memory with features × labels.
const (
	maxRanked  = 5_000_000
	maxWeights = 48 << 20 // of four bytes, while it is learnt
)

// ErrLarge is the error of [NewRanker] for more than it learns in some seconds and 200 MB.
var ErrLarge = errors.New("too many labels and examples")

// NewRanker learns from examples in some languages (those of [Languages] help), with support vector machines alone. The same
// examples give the same ranker.
func NewRanker(examples []Example, languages []string) (*Ranker, error) {
	r := &Ranker{labels: labelsOf(examples), reader: reader{newLexicon(languages)}}
	switch {
	case len(r.labels) < 2:
		return nil, fmt.Errorf("rank: %w", ErrFewLabels)
	case len(r.labels) >= maxLabels:
		return nil, fmt.Errorf("rank: %w", ErrManyLabels)
	case len(r.labels)*len(examples) > maxRanked:
		return nil, fmt.Errorf("rank: %w", ErrLarge)
	}
	c := (&Model{labels: r.labels, reader: r.reader}).corpus(examples, nil, nil)
	r.vocabulary = c.vocabulary.within(c.texts)
	features := len(r.vocabulary.hashes)
	if features*len(r.labels) > maxWeights {
		return nil, fmt.Errorf("rank: %w", ErrLarge)
	}
	xs := make([]vector, len(c.texts))
	for i, t := range c.texts {
		xs[i], _ = r.vocabulary.vector(t)
	}
	r.weights = trainSVM(xs, c.of, features, c.classes(), svmEpochs).pack()
	return r, nil
}

// Labels are all labels, sorted.
func (r *Ranker) Labels() []string { return r.labels }

// Scores are how well the labels fit a text, in their order: about 1 for what an example says, about -1 for what has nothing
// to do with it. What is not known of a text makes all of them lower; of a text of which nothing is known all are -1.
func (r *Ranker) Scores(text string) []float32 {
	room, ok := r.rooms.Get().(*[]feature)
	if !ok {
		room = new([]feature)
	}
	*room = r.reader.readInto((*room)[:0], words(nil, text))
	x, known := r.vocabulary.vector(*room)
	r.rooms.Put(room)
	out := make([]float32, len(r.labels))
	if len(x.at) > 0 {
		r.weights.score(x, out)
	}
	for i := range out {
		out[i] = float32(known)*(out[i]+1) - 1
	}
	return out
}
