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
		if l := s.lines[i]; len(l.text) <= longestMark && isSignatureMark(s.text[l.start:l.end]) && s.closes(i+1, to) {
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

// cardLines bounds a card of contacts, cardWidth its lines.
const (
	cardLines = 16
	cardWidth = 70
)

// card finds a card of contacts at the end: below a drawn line, or as a paragraph of its own.
func (s *splitter) card(from, to int) (at int, ok bool) {
	for to > from && s.lines[to-1].blank() {
		to--
	}
	if at, ok := s.drawnCard(from, to); ok {
		return at, true
	}
	at = to
	for at > from && !s.lines[at-1].blank() {
		at--
	}
	return at, s.isCard(at, to) && s.endsParagraph(at, from)
}

// calls says whether a text asks or exclaims, which cards of contacts do not.
func calls(text string) bool {
	return asks(text) || strings.Contains(text, "!") || strings.Contains(text, "！")
}

// drawnCard is nothing but short lines below a drawn line, ways to reach somebody among them.
func (s *splitter) drawnCard(from, to int) (at int, ok bool) {
	if !s.isDrawn(from, to) {
		return 0, false
	}
	contacts, seen := 0, 0
	for i := to - 1; i > from && seen <= cardLines; i-- {
		text := s.lines[i].text
		switch {
		case text == "":
			continue
		case drawn(text) && contacts > 0:
			return i, true
		case drawn(text) && seen > 0, utf8.RuneCountInString(text) > cardWidth, calls(text):
			return 0, false
		case isContact(text):
			contacts++
		}
		seen++
	}
	return 0, false
}

// isDrawn says whether a line is drawn among the last ones before line to.
func (s *splitter) isDrawn(from, to int) bool {
	seen := 0
	for i := to - 1; i > from && seen <= cardLines+1; i-- {
		switch l := s.lines[i]; {
		case l.blank():
		case drawn(l.text):
			return true
		default:
			seen++
		}
	}
	return false
}

// isCard says whether a paragraph is a name, a few words about it, and two ways to reach it. Numbers without a way may
// be those of orders.
func (s *splitter) isCard(from, to int) bool {
	const width, least = 60, 4
	if to-from < least || to-from > cardLines {
		return false
	}
	contacts := 0
	for i := from; i < to; i++ {
		text := s.lines[i].text
		switch {
		case utf8.RuneCountInString(text) > width, calls(text), strings.HasSuffix(text, ":"), strings.Contains(text, ">:"):
			return false
		case isContact(text):
			contacts++
		case hasLongNumber(text):
			return false
		}
		if i == from && strings.ContainsAny(text, "@0123456789:/") {
			return false
		}
	}
	return contacts >= 2 && to-from-contacts >= 2
}

// hasLongNumber finds four figures, which may be an order's.
func hasLongNumber(text string) bool {
	figures := 0
	for i := range len(text) {
		if !isFigure(text[i]) {
			figures = 0
			continue
		}
		if figures++; figures == len("4711") {
			return true
		}
	}
	return false
}

// endsParagraph says whether a text that does not lead to line i stands above it: what follows "Please send it to:" is
// none of a signature.
func (s *splitter) endsParagraph(i, from int) bool {
	for i--; i >= from; i-- {
		if text := s.lines[i].text; text != "" {
			return !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "：")
		}
	}
	return false
}
