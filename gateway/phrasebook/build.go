package phrasebook

import (
	"fmt"
	"math/bits"
	"strings"
)

// maxGroups is how many groups fit into the answer.
const maxGroups = 64

// MustNew makes a book of groups of phrases. Case, typographic apostrophes and the kind and length of white space make no
// difference, neither here nor in the texts. It panics where the groups are too many or their phrases too long together,
// since they are tables in the code.
func MustNew(groups ...[]string) *Book {
	if len(groups) > maxGroups {
		panic(fmt.Sprintf("phrasebook: %d groups, of %d at most", len(groups), maxGroups))
	}
	folded := make([][]string, len(groups))
	b := &Book{}
	classes := 1
	for i, group := range groups {
		for _, phrase := range group {
			phrase = foldPhrase(phrase)
			folded[i] = append(folded[i], phrase)
			classes = b.classify(phrase, classes)
		}
	}
	b.alike()
	b.shift = uint(bits.Len(uint(classes - 1)))
	b.grow()
	for i, group := range folded {
		for _, phrase := range group {
			b.add(phrase, 1<<i)
		}
	}
	b.connect()
	return b
}

func foldPhrase(phrase string) string {
	var out strings.Builder
	blank := false
	for _, r := range phrase {
		if r = fold(r); r == unseen {
			continue
		}
		if r != ' ' || !blank {
			out.WriteRune(r)
		}
		blank = r == ' '
	}
	return out.String()
}

// classify gives each byte of a phrase a class of its own; classes is how many there are.
func (b *Book) classify(phrase string, classes int) int {
	for i := range len(phrase) {
		if b.class[phrase[i]] == 0 {
			b.class[phrase[i]] = uint8(classes)
			classes++
		}
	}
	return classes
}

// alike gives ASCII capitals and white space the classes of what they are folded to.
func (b *Book) alike() {
	for c := byte('A'); c <= 'Z'; c++ {
		b.class[c] = b.class[c|0x20]
	}
	for _, c := range "\t\n\v\f\r" {
		b.class[c] = b.class[' ']
	}
}

// grow adds a state without a way out.
func (b *Book) grow() uint16 {
	n := len(b.says)
	if n >= found {
		panic("phrasebook: too many phrases for one book")
	}
	b.says = append(b.says, 0)
	b.next = append(b.next, make([]uint16, 1<<b.shift)...)
	return uint16(n)
}

// add makes the states of one phrase, as of a trie.
func (b *Book) add(phrase string, group uint64) {
	state := uint16(0)
	for i := range len(phrase) {
		at := b.cell(state, int(b.class[phrase[i]]))
		if b.next[at] == 0 {
			next := b.grow() // which moves b.next
			b.next[at] = next
		}
		state = b.next[at]
	}
	if state > 0 {
		b.says[state] |= group
	}
}

// connect makes an automaton of the trie: where no phrase goes on, the longest end of what was read that begins another
// does. States are visited by their depth, so that the shorter end is known.
func (b *Book) connect() {
	ends := make([]uint16, len(b.says)) // by state: its longest end that is a state too
	var blanks []uint16                 // states behind a blank
	for queue := []uint16{0}; len(queue) > 0; queue = queue[1:] {
		state := queue[0]
		for class := range 1 << b.shift {
			next, end := &b.next[b.cell(state, class)], b.next[b.cell(ends[state], class)]
			if *next == 0 {
				*next = end
				continue
			}
			if state != 0 {
				ends[*next] = end
			}
			b.says[*next] |= b.says[ends[*next]]
			queue = append(queue, *next)
			if class == int(b.class[' ']) {
				blanks = append(blanks, *next)
			}
		}
	}
	for _, state := range blanks {
		b.next[b.cell(state, int(b.class[' ']))] = state // more white space is the same blank
	}
	b.mark()
}

func (b *Book) cell(state uint16, class int) int { return int(state)<<b.shift | class }

// mark marks the states in which a phrase ends wherever they are entered.
func (b *Book) mark() {
	for i, state := range b.next {
		if b.says[state] != 0 {
			b.next[i] |= found
		}
	}
}
