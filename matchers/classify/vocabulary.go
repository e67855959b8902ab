package classify

import (
	"maps"
	"math"
	"slices"
)

// weightOf is how much each family of features counts.
var weightOf = [blocks]float64{blockWord: 1, blockPart: 1, blockNotion: 0.8, blockPair: 0.5}

// vector is a text as a sparse vector of length 1: the features in rising order, and their values.
type vector struct {
	at    []int32
	value []float32
}

// vocabulary gives each known feature its number and its weight.
type vocabulary struct {
	hashes []uint64 // sorted: the number of a feature is its place
	blocks []block
	idf    []float32
	table  []int32 // open addressing, number+1
	unseen float64 // weight of a word that no example has
}

// newVocabulary takes the features of some texts.
func newVocabulary(texts [][]feature) *vocabulary {
	seen := map[uint64]struct{}{}
	for _, fs := range texts {
		for _, f := range fs {
			seen[f.hash] = struct{}{}
		}
	}
	v := &vocabulary{hashes: slices.Sorted(maps.Keys(seen))}
	v.index()
	return v.within(texts)
}

// within takes the features of some of the texts that v was made of.
func (v *vocabulary) within(texts [][]feature) *vocabulary {
	counts := v.count(texts)
	size := 0
	for _, c := range counts {
		size += min(1, int(c.texts))
	}
	out := &vocabulary{hashes: make([]uint64, 0, size), blocks: make([]block, 0, size), idf: make([]float32, 0, size)}
	n := float64(len(texts))
	for i, c := range counts {
		if c.texts > 0 {
			out.hashes, out.blocks = append(out.hashes, v.hashes[i]), append(out.blocks, c.block)
			out.idf = append(out.idf, float32(math.Log((1+n)/float64(1+c.texts))+1))
		}
	}
	out.unseen = math.Log(1+n) + 1
	out.index()
	return out
}

// occurring says in how many texts a feature is, which is the last, from 1 on, and the family that it has there.
type occurring struct {
	texts, last int32
	block       block
}

func (v *vocabulary) count(texts [][]feature) []occurring {
	counts := make([]occurring, len(v.hashes))
	for i, fs := range texts {
		for _, f := range fs {
			if c := &counts[v.number(f.hash)]; c.last != int32(i+1) {
				*c = occurring{c.texts + 1, int32(i + 1), f.block}
			}
		}
	}
	return counts
}

// index builds the table by which numbers are found.
func (v *vocabulary) index() {
	size := 4
	for size < 2*len(v.hashes) {
		size *= 2
	}
	v.table = make([]int32, size)
	for i, h := range v.hashes {
		slot := h & uint64(size-1)
		for v.table[slot] != 0 {
			slot = (slot + 1) & uint64(size-1)
		}
		v.table[slot] = int32(i + 1)
	}
}

// number is the place of a feature, -1 where it is unknown.
func (v *vocabulary) number(hash uint64) int32 {
	mask := uint64(len(v.table) - 1)
	for slot := hash & mask; ; slot = (slot + 1) & mask {
		switch n := v.table[slot]; {
		case n == 0:
			return -1
		case v.hashes[n-1] == hash:
			return n - 1
		}
	}
}

// vector weighs the known features of a text: sublinear in how often they occur, each family to its own length. known
// is the share of the weight of its words that is known, 0 to 1.
func (v *vocabulary) vector(fs []feature) (out vector, known float64) {
	at := make([]int32, 0, len(fs))
	mass, all := 0.0, 0.0
	for _, f := range fs {
		weight := v.unseen
		n := v.number(f.hash)
		if n >= 0 {
			at = append(at, n)
			weight = float64(v.idf[n])
		}
		if f.shows {
			all += weight
			if n >= 0 {
				mass += weight
			}
		}
	}
	slices.Sort(at)
	out = vector{at: at[:0], value: make([]float32, 0, len(at))}
	var squares [blocks]float64
	for i := 0; i < len(at); {
		n, count := at[i], 1
		for i++; i < len(at) && at[i] == n; i++ {
			count++
		}
		out.add(v, n, count, &squares)
	}
	v.scale(&out, squares)
	if all == 0 {
		return out, 1
	}
	return out, mass / all
}

// add appends a feature that occurs so often, before it is scaled.
func (x *vector) add(v *vocabulary, n int32, count int, squares *[blocks]float64) {
	weight := float64(v.idf[n])
	if count > 1 {
		weight *= 1 + math.Log(float64(count))
	}
	squares[v.blocks[n]] += weight * weight
	x.at, x.value = append(x.at, n), append(x.value, float32(weight))
}

// scale gives each family its length.
func (v *vocabulary) scale(x *vector, squares [blocks]float64) {
	total := 0.0
	for b, s := range squares {
		if s > 0 {
			total += weightOf[b] * weightOf[b]
		}
	}
	var factor [blocks]float32
	for b, s := range squares {
		if s > 0 {
			factor[b] = float32(weightOf[b] / math.Sqrt(s*total))
		}
	}
	for i, n := range x.at {
		x.value[i] *= factor[v.blocks[n]]
	}
}
