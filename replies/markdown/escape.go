package markdown

import (
	"strings"
	"unicode"
)

// Escape returns s as text that means nothing in Markdown, on one line: each ASCII punctuation mark is escaped
// (CommonMark 2.4), white space is folded to single spaces, and control and bidirectional characters are left out.
func Escape(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	space := false
	for _, r := range s {
		switch {
		case breaks(r):
			space = b.Len() > 0
			continue
		case Hidden(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if isPunct(r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Fence returns s as a fenced block that shows it line by line as it is; nothing in it is read as Markdown, and it
// cannot be closed from within. It must begin at the start of a line. Hidden characters are left out.
func Fence(s, info string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && Hidden(r) {
			return -1
		}
		return r
	}, s)
	fence := strings.Repeat("`", max(3, longestRun(s, '`')+1))
	return "\n\n" + fence + info + "\n" + strings.Trim(s, "\n") + "\n" + fence + "\n\n"
}

// Hidden says whether a rune has no shape of its own but changes what is seen around it: control characters, and those
// that turn the direction of the text or override it (Unicode TR 36, section 2.5).
func Hidden(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\uFEFF', r == '\u2028', r == '\u2029', r == unicode.ReplacementChar:
		return true
	default:
		return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
	}
}

// isPunct says whether r is an ASCII punctuation character as CommonMark defines it.
func isPunct(r rune) bool {
	return r >= '!' && r <= '/' || r >= ':' && r <= '@' || r >= '[' && r <= '`' || r >= '{' && r <= '~'
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
