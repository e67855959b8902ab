package screen

import "strings"

// bare removes the comments of a structured header value (RFC 5322 section 3.2.2: they nest, a backslash quotes) and
// makes what is quoted one harmless word: its quotes go, and what could be taken for syntax becomes "_". Linear, also
// for a value of parentheses alone; an unclosed comment reaches to the end.
func bare(value string) string {
	var b strings.Builder
	b.Grow(len(value))
	depth, quoted := 0, false
	for i := 0; i < len(value); i++ {
		c := value[i]
		switch {
		case c == '\\' && (quoted || depth > 0):
			i++
			if quoted && depth == 0 {
				b.WriteByte('_')
			}
		case depth > 0:
			depth += nesting(c)
		case c == '"':
			quoted = !quoted
		case quoted:
			b.WriteByte(harmless(c))
		case c == '(':
			depth++
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// nesting is by how much a character inside a comment changes its depth.
func nesting(c byte) int {
	switch c {
	case '(':
		return 1
	case ')':
		return -1
	default:
		return 0
	}
}

func harmless(c byte) byte {
	switch c {
	case ';', '=', ' ', '\t', '\r', '\n', '(', ')', '<', '>', ',', '/':
		return '_'
	default:
		return c
	}
}
