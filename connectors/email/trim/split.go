package trim

import (
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/phrasebook"
)

// Rules of cuts. What is [Forwarded] is told apart and yet new: a forwarded mail is what its sender writes about.
const (
	Quote      = "quote"
	Signature  = "signature"
	Disclaimer = "disclaimer"
	Forwarded  = "forwarded"
	File       = "file"            // uuencoded; found by package email
	Closed     = gateway.CutClosed // what stands for a part that was left closed; found by package email
)

// Mail is a text to be split.
type Mail struct {
	Text    string        // UTF-8, LF line ends
	Subject string        // decoded; a prefix such as "Fwd:" makes a forward of what looks like a quote
	Hints   []gateway.Cut // known beforehand, from marks in HTML: sorted, not overlapping, in whole lines
}

// Split finds what is new in a mail, and the ranges of all that is told apart from it, sorted. Answers between quoted
// lines are kept with the lines they answer; a forwarded mail is kept as a whole. Where nothing would be left, all but
// files and closed parts is new.
func Split(m Mail) (newText string, cuts []gateway.Cut) {
	s := newSplitter(m)
	s.hints(m.Hints)
	s.armor()
	s.banner()
	s.quotes()
	s.notices()
	s.signatures()
	s.citations()
	if newText = trimSpace(s.kept()); says(newText) {
		return newText, s.cuts()
	}
	for i := range s.lines {
		if rule := s.lines[i].rule; rule != File && rule != Closed {
			s.lines[i].rule = ""
		}
	}
	return trimSpace(s.kept()), s.cuts()
}

// says whether there is anything but invisible characters and drawn lines in a text.
func says(text string) bool {
	return text != "" && isLetter(text[0]) || strings.Trim(text, invisible+" \t\n-_=*~#+.>|") != ""
}

// splitter works on the lines of one mail.
type splitter struct {
	text      string
	forward   bool // the subject says that a mail is forwarded
	initialed bool // quoted lines have initials
	lines     []line

	behind       phrasebook.State // the last line that was heard
	attributions int              // lines looked at
}

func newSplitter(m Mail) *splitter {
	s := &splitter{text: m.Text, forward: isForwardSubject(m.Subject)}
	s.lines = make([]line, 0, strings.Count(m.Text, "\n")+1)
	seams := seamsIn(m.Text)
	start := 0
	for raw := range strings.Lines(m.Text) {
		s.addLine(start, start+len(raw), seams)
		start += len(raw)
	}
	return s
}

// addLine adds a line, as two or three where an answer and the start of a quote share it.
func (s *splitter) addLine(start, end int, may seams) {
	l := newLine(s.text, start, end)
	if may == (seams{}) || len(l.text) < leastJoined || l.text[0] == '>' {
		s.lines = append(s.lines, l)
		return
	}
	if from, to := may.joint(l.text, s.text[end:]); from > 0 {
		begin := start + strings.Index(s.text[start:end], l.text)
		s.lines = append(s.lines, newLine(s.text, start, begin+from))
		start = begin + from
		if to < len(l.text) {
			s.lines = append(s.lines, newLine(s.text, start, begin+to))
			start = begin + to
		}
		l = newLine(s.text, start, end)
	}
	s.lines = append(s.lines, l)
}

// hints marks the lines that are known beforehand, with a line that is drawn above a quote.
func (s *splitter) hints(known []gateway.Cut) {
	i := 0
	for _, c := range known {
		for i < len(s.lines) && s.lines[i].start < c.Start {
			i++
		}
		rule := c.Rule
		if rule == Quote && s.forward {
			rule = Forwarded
		}
		if rule == Quote {
			s.mark(s.withDrawn(i), i, Quote)
		}
		for ; i < len(s.lines) && s.lines[i].end <= c.End; i++ {
			s.lines[i].rule, s.lines[i].hint = rule, true
		}
	}
}

// mark gives lines a rule, but those that a hint has already.
func (s *splitter) mark(from, to int, rule string) {
	for i := from; i < min(to, len(s.lines)); i++ {
		if !s.lines[i].hint {
			s.lines[i].rule = rule
		}
	}
}

// next is the first line from i on that is not blank; len(s.lines) where there is none.
func (s *splitter) next(i int) int {
	for i < len(s.lines) && s.lines[i].blank() {
		i++
	}
	return i
}

// kept is the text without its cuts, but with what was forwarded.
func (s *splitter) kept() string {
	stretches := make([]string, 0, 4)
	from, to := 0, 0 // of the stretch that was begun
	for i := range s.lines {
		l := &s.lines[i]
		if !l.isNew() && l.rule != Forwarded {
			continue
		}
		if l.start != to {
			stretches = append(stretches, s.text[from:to])
			from = l.start
		}
		to = l.end
	}
	return strings.Join(append(stretches, s.text[from:to]), "")
}

// cuts joins neighbouring lines of one rule.
func (s *splitter) cuts() []gateway.Cut {
	var out []gateway.Cut
	for _, l := range s.lines {
		switch n := len(out); {
		case l.isNew():
		case n > 0 && out[n-1].Rule == l.rule && out[n-1].End == l.start:
			out[n-1].End = l.end
		default:
			out = append(out, gateway.Cut{Rule: l.rule, Start: l.start, End: l.end})
		}
	}
	return out
}
