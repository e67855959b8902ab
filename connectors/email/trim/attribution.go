package trim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// attributionLines is how many lines an attribution may be wrapped over, attributionBytes how long it may be.
const (
	attributionLines = 4
	attributionBytes = 400
)

// maxAttributions is how many lines that end like one are looked at in one mail.
const maxAttributions = 2000

// attribution finds the announcement of a quote that ends with line i, as "On Monday Anna <anna@example.com> wrote:".
// It returns its first line; ok is false where there is none. A sentence of the customer may end the same way ("as Anna
// wrote:"), so that it takes a year or an address, and a quoted line below counts for it.
func (s *splitter) attribution(i int) (first int, ok bool) {
	last := s.lines[i].text
	likely := endsAttribution(last) || endsWithAddress(last)
	if !likely || s.attributions >= maxAttributions {
		return 0, false
	}
	quoteBelow := s.quotedBelow(i+1) || isTimed(last) && s.initialsBelow(i+1) != ""
	if !quoteBelow && !endsAttribution(last) {
		return 0, false
	}
	s.attributions++
	joined, complete, weak := "", -1, -1
	for n := range attributionLines {
		j := i - n
		if j < 0 || s.lines[j].blank() || s.lines[j].rule != "" || s.lines[j].quoted() && n > 0 {
			break
		}
		text := s.lines[j].text
		if n > 0 && endsSentence(text) || len(joined)+len(text) > attributionBytes {
			break
		}
		joined = strings.TrimSpace(text + " " + joined)
		switch sure, perhaps := isAttribution(joined, quoteBelow); {
		case sure && startsLikeAttribution(text):
			return j, true
		case sure && complete < 0:
			complete = j
		case perhaps && weak < 0:
			weak = j
		}
	}
	if complete < 0 {
		complete = weak
	}
	return complete, complete >= 0
}

// quotedBelow says whether the next line that is not blank is a quoted one.
func (s *splitter) quotedBelow(i int) bool {
	i = s.next(i)
	return i < len(s.lines) && (s.lines[i].quoted() || s.lines[i].hint && s.lines[i].rule == Quote)
}

// attributionEnds stand around an attribution, colonEnds behind its colon.
var (
	attributionEnds = edges{"*_ ", invisible}
	colonEnds       = edges{"*_ -", invisible}
)

// bare is a text with plain spaces and without marks of direction or emphasis around it.
func bare(s string) string {
	s = attributionEnds.trim(s)
	if !isASCII(s) && strings.ContainsAny(s, "\u00a0\u202f\u200e\u200f") {
		s = plainSpace.Replace(s)
	}
	return s
}

var plainSpace = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u200e", "", "\u200f", "", "\u202a", "", "\u202c", "")

func endsAttribution(s string) bool {
	if s == "" {
		return false
	}
	if last := s[len(s)-1]; isLetter(last) && last != 'e' || last == '.' || last == ',' {
		return false
	}
	s = colonEnds.trimRight(s)
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") || strings.HasSuffix(s, " wrote")
}

// endsWithAddress is the end of an attribution without a colon, as older Gmail wrote: "2011/4/7 Anna <anna@example.com>".
func endsWithAddress(s string) bool {
	return strings.HasSuffix(s, ">") && strings.Contains(s, "@") && s[0] != '>'
}

// isAttribution judges a whole announcement, its lines joined: sure by its words, perhaps by a moment and its place
// above a quoted line.
func isAttribution(s string, quoteBelow bool) (sure, perhaps bool) {
	s = bare(strings.Trim(bare(s), "-"))
	announced := strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
	if !announced {
		return quoteBelow && (addressed.MatchString(s) || lacksVerb(s)), false
	}
	numbered := strings.ContainsAny(s, figures+"@")
	if !numbered && !quoteBelow {
		return false, false
	}
	end := attributionEnds.trimRight(strings.TrimRight(s, ":："))
	verb := wrote(strings.ToLower(end[max(0, len(end)-verbBytes):]))
	known := verb || isDated(s)
	switch {
	case known && quoteBelow:
		return true, false
	case known && strings.ContainsRune(s, '@'):
		return namesSender(end, verb), false
	case verb:
		return year.MatchString(s) && isTimed(s) && !isTold(s) && namesWriter(end), false
	}
	return false, quoteBelow && numbered && (announces.MatchString(s) || quoting.MatchString(s))
}

