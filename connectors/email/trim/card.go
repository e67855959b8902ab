package trim

import (
	"strings"
	"unicode/utf8"

	"frontdesk/gateway/phrasebook"
)

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

// isCard says whether a paragraph is a name, a few words about it, and two ways to reach it, or a closing, a name and one.
// Numbers without a way may be those of orders, or of the house where something is to be sent.
func (s *splitter) isCard(from, to int) bool {
	const width, least = 60, 3
	if to-from < least || to-from > cardLines {
		return false
	}
	contacts, numbered := 0, false
	for i := from; i < to; i++ {
		text := s.lines[i].text
		switch {
		case utf8.RuneCountInString(text) > width, calls(text), strings.HasSuffix(text, ":"), strings.Contains(text, ">:"):
			return false
		case isContact(text):
			contacts++
		case hasLongNumber(text):
			return false
		default:
			numbered = numbered || strings.ContainsAny(text, figures)
		}
		if i == from && strings.ContainsAny(text, "@0123456789:/") {
			return false
		}
	}
	if contacts == 1 || to-from == least {
		return contacts > 0 && !numbered && s.closesByName(from)
	}
	return contacts >= 2 && to-from-contacts >= 2
}

// closesByName says whether line i is a closing, such as "Best regards," with a full name in the line below.
func (s *splitter) closesByName(i int) bool {
	const longest = 5 // words
	text := s.lines[i].text
	return closings.In(text) != 0 && len(strings.Fields(text)) <= longest && fullName.MatchString(s.lines[i+1].text)
}

// closings have one of these words each, in lower case.
var closings = phrasebook.MustNew(phrases(`regards|thanks|thank you|cheers|sincerely|best wishes|all the best|yours|grüße|grüsse|gruß|gruss|cordialement|salutations|bien à vous|merci|saludos|gracias|atentamente|
	saluti|grazie|groet|dank|hälsning|hilsen|terveisin|pozdrawiam|dziękuję|poważaniem|pozdravem|děkuji|pozdravom|atenciosamente|cumprimentos|obrigad|üdvözlettel|köszönöm|cu stimă|mulțumesc|
	saygılar|teşekkür|уважением|спасибо|дякую|повагою|поздрави|εκτίμηση|ευχαριστώ`))

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
