package htmltext

import (
	"regexp"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"frontdesk/gateway/phrasebook"
)

// hiddenStyle finds preheaders: text for the list of mails, which is not part of what was written.
var hiddenStyle = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|` +
	`(?:^|[;\s])font-size ?: ?0(?:px|pt|em|%)?\s*(?:;|$|!)|max-height\s*:\s*0(?:px)?\s*(?:;|$|!)`)

// isHidden says whether no reader sees an element.
func isHidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Title, atom.Template, atom.Noscript, atom.Object, atom.Iframe, atom.Select, atom.Svg, atom.Math:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && mayHide(a.Val) && hiddenStyle.MatchString(a.Val) {
			return true
		}
	}
	return false
}

// mayHide is a quick look before hiddenStyle.
func mayHide(style string) bool {
	return hidingWords.In(style) != 0
}

var hidingWords = phrasebook.MustNew([]string{"none", "hidden", "mso-hide", "opacity", "font-size:0", "font-size: 0", "font-size :0", "max-height"})

var (
	noMargin = regexp.MustCompile(`(?i)margin(?:-top|-bottom)?\s*:\s*0(?:px|pt|cm|in|em)?(?:\s+0(?:px|pt|cm|in|em)?){0,3}\s*(?:;|$)`)
	noBorder = regexp.MustCompile(`(?i)border(?:-style)?\s*:\s*(?:none|0(?:px|pt)?)`)
)

// isIndent says whether a blockquote is one that editors make to move a text to the right.
func isIndent(n *html.Node) bool {
	return attr(n, "type") == "" && attr(n, "class") == "" && attr(n, "cite") == "" && noBorder.MatchString(attr(n, "style"))
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
