package classify

import (
	"math/bits"
	"slices"
)

// Memo asks a model about the parts of one message: a word that it has seen is not looked up again. It answers as the
// model does. It is for one goroutine; Close ends it.
type Memo struct {
	model *Model
	seen  map[string]lookup
	parts []int32  // numbers of features, of all words seen; -1 is an unknown one
	means []uint64 // notions, of all words seen

	// Of the text that was read last:
	words  []word
	looked []lookup
	pairs  []int32 // of each word with the one before it, as parts
	meant  []meaning
	count  []uint16 // of each feature of the vocabulary
	marks  []uint64 // the same as a set, while a text is read
	x      vector
	known  float64
	scores []float32

	shares []float64 // of each label, for each feature of x: what it says, told apart by how often it occurs
	rank   []int32   // of each feature of the vocabulary, its place in x

	bests map[string]*Candidate // of texts that were asked for; nil: the text has none

	features []feature // room
	found    []notionAt
}

// lookup is what is known of a word. The ranges are of the memo's parts and means.
type lookup struct {
	hash              uint64
	number            int32 // of the word itself
	firstPart, parts  int32
	firstMean, notion int32
}

// meaning is a feature of what words mean, and the word that it counts for.
type meaning struct {
	number int32
	word   uint16
}

// Memo returns one that has seen nothing.
func (m *Model) Memo() *Memo {
	if k, ok := m.memos.Get().(*Memo); ok {
		return k
	}
	features := len(m.vocabulary.hashes)
	return &Memo{
		model: m, seen: map[string]lookup{}, count: make([]uint16, features), marks: make([]uint64, (features+63)/64),
		scores: make([]float32, m.weights.Classes), bests: map[string]*Candidate{},
	}
}

// Close ends the use of k.
func (k *Memo) Close() {
	k.forget()
	clear(k.seen)
	clear(k.bests)
	k.parts, k.means = k.parts[:0], k.means[:0]
	k.model.memos.Put(k)
}

// Classify is [Model.Classify].
func (k *Memo) Classify(text string) []Candidate {
	s, ok := k.ask(text)
	if !ok {
		return nil
	}
	return k.model.candidates(k.scores, s.best, k.model.confidence.of(s))
}

// Best is the first of the candidates, and false where there is none. Of a text it is computed once.
func (k *Memo) Best(text string) (Candidate, bool) {
	best, known := k.bests[text]
	if !known {
		if s, ok := k.ask(text); ok {
			best = &Candidate{k.model.labels[s.best], k.model.confidence.of(s)}
		}
		k.bests[text] = best
	}
	if best == nil {
		return Candidate{}, false
	}
	return *best, true
}

// Model is the one that is asked.
func (k *Memo) Model() *Model { return k.model }

func (k *Memo) ask(text string) (s standing, ok bool) {
	k.read(text)
	if len(k.x.at) == 0 {
		return s, false
	}
	k.model.weights.score(k.x, k.scores)
	return stand(k.scores, k.model.nothing, k.model.temperature, k.known, len(k.words)), true
}

// forget makes room for another text.
func (k *Memo) forget() {
	for _, n := range k.x.at {
		k.count[n] = 0
	}
	clear(k.words)
	k.words, k.looked, k.pairs, k.meant, k.found = k.words[:0], k.looked[:0], k.pairs[:0], k.meant[:0], k.found[:0]
	k.x.at, k.x.value = k.x.at[:0], k.x.value[:0]
}

// read makes a vector of a text, the same as the vocabulary does of its features.
func (k *Memo) read(text string) {
	k.forget()
	k.words = words(k.words, text)
	v := k.model.vocabulary
	mass, all, before := 0.0, 0.0, uint64(begin)
	for i, w := range k.words {
		l := k.look(w)
		k.looked = append(k.looked, l)
		pair := int32(-1)
		if w.cjk {
			before = begin
		} else {
			if i > 0 {
				pair = v.number(join(before, l.hash))
			}
			before = l.hash
			k.add(l.number)
			k.add(pair)
		}
		k.pairs = append(k.pairs, pair)
		for _, n := range k.partsOf(l) {
			weight := v.unseen
			if n >= 0 {
				k.add(n)
				weight = float64(v.idf[n])
				mass += weight
			}
			all += weight
		}
	}
	k.addNotions()
	k.settle()
	k.known = 1
	if all > 0 {
		k.known = mass / all
	}
}

func (k *Memo) partsOf(l lookup) []int32 { return k.parts[l.firstPart : l.firstPart+l.parts] }

// look finds the features of a word.
func (k *Memo) look(w word) lookup {
	if l, ok := k.seen[w.text]; ok {
		return l
	}
	l := lookup{number: -1, firstPart: int32(len(k.parts)), firstMean: int32(len(k.means))}
	if w.cjk {
		k.features = charGrams(k.features[:0], w.text, 0)
	} else {
		k.features = parts(k.features[:0], w.text, maxPart, 0)
		l.hash = hashWord(w.text)
		l.number = k.model.vocabulary.number(l.hash)
	}
	for _, f := range k.features {
		k.parts = append(k.parts, k.model.vocabulary.number(f.hash))
	}
	if lexicon := k.model.reader.lexicon; lexicon != nil {
		k.found = lexicon.find(k.found[:0], w, 0)
		for _, f := range k.found {
			k.means = append(k.means, f.notion)
		}
	}
	l.parts, l.notion = int32(len(k.parts))-l.firstPart, int32(len(k.means))-l.firstMean
	k.seen[w.text] = l
	return l
}

// add counts a feature, where it is known.
func (k *Memo) add(n int32) {
	if n >= 0 {
		k.count[n]++
		k.marks[n/64] |= 1 << (n % 64)
	}
}

// addNotions counts what the words mean, and pairs of that, once each.
func (k *Memo) addNotions() {
	k.found = k.found[:0]
	for i, l := range k.looked {
		for _, notion := range k.means[l.firstMean : l.firstMean+l.notion] {
			k.found = append(k.found, notionAt{notion, uint16(i)})
		}
		if len(k.found) > maxNotions {
			break
		}
	}
	meanings(k.found, func(hash uint64, _ block, word uint16) {
		if n := k.model.vocabulary.number(hash); n >= 0 && !k.heard(n) {
			k.add(n)
			k.meant = append(k.meant, meaning{n, word})
		}
	})
}

// heard says whether a feature was counted as a meaning of the text.
func (k *Memo) heard(n int32) bool {
	return k.count[n] > 0 && slices.ContainsFunc(k.meant, func(m meaning) bool { return m.number == n })
}

// settle makes the vector of what was counted.
func (k *Memo) settle() {
	v := k.model.vocabulary
	var squares [blocks]float64
	for i, set := range k.marks {
		for ; set != 0; set &= set - 1 {
			n := int32(i*64 + bits.TrailingZeros64(set))
			k.x.add(v, n, int(k.count[n]), &squares)
		}
		k.marks[i] = 0
	}
	v.scale(&k.x, squares)
}
