package trim

import (
	"regexp"
	"strings"
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

// headerBlock finds the header lines of a quoted mail: a sender or date first, and others near it. Customers write lists
// such as "From: Berlin, To: Paris, Date: 3 May" themselves, so that it takes an address, or the time of day that programs
// write.
func (s *splitter) headerBlock(i int) bool {
	const starts = labelFrom | labelDate | labelTo | labelSubject
	if i >= len(s.lines) || headerLabel(s.lines[i].text)&starts == 0 {
		return false
	}
	found, address := labelsIn(s.lines[i].text), false
	timed := found&labelDate != 0 && timeOfDay.MatchString(bare(s.lines[i].text))
	for j := i; j < min(i+headerBlockLines, len(s.lines)); j++ {
		l := s.lines[j]
		if l.blank() && j > i && !s.labelFollows(j) {
			break
		}
		label := headerLabel(l.text)
		found |= label
		timed = timed || label&labelDate != 0 && timeOfDay.MatchString(bare(l.text))
		address = address || label&(labelFrom|labelTo|labelCc) != 0 && strings.Contains(l.text, "@")
	}
	if headerLabel(s.lines[i].text)&(labelFrom|labelDate) == 0 && found&labelFrom == 0 {
		return false // a receiver and a subject first, and no sender: it tells of a mail
	}
	return isHeader(found, address, timed || found&labelDate == 0 && s.datesHeader(i+1))
}

// datesHeader says whether line i, the second of a header, may be its date in a language that labels do not have.
func (s *splitter) datesHeader(i int) bool {
	if i >= len(s.lines) || headerLabel(s.lines[i].text) != labelNone {
		return false
	}
	at := colon(s.lines[i].text)
	return at > 0 && timeOfDay.MatchString(bare(s.lines[i].text[at:]))
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
	found := labelNone
	rest := text[:min(len(text), longest)]
	for {
		before, after, ok := strings.Cut(rest, ":")
		if !ok {
			return found
		}
		if i := strings.LastIndexByte(before, ' '); i >= 0 && i < len(before)-1 {
			found |= lookUp(labels, strings.Trim(before[i+1:], "*"))
		}
		rest = after
	}
}

// isHeader judges which kinds of lines make a header, by whether an address stands in one and a time of day in its date.
func isHeader(found int, address, timed bool) bool {
	has := func(labels int) bool { return found&labels == labels }
	switch {
	case address && has(labelFrom):
		return has(labelDate) || has(labelTo) || has(labelSubject)
	case address && has(labelDate):
		return has(labelTo)
	case !timed:
		return false
	case has(labelFrom | labelSubject):
		return has(labelDate) || has(labelTo)
	}
	return has(labelFrom | labelDate | labelTo)
}

// labelFrame may stand before a header line, labelEnds around its name.
var (
	labelFrame = edges{"*_>| \t", invisible}
	labelEnds  = edges{"*_ \t", invisible}
)

// headerLabel is the kind of a header line, labelNone for any other line.
func headerLabel(text string) int {
	text = labelFrame.trimLeft(text)
	const longest = 48
	head := text[:min(len(text), longest)]
	i := colon(head)
	if i <= 0 {
		return labelNone
	}
	name := labelEnds.trim(head[:i])
	if strings.Contains(name, "\u00a0") {
		name = strings.ReplaceAll(name, "\u00a0", "")
	}
	return lookUp(labels, name)
}

// colon is where the first colon stands, of either width; -1 where there is none.
func colon(s string) int {
	narrow := strings.IndexByte(s, ':')
	if wide := strings.Index(s, "："); wide >= 0 && (narrow < 0 || wide < narrow) {
		return wide
	}
	return narrow
}
