package htmltext

import (
	"slices"

	"golang.org/x/net/html"
)

// adopt is one round of the adoption agency: the formatting element at one place of those that are open is cut in two by
// the block at another.
func (t *tree) adopt(at, blockAt int) {
	n, block, ancestor := t.open[at], t.open[blockAt], t.open[at-1]
	if holdsParts(ancestor.DataAtom) {
		t.failed = true // it belongs before the table
		return
	}
	bookmark := t.placeOf(n)
	last := block
	for x, round := blockAt-1, 1; t.open[x] != n; x, round = x-1, round+1 {
		between := t.open[x]
		i := t.placeOf(between)
		switch {
		case i < 0:
			t.open = slices.Delete(t.open, x, x+1)
			continue
		case round > 3:
			t.active = slices.Delete(t.active, i, i+1)
			if i <= bookmark {
				bookmark--
			}
			continue
		}
		again := t.clone(between)
		t.active[i].node, t.open[x] = again, again
		if last == block {
			bookmark = i + 1
		}
		move(last, again)
		last = again
	}
	move(last, ancestor)

	again := t.clone(n)
	for child := block.FirstChild; child != nil; child = block.FirstChild {
		move(child, again)
	}
	block.AppendChild(again)

	i := t.placeOf(n)
	t.active = slices.Delete(t.active, i, i+1)
	if i < bookmark {
		bookmark--
	}
	t.active = slices.Insert(t.active, bookmark, active{again})
	t.open = slices.Delete(t.open, at, at+1)
	t.open = slices.Insert(t.open, slices.Index(t.open, block)+1, again)
}

// placeOf is the place of an element among the active, -1 where it is none of them.
func (t *tree) placeOf(n *html.Node) int {
	return slices.IndexFunc(t.active, func(a active) bool { return a.node == n })
}

// clone is an element of the same kind, empty and nowhere yet.
func (t *tree) clone(n *html.Node) *html.Node {
	again := t.newNode(html.ElementNode, n.DataAtom, n.Data)
	again.Attr = n.Attr
	t.reopened++
	t.failed = t.failed || t.reopened > maxReopened
	return again
}

// move makes a node the last child of another.
func move(n, parent *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
	parent.AppendChild(n)
}
