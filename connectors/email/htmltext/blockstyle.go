package htmltext

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

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
