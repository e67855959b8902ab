package classify

import (
	"runtime"
	"slices"
	"sync"
)

// ask is a text that was asked in a round that had not learnt from it.
type ask struct {
	text      int // index in the corpus
	of        int // its class
	kind      kind
	known     float64
	length    int
	labels    int // that were learnt
	svm, soft []float32
}

type kind uint8

const (
	inside kind = iota // its label was learnt
	left               // its label was not
	idle               // it asks for nothing
)

// validate asks every text in rounds that have not learnt from it.
func validate(c *corpus) []ask {
	rounds := newRounds(c)
	results := make([][]ask, len(rounds))
	var wait sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for k, f := range rounds {
		wait.Go(func() {
			free <- struct{}{}
			results[k] = f.run(c)
			<-free
		})
	}
	wait.Wait()
	return slices.Concat(results...)
}

// run asks in one way of learning after the other, so that the weights of one are in memory at a time.
func (f round) run(c *corpus) []ask {
	t := c.taught(f.learn)
	var out []ask
	var xs []vector
	for k, list := range [][]int{inside: f.inside, left: f.left, idle: f.idle} {
		for _, i := range list {
			x, known := t.vocabulary.vector(c.texts[i])
			xs = append(xs, x)
			out = append(out, ask{i, c.of[i], kind(k), known, c.lengths[i], f.labels, make([]float32, t.classes), make([]float32, t.classes)})
		}
	}
	svm := t.svm()
	for i, x := range xs {
		svm.score(x, out[i].svm)
	}
	softmax := t.softmax()
	for i, x := range xs {
		softmax.score(x, out[i].soft)
	}
	return out
}
