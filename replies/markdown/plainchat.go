package markdown

import (
	"regexp"
	"strings"
)

// What [Chat] writes beside text.
var (
	maskedLink = regexp.MustCompile(`\[((?:\\.|[^\]\\\n])*)\]\(<(https?://[^>\s]+)>\)`)
	smallLine  = regexp.MustCompile(`(?m)^((?:> )?)-# `)
	chatMark   = regexp.MustCompile("(?s)\\\\([^0-9A-Za-z\\s])|<(https?://[^>\\s]+)>|[*`]+|\u200b")
)

// PlainChat is a message that [Chat] wrote as plain text: for people who read it elsewhere.
func PlainChat(s string) string {
	s = smallLine.ReplaceAllString(s, "$1")
	s = maskedLink.ReplaceAllString(s, "$1 (<$2>)")
	s = chatMark.ReplaceAllString(s, "$1$2")
	return strings.TrimSpace(s)
}
