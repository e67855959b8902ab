package pipeline

import (
	"context"
	"errors"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// addBounce notes which of our deliveries a bounce is about. An agent's answer that did not arrive goes back to its team:
// the ticket opens again, and the team is told.
func (s *settling) addBounce(ctx context.Context) error {
	v := s.dec.Trace.Verdict
	if v.Class != gateway.ClassOurBounce || v.About == "" {
		return nil
	}
	d, err := s.g.store.Delivery(ctx, v.About)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	s.st.Bounced = d.ID
	r := s.rec.Facts.Report
	if d.Kind != gateway.KindAgentAnswer || r == nil || r.Action == "delayed" || r.Action == "delivered" {
		return nil
	}
	if s.ticket == nil { // closed since the answer
		row, err := s.g.store.Ticket(ctx, d.Ticket)
		if err != nil {
			return err
		}
		s.ticket = &row.Ticket
	}
	past, err := readPast(ctx, s.g.store, s.ticket.Conversation)
	if err != nil {
		return err
	}
	t := reopened(*s.ticket, "the answer to "+d.To.Addr+" bounced: "+r.Status, s.now)
	s.ticket = &t
	ds, fs, err := s.p.tellTeam(replies.MailBounced, t, s.g.forwardThreads(s.p, past.sent, t.ID), r.Status)
	if err != nil {
		return err
	}
	s.st.Deliveries, s.st.Forwards = append(s.st.Deliveries, ds...), append(s.st.Forwards, fs...)
	return nil
}

// suppressTerm is how long nothing automatic goes to an address after a hard bounce.
const suppressTerm = 60 * 24 * time.Hour

// suppress notes the customer whose conversation got a hard bounce of one of our deliveries. The recipient that the
// bounce names is not believed: whoever got a reply of ours could have anybody's address suppressed.
func suppress(st *store.Settlement, m gateway.Message, h gateway.History, now time.Time) {
	r := m.Facts.Report
	if r == nil || m.FromUs || h.Conversation.ID == "" || h.Forward != nil || r.Action != "failed" {
		return
	}
	if isHard(r.Status) {
		st.Suppress, st.SuppressUntil = h.Conversation.Customer, now.Add(suppressTerm)
		st.SuppressWhy = "mail to it bounced: " + r.Status
	}
}

// isHard says whether a status tells of an address that takes no mail. A full mailbox passes (RFC 3463 section 3.3 has its code
// for such alone), and a mail that is too large is none of the address's fault; servers give both as permanent.
func isHard(status string) bool {
	switch status {
	case "5.2.2", "5.2.3", "5.3.4":
		return false
	}
	return strings.HasPrefix(status, "5")
}
