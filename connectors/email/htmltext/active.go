package htmltext

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// active is an element that goes on behind a block which ends within it, as <b> does: it is opened again there (HTML
// standard, section 13.2.4.3). The zero value marks where a cell of a table begins, beyond which nothing goes on.
type active struct{ node *html.Node }

// reopen opens again what was closed with a block around it.
func (t *tree) reopen() {
	i := len(t.active)
	for i > 0 && t.active[i-1].node != nil && !slices.Contains(t.open, t.active[i-1].node) {
		i--
	}
	for ; i < len(t.active); i++ {
		n := t.active[i].node
		again := tag{kind: n.DataAtom, name: n.Data, attrs: n.Attr}
		t.add(again, formatting)
		t.active[i].node = t.top()
		t.reopened++
		t.failed = t.failed || t.reopened > maxReopened
	}
}

// maxReopened bounds how often elements of a page are opened again. A few hundred of them and as many paragraphs as a page
// can hold would fill the memory.
const maxReopened = 2 << 20

// mayReopenTooMuch says whether a page, read by the library, could open elements again more often than that: every tag
// could open again three of each that are written alike.
func mayReopenTooMuch(page string) bool {
	alike := map[string]int{}
	tags, lasting := 0, 0
	for rest := page; ; rest = rest[1:] {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return min(lasting, mostOpen)*tags > maxReopened
		}
		tags++
		rest = rest[i:]
		s := scanner{page: rest[:min(len(rest), longestTag)]}
		if kind := atomOf(lower(s.tagName())); roleOf(kind) != formatting {
			continue
		}
		s.at = 0
		tag, whole := s.tag()
		if alike[tag.source]++; !whole || alike[tag.source] <= 3 {
			lasting++
		}
	}
}

// longestTag is how much of a tag is looked at, to see whether it is like others.
const longestTag = 200

// mostOpen is how many elements the library lets be open at once.
const mostOpen = 512

// activate makes the innermost open element one that goes on. Of one kind three do at most, and the first gives way.
func (t *tree) activate() {
	n := t.top()
	var alike []int
	for i := len(t.active) - 1; i >= 0 && t.active[i].node != nil; i-- {
		if have := t.active[i]; have.node.DataAtom == n.DataAtom && slices.Equal(have.node.Attr, n.Attr) {
			alike = append(alike, i)
		}
	}
	if len(alike) >= 3 {
		t.active = slices.Delete(t.active, alike[2], alike[2]+1)
	}
	t.active = append(t.active, active{n})
}

// lastActive is the place of the last element of a kind that goes on in this cell, -1 where there is none.
func (t *tree) lastActive(kind atom.Atom) int {
	for i := len(t.active) - 1; i >= 0 && t.active[i].node != nil; i-- {
		if t.active[i].node.DataAtom == kind {
			return i
		}
	}
	return -1
}

// endFormatting ends an element that else would go on. Where blocks stand between, it is cut in two: it ends before the
// outermost of them, and what stood within is put into another one inside of that (the adoption agency of section 13.2.6.4.7).
func (t *tree) endFormatting(tag tag) {
	if top := t.top(); top.DataAtom == tag.kind && t.placeOf(top) < 0 {
		t.open = t.open[:len(t.open)-1]
		return
	}
	for range 8 {
		i := t.lastActive(tag.kind)
		if i < 0 {
			t.endInline(tag)
			return
		}
		at := slices.Index(t.open, t.active[i].node)
		if at < 0 {
			t.active = slices.Delete(t.active, i, i+1)
			return
		}
		if t.innermost(isScope, tag.kind) < 0 {
			return
		}
		block := slices.IndexFunc(t.open[at:], func(n *html.Node) bool { return roleOf(n.DataAtom) > formatting })
		if block < 0 {
			t.open = t.open[:at]
			t.active = slices.Delete(t.active, i, i+1)
			return
		}
		t.adopt(at, at+block)
	}
}

// beginLink ends a link that is open: none stands in another.
func (t *tree) beginLink() {
	i := t.lastActive(atom.A)
	if i < 0 {
		return
	}
	n := t.active[i].node
	t.endFormatting(tag{kind: atom.A, name: "a"})
	t.failed = t.failed || slices.Contains(t.open, n)
}

// endCell ends what goes on within the innermost cell.
func (t *tree) endCell() {
	for len(t.active) > 0 {
		last := t.active[len(t.active)-1]
		t.active = t.active[:len(t.active)-1]
		if last.node == nil {
			return
		}
	}
}
