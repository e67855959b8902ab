package htmltext

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isHidden says whether no reader sees an element.
func isHidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Title, atom.Template, atom.Noscript, atom.Object, atom.Iframe, atom.Select, atom.Svg, atom.Math:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && hides(a.Val) {
			return true
		}
	}
	return false
}

// hides says whether a style hides: so are preheaders written, text for the list of mails that is not part of what was
// written.
func hides(style string) bool {
	for rest := style; ; {
		i := strings.IndexByte(rest, ':')
		if i < 0 {
			return false
		}
		if hiding(strings.TrimRight(rest[:i], blanks), rest[i+1:]) {
			return true
		}
		rest = rest[i+1:]
	}
}

// hiding judges one declaration; before its name may stand what was declared before.
func hiding(before, value string) bool {
	for _, way := range waysToHide {
		at := len(before) - len(way.name)
		if at < 0 || !strings.EqualFold(before[at:], way.name) {
			continue
		}
		if way.whole && at > 0 && strings.IndexByte(";"+blanks, before[at-1]) < 0 {
			continue
		}
		return way.hides(strings.ToLower(strings.TrimLeft(value[:min(len(value), declarationBytes)], blanks)))
	}
	return false
}

// waysToHide are the properties that hide, each with what says so of its value.
var waysToHide = []struct {
	name  string
	whole bool // and not the end of another one's name
	hides func(value string) bool
}{
	{"display", false, func(value string) bool { return strings.HasPrefix(value, "none") }},
	{"visibility", false, func(value string) bool { return strings.HasPrefix(value, "hidden") }},
	{"mso-hide", false, func(value string) bool { return strings.HasPrefix(value, "all") }},
	{"opacity", false, func(value string) bool { return isNought(value, noUnit) }},
	{"max-height", false, func(value string) bool { return isNought(value, pixels) }},
	{"font-size", true, func(value string) bool { return isNought(value, lengths) }},
}

const blanks = " \t\n\f\r"

// declarationBytes of a value are looked at.
const declarationBytes = 100

// Units of a nought.
var (
	noUnit  = []string{""}
	pixels  = []string{"px", ""}
	lengths = []string{"px", "pt", "em", "%", ""}
)

// isNought says whether a value is 0 of a unit and nothing more.
func isNought(value string, units []string) bool {
	rest, ok := strings.CutPrefix(value, "0")
	if !ok {
		return false
	}
	if decimals, found := strings.CutPrefix(rest, "."); found {
		rest = strings.TrimLeft(decimals, "0")
	}
	for _, unit := range units {
		if behind, ok := strings.CutPrefix(rest, unit); ok {
			behind = strings.TrimLeft(behind, blanks)
			return behind == "" || behind[0] == ';' || behind[0] == '!'
		}
	}
	return false
}

var (
	noMargin = regexp.MustCompile(`(?i)margin(?:-top|-bottom)?\s*:\s*0(?:px|pt|cm|in|em)?(?:\s+0(?:px|pt|cm|in|em)?){0,3}\s*(?:;|$)`)
	noBorder = regexp.MustCompile(`(?i)border(?:-style)?\s*:\s*(?:none|0(?:px|pt)?)`)
)

// hasNoMargin asks noMargin, where a style has something to ask about.
func hasNoMargin(style string) bool {
	return strings.Contains(style, "0") && noMargin.MatchString(style)
}

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
