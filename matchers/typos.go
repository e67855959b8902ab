package matchers

import (
	"cmp"
	"slices"
)

// How many typos a word allows: none where it is short, since then they make another word. A typo is a letter too many,
// too few or another one, or two neighbours changed for one another.
const (
	shortTypo = 4 // letters; from here on one
	longTypo  = 8 // letters; from here on two
	mostTypos = 2
)

func typosOf(letters int) int {
	switch {
	case letters < shortTypo:
		return 0
	case letters < longTypo:
		return 1
	}
	return mostTypos
}

// typos finds the words of rules that a word of a message may mean.
//
// Two words are within d typos only if the same text is left of their beginnings once up to d letters are taken out of
// each (symmetric deletion). So each rule is kept under all that is left of it, and few rules remain to be compared.
type typos struct {
	words  [][]rune
	ids    []int // of the words, among the index's marked words
	within [mostTypos + 1]leftovers
}

// typoPrefix is how many letters of a word are looked at for that.
const typoPrefix = 8

func (t *typos) add(text string, id int) {
	word := []rune(text)
	d := typosOf(len(word))
	n := uint32(len(t.words))
	t.words, t.ids = append(t.words, word), append(t.ids, id)
	for _, h := range deletions(nil, word, d) {
		t.within[d].pairs = append(t.within[d].pairs, leftover{h, n})
	}
}

// build is called when all words are in, before the first is looked for.
func (t *typos) build() {
	for d := range t.within {
		t.within[d].build()
	}
}

// find appends the ids of the words that a text may mean.
func (t *typos) find(out []int, text string) []int {
	if len(t.words) == 0 {
		return out
	}
	word := []rune(text)
	var room [40]uint64
	var tried []uint32
	for d := 1; d <= mostTypos; d++ {
		if len(word) < shortestOf(d)-d || d < mostTypos && len(word) > longTypo-1+d {
			continue
		}
		tried = tried[:0]
		for _, h := range deletions(room[:0], word, d) {
			for _, p := range t.within[d].of(h) {
				tried = append(tried, p.word)
			}
		}
		slices.Sort(tried)
		tried = slices.Compact(tried)
		for _, n := range tried {
			if near(word, t.words[n], d) {
				out = append(out, t.ids[n])
			}
		}
	}
	return out
}

// leftovers are words by the hashes of what is left of them, in a table without pointers: it is large.
type leftovers struct {
	pairs []leftover // sorted
	slots []int32    // first of the pairs with a hash, plus 1; open addressing
}

type leftover struct {
	hash uint64
	word uint32
}

func (l *leftovers) build() {
	if len(l.pairs) == 0 {
		return
	}
	slices.SortFunc(l.pairs, func(a, b leftover) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.word, b.word)) })
	l.pairs = slices.Clip(slices.Compact(l.pairs))
	size := 4
	for size < 2*len(l.pairs) {
		size *= 2
	}
	l.slots = make([]int32, size)
	for i, p := range l.pairs {
		if i > 0 && l.pairs[i-1].hash == p.hash {
			continue
		}
		slot := p.hash & uint64(size-1)
		for l.slots[slot] != 0 {
			slot = (slot + 1) & uint64(size-1)
		}
		l.slots[slot] = int32(i + 1)
	}
}

// of are the pairs with a hash.
func (l *leftovers) of(hash uint64) []leftover {
	if len(l.slots) == 0 {
		return nil
	}
	mask := uint64(len(l.slots) - 1)
	for slot := hash & mask; l.slots[slot] != 0; slot = (slot + 1) & mask {
		first := int(l.slots[slot] - 1)
		if l.pairs[first].hash != hash {
			continue
		}
		end := first + 1
		for end < len(l.pairs) && l.pairs[end].hash == hash {
			end++
		}
		return l.pairs[first:end]
	}
	return nil
}

// shortestOf is the length from which on a word allows d typos.
func shortestOf(d int) int {
	if d == 1 {
		return shortTypo
	}
	return longTypo
}

// deletions appends the hashes of what is left of the beginning of a word without up to d letters.
func deletions(out []uint64, word []rune, d int) []uint64 {
	word = word[:min(len(word), typoPrefix)]
	out = append(out, hashWithout(word, -1, -1))
	if d < 1 {
		return out
	}
	for i := range word {
		out = append(out, hashWithout(word, i, -1))
		for j := i + 1; d > 1 && j < len(word); j++ {
			out = append(out, hashWithout(word, i, j))
		}
	}
	return out
}

func hashWithout(word []rune, i, j int) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := uint64(offset)
	for k, r := range word {
		if k != i && k != j {
			h = (h ^ uint64(r)) * prime
		}
	}
	return h
}

// near says whether two words are at most d typos apart (optimal string alignment).
func near(a, b []rune, d int) bool {
	if len(a)-len(b) > d || len(b)-len(a) > d {
		return false
	}
	var room [3 * 32]int
	rows := room[:]
	if 3*(len(b)+1) > len(rows) {
		rows = make([]int, 3*(len(b)+1))
	}
	before, above, row := rows[:len(b)+1], rows[len(b)+1:2*(len(b)+1)], rows[2*(len(b)+1):]
	for j := range above {
		above[j] = j
	}
	for i, x := range a {
		row[0] = i + 1
		least := row[0]
		for j, y := range b {
			cost := 1
			if x == y {
				cost = 0
			}
			row[j+1] = min(above[j+1]+1, row[j]+1, above[j]+cost)
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > d {
			return false
		}
		before, above, row = above, row, before
	}
	return above[len(b)] <= d
}
