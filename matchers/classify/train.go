package classify

import (
	"errors"
	"fmt"
	"slices"
)

// Example is a text and the label of what it asks for.
type Example struct{ Text, Label string }

// Options say what a model is trained for. The zero value is ready for use.
type Options struct {
	// OutOfScope is the share of texts, 0 to below 1, that are expected to ask for nothing that has a label; 0 stands for
	// DefaultOutOfScope.
	OutOfScope float64
	// Precision is how often, 0 to 1, answers from the threshold on are to be right; 0 stands for DefaultPrecision.
	Precision float64
	// Languages that texts are in, as BCP 47 codes: of those in Languages() it is known which words mean alike, and how
	// people talk who ask for nothing.
	Languages []string
}

// What is expected of a model where nothing else is said.
const (
	DefaultOutOfScope = 0.3
	DefaultPrecision  = 0.95
)

// Errors of [Train].
var (
	ErrFewLabels  = errors.New("at least two labels are needed")
	ErrManyLabels = fmt.Errorf("there are more than %d labels", maxLabels-1)
)

// Train learns from examples, and from sentences that ask for nothing that has a label. The order of both matters little,
// but the same input gives the same model.
func Train(examples []Example, nothing []string, o Options) (*Model, error) {
	o = o.withDefaults()
	if inRange := o.OutOfScope >= 0 && o.OutOfScope < 1 && o.Precision >= 0 && o.Precision <= 1; !inRange {
		return nil, fmt.Errorf("train: out of scope %v and precision %v are to be from 0 to 1, the former below 1", o.OutOfScope, o.Precision)
	}
	m := &Model{labels: labelsOf(examples), languages: o.Languages}
	if len(m.labels) < 2 {
		return nil, fmt.Errorf("train: %w", ErrFewLabels)
	}
	if len(m.labels) >= maxLabels {
		return nil, fmt.Errorf("train: %w", ErrManyLabels)
	}
	m.reader.lexicon = newLexicon(o.Languages)
	c := m.corpus(examples, nothing, Background(o.Languages...))
	m.nothing = c.nothing
	m.learn(c, o)
	return m, nil
}

func (o Options) withDefaults() Options {
	if o.OutOfScope == 0 {
		o.OutOfScope = DefaultOutOfScope
	}
	if o.Precision == 0 {
		o.Precision = DefaultPrecision
	}
	return o
}

func labelsOf(examples []Example) []string {
	var out []string
	for _, e := range examples {
		out = append(out, e.Label)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (m *Model) corpus(examples []Example, nothing, background []string) *corpus {
	c := &corpus{labels: len(m.labels), examples: len(examples)}
	add := func(text string, class int) {
		ws := words(nil, text)
		c.texts = append(c.texts, slices.Clone(m.reader.read(ws))) // without the room that was left
		c.lengths = append(c.lengths, len(ws))
		c.of = append(c.of, class)
	}
	for _, e := range examples {
		class, _ := slices.BinarySearch(m.labels, e.Label)
		add(e.Text, class)
	}
	for _, text := range nothing {
		add(text, c.labels)
	}
	known := len(c.texts)
	for _, text := range background {
		add(text, c.labels)
	}
	c.dropAlike(len(examples), known)
	c.nothing = len(c.texts) > len(examples)
	return c
}

// learn finds out by cross-validation how to blend the two ways of learning and how sure to be, then learns from all.
func (m *Model) learn(c *corpus, o Options) {
	asked := validate(c)
	share := chooseBlend(asked, c.labels)
	m.temperature = chooseTemperature(asked, share)
	outcomes := outcomesOf(asked, share, m.temperature, c, o.OutOfScope)
	m.confidence = fitConfidence(outcomes)
	m.points = curve(m.judge(outcomes))
	m.threshold = lowest(m.points, o.Precision)
	m.report = newReport(asked, share, m.labels)

	all := c.taught(upTo(len(c.texts)))
	m.vocabulary, m.weights = all.vocabulary, all.svm().blend(all.softmax(), share).pack()
}

func (m *Model) judge(outcomes []outcome) []judged {
	out := make([]judged, len(outcomes))
	for i, o := range outcomes {
		out[i] = judged{m.confidence.of(o.standing), o.right, o.weight}
	}
	return out
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// taught are some of the texts, ready to be learnt from.
type taught struct {
	vocabulary *vocabulary
	texts      []vector
	of         []int
	classes    int
}

func (c *corpus) taught(from []int) taught {
	texts, of := make([][]feature, len(from)), make([]int, len(from))
	for k, i := range from {
		texts[k], of[k] = c.texts[i], c.of[i]
	}
	t := taught{vocabulary: c.vocabulary.within(texts), texts: make([]vector, len(texts)), of: of, classes: c.classes()}
	for k, fs := range texts {
		t.texts[k], _ = t.vocabulary.vector(fs)
	}
	return t
}

func (t *taught) svm() *linear {
	return trainSVM(t.texts, t.of, len(t.vocabulary.hashes), t.classes, svmEpochs)
}

func (t *taught) softmax() *linear {
	return trainSoftmax(t.texts, t.of, len(t.vocabulary.hashes), t.classes, softmaxEpochs)
}
