package markdown

import (
	"bufio"
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// piece is a stretch of running text.
type piece struct {
	text string
	kind pieceKind
}

type pieceKind int

const (
	pieceText  pieceKind = iota
	pieceAtom            // never cut: an address of the web
	pieceSoft            // the source's line ends here, which means nothing
	pieceBreak           // a line ends here
)

// shownURL matches what may stand as an address in plain text.
var shownURL = regexp.MustCompile(`(?i)^(https?://|mailto:)[^\s<>]+$`)

// inline returns the running text below n. Where a link is all that n holds, it reads "title: address".
func (w *textWriter) inline(n ast.Node) []piece {
	if link := onlyLink(n); link != nil {
		return w.link(link, true)
	}
	return w.children(n)
}

func (w *textWriter) children(n ast.Node) []piece {
	var pieces []piece
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		pieces = append(pieces, w.node(c)...)
	}
	return pieces
}

func (w *textWriter) node(n ast.Node) []piece {
	switch n := n.(type) {
	case *ast.Text:
		return textPieces(n, w.source)
	case *ast.String:
		return []piece{{text: string(n.Value)}}
	case *ast.Link:
		return w.link(n, false)
	case *ast.AutoLink:
		return []piece{{text: string(n.Label(w.source)), kind: pieceAtom}}
	case *ast.RawHTML:
		return rawPieces(n, w.source)
	default: // emphasis, code spans, images: their text
		return w.children(n)
	}
}

func textPieces(n *ast.Text, source []byte) []piece {
	value := string(n.Value(source))
	if !n.IsRaw() {
		value = unescape(n.Value(source))
	}
	pieces := []piece{{text: value}}
	switch {
	case n.HardLineBreak():
		pieces = append(pieces, piece{kind: pieceBreak})
	case n.SoftLineBreak():
		pieces = append(pieces, piece{kind: pieceSoft})
	}
	return pieces
}

// rawPieces keeps of raw HTML what it does to a line.
func rawPieces(n *ast.RawHTML, source []byte) []piece {
	if n.Segments.Len() == 0 {
		return nil
	}
	first := n.Segments.At(0)
	if tag := bytes.ToLower(first.Value(source)); bytes.HasPrefix(tag, []byte("<br")) {
		return []piece{{kind: pieceBreak}}
	}
	return nil
}

// link writes a link out: "text (address)" within a line, "text: address" where it stands alone.
func (w *textWriter) link(n *ast.Link, alone bool) []piece {
	label := w.children(n)
	address := destination(n)
	if w.labels || !shownURL.MatchString(address) || joined(label) == address {
		return label
	}
	address = strings.TrimPrefix(address, "mailto:")
	switch {
	case joined(label) == address:
		return label
	case joined(label) == "":
		return []piece{{text: address, kind: pieceAtom}}
	case !alone:
		return append(label, piece{text: " ("}, piece{text: address, kind: pieceAtom}, piece{text: ")"})
	case strings.ContainsRune(".:!?…。：！？", lastRune(joined(label))):
		return append(label, piece{text: " "}, piece{text: address, kind: pieceAtom})
	case hasWideColon(lastRune(joined(label))):
		return append(label, piece{text: "： "}, piece{text: address, kind: pieceAtom})
	default:
		return append(label, piece{text: ": "}, piece{text: address, kind: pieceAtom})
	}
}

// hasWideColon: a character of Chinese or Japanese, or their punctuation, behind which a colon is as wide as they are.
func hasWideColon(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || isWide(r) && unicode.IsPunct(r)
}

// destination is the address of a link as its author meant it.
func destination(n *ast.Link) string {
	d := util.UnescapePunctuations(n.Destination)
	d = util.ResolveNumericReferences(d)
	return string(util.ResolveEntityNames(d))
}

// onlyLink returns the one link that n holds, perhaps emphasised, and nil where it holds anything else.
func onlyLink(n ast.Node) *ast.Link {
	for n.ChildCount() == 1 {
		n = n.FirstChild()
		if link, ok := n.(*ast.Link); ok {
			return link
		}
		if _, ok := n.(*ast.Emphasis); !ok {
			return nil
		}
	}
	return nil
}

// unescape resolves backslashes and entities exactly as the HTML side does, by its own writer.
func unescape(source []byte) string {
	if !bytes.ContainsAny(source, "\\&") {
		return string(source)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	goldhtml.DefaultWriter.Write(w, source)
	_ = w.Flush() // a bytes.Buffer takes everything
	return html.UnescapeString(b.String())
}

func joined(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}
