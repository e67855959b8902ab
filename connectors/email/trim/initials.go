package trim

import (
	"strings"
	"unicode"
)

// initials are those of a writer that The Bat! puts before the mark of a quoted line, with the mark: "AB>" of "AB> Which
// one?"; empty where there are none.
func initials(text string) string {
	const longest = 3 * len("Ж>")
	end := strings.IndexByte(text[:min(len(text), longest)], '>')
	if end <= 0 || strings.ContainsFunc(text[:end], func(r rune) bool { return !unicode.IsUpper(r) }) {
		return ""
	}
	return text[:end+1]
}

// initialsBelow are the initials before the next line that is not blank.
func (s *splitter) initialsBelow(i int) string {
	if i = s.next(i); i < len(s.lines) {
		return initials(s.lines[i].text)
	}
	return ""
}

// quoteInitialed makes quoted lines of all with these initials, those of the first announcement of a mail. Without one,
// "A>" and "B>" may be a customer's own.
func (s *splitter) quoteInitialed(mark string) {
	if mark == "" || s.initialed {
		return
	}
	s.initialed = true
	for i := range s.lines {
		s.lines[i].initialed = strings.HasPrefix(s.lines[i].text, mark)
	}
}
