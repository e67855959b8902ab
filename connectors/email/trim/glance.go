package trim

import (
	"math/bits"

	"frontdesk/gateway/phrasebook"
)

// heard is which words stand in a text: a bit for each table of spoken.
type heard uint64

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
)

// spoken finds the words of all tables in one pass. A whole text is asked first: where it has none of a table's words, none
// of its lines is asked.
var spoken = phrasebook.MustNew(append([][]string{
	deviceWords, aboveWords, bannerWords, noticeTitleWords, aboutMail, strongNotice, phrasebook.MustWords(noticeStartForms), sentWords,
}, evidence...)...)

func listen(text string) heard { return heard(spoken.In(text)) }

func (h heard) has(words heard) bool { return h&words != 0 }

// notice says whether the words are those of a notice.
func (h heard) notice() bool {
	return h.has(hearsMail) && (h.has(hearsStrong) || bits.OnesCount64(uint64(h&hearsEvidence)) >= 3)
}
