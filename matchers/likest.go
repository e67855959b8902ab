package matchers

import "slices"

// pairs are the pairs of characters that stand side by side in a folded text, sorted.
type pairs []uint64

func pairsOf(text string) pairs {
	folded := fold(text).text
	out := make(pairs, 0, len(folded))
	before := ' '
	for _, r := range folded {
		out = append(out, uint64(before)<<32|uint64(r))
		before = r
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// common is how many pairs are in both.
func (p pairs) common(other pairs) int {
	n := 0
	for len(p) > 0 && len(other) > 0 {
		switch {
		case p[0] < other[0]:
			p = p[1:]
		case p[0] > other[0]:
			other = other[1:]
		default:
			n++
			p, other = p[1:], other[1:]
		}
	}
	return n
}

// likenesses are the pairs of the examples of each matcher, by its name.
func likenesses(list []*Matcher) map[string][]pairs {
	out := map[string][]pairs{}
	for _, m := range list {
		for _, e := range m.Examples {
			out[m.Name] = append(out[m.Name], slices.Clip(pairsOf(e.Text)))
		}
	}
	return out
}

// likest is the example that has most pairs of characters in common with a text; of equal ones, the first.
func (s *Set) likest(text pairs, m *Matcher) string {
	best, most := "", -1.0
	for i, example := range s.likeness[m.Name] {
		share := float64(text.common(example)) / float64(len(text)+len(example)+1)
		if share > most {
			best, most = m.Examples[i].Text, share
		}
	}
	return best
}
