package htmltext

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// usual makes the tree of a page as mail has them, well or badly formed, by the rules of the HTML standard (section 13.2.6).
// ok is false for pages with what is rare in mail and has rules of its own: something beside the cells of a table,
// SVG, tags that do not end. Where it is true the tree is shown just as that of the library is, which takes several times as
// long to make. The styles stand beside it, since it has no head.
func usual(page string) (body *html.Node, styles []string, ok bool) {
	t := &tree{scanner: scanner{page: page, failed: strings.IndexByte(page, 0) >= 0 || strings.IndexByte(page, '\r') >= 0}}
	body = t.newNode(html.ElementNode, atom.Body, "body")
	t.open = append(t.open, body)
	for t.at < len(page) && !t.failed {
		if text := t.text(); text != "" {
			t.addText(text)
		} else if tag, found := t.tag(); found && !t.failed {
			t.addTag(tag)
		} else if t.isEmptyPre() {
			t.failed = true // a comment is content
		}
	}
	return body, t.styles, !t.failed
}

// maxOpen is how many elements may be open at once; about pages with more the library has the last word.
const maxOpen = 500

// tree is built while a page is scanned. It has no head, whose elements nobody sees.
type tree struct {
	scanner
	open   []*html.Node // from the body on
	active []active
	begun  bool        // the body has begun
	form   *html.Node  // the one that is open
	nodes  []html.Node // room for more
	styles []string    // of style elements, as written

	reopened int
}

func (t *tree) top() *html.Node { return t.open[len(t.open)-1] }

func (t *tree) newNode(kind html.NodeType, a atom.Atom, data string) *html.Node {
	if len(t.nodes) == cap(t.nodes) {
		t.nodes = make([]html.Node, 0, 64)
	}
	t.nodes = append(t.nodes, html.Node{Type: kind, DataAtom: a, Data: data})
	return &t.nodes[len(t.nodes)-1]
}

func (t *tree) addText(text string) {
	blank := strings.TrimLeftFunc(text, isSpace) == ""
	switch {
	case blank && !t.begun:
		return
	case !blank && holdsParts(t.top().DataAtom):
		t.failed = true // it belongs before the table
		return
	case t.isEmptyPre():
		text = strings.TrimPrefix(strings.TrimPrefix(text, "\r"), "\n")
	}
	t.begun = true
	if text == "" {
		return
	}
	if !holdsParts(t.top().DataAtom) {
		t.reopen()
	}
	t.top().AppendChild(t.newNode(html.TextNode, 0, text))
}

func (t *tree) isEmptyPre() bool {
	top := t.top()
	return (top.DataAtom == atom.Pre || top.DataAtom == atom.Listing) && top.FirstChild == nil
}

func (t *tree) addTag(tag tag) {
	if tag.kind == atom.Br {
		tag.end = false // an end of it is read as its beginning
	}
	role := roleOf(tag.kind)
	switch {
	case role == unsupported:
		t.failed = true
	case role == frame:
		t.frame(tag)
	case !t.begun && (tag.end || role == meta):
		t.skipRaw(tag)
	case tag.end:
		t.end(tag, role)
	default:
		t.begun = true
		t.start(tag, role)
	}
}

// frame takes the tags of html, head and body, of which only the body's attributes count.
func (t *tree) frame(tag tag) {
	switch {
	case tag.kind == atom.Body && !tag.end && !t.begun:
		t.top().Attr, t.begun = tag.attrs, true
	case len(tag.attrs) > 0 && !tag.end:
		t.failed = true
	case tag.end && tag.kind != atom.Head:
		t.begun = true
	}
}

// skipRaw goes over the content of an element that is no HTML.
func (t *tree) skipRaw(tag tag) {
	if tag.end || !isRaw(tag.kind) {
		return
	}
	content := t.rawEnd(tag.name)
	if tag.kind == atom.Style && isForScreens(valueOf(tag.attrs, "media")) {
		t.styles = append(t.styles, content)
	}
}

