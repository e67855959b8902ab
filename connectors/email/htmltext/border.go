package htmltext

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// isBordered says whether an element is drawn as a quote, by a line at its left, and is one: in Outlook's own style, moved
// to the right as browsers show a blockquote, or below an announcement. Others are what people and editors stress, and what a
// mark says more of needs no other sign.
func (r *renderer) isBordered(n *html.Node) bool {
	style := attr(n, "style")
	if r.open != "" || r.rest != "" || !mayHaveBorder(style) || !leftBorder.MatchString(style) || noWidth.MatchString(style) || !padded.MatchString(style) {
		return false
	}
	return outlookQuote.MatchString(style) || moved.MatchString(style) && !strings.Contains(style, "background") || r.isAnnounced()
}

// mayHaveBorder is a quick look.
func mayHaveBorder(style string) bool {
	return strings.Contains(style, "order-left") || strings.Contains(style, "ORDER-LEFT")
}

var (
	outlookQuote = regexp.MustCompile(`(?i)border-left:\s?solid blue 1\.5pt`)
	leftBorder   = regexp.MustCompile(`(?i)border-left(?:-style)?\s*:[^;]*(?:solid|dashed|dotted|double|groove|ridge|inset|outset)`)
	noWidth      = regexp.MustCompile(`(?i)border-left(?:-width)?\s*:(?:[^;]*\s)?0(?:px|pt)?(?:[\s;]|$)`)
	padded       = regexp.MustCompile(`(?i)padding(?:-left)?\s*:[^;]*[1-9]`)
	moved        = regexp.MustCompile(`(?i)margin-left\s*:[^;]*[1-9]|margin\s*:\s*\S+\s+\S+\s+\S+\s+[^;\s]*[1-9]`)
)

// isAnnounced says whether the last line ends with a colon and has the figures of a date, as the announcements of quotes.
func (r *renderer) isAnnounced() bool {
	const longest, least = 300, len("1126")
	page := r.out.String()
	line := strings.TrimRight(page[max(0, len(page)-longest):], " \n")
	line = line[strings.LastIndexByte(line, '\n')+1:]
	if !strings.HasSuffix(line, ":") && !strings.HasSuffix(line, "：") {
		return false
	}
	figures := 0
	for i := range len(line) {
		if line[i] >= '0' && line[i] <= '9' {
			figures++
		}
	}
	return figures >= least
}
