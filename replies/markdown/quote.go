package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// FirstParagraph returns the first paragraph with any text in it as one line of plain text, links as their text only;
// empty where there is none. Headings, code and raw HTML are no paragraphs; one in a list or a quote counts only where
// none stands free.
func (doc *Document) FirstParagraph() string {
	for n := doc.root.FirstChild(); n != nil; n = n.NextSibling() {
		if p, ok := n.(*ast.Paragraph); ok {
			if text := doc.flat(p); text != "" {
				return text
			}
		}
	}
	for n := range nodes(doc.root) {
		switch n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			if text := doc.flat(n); text != "" {
				return text
			}
		}
	}
	return ""
}

// flat returns the running text below n on one line.
func (doc *Document) flat(n ast.Node) string {
	w := &textWriter{source: doc.source, labels: true}
	var b strings.Builder
	for _, word := range words(w.children(n)) {
		if word.before != jointNone && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word.text)
	}
	return b.String()
}
