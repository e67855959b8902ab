package phrasebook

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

// tooMany says that nodes or states cannot be numbered any more.
const tooMany = "phrasebook: too many phrases for one book"

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
	b, size := &builder{classes: 1}, 1
	for i, group := range groups {
		for _, phrase := range group {
			phrase = foldPhrase(phrase)
			folded[i] = append(folded[i], phrase)
			b.classify(phrase)
			size += len(phrase)
		}
	}
	b.alike()
	b.nodes = make([]node, 1, min(size, math.MaxUint16+1))
	for i, group := range folded {
		for _, phrase := range group {
			b.add(phrase, 1<<i)
		}
	}
	b.connect()
	return b.automaton()
}

// builder makes an automaton: first the trie of all phrases, then what leads from one to another.
type builder struct {
	class   [256]uint8 // of each byte; those of no phrase are of class 0
	classes int
	nodes   []node      // of the trie, the root first
	root    [256]uint16 // its children by class, since it has many
	order   []uint16    // of the nodes, by their depth
}

// node is a place in the trie.
type node struct {
	class          uint8 // of the byte that leads here
	children       uint8 // how many, of many no more than that
	depth          uint16
	first, sibling uint16 // child, and the next one of the same parent; 0 for none
	end            uint16 // the longest end of what was read that is a node too
	says           uint64 // the groups of the phrases that end here
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

// classify gives each byte of a phrase a class of its own. No byte is 0xff in UTF-8, so that 255 are enough.
func (b *builder) classify(phrase string) {
	for i := range len(phrase) {
		if b.class[phrase[i]] == 0 {
			b.class[phrase[i]] = uint8(b.classes)
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

// add makes the nodes of one phrase.
func (b *builder) add(phrase string, group uint64) {
	at := uint16(0)
	for i := range len(phrase) {
		class := b.class[phrase[i]]
		next := b.child(at, class)
		if next == 0 {
			next = b.grow(at, class)
		}
		at = next
	}
	if at > 0 {
		b.nodes[at].says |= group
	}
}

// child is the node behind a byte, 0 for none.
func (b *builder) child(of uint16, class uint8) uint16 {
	if of == 0 {
		return b.root[class]
	}
	at := b.nodes[of].first
	for at != 0 && b.nodes[at].class != class {
		at = b.nodes[at].sibling
	}
	return at
}

func (b *builder) grow(parent uint16, class uint8) uint16 {
	if len(b.nodes) > math.MaxUint16 {
		panic(tooMany)
	}
	p := &b.nodes[parent]
	child := node{class: class, sibling: p.first, depth: p.depth + 1}
	p.first = uint16(len(b.nodes))
	if p.children < math.MaxUint8 {
		p.children++
	}
	if parent == 0 {
		b.root[class] = p.first
	}
	b.nodes = append(b.nodes, child)
	return uint16(len(b.nodes) - 1)
}

// connect finds the end of each node: where no phrase goes on, the longest end of what was read that begins another does.
// Nodes are visited by their depth, so that the shorter end is known.
func (b *builder) connect() {
	b.order = append(make([]uint16, 0, len(b.nodes)), 0)
	for i := 0; i < len(b.order); i++ {
		parent := b.order[i]
		for at := b.nodes[parent].first; at != 0; at = b.nodes[at].sibling {
			n := &b.nodes[at]
			if parent != 0 {
				n.end = b.behind(b.nodes[parent].end, n.class)
			}
			n.says |= b.nodes[n.end].says
			b.order = append(b.order, at)
		}
	}
}

// behind is the node behind a byte, of this phrase or of another.
func (b *builder) behind(at uint16, class uint8) uint16 {
	for {
		if next := b.child(at, class); next != 0 || at == 0 {
			return next
		}
		at = b.nodes[at].end
	}
}

// near is the depth up to which states know what is behind each byte.
const near = 4

// isWide tells whether a node's state knows what is behind each byte. One in which a phrase ends does not itself, since it
// is known by its number: it has another for that.
func (b *builder) isWide(at uint16) bool {
	n := &b.nodes[at]
	return n.depth <= near || n.children > 1
}

// automaton numbers the nodes: those that are wide, then the others, then those in which a phrase ends, and by their depth
// in each, since most of a text is read near the beginning.
func (b *builder) automaton() *automaton {
	var wide, links, ending []uint16
	for _, at := range b.order {
		if b.isWide(at) {
			wide = append(wide, at)
		} else if b.nodes[at].says == 0 {
			links = append(links, at)
		}
		if b.nodes[at].says != 0 {
			ending = append(ending, at)
		}
	}
	if len(wide)+len(links)+len(ending) > math.MaxUint16 {
		panic(tooMany)
	}
	out := &automaton{class: b.class, blank: b.class[' '], wide: uint(len(wide)), found: uint(len(wide) + len(links))}
	number, row := make([]uint16, len(b.nodes)), make([]uint16, len(b.nodes))
	for i, at := range wide {
		row[at] = uint16(i)
	}
	for i, at := range slices.Concat(wide, links, ending) {
		number[at] = uint16(i)
	}
	b.fill(out, wide, number)
	for _, at := range slices.Concat(links, ending) {
		out.links = append(out.links, b.link(at, number, row[at]))
	}
	for _, at := range ending {
		out.says = append(out.says, b.nodes[at].says)
	}
	return out
}

// fill writes what is behind each byte in the wide states.
func (b *builder) fill(out *automaton, wide, number []uint16) {
	out.next = make([]uint16, b.classes*len(wide))
	for i, at := range wide {
		for class := 1; class < b.classes; class++ {
			next := number[b.behind(at, uint8(class))]
			if b.isBlank(at) && uint8(class) == out.blank {
				next = number[at] // more white space is the same blank
			}
			out.next[class*len(wide)+i] = next
		}
	}
	for c, class := range b.class {
		out.column[c] = uint(int(class) * len(wide))
	}
}

func (b *builder) isBlank(at uint16) bool { return at != 0 && b.nodes[at].class == b.class[' '] }

// link is the state of a node that is not wide, or in which a phrase ends. Without a child it leads to the beginning, as bytes of no phrase do.
func (b *builder) link(at uint16, number []uint16, row uint16) link {
	n := &b.nodes[at]
	switch {
	case b.isWide(at):
		return link{other: row}
	case n.first == 0:
		return link{other: number[n.end], blank: b.isBlank(at)}
	}
	return link{class: b.nodes[n.first].class, child: number[n.first], other: number[n.end], blank: b.isBlank(at)}
}
