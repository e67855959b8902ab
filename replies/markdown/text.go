package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Width is the length of a line of plain text in columns (RFC 5322 section 2.1.1 asks for less than 78; a reply that
// quotes us once or twice still fits).
const Width = 72

// maxDepth is how deep quotes and lists are indented; what lies deeper is shown at this depth.
const maxDepth = 8

// Text returns the document as plain text with lines of at most [Width] columns; links are written out and never cut.
// It ends in a newline, unless it is empty.
func (doc *Document) Text() string {
	w := &textWriter{source: doc.source}
	w.blocks(doc.root)
	return w.out.String()
}

// textWriter writes blocks as lines of text.
type textWriter struct {
	source []byte
	out    strings.Builder
	prefix string // of each line
	bullet string // takes the place of the prefix's end on the next line
	depth  int
	labels bool // links are shown as their text only
	gap    bool // an empty line is due before the next line
}

func (w *textWriter) line(s string) {
	w.fillGap()
	prefix := w.prefix[:len(w.prefix)-len(w.bullet)] + w.bullet
	w.bullet = ""
	w.out.WriteString(strings.TrimRight(prefix+s, " \t"))
	w.out.WriteByte('\n')
}

// fillGap writes the empty line that is due.
func (w *textWriter) fillGap() {
	if w.gap && w.out.Len() > 0 {
		w.out.WriteString(strings.TrimRight(w.prefix[:len(w.prefix)-len(w.bullet)], " "))
		w.out.WriteByte('\n')
	}
	w.gap = false
}

func (w *textWriter) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *textWriter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
		w.gap = true
	case *ast.TextBlock:
		w.paragraph(n)
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.indented("    ", "", func() { w.blocks(n) })
		w.gap = true
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		w.verbatim(n)
	case *ast.ThematicBreak:
		w.gap = true
		w.line("* * *")
		w.gap = true
	case *ast.HTMLBlock:
	default:
		w.blocks(n)
	}
}

func (w *textWriter) paragraph(n ast.Node) {
	for _, line := range wrap(w.inline(n), w.width()) {
		w.line(line)
	}
}

func (w *textWriter) width() int { return max(Width-len(w.prefix), Width/3) }

func (w *textWriter) heading(n *ast.Heading) {
	lines := wrap(w.inline(n), w.width())
	if len(lines) == 0 {
		return
	}
	w.gap = true
	longest := 0
	for _, line := range lines {
		w.line(line)
		longest = max(longest, columns(line))
	}
	mark := "="
	if n.Level > 1 {
		mark = "-"
	}
	w.line(strings.Repeat(mark, min(longest, w.width())))
	w.gap = true
}

func (w *textWriter) list(n *ast.List) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		bullet := "- "
		if n.IsOrdered() {
			bullet = fmt.Sprintf("%d. ", number)
			number++
		}
		w.indented(strings.Repeat(" ", len(bullet)), bullet, func() {
			if item.HasChildren() {
				w.blocks(item)
			} else {
				w.line("")
			}
		})
		w.gap = !n.IsTight
	}
	w.gap = true
}

// indented writes lines behind a longer prefix; the first one has the bullet in its place.
func (w *textWriter) indented(prefix, bullet string, write func()) {
	if w.depth >= maxDepth {
		write()
		return
	}
	w.fillGap()
	old := w.prefix
	w.depth++
	w.prefix += prefix
	if bullet == "" && w.bullet != "" {
		bullet = prefix // it stands behind the bullet of the item around it
	}
	w.bullet += bullet
	write()
	w.bullet = ""
	w.prefix = old
	w.depth--
}

// verbatim writes a block of code line by line as it is; a mail is quoted as mails are.
func (w *textWriter) verbatim(n ast.Node) {
	prefix := "    "
	if isMail(n, w.source) {
		prefix = "> "
	}
	w.gap = true
	w.indented(prefix, "", func() {
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			w.line(string(bytes.TrimRight(line.Value(w.source), "\r\n")))
		}
	})
	w.gap = true
}
