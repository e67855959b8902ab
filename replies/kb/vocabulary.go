package kb

import (
	"cmp"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/analysis"
)

// vocabulary is what the articles of one tongue are made of, and how much each term says.
type vocabulary struct {
	analyzer analysis.Analyzer
	ids      map[string]uint32
	words    []string
	weights  []float64
	counts   []int   // of articles that have the term
	articles int     // how many there are
	unknown  float64 // the weight of a term that no article has
}

// newVocabulary weighs the terms of n articles by how few articles they stand in: the inverse document frequency of BM25.
func newVocabulary(a analysis.Analyzer, counts map[string]int, n int) *vocabulary {
	v := &vocabulary{analyzer: a, ids: make(map[string]uint32, len(counts)), articles: n, unknown: unknownShare * rarity(0, n)}
	for word, count := range counts {
		v.ids[word] = uint32(len(v.words))
		v.words = append(v.words, word)
		v.weights = append(v.weights, rarity(count, n))
		v.counts = append(v.counts, count)
	}
	return v
}

func rarity(count, n int) float64 {
	return math.Log(1 + (float64(n-count)+0.5)/(float64(count)+0.5))
}

// bag is a text as the set of its terms.
type bag struct {
	terms []uint32 // sorted, each once; those that the vocabulary has
	known float64  // the weight of these
	norm  float64  // the square root of the sum of their squared weights
	lost  float64  // the weight of the others
	lost2 float64  // the sum of their squared weights
}

// bag takes a text apart.
func (v *vocabulary) bag(text string) bag { return v.bagOf(splitUp(text)) }

func (v *vocabulary) bagOf(text split) bag {
	var b bag
	unknown := map[string]bool{}
	for _, word := range text.terms(v.analyzer) {
		if id, ok := v.ids[word]; ok {
			b.terms = append(b.terms, id)
		} else if !unknown[word] {
			unknown[word] = true
			b.lost += v.unknown
			b.lost2 += v.unknown * v.unknown
		}
	}
	slices.Sort(b.terms)
	b.terms = slices.Compact(b.terms)
	for _, id := range b.terms {
		w := v.weights[id]
		b.known += w
		b.norm += w * w
	}
	b.norm = math.Sqrt(b.norm)
	return b
}

// shared are the terms of both, with their weight and the sum of their squared weights.
func (v *vocabulary) shared(a, b bag) (both []uint32, weight, squares float64) {
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch cmp.Compare(a.terms[i], b.terms[j]) {
		case -1:
			i++
		case 1:
			j++
		default:
			w := v.weights[a.terms[i]]
			both = append(both, a.terms[i])
			weight += w
			squares += w * w
			i++
			j++
		}
	}
	return both, weight, squares
}

// likeness is how much two texts are the same, 0 to 1: the cosine of their weighted terms.
func (v *vocabulary) likeness(a, b bag) float64 {
	_, _, squares := v.shared(a, b)
	if squares == 0 {
		return 0
	}
	return squares / math.Sqrt((a.norm*a.norm+a.lost2)*(b.norm*b.norm+b.lost2))
}

// rarest are those of the terms of a bag that say most: at most n, and together in at most budget articles, so that a
// search takes its time however many articles have the common words. The rarest term is always among them.
func (v *vocabulary) rarest(b bag, n, budget int) []string {
	ids := slices.Clone(b.terms)
	slices.SortFunc(ids, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(v.counts[x], v.counts[y]), cmp.Compare(v.words[x], v.words[y]))
	})
	var out []string
	for _, id := range ids[:min(len(ids), n)] {
		if budget -= v.counts[id]; budget < 0 && len(out) > 0 {
			break
		}
		out = append(out, v.words[id])
	}
	return out
}

// unknownShare is how much a term that no article has counts beside the rarest one that an article has.
const unknownShare = 0.5
