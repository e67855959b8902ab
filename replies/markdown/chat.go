package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// small begins a paragraph that a chat shows in small letters.
const small = "-# "

// Chat returns documents, one below the other, as a message of a chat: Markdown as Discord reads it, of at most limit
// characters as [ChatLength] counts them; 0: any number. whole is false where something had to be left out; the message then
// ends in "…", and no link, mark or escape is cut.
//
// A paragraph is one line, a heading is bold, a quote in a quote is one quote. Whatever stands in the text as text means
// nothing in the chat either: no markup, no emoji by name, no mention. Addresses of the web are shown without a preview.
func Chat(limit int, docs ...*Document) (text string, whole bool) {
	w := &chatWriter{}
	for _, doc := range docs {
		w.source = doc.source
		w.blocks(doc.root)
	}
	return w.cut(limit)
}

// chatWriter writes blocks as atoms of a message.
type chatWriter struct {
	source  []byte
	atoms   []atom
	quoted  bool   // within a quote
	indent  string // within a list
	bullet  string // due on the next line
	space   bool   // due before the next character
	soft    bool   // that space is the end of a line of the source
	started bool   // the line holds more than its prefix
	label   bool   // this is the text of a link
	last    rune   // written before
}

func (w *chatWriter) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *chatWriter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		w.line(w.apart(n))
		if w.isSmall(n) {
			w.mark(small)
		}
		w.inline(n)
	case *ast.Heading:
		w.line(w.apart(n))
		w.open("**", "**")
		w.inline(n)
		w.close("**")
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		apart := w.apart(n)
		outer := w.quoted
		if apart && !outer {
			w.blank()
		}
		w.quoted = true
		w.blocks(n)
		w.quoted = outer
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		w.code(n)
	case *ast.ThematicBreak:
		w.line(w.apart(n))
		w.write("───")
	case *ast.HTMLBlock:
	default:
		w.blocks(n)
	}
}

// apart says whether an empty line stands before a block: not before small letters, and not between a paragraph and what
// belongs to it.
func (w *chatWriter) apart(n ast.Node) bool {
	if len(w.atoms) == 0 || w.isSmall(n) || n.PreviousSibling() == nil && n.Parent().Kind() != ast.KindDocument {
		return false
	}
	previous := n.PreviousSibling()
	if previous == nil || previous.Kind() != ast.KindParagraph && previous.Kind() != ast.KindTextBlock {
		return true
	}
	switch n.(type) {
	case *ast.List, *ast.Blockquote, *ast.FencedCodeBlock, *ast.CodeBlock:
		return false
	}
	return true
}

// isSmall says whether a paragraph of the source begins with the mark of small letters. In a value the mark is escaped.
func (w *chatWriter) isSmall(n ast.Node) bool {
	p, ok := n.(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return false
	}
	first := p.Lines().At(0)
	return bytes.HasPrefix(first.Value(w.source), []byte(small))
}

func (w *chatWriter) list(n *ast.List) {
	if w.apart(n) {
		w.blank()
	}
	outer, number := w.indent, n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.bullet = outer + "- "
		if n.IsOrdered() {
			w.bullet = fmt.Sprintf("%s%d. ", outer, number)
			number++
		}
		w.indent = outer + "  "
		w.blocks(item)
		w.bullet = ""
	}
	w.indent = outer
}

// code writes a block of code. A mail is quoted instead, as its text.
func (w *chatWriter) code(n ast.Node) {
	apart := w.apart(n)
	if isMail(n, w.source) {
		w.mail(n, apart)
		return
	}
	w.line(apart)
	w.open("```\n"+w.prefix(), "\n"+w.prefix()+"```")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if i > 0 {
			w.mark("\n" + w.prefix())
		}
		for _, r := range harmlessCode(string(bytes.TrimRight(line.Value(w.source), "\r\n"))) {
			w.add(atom{text: string(r), breaks: r == ' '})
		}
	}
	w.close("\n" + w.prefix() + "```")
}

// mail writes the lines of somebody's text; several empty ones are one.
func (w *chatWriter) mail(n ast.Node, apart bool) {
	outer := w.quoted
	if apart && !outer {
		w.blank()
	}
	w.quoted = true
	empty := false
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text := string(line.Value(w.source))
		if strings.TrimSpace(text) == "" {
			empty = true
			continue
		}
		w.line(empty)
		w.text(visible(text))
		empty = false
	}
	w.quoted = outer
}

// prefix is what each line begins with.
func (w *chatWriter) prefix() string {
	if w.quoted {
		return "> "
	}
	return ""
}

// blank ends the line and writes an empty one.
func (w *chatWriter) blank() {
	if len(w.atoms) > 0 {
		w.add(atom{text: "\n" + w.prefix(), breaks: true})
	}
}

// line begins a line, after an empty one where that is due.
func (w *chatWriter) line(apart bool) {
	if apart {
		w.blank()
	}
	if len(w.atoms) > 0 {
		w.add(atom{text: "\n", breaks: true})
	}
	start := w.bullet
	if start == "" {
		start = w.indent
	}
	w.bullet = ""
	w.mark(w.prefix() + start)
	w.space, w.soft, w.started, w.last = false, false, false, 0
}
