package trim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// signatures marks what stands below "-- " in the new text, lines that a telephone adds with what stands below them, and
// a card of contacts below a drawn line.
func (s *splitter) signatures() {
	for from := 0; from < len(s.lines); {
		to := from
		for to < len(s.lines) && s.lines[to].rule == "" {
			to++
		}
		s.signature(from, to)
		from = to + 1
	}
}

// sign marks lines as a signature, up to a postscript below a blank line, which is none of it.
func (s *splitter) sign(from, to int) {
	for i := from + 1; i < to; i++ {
		if s.lines[i-1].blank() && startsPostscript(s.lines[i].text) {
			to = i
		}
	}
	s.mark(from, to, Signature)
}

func startsPostscript(text string) bool {
	const longest = 9 // bytes
	return len(text) > longest && postscript.MatchString(text[:longest])
}

// postscript begins one in any language: the most use the Latin letters.
var postscript = regexp.MustCompile(`^(?:(?i:p\.? ?s\b|p\.? ?p\.? ?s\b)|PD[:.]|P\.D\.|NB[:.]|N\.B\.|追伸|추신|又及|附言)`)

// signature looks through lines of one stretch of new text, [from, to).
func (s *splitter) signature(from, to int) {
	for i := from; i < to; i++ {
		if l := s.lines[i]; len(l.text) <= longestMark && isSignatureMark(s.text[l.start:l.end]) && s.closes(i+1, to) && !s.parts(i, to) {
			s.sign(i, to)
			to = i
		}
	}
	if i, ok := s.device(from, to); ok {
		i = s.withName(i, from)
		s.sign(i, to)
		to = i
	}
	if i, ok := s.card(from, to); ok {
		s.sign(i, to)
	}
}

// longestMark is the length in bytes of the longest line that is one.
const longestMark = len("––")

// isSignatureMark is "-- " alone (RFC 3676 section 4.3), also without the space and as a long dash.
func isSignatureMark(raw string) bool {
	switch strings.TrimRight(raw, space) {
	case "--", "—", "––", "__", "- --":
		return true
	}
	return false
}

// signatureLines is how many lines a signature may have; of what is longer its writer has drawn a line through his text.
const signatureLines = 30

// closes says whether lines may be a signature: few, and none that asks something.
func (s *splitter) closes(from, to int) bool {
	n := 0
	for i := from; i < to; i++ {
		if s.lines[i].blank() {
			continue
		}
		if n++; n > signatureLines || poses(s.lines[i].text) || strings.HasSuffix(s.lines[i].text, "?") {
			return false
		}
	}
	return true
}

// parts says whether the mark in line i only parts two texts: a blank line and a sentence stand below, and it lacks the
// space that programs put behind it.
func (s *splitter) parts(i, to int) bool {
	const least = 5 // words
	mark := s.text[s.lines[i].start:s.lines[i].end]
	if i+1 >= to || !s.lines[i+1].blank() || strings.HasSuffix(strings.TrimRight(mark, "\r\n"), " ") {
		return false
	}
	i = s.next(i + 1)
	if i >= to || isContact(s.lines[i].text) {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(s.lines[i].text)
	return strings.ContainsRune(sentenceEnds, end) && lowerWords(s.lines[i].text) >= least
}

// deviceLines from the end of the text are looked at.
const deviceLines = 6

// device finds the line of a telephone with an answer above it. What stands below it is not the answer any more.
func (s *splitter) device(from, to int) (at int, ok bool) {
	for i, seen := to-1, 0; i >= from && seen < deviceLines; i-- {
		if s.lines[i].blank() {
			continue
		}
		seen++
		if l := s.lines[i]; l.heard.has(hearsDevice|hearsSent) && isDeviceLine(l.text) && !s.goesOn(i, from, to) {
			at, ok = i, true
		}
	}
	return at, ok && s.closes(at+1, to)
}

// goesOn says whether line i is one of a sentence: it stands between others, begins with no capital, and the text above it
// does not end.
func (s *splitter) goesOn(i, from, to int) bool {
	if i == from || i+1 >= to || s.lines[i-1].blank() || s.lines[i+1].blank() || endsSentence(s.lines[i-1].text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.lines[i].text)
	return unicode.IsLetter(r) && !unicode.IsUpper(r)
}

// fullName is a line with nothing but a name of two words or more.
var fullName = regexp.MustCompile(`^\p{Lu}[\pL'.-]*( \p{Lu}[\pL'.-]*){1,3}$`)

// withName takes a name that stands right above the line of a telephone along, where it is a paragraph with it.
func (s *splitter) withName(i, from int) int {
	if i-1 > from && fullName.MatchString(s.lines[i-1].text) && s.lines[i-2].blank() {
		return i - 1
	}
	return i
}