// skipOptions goes over the content of a select. One that holds more than options has rules of its own.
func (t *tree) skipOptions() {
	for t.at < len(t.page) && !t.failed {
		t.text()
		if t.at == len(t.page) {
			break
		}
		switch tag, found := t.tag(); {
		case !found, tag.kind == atom.Option, tag.kind == atom.Optgroup:
		case tag.kind == atom.Select && tag.end:
			return
		default:
			t.failed = true
		}
	}
	t.failed = true
}

func (t *tree) start(tag tag, role role) {
	if !t.makeRoom(tag, role) {
		return
	}
	if role == formatting {
		slices.SortFunc(tag.attrs, func(a, b html.Attribute) int { return cmp.Compare(a.Key, b.Key) }) // as the library does
	}
	t.add(tag, role)
	switch role {
	case formatting:
		t.activate()
	case cell:
		t.active = append(t.active, active{})
	}
}

// makeRoom closes and opens what an element makes close and open before itself. It is false where no element is to be added.
func (t *tree) makeRoom(tag tag, role role) bool {
	if holdsParts(t.top().DataAtom) && role < columns && role != form && tag.kind != atom.Style && tag.kind != atom.Script {
		t.failed = true // it belongs before the table
		return false
	}
	switch role {
	case inline, void, choice:
		t.reopen()
	case formatting:
		if tag.kind == atom.A {
			t.beginLink()
		}
		t.reopen()
		if tag.kind == atom.Nobr && t.innermost(isScope, atom.Nobr) >= 0 {
			t.endFormatting(tag)
			t.reopen()
		}
	case rule, block:
		t.close(isScope, atom.P)
	case heading:
		t.close(isScope, atom.P)
		if roleOf(t.top().DataAtom) == heading {
			t.open = t.open[:len(t.open)-1]
		}
	case item:
		t.closeItem(tag.kind)
		t.close(isScope, atom.P)
	case table:
		// A paragraph goes on in it, but not in every kind of document.
		t.failed = t.failed || t.typed && t.innermost(isScope, atom.P) >= 0
	case form:
		t.beginForm(tag)
		return false
	case columns, section, row, cell:
		return t.beginPart(role) // where it stands outside of a table it is nothing
	}
	return true
}

// add puts an element into the innermost open one.
func (t *tree) add(tag tag, role role) {
	n := t.newNode(html.ElementNode, tag.kind, tag.name)
	n.Attr = tag.attrs
	t.top().AppendChild(n)
	switch role {
	case void, rule, columns:
	case choice:
		t.skipOptions()
	case meta, embedded:
		t.skipRaw(tag)
	default:
		t.open = append(t.open, n)
		t.failed = t.failed || len(t.open) > maxOpen
	}
}

// beginForm opens a form, unless one is open. Beside the cells of a table it stays empty.
func (t *tree) beginForm(tag tag) {
	if t.form != nil {
		return
	}
	beside := holdsParts(t.top().DataAtom)
	if !beside {
		t.close(isScope, atom.P)
	}
	t.add(tag, form)
	t.form = t.top()
	if beside {
		t.open = t.open[:len(t.open)-1]
	}
}

// beginPart makes a part of a table the next to be added to the innermost table: what does not hold it is closed, and what
// must hold it is opened.
func (t *tree) beginPart(part role) bool {
	i := len(t.open) - 1
	for ; i >= 0; i-- {
		if r := roleOf(t.open[i].DataAtom); r >= table && r < part {
			break
		}
	}
	if i < 0 {
		return false
	}
	t.cut(i + 1)
	if part > section && t.top().DataAtom == atom.Table {
		t.add(tag{kind: atom.Tbody, name: "tbody"}, section)
	}
	if part > row && t.top().DataAtom != atom.Tr {
		t.add(tag{kind: atom.Tr, name: "tr"}, row)
	}
	return true
}
