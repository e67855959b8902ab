package trim

import "strings"

// quotes marks all quoted text. What stands below an attribution or a block of header lines is quoted to the end; where
// quoted lines have ">", or nothing new stands above the attribution, only these are.
func (s *splitter) quotes() {
	said, announced := 0, false // lines of new text so far; an attribution stands above
	for i := 0; i < len(s.lines); i++ {
		l := &s.lines[i]
		switch {
		case l.blank():
			continue
		case l.rule != "":
			announced = true
			continue
		case (!announced || !l.quoted()) && s.startsForward(i): // a quoted one is of the mail that is answered
			s.mark(i, len(s.lines), Forwarded)
			return
		case l.quoted() && !s.wrapsAddress(i):
			l.rule, l.announced = Quote, announced
			continue
		}
		s.hear(i)
		if first, ok := s.attribution(i); ok {
			s.mark(first, i+1, Quote)
			s.quoteInitialed(s.initialsBelow(i + 1))
			said -= i - first // they were the first lines of the attribution
			announced = true
			if said > 0 {
				s.mark(s.withDrawn(first), first, Quote)
			}
			if said > 0 && !s.quotedBelow(i+1) {
				s.mark(i, len(s.lines), Quote)
				return
			}
			continue
		}
		if s.startsQuote(i) {
			end := s.headEnd(i)
			if said > 0 || !s.quotedBelow(end) {
				s.mark(s.withDrawn(i), len(s.lines), Quote)
				return
			}
			s.mark(i, end, Quote)
			announced = true
			i = end - 1
			continue
		}
		said++
		announced = false
	}
}

// withDrawn takes a line that is drawn above the start of a quote along.
func (s *splitter) withDrawn(i int) int {
	for _, above := range []int{i - 1, i - 2} {
		if above < 0 || s.lines[above].rule != "" {
			return i
		}
		if drawn(s.lines[above].text) {
			return above
		}
		if !s.lines[above].blank() {
			return i
		}
	}
	return i
}

// wrapsAddress says whether the ">" of line i ends an address that the line above began.
func (s *splitter) wrapsAddress(i int) bool {
	if i == 0 || !endsAttribution(s.lines[i].text) {
		return false
	}
	above := s.lines[i-1].text
	return strings.LastIndexByte(above, '<') > strings.LastIndexByte(above, '>')
}

// startsForward finds the line with which programs begin a forwarded mail. By its subject, or by one that was pasted above
// the header, a mail may be a forward whose program begins it as it begins a quote.
func (s *splitter) startsForward(i int) bool {
	if isForward(s.lines[i].text) {
		return true
	}
	return !s.lines[i].quoted() && (s.forward || s.pastedForward(i)) && s.startsQuote(i)
}

// pastedForward says whether line i is a header line right below the subject of a forward.
func (s *splitter) pastedForward(i int) bool {
	return i > 0 && headerLabel(s.lines[i].text) != labelNone && isForwardSubject(s.lines[i-1].text)
}

// headEnd is behind the separator and the header lines that start a quote at line i.
func (s *splitter) headEnd(i int) int {
	end := i + 1
	for j := i; j < min(end+2, len(s.lines)); j++ {
		if drawn(s.lines[j].text) || headerLabel(s.lines[j].text) != labelNone {
			end = j + 1
		}
	}
	return end
}

// outlookLine is what Outlook on the web and on telephones draws above the header of a quote.
const outlookLine = "________________________________"

// startsQuote finds separators and blocks of header lines, with which some programs start an unmarked quote.
func (s *splitter) startsQuote(i int) bool {
	if s.isSeparator(i) {
		return true
	}
	if drawn(s.lines[i].text) {
		next := s.next(i + 1)
		if next >= len(s.lines) || next > i+3 {
			return false
		}
		return s.headerBlock(next) || s.lines[i].text == outlookLine && headerLabel(s.lines[next].text) == labelFrom
	}
	return s.headerBlock(i)
}

// citations keeps quoted lines that are answered: those that no attribution announced and that have something new below or
// a line that leads to them above, which a customer cites himself, and all of them where answers stand between several.
func (s *splitter) citations() {
	blocks := s.answeredBlocks()
	for _, b := range blocks {
		if len(blocks) > 1 || !b.announced {
			for i := b.from; i < b.to; i++ {
				s.lines[i].citation = s.lines[i].rule == Quote && s.lines[i].quoted()
			}
		}
	}
}

// block is a run of quoted lines, with the blank ones between them.
type block struct {
	from, to  int
	announced bool
}

// answeredBlocks are those with something new below them, before the next, and a last one that a sentence leads to.
func (s *splitter) answeredBlocks() []block {
	var out []block
	open := block{from: -1}
	for i, l := range s.lines {
		switch {
		case l.blank():
		case l.rule == Quote && l.quoted() && !l.hint:
			if open.from < 0 {
				open = block{from: i, announced: l.announced}
			}
			open.to = i + 1
		case l.rule != "":
			open = block{from: -1}
		case open.from >= 0:
			out = append(out, open)
			open = block{from: -1}
		}
	}
	if open.from >= 0 && !open.announced && s.isLed(open.from) {
		out = append(out, open)
	}
	return out
}

// isLed says whether a sentence of the customer leads to line i, as "The display says:".
func (s *splitter) isLed(i int) bool {
	for i--; i >= 0 && s.lines[i].blank(); i-- {
	}
	if i < 0 || s.lines[i].rule != "" {
		return false
	}
	text := s.lines[i].text
	leads := strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
	return leads && lowerWords(text) > 0 && !strings.ContainsAny(text, figures+"@")
}
