package htmltext

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isHidden says whether no reader sees an element, whatever its style.
func isHidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Title, atom.Template, atom.Noscript, atom.Object, atom.Iframe, atom.Select, atom.Svg, atom.Math:
		return true
	case 0:
		return n.Data == "xml" // Office's own
	}
	return false
}

// look is what a style says of how its element is seen. So are preheaders hidden, text for the list of mails that is not part
// of what was written.
type look struct {
	hidden bool
	keeps  bool    // white space counts
	size   letters // of its text, and of what stands in it unless that says otherwise

	flat, clips bool // no height, and nothing is seen outside of it
}

// letters is how large text is: programs set the gaps between blocks to nought and the text in them to a size.
type letters int

const (
	inherited letters = iota
	tiny              // nobody can read it
	readable
)

func lookOf(n *html.Node) (l look) {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			l.hidden = true
		case "style":
			l.read(a.Val)
		}
	}
	l.hidden = l.hidden || l.flat && l.clips && !isCell(n.DataAtom)
	return l
}

func (l *look) read(style string) {
	for {
		i := strings.IndexByte(style, ':')
		if i < 0 {
			return
		}
		before := strings.TrimRight(style[:i], blanks)
		style = style[i+1:]
		l.declare(lower(before[strings.LastIndexAny(before, ";/"+blanks)+1:]), style)
	}
}

// declare takes one declaration; behind its value stand others.
func (l *look) declare(name, rest string) {
	value := func() string {
		return strings.ToLower(strings.TrimLeft(rest[:min(len(rest), declarationBytes)], blanks))
	}
	switch name {
	case "display":
		l.hidden = l.hidden || strings.HasPrefix(value(), "none")
	case "visibility":
		l.hidden = l.hidden || strings.HasPrefix(value(), "hidden") || strings.HasPrefix(value(), "collapse")
	case "mso-hide":
		l.hidden = l.hidden || strings.HasPrefix(value(), "all")
	case "opacity":
		l.hidden = l.hidden || isNought(value())
	case "max-height":
		l.hidden = l.hidden || isNought(value())
	case "height":
		l.flat = isNought(value())
	case "overflow":
		l.clips = strings.HasPrefix(value(), "hidden")
	case "white-space":
		l.keeps = strings.HasPrefix(value(), "pre") || strings.HasPrefix(value(), "break-spaces")
	case "font-size":
		l.size = sizeOf(value())
	case "font":
		if i := strings.IndexAny(value(), "0123456789;"); i >= 0 && value()[i] != ';' {
			l.size = sizeOf(value()[i:])
		}
	}
}

// sizeOf judges a size: of one pixel or less nothing can be read.
func sizeOf(value string) letters {
	number, unit := cutNumber(value)
	absolute := strings.HasPrefix(unit, "px") || strings.HasPrefix(unit, "pt")
	switch {
	case number == "":
		return readable
	case strings.Trim(number, "0.") == "", absolute && (number == "1" || strings.HasPrefix(number, "0.")):
		return tiny
	}
	return readable
}

// cutNumber cuts behind figures and dots.
func cutNumber(value string) (number, rest string) {
	rest = strings.TrimLeft(value, "0123456789.")
	return value[:len(value)-len(rest)], rest
}

// isNought says whether a value is 0 of some unit and nothing more.
func isNought(value string) bool {
	number, rest := cutNumber(value)
	rest = strings.TrimLeft(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz%"), blanks)
	return number != "" && strings.Trim(number, "0.") == "" && (rest == "" || rest[0] == ';' || rest[0] == '!')
}

const blanks = " \t\n\f\r"

// declarationBytes of a value are looked at.
const declarationBytes = 100

var (
	noMargin = regexp.MustCompile(`(?i)margin(?:-top|-bottom)?\s*:\s*0(?:px|pt|cm|in|em)?(?:\s+0(?:px|pt|cm|in|em)?){0,3}\s*(?:;|$)`)
	noBorder = regexp.MustCompile(`(?i)border(?:-style)?\s*:\s*(?:none|0(?:px|pt)?)`)
)

// hasNoMargin asks noMargin, where a style has something to ask about.
func hasNoMargin(style string) bool {
	return strings.Contains(style, "0") && noMargin.MatchString(style)
}

// isIndent says whether a blockquote is one that editors make to move a text to the right, which has no border.
func isIndent(n *html.Node) bool {
	style := attr(n, "style")
	return attr(n, "type") == "" && attr(n, "class") == "" && attr(n, "cite") == "" && noBorder.MatchString(style) && !leftBorder.MatchString(style)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
