package trim

import (
	"iter"
	"strings"
)

// notices marks legal notices below the new text, with the lines drawn around them. Where one is framed by two drawn
// lines, it ends there; else all below it belongs to it.
func (s *splitter) notices() {
	done := 0 // lines before it are marked
	for _, i := range s.noticeStarts() {
		if i < done {
			continue
		}
		if done = s.notice(i); done > i {
			s.mark(s.noticeTop(i), done, Disclaimer)
		}
	}
}

// maxNotices is how many paragraphs are judged: the last ones, since notices stand at the end.
const maxNotices = 200

// noticeStarts are the lines that may start a notice, below the first words of the text.
func (s *splitter) noticeStarts() []int {
	var starts []int
	said := false
	for i, l := range s.lines {
		switch {
		case l.rule == Forwarded:
			return starts[max(0, len(starts)-maxNotices):]
		case l.rule != "" || l.blank():
		case !said:
			said = !drawn(l.text)
		case !l.quoted() && (s.startsParagraph(i) || l.heard.has(hearsStart) && startsNotice(l.text)):
			starts = append(starts, i)
		}
	}
	return starts[max(0, len(starts)-maxNotices):]
}

// isNotice judges the paragraph that starts at line i.
func (s *splitter) isNotice(i int) bool {
	text, heard := s.lines[i].text, s.heardIn(i)
	worth := heard.notice() || heard.has(hearsStart) && (mayStartNotice(text) || strings.ContainsFunc(firstWord(text), isOddBlank))
	return worth && isNotice(s.paragraph(i))
}

func (l line) isNoticeTitle() bool { return l.heard.has(hearsTitle) && isNoticeTitle(l.text) }

// noticeTop takes blank and drawn lines and titles above a notice along.
func (s *splitter) noticeTop(i int) int {
	for i > 0 {
		above := s.lines[i-1]
		if above.rule != "" || !above.blank() && !drawn(above.text) && !above.isNoticeTitle() {
			break
		}
		i--
	}
	return i
}

// paragraphBytes of a paragraph are looked at.
const paragraphBytes = 1200

// notice is the end of the notice that starts at line i; i where none does.
func (s *splitter) notice(i int) int {
	if drawn(s.lines[i].text) {
		if next := s.next(i + 1); next < len(s.lines) && listFooter.MatchString(s.lines[next].text[:min(len(s.lines[next].text), verbBytes)]) {
			return s.stretch(i)
		}
		return s.framed(i)
	}
	if !s.isNotice(i) {
		return i
	}
	return s.noticeEnd(i)
}

// noticeEnd is the end of the new lines from i on, or the first paragraph that is of the writer.
func (s *splitter) noticeEnd(i int) int {
	end := s.stretch(i)
	for j := i + 1; j < end; j++ {
		l := s.lines[j]
		if s.lines[j-1].blank() && !l.blank() && (startsPostscript(l.text) || isOfOneself(s.paragraph(j))) {
			return j - 1 // the blank line stays between
		}
	}
	return end
}

// stretch is the end of the new lines from i on.
func (s *splitter) stretch(i int) int {
	for i < len(s.lines) && s.lines[i].rule == "" {
		i++
	}
	return i
}

// startsParagraph says whether a blank or drawn line stands above.
func (s *splitter) startsParagraph(i int) bool {
	above := s.lines[i-1]
	return above.blank() || above.rule != "" || drawn(above.text) || above.isNoticeTitle()
}

// paragraph joins the lines of a paragraph.
func (s *splitter) paragraph(i int) string {
	var b strings.Builder
	b.Grow(paragraphBytes / 4)
	for j := range s.paragraphLines(i) {
		text := s.lines[j].text
		for word := range strings.FieldsSeq(text[:min(len(text), paragraphBytes)]) {
			b.WriteString(word)
			b.WriteByte(' ')
		}
		if b.Len() >= paragraphBytes {
			break
		}
	}
	return b.String()
}

// heardIn is which words stand in a paragraph.
func (s *splitter) heardIn(i int) (words heard) {
	for j := range s.paragraphLines(i) {
		words |= s.hear(j)
	}
	return words
}

// paragraphLines are the lines up to the next blank or drawn one, but not where every second line is blank.
func (s *splitter) paragraphLines(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for j := i; j < min(i+paragraphBytes, len(s.lines)); j++ {
			l := s.lines[j]
			switch {
			case l.rule != "", j > i && drawn(l.text), l.blank() && !s.doubleSpaced(j):
				return
			case !l.blank() && !yield(j):
				return
			}
		}
	}
}

// doubleSpaced says whether the line above the blank line j was wrapped, since the one below goes on in lower case.
func (s *splitter) doubleSpaced(j int) bool {
	if j+1 >= len(s.lines) || s.lines[j+1].blank() || j == 0 {
		return false
	}
	c := s.lines[j+1].text[0]
	return c >= 'a' && c <= 'z'
}

// framed is the end of a notice between line i, a drawn one, and the next like it. A drawn line without a second one
// is left to the paragraph below it.
func (s *splitter) framed(i int) int {
	const longest = 40 // lines
	found := false
	for j := i + 1; j < min(i+longest, len(s.lines)); j++ {
		l := s.lines[j]
		switch {
		case l.rule != "":
			return i
		case drawn(l.text):
			if found && l.text[0] == s.lines[i].text[0] {
				return j + 1
			}
			return i
		case !found && !l.blank() && s.startsParagraph(j):
			found = s.isNotice(j)
		}
	}
	return i
}

// bannerLines at the top of a text may be what a mail server put there.
const bannerLines = 8

// banner marks what a mail server of the receiver writes above a mail from outside.
func (s *splitter) banner() {
	i := s.next(0)
	for seen := 0; i < len(s.lines) && seen < bannerLines; seen++ {
		if s.lines[i].rule != "" || !s.heardIn(i).has(hearsBanner) || !isBanner(s.paragraph(i)) {
			return
		}
		for i < len(s.lines) && !s.lines[i].blank() {
			s.mark(i, i+1, Disclaimer)
			i++
		}
		i = s.next(i)
	}
}
