package htmltext

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"frontdesk/gateway"
)

// maxPage is rendered with its blocks; of a larger page only the words are kept.
const maxPage = 1 << 20

// Text is the readable text of a page, UTF-8 with LF line ends, and what its own marks say of ranges of it: sorted, in
// whole lines, not overlapping, with the rules of package trim.
func Text(page string) (text string, marks []gateway.Cut) {
	doc, styles, err := parse(page)
	if err != nil {
		return words(page), nil
	}
	return shown(doc, styles)
}

// shown is what is seen of a tree. Styles that hide everything are no mail's.
func shown(doc *html.Node, styles []string) (text string, marks []gateway.Cut) {
	s := readSheet(styles)
	text, marks = render(doc, s)
	if text == "" && s.rules != nil {
		return render(doc, sheet{})
	}
	return text, marks
}

func render(doc *html.Node, s sheet) (text string, marks []gateway.Cut) {
	r := &renderer{sheet: s}
	r.node(doc)
	return r.finish()
}

var errTooLarge = errors.New("the page is too large")

// parse gives the document or its body, and its styles. It refuses what would take too long: large pages itself, deep ones
// in the library.
func parse(page string) (doc *html.Node, styles []string, err error) {
	if len(page) > maxPage {
		return nil, nil, errTooLarge
	}
	if body, styles, ok := usual(page); ok {
		return body, styles, nil
	}
	if mayReopenTooMuch(page) {
		return nil, nil, errTooLarge
	}
	if doc, err = html.Parse(strings.NewReader(page)); err != nil {
		return nil, nil, err
	}
	return doc, stylesIn(doc), nil
}

// renderer walks the tree of one page.
type renderer struct {
	out     strings.Builder
	breaks  int  // line ends that are due before the next word
	space   bool // white space is due
	started bool // something stands in the line
	depth   int  // of quotes
	pre     int  // depth of elements that keep their white space
	faint   bool // nobody can read it
	lists   []list
	sheet   sheet
	seen    int // bytes of attributes so far

	marks []gateway.Cut
	open  string // rule of the mark that is open
	begun bool   // it has a first word
	rest  string // rule of all that follows
}

// list is one list that is open; next numbers an ordered one, which an unordered one leaves at 0.
type list struct{ next int }

func (r *renderer) children(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		r.node(child)
	}
}

func (r *renderer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return
	case html.ElementNode:
	case html.DocumentNode:
		r.children(n)
		return
	default:
		return
	}
	if isHidden(n) {
		return
	}
	r.forget(n)
	l := r.sheet.lookOf(n)
	if l.hides(n.DataAtom) {
		return
	}
	faint, pre := r.faint, r.pre
	if l.said&tiny != 0 {
		r.faint = l.has&tiny != 0
	}
	if l.has&spaced != 0 {
		r.pre++
	}
	r.marked(n)
	r.faint, r.pre = faint, pre
}

// maxAttributes is how many bytes of attributes are looked at. Elements that are opened again and again have theirs every
// time: a page has one of a hundred kilobytes and as many paragraphs.
const maxAttributes = 4 * maxPage

// forget takes an element's attributes away where a page has had too many.
func (r *renderer) forget(n *html.Node) {
	for _, a := range n.Attr {
		r.seen += len(a.Val)
	}
	if r.seen > maxAttributes {
		n.Attr = nil
	}
}

// marked writes a visible element, and marks its range where it is marked.
func (r *renderer) marked(n *html.Node) {
	m := markOf(n)
	switch {
	case m.rest:
		r.begin(m.rule)
		r.rest = m.rule
		r.element(n)
	case m.head && r.open == "":
		r.headed(n, m.rule)
	case m.rule != "" && r.open == "":
		r.begin(m.rule)
		r.element(n)
		r.end()
	default:
		r.element(n)
	}
}

// headed writes an element whose mark holds up to its first blockquote.
func (r *renderer) headed(n *html.Node, rule string) {
	r.block(1)
	r.begin(rule)
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == atom.Blockquote {
			r.end()
		}
		r.node(child)
	}
	r.end()
	r.block(1)
}

// element writes one visible element with the line ends around it.
func (r *renderer) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		r.line()
	case atom.Hr:
		r.block(1)
		r.word("__________")
		r.block(1)
	case atom.Pre, atom.Textarea, atom.Listing:
		r.pre++
		r.around(n, 1)
		r.pre--
	case atom.Blockquote:
		if isIndent(n) {
			r.around(n, 1)
			return
		}
		r.quote(n)
	case atom.A:
		r.link(n)
	case atom.Ul, atom.Ol:
		r.list(n)
	case atom.Li:
		r.item(n)
	case atom.Td, atom.Th:
		r.space = true
		r.children(n)
		r.space = true
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.around(n, paragraphBreaks(n))
	case atom.Div:
		if r.isBordered(n) {
			r.quote(n)
			return
		}
		r.around(n, 1)
	case atom.Tr, atom.Table, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Address,
		atom.Center, atom.Dl, atom.Dt, atom.Dd, atom.Form, atom.Fieldset, atom.Body, atom.Nav, atom.Aside, atom.Figure, atom.Caption:
		r.around(n, 1)
	default:
		r.children(n)
	}
}

func (r *renderer) around(n *html.Node, breaks int) {
	r.block(breaks)
	r.children(n)
	r.block(breaks)
}

// paragraphBreaks: Outlook writes every line as a paragraph without margins.
func paragraphBreaks(n *html.Node) int {
	if strings.Contains(attr(n, "class"), "MsoNormal") || hasNoMargin(attr(n, "style")) {
		return 1
	}
	return 2
}

// quote writes what is quoted.
func (r *renderer) quote(n *html.Node) {
	r.block(1)
	r.depth++
	r.children(n)
	r.block(1)
	r.depth--
}

// maxLink is the longest address that is shown; longer ones are for counting clicks.
const maxLink = 150

// link shows where a link leads behind its words, unless they say it.
func (r *renderer) link(n *html.Node) {
	before := r.out.Len()
	r.children(n)
	shown := strings.Trim(r.out.String()[before:], "> \n")
	target := clean(strings.TrimSpace(attr(n, "href")))
	if shown == "" || len(target) > maxLink || !strings.HasPrefix(target, "http") || strings.ContainsAny(target, " \n<>") {
		return
	}
	if !isSaid(target, shown) {
		r.space = true
		r.word("<" + target + ">")
	}
}

// isSaid says whether the words of a link are its address, or are it up to its query. A part of it is not enough: a link to
// example.com.evil.example may be called example.com.
func isSaid(target, shown string) bool {
	target, shown = bareAddress(target), bareAddress(shown)
	rest, ok := strings.CutPrefix(target, shown)
	rest = strings.TrimPrefix(rest, "/")
	return ok && (rest == "" || rest[0] == '?' || rest[0] == '#')
}

func bareAddress(s string) string {
	s = strings.ToLower(s)
	if _, behind, ok := strings.Cut(s, "://"); ok {
		s = behind
	}
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

func (r *renderer) list(n *html.Node) {
	l := list{}
	if n.DataAtom == atom.Ol {
		l.next = 1
	}
	breaks := 1
	if len(r.lists) == 0 {
		breaks = 2
	}
	r.block(breaks)
	r.lists = append(r.lists, l)
	r.children(n)
	r.lists = r.lists[:len(r.lists)-1]
	r.block(breaks)
}

func (r *renderer) item(n *html.Node) {
	r.block(1)
	r.word(r.bullet())
	r.space = true
	r.children(n)
	r.block(1)
}
