package backtest

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// mailAddress is what looks like an address in a text.
var mailAddress = regexp.MustCompile(`[\p{L}\p{N}._%+'\-]+@[\p{L}\p{N}.\-]*[\p{L}\p{N}]`)

// masked stands for an address.
const masked = "•••@•••"

// Shown is how texts of mails are shown.
type Shown struct {
	Addresses bool     // as they are; else masked
	Own       []string // our own, which are never masked
}

// text is a text of a mail as it may be shown, at most so many bytes of it.
func (s Shown) text(text string, most int) string {
	if !s.Addresses {
		text = mailAddress.ReplaceAllStringFunc(text, s.mask)
	}
	text = strings.TrimSpace(text)
	if len(text) <= most {
		return text
	}
	text = text[:most]
	for len(text) > 0 && !utf8.ValidString(text[max(0, len(text)-utf8.UTFMax):]) {
		text = text[:len(text)-1]
	}
	return text + "…"
}

// line is a text in one line.
func (s Shown) line(text string, most int) string {
	return s.text(strings.Join(strings.Fields(text), " "), most)
}

func (s Shown) mask(address string) string {
	for _, own := range s.Own {
		if strings.EqualFold(address, own) {
			return address
		}
	}
	return masked
}
