package markdown

import "github.com/yuin/goldmark/ast"

// Block is a heading, or a paragraph, as one line of plain text, links as their text only.
type Block struct {
	Text    string
	Heading bool
}

// Blocks returns the headings and paragraphs with any text in them, in their order. The items of lists and what stands
// in quotes are paragraphs; code and raw HTML are left out.
func (doc *Document) Blocks() []Block {
	var out []Block
	for n := range nodes(doc.root) {
		b := Block{}
		switch n.(type) {
		case *ast.Heading:
			b = Block{Text: doc.flat(n), Heading: true}
		case *ast.Paragraph, *ast.TextBlock:
			b = Block{Text: doc.flat(n)}
		}
		if b.Text != "" {
			out = append(out, b)
		}
	}
	return out
}
