package phrasebook

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

// maxGroups is how many groups fit into the answer.
const maxGroups = 64

// MustNew makes a book of groups of phrases. Case, typographic apostrophes and the kind and length of white space make no
// difference, neither here nor in the texts. It panics where the groups are too many, and the book when it is first asked
// where their phrases are too long together, since they are tables in the code.
func MustNew(groups ...[]string) *Book {
	if len(groups) > maxGroups {
		panic(fmt.Sprintf("phrasebook: %d groups, of %d at most", len(groups), maxGroups))
	}
	return &Book{automaton: sync.OnceValue(func() *automaton { return build(groups) })}
}

func build(groups [][]string) *automaton {
	folded := make([][]string, len(groups))
	b := &builder{classes: 1}
	for i, group := range groups {
		for _, phrase := range group {
			phrase = foldPhrase(phrase)
			folded[i] = append(folded[i], phrase)
			b.classify(phrase)
		}
	}
	b.alike()
	b.grow()
	for i, group := range folded {
		for _, phrase := range group {
			b.add(phrase, 1<<i)
		}
	}
	return b.automaton(b.connect())
}

// builder makes an automaton: first the states of all phrases, then what leads from one to another.
type builder struct {
	class   [256]int // of each byte; those of no phrase are of class 0
	classes int
	next    []uint16 // by state and class: the state behind
	says    []uint64 // by state: the groups of the phrases that end there
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

// classify gives each byte of a phrase a class of its own.
func (b *builder) classify(phrase string) {
	for i := range len(phrase) {
		if b.class[phrase[i]] == 0 {
			b.class[phrase[i]] = b.classes
			b.classes++
		}
	}
}

// alike gives ASCII capitals and white space the classes of what they are folded to.
func (b *builder) alike() {
	for c := byte('A'); c <= 'Z'; c++ {
		b.class[c] = b.class[c|0x20]
	}
	for _, c := range "\t\n\v\f\r" {
		b.class[c] = b.class[' ']
	}
}

// grow adds a state without a way out.
func (b *builder) grow() uint16 {
	n := len(b.says)
	if n > math.MaxUint16 {
		panic("phrasebook: too many phrases for one book")
	}
	b.says = append(b.says, 0)
	b.next = append(b.next, make([]uint16, b.classes)...)
	return uint16(n)
}

// add makes the states of one phrase, as of a trie.
func (b *builder) add(phrase string, group uint64) {
	state := uint16(0)
	for i := range len(phrase) {
		at := b.cell(state, b.class[phrase[i]])
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
// does. States are visited by their depth, so that the shorter end is known; they are returned in that order.
func (b *builder) connect() []uint16 {
	ends := make([]uint16, len(b.says)) // by state: its longest end that is a state too
	var blanks []uint16                 // states behind a blank
	queue := []uint16{0}
	for i := 0; i < len(queue); i++ {
		state := queue[i]
		for class := range b.classes {
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
			if class == b.class[' '] {
				blanks = append(blanks, *next)
			}
		}
	}
	for _, state := range blanks {
		b.next[b.cell(state, b.class[' '])] = state // more white space is the same blank
	}
	return queue
}

func (b *builder) cell(state uint16, class int) int { return int(state)*b.classes + class }

// automaton numbers the states anew, those near the beginning first, where most of a text is read, and those in which a phrase
// ends behind all others, so that they are known by their numbers.
func (b *builder) automaton(states []uint16) *automaton {
	ending := func(state uint16) bool { return b.says[state] != 0 }
	plain := slices.DeleteFunc(slices.Clone(states), ending)
	out := &automaton{next: make([]uint16, len(b.next)), found: uint(len(plain))}
	number := make([]uint16, len(states))
	for i, state := range slices.Concat(plain, slices.DeleteFunc(states, func(s uint16) bool { return !ending(s) })) {
		number[state] = uint16(i)
		if ending(state) {
			out.says = append(out.says, b.says[state])
		}
	}
	for state, n := range number {
		row := b.next[state*b.classes:][:b.classes]
		for class, next := range row {
			out.next[class*len(states)+int(n)] = number[next]
		}
	}
	for c, class := range b.class {
		out.column[c] = uint(class * len(states))
	}
	return out
}
