package trim

import (
	"regexp"
	"strings"
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

// signature looks through lines of one stretch of new text, [from, to).
func (s *splitter) signature(from, to int) {
	for i := from; i < to; i++ {
		if isSignatureMark(s.text[s.lines[i].start:s.lines[i].end]) && s.shortTo(i+1, to) {
			s.mark(i, to, Signature)
			to = i
		}
	}
	if i, ok := s.device(from, to); ok {
		s.mark(i, to, Signature)
		to = i
	}
	if i, ok := s.card(from, to); ok {
		s.mark(i, to, Signature)
	}
}

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

func (s *splitter) shortTo(from, to int) bool {
	n := 0
	for i := from; i < to && n <= signatureLines; i++ {
		if !s.lines[i].blank() {
			n++
		}
	}
	return n <= signatureLines
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
		if isDeviceLine(s.lines[i].text) {
			at, ok = i, true
		}
	}
	return at, ok
}

// cardLines bounds a card of contacts, cardWidth its lines.
const (
	cardLines = 16
	cardWidth = 70
)

var (
	cardContact = regexp.MustCompile(`(?i)(?:https?://|www\.)\S|\S@\S+\.\pL|(?:^|[\s|])(?:t|f|m|p|tel|fax|phone|mobile|mob|cell|telefon|téléphone|teléfono|telefone|skype|whatsapp|line|tlf|puh|тел|电话|手机|電話|携帯|전화)[.:：]\s?\S|\+?\d[\d ()./-]{7,}\d`)
	cardSays    = regexp.MustCompile(`[?？!！]|[.。]$`)
)

// card finds a drawn line near the end with nothing but short lines below it, contacts among them.
func (s *splitter) card(from, to int) (at int, ok bool) {
	contacts, seen := 0, 0
	for i := to - 1; i >= from && seen <= cardLines; i-- {
		text := s.lines[i].text
		switch {
		case text == "":
			continue
		case drawn(text):
			if contacts == 0 && seen > 0 {
				return 0, false
			}
			if contacts > 0 {
				return i, i > from
			}
		case utf8.RuneCountInString(text) > cardWidth:
			return 0, false
		case cardContact.MatchString(text):
			contacts++
		case cardSays.MatchString(text) && !strings.HasSuffix(text, "."):
			return 0, false
		}
		seen++
	}
	return 0, false
}
