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
	times := make(map[int32]float64, len(x.at)) // how often each feature occurs
	for _, f := range fs {
		times[m.vocabulary.number(f.hash)]++
	}
	weights := make([]float64, len(ws))
	for _, f := range fs {
		n := m.vocabulary.number(f.hash)
		if k, ok := slices.BinarySearch(x.at, n); ok {
			weights[f.word] += float64(x.value[k]) * m.weights.weight(n, class) / times[n]
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
