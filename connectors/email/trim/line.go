package trim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// invisible characters at the ends of a line say nothing: no-break space, zero-width ones, marks of direction, byte
// order marks, and the Canadian syllable that some trackers of opened mail leave behind.
const invisible = "\u00a0\u200b\u200c\u200d\u2060\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\ufeff\u3000\u1427"

const space = " \t\r\n" + invisible

// line is one line of a text and what it was found to be.
type line struct {
	start, end int    // bytes of the text, with the line's end
	text       string // without white space around it
	rule       string // of the cut; empty: new
	heard      heard  // the words that stand in it; 0 where nobody listened
	hint       bool   // known from a mark in HTML
	announced  bool   // a quoted line whose quote was announced by an attribution
	citation   bool   // a quoted line that stays, since it is answered
	initialed  bool   // a quoted line that has the initials of its writer before the mark
}

func newLine(text string, start, end int) line {
	return line{start: start, end: end, text: trimSpace(text[start:end])}
}

// edges are characters that may stand around a text. Those of ASCII are cut off first: then mostly nothing is left to do.
type edges struct{ plain, others string }

func (e edges) trim(s string) string {
	s = strings.Trim(s, e.plain)
	if s == "" || s[0] < utf8.RuneSelf && s[len(s)-1] < utf8.RuneSelf {
		return s
	}
	return strings.Trim(s, e.plain+e.others)
}

func (e edges) trimLeft(s string) string {
	s = strings.TrimLeft(s, e.plain)
	if s == "" || s[0] < utf8.RuneSelf {
		return s
	}
	return strings.TrimLeft(s, e.plain+e.others)
}

func (e edges) trimRight(s string) string {
	s = strings.TrimRight(s, e.plain)
	if s == "" || s[len(s)-1] < utf8.RuneSelf {
		return s
	}
	return strings.TrimRight(s, e.plain+e.others)
}

// trimSpace is strings.Trim with a short way for the usual.
func trimSpace(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if s == "" || s[0] < utf8.RuneSelf && s[len(s)-1] < utf8.RuneSelf {
		return s
	}
	return strings.Trim(s, space)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func (l line) blank() bool { return l.text == "" }
func (l line) isNew() bool { return l.rule == "" || l.citation }

// isASCII says whether a text has no other characters.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isFigure(c byte) bool { return c >= '0' && c <= '9' }

// isLetter is the quick way for what most lines begin with.
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// lookUp finds a word in a table whose keys are in lower case.
func lookUp[V any](table map[string]V, word string) V {
	var lower [64]byte
	if len(word) > len(lower) {
		return table[strings.ToLower(word)]
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return table[strings.ToLower(word)]
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	return table[string(lower[:len(word)])]
}

// isOddBlank: a paragraph has plain blanks where a line has others.
func isOddBlank(r rune) bool { return r != ' ' && unicode.IsSpace(r) }

// quoted says whether the line has a quote mark: ">" in any width or a bar, but neither the mark that mailboxes put before
// "From" nor the bars of a table.
func (l line) quoted() bool {
	if l.text == "" {
		return false
	}
	switch {
	case l.initialed:
		return true
	case l.text[0] == '>':
		return !isGroupWise(l.text) && !strings.HasPrefix(l.text, ">From ")
	case strings.HasPrefix(l.text, "| "):
		return strings.Count(l.text, "|") == 1
	}
	return strings.HasPrefix(l.text, "＞") || l.text == "|"
}

// drawn is a line of one repeated character, or of one and spaces, as programs and people draw between parts of a
// text.
func drawn(s string) bool {
	const least = 5
	if len(s) < least || isLetter(s[0]) {
		return false
	}
	r, n := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune("-_=*~#+.•·–—─━═＿－＝‐", r) {
		return false
	}
	count := 1
	for _, c := range s[n:] {
		switch c {
		case r:
			count++
		case ' ':
		default:
			return false
		}
	}
	return count >= least
}
