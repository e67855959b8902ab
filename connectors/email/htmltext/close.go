package htmltext

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// closeItem closes the item before the next one of the same list.
func (t *tree) closeItem(next atom.Atom) {
	for i := len(t.open) - 1; i >= 0; i-- {
		switch a := t.open[i].DataAtom; {
		case a == next, a == atom.Dd && next == atom.Dt, a == atom.Dt && next == atom.Dd:
			t.open = t.open[:i]
			return
		case a != atom.Address && a != atom.Div && a != atom.P && roleOf(a) != inline && roleOf(a) != formatting:
			return
		}
	}
}

func (t *tree) end(tag tag, role role) {
	switch role {
	case inline:
		t.endInline(tag)
	case formatting:
		t.endFormatting(tag)
	case block:
		if tag.kind == atom.P && t.innermost(isScope, atom.P) < 0 {
			t.start(tag, block) // an empty paragraph
		}
		t.close(isScope, tag.kind)
	case heading:
		t.close(isScope, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	case item:
		if tag.kind == atom.Li {
			t.close(isListScope, atom.Li)
		} else {
			t.close(isScope, tag.kind)
		}
	case form:
		t.endForm()
	case table, section, row, cell:
		if i := t.innermost(isTable, tag.kind); i >= 0 {
			t.cut(i)
		}
	}
}

// endForm closes the form that is open, where it is in reach.
func (t *tree) endForm() {
	n := t.form
	t.form = nil
	i := t.innermost(isScope, atom.Form)
	if n == nil || i < 0 || t.open[i] != n {
		return
	}
	for _, within := range t.open[i+1:] {
		if a := within.DataAtom; a != atom.P && roleOf(a) != item {
			t.failed = true // it goes on without the form around it
		}
	}
	t.open = t.open[:i]
}

// endInline closes an element that HTML has no rules for, unless it is not closed where a block began.
func (t *tree) endInline(tag tag) {
	for i := len(t.open) - 1; i >= 0; i-- {
		n := t.open[i]
		if n.DataAtom == tag.kind && n.Data == tag.name {
			t.open = t.open[:i]
			return
		}
		if r := roleOf(n.DataAtom); r != inline && r != formatting {
			return
		}
	}
}

// innermost is the place of the innermost open element of some kinds; -1 where another ends the look before.
func (t *tree) innermost(ends func(atom.Atom) bool, kinds ...atom.Atom) int {
	for i := len(t.open) - 1; i >= 0; i-- {
		switch a := t.open[i].DataAtom; {
		case slices.Contains(kinds, a):
			return i
		case ends(a):
			return -1
		}
	}
	return -1
}

// close closes the innermost element of some kinds and all within.
func (t *tree) close(ends func(atom.Atom) bool, kinds ...atom.Atom) {
	if i := t.innermost(ends, kinds...); i >= 0 {
		t.open = t.open[:i]
	}
}

// cut closes the elements from a place on, which are parts of one table and what stands in a cell of it.
func (t *tree) cut(i int) {
	if slices.ContainsFunc(t.open[i:], func(n *html.Node) bool { return isCell(n.DataAtom) }) {
		t.endCell()
	}
	t.open = t.open[:i]
}
