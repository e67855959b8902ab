package trim

import (
	"math/bits"

	"frontdesk/gateway/phrasebook"
)

// heard is which words stand in a text: a bit for each table of spoken.
type heard uint16

const (
	hearsDevice heard = 1 << iota
	hearsAbove
	hearsBanner
	hearsTitle
	hearsMail
	hearsStrong
	hearsStart
	hearsSent
	hearsEvidence heard = 1<<14 - 1<<8 // a bit for each kind
	listened      heard = 1 << 14      // whatever there was to hear
)

// spoken finds the words of all tables in one pass over a line. What a line has no word of is not looked for in it.
var spoken = phrasebook.MustNew(append([][]string{
	deviceWords, aboveWords, bannerWords, noticeTitleWords, aboutMail, strongNotice, phrasebook.MustWords(noticeStartForms), sentWords,
}, evidence...)...)

// hear listens to line i, with the lines before: a phrase may begin in one and end in the next. Lines are heard from the
// first to the last, each once, and quoted ones not at all.
func (s *splitter) hear(i int) heard {
	l := &s.lines[i]
	if l.heard == 0 {
		words, behind := spoken.Hear(s.text[l.start:l.end], s.behind)
		l.heard, s.behind = heard(words)|listened, behind
	}
	return l.heard
}

func listen(text string) heard { return heard(spoken.In(text)) }

func (h heard) has(words heard) bool { return h&words != 0 }

// notice says whether the words are those of a notice.
func (h heard) notice() bool {
	return h.has(hearsMail) && (h.has(hearsStrong) || bits.OnesCount16(uint16(h&hearsEvidence)) >= 3)
}
