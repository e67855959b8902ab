package email

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/inbucket/html2text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHTML is rendered with layout; of a larger page only the words are kept.
const maxHTML = 1 << 20

// htmlText is the readable text of a page: what is hidden is dropped, quotes get their ">".
func htmlText(page string) string {
	if len(page) <= maxHTML {
		if text, err := render(page); err == nil {
			return text
		}
	}
	return stripTags(page)
}

// render lays a page out. The library refuses deep nesting and has panicked on odd trees.
func render(page string) (text string, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("render html: %v", v)
		}
	}()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return "", fmt.Errorf("parse html: %w", err)
	}
	simplify(doc)
	return html2text.FromHTMLNode(doc, html2text.Options{OmitLinks: true})
}

// simplify drops what no reader sees and turns marks that the library would write as characters into plain elements.
func simplify(n *html.Node) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if isHidden(child) {
			n.RemoveChild(child)
		} else {
			simplify(child)
		}
		child = next
	}
	switch n.DataAtom {
	case atom.B, atom.Strong:
		n.Data, n.DataAtom = "span", atom.Span
	case atom.H1, atom.H2, atom.H3:
		n.Data, n.DataAtom = "p", atom.P
	}
}

// hiddenStyle finds preheaders: text for the list of mails, which is not part of what was written.
var hiddenStyle = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(px|pt|em|%)?\s*(;|$)|max-height\s*:\s*0(px)?\s*(;|$)`)

func isHidden(n *html.Node) bool {
	if n.Type == html.CommentNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Title, atom.Template, atom.Noscript, atom.Object, atom.Iframe:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || (a.Key == "style" && hiddenStyle.MatchString(a.Val)) {
			return true
		}
	}
	return false
}

// stripTags keeps the words of a page of any size and shape, in linear time.
func stripTags(page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(maxHTML)
	var b strings.Builder
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(b.String())
		case html.TextToken:
			if skip == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch tag := string(name); tag {
			case "style", "script", "title", "head":
				skip = tag
			case "br", "p", "div", "tr", "li", "blockquote":
				b.WriteByte('\n')
			case "body":
				skip = ""
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		}
	}
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)`)

// htmlCharset is what a page says of itself at its beginning.
func htmlCharset(page []byte) string {
	if m := metaCharset.FindSubmatch(page[:min(len(page), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}
