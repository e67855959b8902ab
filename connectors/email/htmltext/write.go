package htmltext

import (
	"strconv"
	"strings"
	"unicode"

	"frontdesk/gateway"
)

// maxQuote is how many ">" a line gets at most.
const maxQuote = 20

// block asks for line ends before the next word: 1 for a new line, 2 for an empty one between.
func (r *renderer) block(breaks int) {
	if r.started {
		r.breaks = max(r.breaks, breaks)
	} else if r.out.Len() > 0 && breaks > 1 {
		r.breaks = max(r.breaks, 1)
	}
	r.space = false
}

// line ends the line at once, as a br does.
func (r *renderer) line() {
	r.flush()
	if r.out.Len() > 0 {
		r.out.WriteByte('\n')
	}
	r.started, r.space = false, false
}

// flush writes the line ends that are due.
func (r *renderer) flush() {
	if r.breaks == 0 {
		return
	}
	for range r.breaks {
		r.out.WriteByte('\n')
	}
	r.breaks, r.started, r.space = 0, false, false
}

// text writes the words of a text node, white space collapsed where it does not count.
func (r *renderer) text(s string) {
	if r.faint {
		return
	}
	if r.pre > 0 {
		r.preformatted(s)
		return
	}
	for s != "" {
		i := strings.IndexFunc(s, isSpace)
		if i < 0 {
			r.word(clean(s))
			return
		}
		if i > 0 {
			r.word(clean(s[:i]))
		}
		s = strings.TrimLeftFunc(s[i:], isSpace)
		r.space = true
	}
}

func (r *renderer) preformatted(s string) {
	for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if i > 0 {
			r.line()
		}
		if line != "" {
			r.word(clean(line))
		}
	}
}

// isSpace is white space as HTML has it, where the no-break space is a character.
func isSpace(c rune) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// clean drops control characters and makes plain spaces of no-break ones.
func clean(s string) string {
	if !strings.ContainsFunc(s, isOdd) {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\u00a0', c == '\t':
			return ' '
		case isOdd(c):
			return -1
		}
		return c
	}, s)
}

func isOdd(c rune) bool { return c == '\u00a0' || c != '\n' && unicode.IsControl(c) }

// word writes what stands without white space inside, and before it what is due.
func (r *renderer) word(s string) {
	if s == "" {
		return
	}
	r.flush()
	if !r.started {
		if r.open != "" && !r.begun {
			r.marks = append(r.marks, gateway.Cut{Rule: r.open, Start: r.out.Len()})
			r.begun = true
		}
		for range min(r.depth, maxQuote) {
			r.out.WriteByte('>')
		}
		if r.depth > 0 {
			r.out.WriteByte(' ')
		}
	} else if r.space {
		r.out.WriteByte(' ')
	}
	r.out.WriteString(s)
	r.started, r.space = true, false
}

// bullet is the sign of the next item of the innermost list.
func (r *renderer) bullet() string {
	if len(r.lists) == 0 || r.lists[len(r.lists)-1].next == 0 {
		return "*"
	}
	l := &r.lists[len(r.lists)-1]
	l.next++
	return strconv.Itoa(l.next-1) + "."
}

// begin opens a mark at the next word. One that holds for the rest closes what is open.
func (r *renderer) begin(rule string) {
	if r.rest != "" {
		return
	}
	r.end()
	r.block(1)
	r.open, r.begun = rule, false
}

// end closes the mark after the last word.
func (r *renderer) end() {
	if r.rest != "" {
		return
	}
	if r.begun {
		r.marks[len(r.marks)-1].End = r.out.Len()
		r.block(1)
	}
	r.open, r.begun = "", false
}

// finish makes the text, and ends the marks with their lines.
func (r *renderer) finish() (string, []gateway.Cut) {
	r.rest = ""
	r.end()
	text := strings.TrimRight(r.out.String(), " \n")
	marks := r.marks[:0]
	for _, m := range r.marks {
		if m.End = min(m.End, len(text)); m.End < len(text) && text[m.End] == '\n' {
			m.End++
		}
		if m.Start < m.End {
			marks = append(marks, m)
		}
	}
	return text, marks
}
