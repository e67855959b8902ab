package trim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of header lines; they are added up.
const (
	labelNone = 0
	labelFrom = 1 << (iota - 1)
	labelDate
	labelTo
	labelSubject
	labelCc
)

// headerBlockLines is how far a block of header lines is looked at.
const headerBlockLines = 8

// header is what was found of a block of header lines.
type header struct {
	labels  int  // kinds of its lines
	address bool // a line of people has an address
	timed   bool // its date has a time of day
	sent    bool // its date is called that of a mail, and not of anything, or a line is drawn above it
	answer  bool // its subject is that of an answer or a forward
}

// headerBlock finds the header lines of a quoted mail: a sender or date first, and others near it. A sentence that leads
// to them tells of a mail.
func (s *splitter) headerBlock(i int) bool {
	const starts = labelFrom | labelDate | labelTo | labelSubject
	if i >= len(s.lines) || headerLabel(s.lines[i].text)&starts == 0 {
		return false
	}
	h := header{labels: labelsIn(s.lines[i].text), sent: s.withDrawn(i) < i}
	h.timed = h.labels&labelDate != 0 && isTimed(s.lines[i].text)
	for j := i; j < min(i+headerBlockLines, len(s.lines)); j++ {
		if s.lines[j].blank() && j > i && !s.labelFollows(j) {
			break
		}
		h.add(s.lines[j].text)
	}
	if headerLabel(s.lines[i].text)&(labelFrom|labelDate) == 0 && h.labels&labelFrom == 0 {
		return false // a receiver and a subject first, and no sender: it tells of a mail
	}
	h.timed = h.timed || h.labels&labelDate == 0 && s.datesHeader(i+1)
	return h.isQuoted() && !s.isLed(s.fieldsAbove(i))
}

// fieldsAbove is the first of the lines right above line i that are fields of a mail as it is on the wire, such as
// "Received:", with those that these are folded over; i where there is none.
func (s *splitter) fieldsAbove(i int) int {
	const most = 60
	first := i
	for ; first > max(0, i-most); first-- {
		if above := s.lines[first-1]; above.rule != "" || above.blank() || !isField(s.text[above.start:above.end]) {
			break
		}
	}
	return first
}

// isField says whether a line begins a field of a mail or goes on with one.
func isField(raw string) bool {
	name, _, ok := strings.Cut(raw, ":")
	return isBlank(raw[0]) || ok && !strings.ContainsFunc(name, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) })
}

// add takes a line for one of the header.
func (h *header) add(text string) {
	name := labelName(text)
	label := lookUp(labels, name)
	h.labels |= label
	if label&labelDate != 0 {
		h.timed = h.timed || !h.address && isTimed(text) // with an address, it is not asked for
		h.sent = h.sent || !lookUp(anyDate, name)
	}
	h.answer = h.answer || label&labelSubject != 0 && hasPrefix(text)
	h.address = h.address || label&(labelFrom|labelTo|labelCc) != 0 && strings.Contains(text, "@")
}

// datesHeader says whether line i, the second of a header, may be its date in a language that labels do not have.
func (s *splitter) datesHeader(i int) bool {
	if i >= len(s.lines) || headerLabel(s.lines[i].text) != labelNone {
		return false
	}
	at := colon(s.lines[i].text)
	return at > 0 && isTimed(s.lines[i].text[at:])
}

func isTimed(text string) bool {
	text = bare(text)
	if isASCII(text) {
		return hasTimeOfDay(text)
	}
	return timeOfDay.MatchString(text)
}

// hasTimeOfDay is timeOfDay for ASCII.
func hasTimeOfDay(text string) bool {
	other := func(i int) bool { return i < 0 || i >= len(text) || !isFigure(text[i]) && text[i] != '.' }
	for i := 1; i < len(text); i++ {
		if !isFigure(text[i-1]) || !beginsMinutes(text, i) {
			continue
		}
		before := i - 2
		if before >= 0 && isFigure(text[before]) {
			before--
		}
		if other(before) && other(i+3) {
			return true
		}
	}
	return false
}

// timeOfDay is one, and none of "03.11.2026".
var timeOfDay = regexp.MustCompile(`(?:^|[^\p{Nd}.])\p{Nd}{1,2}(?:[:.h]\p{Nd}\p{Nd}(?:[^\p{Nd}.]|$)|\s?[時时点點시])`)

// labelFollows says whether the line below the blank line j goes on with a header, as where all lines are set apart.
func (s *splitter) labelFollows(j int) bool {
	return j+1 < len(s.lines) && headerLabel(s.lines[j+1].text) != labelNone
}

// labelsIn are the labels of a header that stands in one line: "From: Anna Sent: Monday To: Ben Subject: Order".
func labelsIn(text string) int {
	const longest = 1000
	text = text[:min(len(text), longest)]
	found := labelNone
	for from := 0; ; from++ {
		i := colon(text[from:])
		if i < 0 {
			return found
		}
		from += i
		if label, start := labelBefore(text[:from]); start > 0 {
			found |= label
		}
	}
}

// labelBefore is the label whose one or two words end a text, and where it starts.
func labelBefore(text string) (label, start int) {
	text = strings.TrimRight(text, " *")
	start = len(text)
	for range 2 { // words
		start = strings.LastIndexFunc(strings.TrimRight(text[:start], " "), isNoLetter) + 1
		if label = lookUp(labels, text[start:]); label != labelNone {
			return label, start
		}
	}
	return labelNone, 0
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) }

// hasPrefix says whether a subject begins with "Re:" or its like in other languages, all of which are short.
func hasPrefix(text string) bool {
	const longest = 4 // "Antw"
	_, subject, _ := strings.Cut(strings.Replace(text, "：", ":", 1), ":")
	prefix, _, ok := strings.Cut(strings.Replace(trimSpace(subject), "：", ":", 1), ":")
	return ok && utf8.RuneCountInString(prefix) <= longest
}

// isQuoted judges whether a header is that of a mail. Customers write lists such as "From: Berlin, To: Paris, Date: 3 May
// 10:30, Subject: window seats" themselves, so that it takes an address, or the time of day that programs write beside a
// date that was "sent" or a subject that was answered.
func (h header) isQuoted() bool {
	has := func(labels int) bool { return h.labels&labels == labels }
	switch {
	case h.address && has(labelFrom):
		return has(labelDate) || has(labelTo) || has(labelSubject)
	case h.address && has(labelDate):
		return has(labelTo)
	case !h.timed || !h.sent && !h.answer:
		return false
	case has(labelFrom | labelSubject):
		return has(labelDate) || has(labelTo)
	}
	return has(labelFrom | labelDate | labelTo)
}

// headerLabel is the kind of a header line, labelNone for any other line.
func headerLabel(text string) int {
	name := labelName(text)
	if name == "" {
		return labelNone
	}
	return lookUp(labels, name)
}

// labelName is what stands before the colon of a header line; empty where nothing does.
func labelName(text string) string {
	if colon(text) < 0 {
		return ""
	}
	text = strings.TrimLeft(text, "*_>| \t"+invisible)
	const longest = 48
	head := text[:min(len(text), longest)]
	i := colon(head)
	if i <= 0 {
		return ""
	}
	return strings.ReplaceAll(strings.Trim(head[:i], "*_ \t"+invisible), "\u00a0", "")
}

// colon is where the first colon stands, of either width; -1 where there is none.
func colon(s string) int {
	narrow := strings.IndexByte(s, ':')
	if wide := strings.Index(s, "："); wide >= 0 && (narrow < 0 || wide < narrow) {
		return wide
	}
	return narrow
}
