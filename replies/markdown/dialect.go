// Package markdown is the one dialect of Markdown that replies and articles are written in: CommonMark without raw HTML
// and without images. It escapes foreign text, and turns one source into text/plain, into HTML and into the Markdown of
// chats, which say the same.
//
// It knows nothing of mail, templates or articles. Parsing is goldmark's; the plain text is ours (text.go, wrap.go),
// since a mail needs links that are written out, lines that are wrapped, and Chinese that is wrapped too; so is the message
// of a chat (chat.go), whose Markdown is another one, and short. Who puts
// values into a source is package replies; who cuts passages out of one is package kb.
package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Dialect reads Markdown. It is safe for concurrent use.
type Dialect struct {
	md goldmark.Markdown
}

// New returns the dialect.
func New() *Dialect {
	return &Dialect{md: goldmark.New(
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(styler{}, 100))),
		goldmark.WithRendererOptions(
			html.WithEastAsianLineBreaks(html.EastAsianLineBreaksSimple),
			renderer.WithNodeRenderers(util.Prioritized(plainNodes{}, 100)),
		),
	)}
}

// Document is a source that was read.
type Document struct {
	dialect *Dialect
	source  []byte
	root    ast.Node
}

// Parse reads a source. Every text is valid Markdown, so there is no error; bytes that are no UTF-8 are replaced first,
// since the renderer takes them badly.
func (d *Dialect) Parse(source []byte) *Document {
	if !utf8.Valid(source) {
		source = bytes.ToValidUTF8(source, []byte("\uFFFD"))
	}
	return &Document{dialect: d, source: source, root: d.md.Parser().Parse(text.NewReader(source))}
}

// HTML returns the document as an HTML fragment with inline styles: no raw HTML of the source, no images, and no links
// that run something.
func (doc *Document) HTML() (string, error) {
	var out bytes.Buffer
	if err := doc.dialect.md.Renderer().Render(&out, doc.source, doc.root); err != nil {
		return "", fmt.Errorf("render Markdown as HTML: %w", err)
	}
	return out.String(), nil
}

// Finding is something in a source that is never shown, and its place.
type Finding struct {
	Offset int // bytes from the start of the source
	What   string
}

// Dropped lists what the source holds and neither form shows: raw HTML, and images.
func (doc *Document) Dropped() []Finding {
	var found []Finding
	for n := range nodes(doc.root) {
		switch n := n.(type) {
		case *ast.HTMLBlock:
			if n.Lines().Len() > 0 {
				found = append(found, Finding{n.Lines().At(0).Start, "raw HTML"})
			}
		case *ast.RawHTML:
			if n.Segments.Len() > 0 {
				found = append(found, Finding{n.Segments.At(0).Start, "raw HTML"})
			}
		case *ast.Image:
			found = append(found, Finding{max(n.Pos(), 0), "an image"})
		}
	}
	return found
}

// nodes goes through a tree, parents before children.
func nodes(root ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
			if entering && !yield(n) {
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
	}
}
