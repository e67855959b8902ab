package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Styles are inline, since mail programs drop style sheets. None sets a colour of text or ground: so the page is
// readable in a dark program as in a light one. The grey of the rules stands out from both.
const (
	styleParagraph = "margin:0 0 1em"
	styleLast      = "margin:0"
	styleHeading   = "margin:1.2em 0 .5em;font-size:1.1em"
	styleQuote     = "margin:0 0 1em;padding:0 0 0 1em;border-left:3px solid #8a8f98"
	styleList      = "margin:0 0 1em;padding-left:1.5em"
	styleLink      = "overflow-wrap:anywhere"
	styleMail      = styleQuote + ";font:inherit;white-space:pre-wrap;overflow-wrap:anywhere"
	styleCode      = "margin:0 0 1em;white-space:pre-wrap;overflow-wrap:anywhere"
)

// styler puts the inline styles on the tree.
type styler struct{}

// Transform implements [parser.ASTTransformer].
func (styler) Transform(root *ast.Document, _ text.Reader, _ parser.Context) {
	for n := range nodes(root) {
		if style := styleOf(n); style != "" {
			n.SetAttributeString("style", []byte(style))
		}
	}
}

func styleOf(n ast.Node) string {
	switch n.(type) {
	case *ast.Paragraph:
		if n.NextSibling() == nil && n.Parent().Kind() != ast.KindDocument {
			return styleLast // the quote or the item around it has a margin
		}
		return styleParagraph
	case *ast.Heading:
		return styleHeading
	case *ast.Blockquote:
		return styleQuote
	case *ast.List:
		return styleList
	case *ast.Link, *ast.AutoLink:
		return styleLink
	default:
		return ""
	}
}

// plainNodes draws what goldmark draws otherwise: raw HTML not at all, an image as its text, a fenced block with a style.
type plainNodes struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (plainNodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHTMLBlock, drawNothing)
	reg.Register(ast.KindRawHTML, drawNothing)
	reg.Register(ast.KindImage, drawChildren)
	reg.Register(ast.KindFencedCodeBlock, drawCode)
	reg.Register(ast.KindCodeBlock, drawCode)
}

func drawNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func drawChildren(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

func drawCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	style := styleCode
	if isMail(n, source) {
		style = styleMail
	}
	_, _ = w.WriteString(`<pre style="` + style + `">`) // a buffered writer tells of its error at Flush
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		_, _ = w.Write(util.EscapeHTML(line.Value(source)))
	}
	_, _ = w.WriteString("</pre>\n")
	return ast.WalkSkipChildren, nil
}

// InfoMail is the info string of a fenced block that holds somebody's mail: it is drawn as a quote.
const InfoMail = "mail"

func isMail(n ast.Node, source []byte) bool {
	f, ok := n.(*ast.FencedCodeBlock)
	return ok && string(f.Language(source)) == InfoMail
}
