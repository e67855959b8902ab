package email

import (
	"strings"

	"frontdesk/gateway"
)

// Rules of cuts.
const (
	cutQuote      = "quote"
	cutSignature  = "signature"
	cutDisclaimer = "disclaimer"
)

// Trim finds what is new in the text of a mail: not the quote of the mail that it answers, and not its signature.
// Answers between quoted lines are kept; so is a forwarded mail as a whole. Where nothing would be left, all is new.
func Trim(text string) (newText string, cuts []gateway.Cut) {
	t := newTrimmer(text)
	t.quotes()
	t.signature()
	t.device()
	t.disclaimer()
	newText = strings.TrimSpace(t.kept())
	if newText == "" {
		return strings.TrimSpace(text), nil
	}
	return newText, t.cuts()
}

// trimLine is one line of the text and what it was found to be.
type trimLine struct {
	start, end int // bytes of the text, with the line's end
	text       string
	cut        string // rule; empty: new
}

func (l trimLine) blank() bool { return l.text == "" }
func (l trimLine) quoted() bool {
	return strings.HasPrefix(l.text, ">") || strings.HasPrefix(l.text, "＞")
}

type trimmer struct {
	text  string
	lines []trimLine
}

func newTrimmer(text string) *trimmer {
	t := &trimmer{text: text}
	start := 0
	for line := range strings.Lines(text) {
		end := start + len(line)
		t.lines = append(t.lines, trimLine{start: start, end: end, text: strings.Trim(line, " \t\r\n\u00a0\u200b\ufeff")})
		start = end
	}
	return t
}

// quotes marks all quoted text. What stands below a line such as "On Monday Anna wrote:" or a block of header lines is
// quoted to the end; where quoted lines have ">", or nothing new stands above the announcement, only these are.
func (t *trimmer) quotes() {
	said := false // something new stands above
	for i := 0; i < len(t.lines); i++ {
		if isForward(t.lines[i].text) {
			return
		}
		if t.lines[i].quoted() {
			t.lines[i].cut = cutQuote
			continue
		}
		if n := t.attribution(i); n > 0 {
			t.mark(i, i+n, cutQuote)
			if said && !t.quoteFollows(i+n) {
				t.mark(i, len(t.lines), cutQuote)
				return
			}
			i += n - 1
			continue
		}
		if t.startsQuote(i) {
			t.mark(i, len(t.lines), cutQuote)
			return
		}
		said = said || !t.lines[i].blank()
	}
}

func (t *trimmer) mark(from, to int, rule string) {
	for i := from; i < to; i++ {
		t.lines[i].cut = rule
	}
}

// attributionLines is how many lines an attribution may be wrapped over, attributionBytes how long it may be.
const (
	attributionLines = 4
	attributionBytes = 400
)

// attribution is the number of lines from i on that are one attribution; 0 where there is none.
func (t *trimmer) attribution(i int) int {
	joined := ""
	for n := 1; n <= attributionLines && i+n <= len(t.lines); n++ {
		line := t.lines[i+n-1]
		open := strings.LastIndexByte(joined, '<') > strings.LastIndexByte(joined, '>') // wrapped within an address
		if line.blank() || line.quoted() && !open || len(joined)+len(line.text) > attributionBytes {
			return 0
		}
		joined = strings.TrimSpace(joined + " " + line.text)
		if isAttribution(joined) {
			return n
		}
		if n == 1 && !mayStartAttribution(joined) {
			return 0
		}
	}
	return 0
}

// quoteFollows says whether the next line that is not blank is a quoted one.
func (t *trimmer) quoteFollows(i int) bool {
	for ; i < len(t.lines); i++ {
		if !t.lines[i].blank() {
			return t.lines[i].quoted()
		}
	}
	return false
}

// startsQuote finds separators and blocks of header lines, with which some programs start an unmarked quote.
func (t *trimmer) startsQuote(i int) bool {
	line := t.lines[i].text
	if isSeparator(line) {
		return true
	}
	if isRule(line) {
		return t.headerBlock(i + 1)
	}
	return t.headerBlock(i)
}

// headerBlockLines is how far a block of header lines is looked at.
const headerBlockLines = 8

// headerBlock finds the header lines of a quoted mail, in one of many languages: a sender or date first, and others
// near it. Customers write lists such as "From: Berlin, To: Paris" themselves, so that it takes an address or a subject.
func (t *trimmer) headerBlock(i int) bool {
	if i >= len(t.lines) || headerLabel(t.lines[i].text)&(labelFrom|labelDate) == 0 {
		return false
	}
	found, address := 0, false
	for _, line := range t.lines[i:min(i+headerBlockLines, len(t.lines))] {
		label := headerLabel(line.text)
		found |= label
		address = address || label != labelNone && strings.Contains(line.text, "@")
	}
	if address {
		return found&labelFrom != 0 && found != labelFrom || found&labelDate != 0 && found&labelTo != 0
	}
	return found&labelFrom != 0 && found&labelSubject != 0 && found&(labelDate|labelTo) != 0
}

// signature marks what stands below "-- " in the new text, and lines that a telephone adds.
func (t *trimmer) signature() {
	for i, line := range t.lines {
		if line.cut != "" || isForward(line.text) {
			if line.cut == "" {
				break
			}
			continue
		}
		if isSignatureMark(t.text[line.start:line.end]) {
			for j := i; j < len(t.lines) && t.lines[j].cut == ""; j++ {
				t.lines[j].cut = cutSignature
			}
			continue
		}
	}
}

// deviceLines at the end of the new text may be such that a telephone adds.
const deviceLines = 6

func (t *trimmer) device() {
	for i, seen := len(t.lines)-1, 0; i >= 0 && seen < deviceLines; i-- {
		line := &t.lines[i]
		if line.cut != "" || line.blank() {
			continue
		}
		seen++
		if isDeviceLine(line.text) {
			line.cut = cutSignature
		}
	}
}

// disclaimer marks a legal notice below the new text, with the line drawn above it.
func (t *trimmer) disclaimer() {
	said := false
	for i, line := range t.lines {
		if line.cut != "" || line.blank() {
			continue
		}
		if isForward(line.text) {
			return
		}
		if said && isDisclaimer(line.text) {
			if i > 0 && isRule(t.lines[i-1].text) {
				i--
			}
			for ; i < len(t.lines) && t.lines[i].cut == ""; i++ {
				t.lines[i].cut = cutDisclaimer
			}
			return
		}
		said = said || !isRule(line.text)
	}
}

// kept is the text without its cuts.
func (t *trimmer) kept() string {
	var b strings.Builder
	for _, line := range t.lines {
		if line.cut == "" {
			b.WriteString(t.text[line.start:line.end])
		}
	}
	return b.String()
}

// cuts joins neighbouring lines of one rule.
func (t *trimmer) cuts() []gateway.Cut {
	var out []gateway.Cut
	for _, line := range t.lines {
		switch n := len(out); {
		case line.cut == "":
		case n > 0 && out[n-1].Rule == line.cut && out[n-1].End == line.start:
			out[n-1].End = line.end
		default:
			out = append(out, gateway.Cut{Rule: line.cut, Start: line.start, End: line.end})
		}
	}
	return out
}
