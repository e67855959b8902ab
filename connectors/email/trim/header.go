package trim

import "strings"

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
// such as "From: Berlin, To: Paris" themselves, so that it takes an address or a subject.
func (s *splitter) headerBlock(i int) bool {
	const starts = labelFrom | labelDate | labelTo | labelSubject
	if i >= len(s.lines) || headerLabel(s.lines[i].text)&starts == 0 {
		return false
	}
	found, lines, address := labelNone, 0, false
	for j := i; j < min(i+headerBlockLines, len(s.lines)); j++ {
		l := s.lines[j]
		if l.blank() && lines > 1 {
			break
		}
		label := headerLabel(l.text)
		if label != labelNone {
			lines++
		}
		found |= label
		address = address || label&(labelFrom|labelTo|labelCc) != 0 && strings.Contains(l.text, "@")
	}
	return isHeader(found, address)
}

// isHeader judges which kinds of lines make a header.
func isHeader(found int, address bool) bool {
	has := func(labels int) bool { return found&labels == labels }
	switch {
	case address && has(labelFrom):
		return has(labelDate) || has(labelTo) || has(labelSubject)
	case address && has(labelDate):
		return has(labelTo)
	case has(labelFrom | labelSubject):
		return has(labelDate) || has(labelTo)
	}
	return has(labelFrom | labelDate | labelTo)
}

// headerLabel is the kind of a header line, labelNone for any other line.
func headerLabel(text string) int {
	text = strings.TrimLeft(text, "*_>| \t"+invisible)
	const longest = 48
	head := text[:min(len(text), longest)]
	i := strings.IndexAny(head, ":：")
	if i <= 0 {
		return labelNone
	}
	name := strings.Trim(head[:i], "*_ \t"+invisible)
	if strings.Contains(name, "\u00a0") {
		name = strings.ReplaceAll(name, "\u00a0", "")
	}
	return labels[strings.ToLower(name)]
}
