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
	k := m.Memo()
	defer k.Close()
	weights := k.weigh(text, []string{label})[0]
	var out []Carrier
	for i, weight := range weights {
		if weight != 0 {
			out = append(out, Carrier{k.words[i].text, weight})
		}
	}
	slices.SortStableFunc(out, strongerFirst)
	return out
}

func strongerFirst(a, b Carrier) int { return cmp.Compare(b.Weight, a.Weight) }

// Explain returns for each label the words of a text that speak for it, the strongest first: different ones, at most so many.
func (k *Memo) Explain(text string, labels []string, most int) [][]Carrier {
	out := make([][]Carrier, len(labels))
	for c, weights := range k.weigh(text, labels) {
		for i, weight := range weights {
			if weight > 0 {
				out[c] = strongest(out[c], Carrier{k.words[i].text, weight}, most)
			}
		}
	}
	return out
}

// strongest puts a word into its place among the strongest different ones; of equal ones the first stays before.
func strongest(list []Carrier, c Carrier, most int) []Carrier {
	if i := slices.IndexFunc(list, func(o Carrier) bool { return o.Word == c.Word }); i >= 0 {
		if list[i].Weight >= c.Weight {
			return list
		}
		list = slices.Delete(list, i, i+1)
	}
	at := len(list)
	for at > 0 && list[at-1].Weight < c.Weight {
		at--
	}
	if at >= most {
		return list
	}
	return slices.Insert(list[:min(len(list), most-1)], at, c)
}

// weigh reads a text and returns for each label what each of its words speaks for it; nil for an unknown label.
func (k *Memo) weigh(text string, labels []string) [][]float64 {
	k.read(text)
	out := make([][]float64, len(labels))
	place := make([]int, k.model.weights.Classes) // of a class among the labels, counted from 1
	for i, label := range labels {
		if class, ok := slices.BinarySearch(k.model.labels, label); ok {
			out[i], place[class] = make([]float64, len(k.words)), i+1
		}
	}
	k.share(place, len(labels))
	for i, l := range k.looked {
		if !k.words[i].cjk {
			k.speak(out, l.number, i)
			k.speak(out, k.pairs[i], i)
		}
		for _, n := range k.partsOf(l) {
			k.speak(out, n, i)
		}
	}
	for _, m := range k.meant {
		k.speak(out, m.number, int(m.word))
	}
	return out
}

// speak counts one occurrence of a feature for a word.
func (k *Memo) speak(out [][]float64, n int32, word int) {
	if n < 0 {
		return
	}
	row := k.shares[int(k.rank[n])*len(out):]
	for i := range out {
		if out[i] != nil {
			out[i][word] += row[i]
		}
	}
}

// share says what one occurrence of each feature of the text speaks for each label: its weight is relative to the median
// of all classes, since what is the same for all decides nothing.
func (k *Memo) share(place []int, labels int) {
	if k.rank == nil {
		k.rank = make([]int32, len(k.count))
	}
	k.shares = slices.Grow(k.shares[:0], len(k.x.at)*labels)[:len(k.x.at)*labels]
	clear(k.shares)
	weights := k.model.weights
	for i, n := range k.x.at {
		k.rank[n] = int32(i)
		from, to := weights.Start[n], weights.Start[n+1]
		for at, class := range weights.Class[from:to] {
			if p := place[class]; p > 0 {
				weight := float64(weights.Scale[n]) * float64(weights.Step[int(from)+at])
				k.shares[i*labels+p-1] = float64(k.x.value[i]) * weight / float64(k.count[n])
			}
		}
	}
}
