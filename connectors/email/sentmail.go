package email

import (
	"time"

	"github.com/emersion/go-imap/v2"

	"frontdesk/gateway"
)

const (
	// sentNone switches the watch over sent mail off.
	sentNone = "none"
	// maxSentText is how much of a sent mail is fetched: its text is shown to the team, its attachments are not kept.
	maxSentText = 64 << 10
	// maxSentAge is how old a sent mail may be to say anything: an answered ticket closes after that time.
	maxSentAge = 14 * 24 * time.Hour
)

// sentHeader is what is fetched of every sent mail.
func sentHeader() *imap.FetchItemBodySection {
	return &imap.FetchItemBodySection{Peek: true, Specifier: imap.PartSpecifierHeader, HeaderFields: []string{
		"Message-ID", gateway.OriginHeader, "In-Reply-To", "References", "From", "Date",
	}}
}

// mayAnswer says whether a mail with this header may be a person's answer to somebody. What the gateway sent itself is
// known by its Message-ID, or by our mark alone where a server gives mails an id of its own.
func (b *sentBox) mayAnswer(head []byte) bool {
	h, _, _ := splitHeader(head)
	if _, marked := h.get(gateway.OriginHeader); marked {
		return false
	}
	for _, id := range messageIDs(h, "Message-ID", 1) {
		if _, ours := b.c.env.Keys.ParseMessageID(id); ours {
			return false
		}
	}
	sent := parseDate(h.text("Date"))
	if !sent.IsZero() && b.c.env.Now().Sub(sent) > maxSentAge {
		return false
	}
	return len(messageIDs(h, "In-Reply-To", 1))+len(messageIDs(h, "References", 1)) > 0
}

// event says that a person of ours wrote this mail. Its guard is another than that of the same mail in the inbox, where
// somebody got a copy.
func (b *sentBox) event(uid imap.UID, head, raw []byte) gateway.Event {
	e, _, _ := parse(raw, len(raw) >= maxSentText)
	m := &e.Message
	m.FromUs = true
	m.Channel, m.Room, m.SourceID = b.c.env.Channel.Name, b.name, b.cursor.sourceID(b.name, uid)
	for i := range m.Attachments {
		m.Attachments[i].Content = nil
	}
	e.Raw, e.Quarantine = nil, ""
	if m.Thread.ID == "" {
		e.Guard = gateway.Guard("", "", nil, append([]byte("sent\x00"), head...))
	} else {
		e.Guard = gateway.Guard("sent\x00"+m.Thread.ID, m.Author.Addr, nil, nil)
	}
	return e
}
