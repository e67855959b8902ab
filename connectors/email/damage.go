package email

import (
	"bytes"
	"strings"
)

// beginsEmpty says whether a mail begins with an empty line, or one of white space. A strict reader finds no header in it
// then, and no server makes such mail; which of its fields are to be believed is for a person to say.
func beginsEmpty(raw []byte) bool {
	line, _ := cutLine(raw)
	return len(raw) > 0 && len(bytes.TrimSpace(line)) == 0
}

// withoutComments takes the comments out of a structured value (RFC 5322 section 3.2.2: they nest, a backslash quotes).
// Where one is not closed the value stays as it is.
func withoutComments(s string) string {
	var b strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' && i+1 < len(s) {
			if depth == 0 {
				b.WriteString(s[i : i+2])
			}
			i++
			continue
		}
		switch {
		case c == '"' && depth == 0:
			quoted = !quoted
		case c == '(' && !quoted:
			depth++
			continue
		case c == ')' && depth > 0:
			depth--
			continue
		}
		if depth == 0 {
			b.WriteByte(c)
		}
	}
	if depth > 0 {
		return s
	}
	return b.String()
}
