package trim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// seams are what a text has of that by which an answer and a quote may be joined in one line.
type seams struct{ dashes, wrote, address bool }

func seamsIn(text string) seams {
	return seams{strings.Contains(text, "----"), strings.Contains(text, "wrote:"), strings.IndexByte(text, '@') >= 0}
}

// joint is where the start of a quote stands behind an answer in the same line, as programs and gateways join them, and
// where the quoted text begins behind it; from is 0 where there is none. What people write within their sentences is left:
// it takes the whole of what a program writes, with an address. below is the text that follows.
func (may seams) joint(s, below string) (from, to int) {
	if may.dashes {
		if i := strings.Index(s, "----"); i > 0 && (lookUp(separators, framed(s[i:])) || lookUp(forwards, framed(s[i:]))) {
			return i, len(s)
		}
	}
	if may.wrote {
		if i := sharedAt(s); i > 0 {
			return i, len(s)
		}
	}
	if !may.address {
		return 0, 0
	}
	at := strings.IndexByte(s, '@')
	if at < leastBefore || !strings.ContainsAny(s, "<([") || strings.IndexByte(s, ':') < 0 && !strings.Contains(s, "：") {
		return 0, 0
	}
	timed := isTimed(s)
	if timed || s[len(s)-1] == '>' {
		if i := joinedHeader(s, below); i > 0 {
			return i, len(s)
		}
	}
	if !timed {
		return 0, 0
	}
	return joinedAnnouncement(s)
}

// leastJoined is the length of no line that holds an answer and the start of a quote.
const leastJoined = len("Yes ----Original message----From:")

// leastBefore are the bytes before the first address of a line that holds an answer and the start of a quote.
const leastBefore = len("Yes. On 1/1/26, <a")

// sharedAt is where an English announcement starts that ends its line. The words before it must not lead into it: "He told
// me that on Monday you wrote:".
func sharedAt(s string) int {
	if len(s) > attributionBytes || !strings.HasSuffix(s, "wrote:") || strings.LastIndex(s, "On ") <= 0 {
		return 0
	}
	m := shared.FindStringIndex(s)
	if m == nil {
		return 0
	}
	return len(strings.TrimRight(s[:m[0]+strings.Index(s[m[0]:m[1]], "On ")], "- "))
}

// shared is the start of Gmail's and Yahoo's English announcement inside a line.
var shared = regexp.MustCompile(`(?:\s|-{2,}\s?)On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{0,200}\d[:.]\d\d.{0,200}\bwrote:$`)

// maxAddresses is how many addresses of a line are looked at.
const maxAddresses = 8

// joinedAnnouncement finds an announcement with an address and a time of day.
func joinedAnnouncement(s string) (from, to int) {
	at := 0
	for range maxAddresses {
		next := strings.IndexByte(s[at:], '@')
		if next < 0 {
			return 0, 0
		}
		at += next + 1
		if to = announcementEnd(s, at); to == 0 {
			continue
		}
		from = announcementStart(s, at)
		if from <= 0 || to-from > attributionBytes || !isAnswer(s[:from]) || !isTimed(s[from:to]) {
			continue
		}
		if sure, _ := isAttribution(trimSpace(s[from:to]), false); sure {
			return from, to
		}
	}
	return 0, 0
}

// isAnswer says whether a text may be one, and not the first words of an announcement.
func isAnswer(s string) bool {
	if startsLikeAttribution(s) || strings.Contains(s, `\n`) { // of a program's data
		return false
	}
	const least = 3 // words
	s = trimSpace(s)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(sentenceEnds, r) || len(strings.Fields(s[:min(len(s), verbBytes)])) >= least
}

const sentenceEnds = ".!?。！？"

// announcementEnd is behind the colon that follows an address soon, and is none of a time of day; 0 where there is none.
func announcementEnd(s string, at int) int {
	const longest = 100
	near := s[at:min(len(s), at+longest)]
	for i, r := range near {
		behind := i + utf8.RuneLen(r)
		if (r == ':' || r == '：') && (behind == len(near) || !isFigure(near[behind])) && !strings.HasPrefix(near[behind:], "//") {
			return at + behind
		}
	}
	return 0
}

// announcementStart is where a moment starts before the address at a place, or the sentence with a name; 0 where neither does.
func announcementStart(s string, at int) int {
	const longest = 160
	first := max(0, at-longest)
	for first < at && !utf8.RuneStart(s[first]) {
		first++
	}
	if m := joinedStart.FindStringSubmatchIndex(s[first:at]); m != nil {
		return first + m[2]
	}
	open := strings.LastIndexAny(s[first:at], "<(")
	end := strings.LastIndexAny(s[first:first+max(open, 0)], sentenceEnds)
	if end < 0 || !endsSentence(s[first:first+end]+".") || strings.ContainsAny(s[first+end:first+open], figures) {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[first+end:])
	return first + end + size
}

// joinedStart is the start of an announcement inside a line: a capital word for "on" with the date close behind it, or a date.
var joinedStart = regexp.MustCompile(`(?:[\s.!?。！？])(` +
	`(?:On|Am|Le|El|Il giorno|Il|Em|No dia|Op|Den|På|Dnia|W dniu|Dne|Dňa|În data de|În|La|Στις|Vào|Pada) (?:\pL{2,12}\.?,? ){0,2}\d{1,4}` +
	`|\pL{2,12}\.?, \d{1,2}\.? \pL{3,10}\.? \d{4}` +
	`|\d{4}[-/.年년]\s?\d{1,2}[-/.月월]\s?\d{1,2}` +
	`|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})`)

// joinedHeader is where a header starts that goes on in its line or in the line below; 0 where none does.
func joinedHeader(s, below string) int {
	seen := 0
	for i := range len(s) {
		if c := s[i]; c != ':' && (c < utf8.RuneSelf || !strings.HasPrefix(s[i:], "：")) {
			continue
		}
		label, start := labelBefore(s[:i])
		if label&labelFrom == 0 || strings.Trim(s[:start], "*_ ") == "" || !beginsName(s[start:]) {
			continue
		}
		if isWholeHeader(s[start:], below) {
			return len(strings.TrimRight(s[:start], "_- "))
		}
		if seen++; seen == maxAddresses {
			return 0
		}
	}
	return 0
}

func beginsName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r)
}

// isWholeHeader says whether a header with an address has all that programs write, in its line, or goes on below it.
func isWholeHeader(s, below string) bool {
	const longest = 600
	s = s[:min(len(s), longest)]
	if !strings.ContainsRune(s, '@') {
		return false
	}
	if s[len(s)-1] == '>' {
		below, _, _ = strings.Cut(below, "\n")
		return headerLabel(below)&labelDate != 0
	}
	has := labelsIn(s)
	return has&labelDate != 0 && has&(labelTo|labelSubject) != 0 && isTimed(s)
}
