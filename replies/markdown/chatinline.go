package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// inline writes the running text below a node.
func (w *chatWriter) inline(n ast.Node) {
	var run strings.Builder // of text, however many nodes it came in
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			run.WriteString(w.nodeText(c))
			if c.SoftLineBreak() {
				run.WriteByte('\n')
			}
			if !c.HardLineBreak() {
				continue
			}
			w.text(run.String())
			w.line(false)
		case *ast.String:
			run.Write(c.Value)
			continue
		default:
			w.text(run.String())
			w.span(c)
		}
		run.Reset()
	}
	w.text(run.String())
}

// nodeText is what a node says; the mark of small letters was written before.
func (w *chatWriter) nodeText(t *ast.Text) string {
	value := string(t.Value(w.source))
	if !t.IsRaw() {
		value = unescape([]byte(strings.ReplaceAll(value, `\:\/\/`, `\:`+noLink+`\/\/`)))
	}
	if t.PreviousSibling() == nil && w.isSmall(t.Parent()) {
		value = strings.TrimPrefix(value, small)
	}
	return value
}

// noLink stands in an address that was escaped: it is text. It is not seen.
const noLink = "\ue000"

// span writes what is more than text.
func (w *chatWriter) span(n ast.Node) {
	switch n := n.(type) {
	case *ast.Emphasis:
		marks := strings.Repeat("*", n.Level)
		w.open(marks, marks)
		w.inline(n)
		w.close(marks)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.address(string(n.Label(w.source)))
	case *ast.RawHTML:
		for range rawPieces(n, w.source) {
			w.line(false)
		}
	default: // images: their text
		w.inline(n)
	}
}

func (w *chatWriter) codeSpan(n ast.Node) {
	text := strings.Join(strings.Fields(w.raw(n)), " ")
	if text == "" || strings.Contains(text, "`") {
		w.text(text)
		return
	}
	w.write("`" + harmlessCode(text) + "`")
}

// raw is the text below a node as the source has it.
func (w *chatWriter) raw(n ast.Node) string {
	var b strings.Builder
	for c := range nodes(n) {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Value(w.source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// link writes a link with its text. One that leads to no address of the web is its text alone.
func (w *chatWriter) link(n *ast.Link) {
	address := destination(n)
	if !isWeb(address) || w.label {
		w.inline(n)
		return
	}
	inner := &chatWriter{source: w.source, label: true, started: true}
	inner.inline(n)
	text, _ := inner.cut(0)
	if strings.TrimSpace(text) == "" || w.raw(n) == address {
		w.address(address)
		return
	}
	w.write("[" + text + "](<" + chatURL(address) + ">)")
}

// address writes an address of the web without a preview, anything else as text.
func (w *chatWriter) address(s string) {
	if !isWeb(s) || w.label {
		w.plain(visible(s))
		return
	}
	w.write("<" + chatURL(s) + ">")
}
