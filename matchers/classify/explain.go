package classify

import (
	"cmp"
	"slices"
)

// Carrier is a word of a text and how much it speaks for a label: more than 0 for it, less against it.
type Carrier struct {
	Word   string // folded; of scripts without spaces, the run of characters
	Weight float64
}

// Explain returns the words of a text with what they speak for a label, the strongest first; nil for an unknown label.
// What parts of words, pairs of words and meanings speak for counts for their (last) word.
func (m *Model) Explain(text, label string) []Carrier {
	class, ok := slices.BinarySearch(m.labels, label)
	if !ok {
		return nil
	}
	ws := words(text)
	fs := m.reader.read(ws)
	x, _ := m.vocabulary.vector(fs)
	at, times := m.places(fs, x)
	each := make([]float64, len(x.at)) // what a feature says wherever it occurs
	for k, n := range x.at {
		each[k] = float64(x.value[k]) * m.weights.weight(n, class) / times[k]
	}
	weights := make([]float64, len(ws))
	for i, f := range fs {
		if at[i] >= 0 {
			weights[f.word] += each[at[i]]
		}
	}
	var out []Carrier
	for i, w := range ws {
		if weights[i] != 0 {
			out = append(out, Carrier{w.text, weights[i]})
		}
	}
	slices.SortStableFunc(out, func(a, b Carrier) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

// places are where features stand in a vector, -1 where they do not, and how often each place of it is meant.
func (m *Model) places(fs []feature, x vector) (at []int, times []float64) {
	at, times = make([]int, len(fs)), make([]float64, len(x.at))
	for i, f := range fs {
		at[i] = -1
		if k, ok := slices.BinarySearch(x.at, m.vocabulary.number(f.hash)); ok {
			at[i] = k
			times[k]++
		}
	}
	return at, times
}
