package email

import "strings"

// unflow joins the lines of format=flowed (RFC 3676 section 4): a line that ends with a space goes on in the next one of
// the same quote depth. With DelSp=yes the space itself is none of the text.
func unflow(text string, deleteSpace bool) string {
	var b strings.Builder
	b.Grow(len(text))
	open, depth := false, 0 // the line before goes on; its quote depth
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		d, rest := unstuff(line)
		if open && d != depth || open && rest == "-- " {
			b.WriteByte('\n')
			open = false
		}
		if !open {
			writeQuote(&b, d)
		}
		open, depth = strings.HasSuffix(rest, " ") && rest != "-- ", d
		if open && deleteSpace {
			rest = rest[:len(rest)-1]
		}
		b.WriteString(rest)
		if !open {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// unstuff takes the quote marks and the one space before a line that is stuffed.
func unstuff(line string) (depth int, rest string) {
	rest = strings.TrimLeft(line, ">")
	return len(line) - len(rest), strings.TrimPrefix(rest, " ")
}

func writeQuote(b *strings.Builder, depth int) {
	for range depth {
		b.WriteByte('>')
	}
	if depth > 0 {
		b.WriteByte(' ')
	}
}