// lacksVerb finds an attribution above a quoted line that lost its end: "On Mon, 4 May 2026 at 10:00 Anna <anna@example.com>",
// "On 4 May 2026 Anna wrote".
func lacksVerb(s string) bool {
	whole := strings.HasSuffix(s, " wrote") || endsWithAddress(s) && hasMoment(s) && !isTold(s)
	return whole && startsLikeAttribution(s)
}

// verbBytes at the end of an attribution hold its verb and what some languages put behind it.
const verbBytes = 160

// isDated finds an attribution in any language by a moment and an address.
func isDated(s string) bool {
	if !hasBracketed(s) || isASCII(s) && !hasMoment(s) {
		return false
	}
	if len(s) <= datedBytes {
		return datedShort.MatchString(s)
	}
	return dated.MatchString(s)
}

// hasBracketed is a quick look for an address in brackets.
func hasBracketed(s string) bool {
	open := strings.IndexAny(s, "<(（")
	if open < 0 {
		return false
	}
	at := strings.IndexByte(s[open:], '@')
	return at >= 0 && strings.ContainsAny(s[open+at:], ">)）")
}

// hasMoment is a quick look for a time of day or a year, as datedForms have them, in ASCII.
func hasMoment(s string) bool {
	figures := 0
	for i := range len(s) {
		switch c := s[i]; {
		case isFigure(c):
			if figures++; figures == len("2026") {
				return true
			}
		case figures > 0 && beginsMinutes(s, i):
			return true
		default:
			figures = 0
		}
	}
	return false
}

// beginsMinutes says whether a sign between hours and minutes stands at a place, with two figures behind.
func beginsMinutes(s string, at int) bool {
	c := s[at]
	return (c == ':' || c == '.' || c == 'h') && at+2 < len(s) && isFigure(s[at+1]) && isFigure(s[at+2])
}

// datedBytes is how far the address may be from the moment; in a shorter text it need not be counted, which takes most of
// the time of dated.
const datedBytes = 200

var (
	// datedShort and dated find the address right before the colon, or the moment near it.
	datedShort = regexp.MustCompile(datedForms(`*`))
	dated      = regexp.MustCompile(datedForms(`{0,200}`))
)

// datedForms are the forms with this many characters between moment and address.
func datedForms(between string) string {
	return `(?:\p{Nd}[:.h]\p{Nd}\p{Nd}|\p{Nd}{4}).` + between + `[<(（]\s?[^<>()\s]+@[^()\s]+\s?[>)）][^:：]{0,20}[:：]$|` +
		`<[^<>()\s]+@[^()\s]+>.{1,80}(?:\p{Nd}[:.h]\p{Nd}\p{Nd}|\p{Nd}{4})[^:：]{0,20}[:：]$`
}

var (
	// addressed finds a date first and an address last.
	addressed = regexp.MustCompile(`^(\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}).{0,200}<[^<>\s]+@[^<>\s]+>$`)
	// announces is any other line with a time of day above a quoted one.
	announces = regexp.MustCompile(`\d{1,2}[:.h]\d\d`)
	// quoting ends with an address, as Horde writes: "Quoting Anna <anna@example.com>:".
	quoting = regexp.MustCompile(`<[^<>\s]+@[^<>\s]+>\s?[:：]$`)
	// year is that of a date. Programs always write it, people who tell of a mail seldom.
	year = regexp.MustCompile(`\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}|\b(19|20)\d\d\b|\d年|\d년`)
)

// endsSentence is true of no abbreviated month: it takes four letters or more before the stop, or one of East Asia.
func endsSentence(s string) bool {
	const least = 4
	word := strings.TrimRight(s, ".!?")
	if len(word) == len(s) {
		return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？")
	}
	for range least {
		r, n := utf8.DecodeLastRuneInString(word)
		if !unicode.IsLetter(r) {
			return false
		}
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
			return true
		}
		word = word[:len(word)-n]
	}
	return true
}
