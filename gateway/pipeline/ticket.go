package pipeline

import (
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// ticketAfter is the conversation's ticket as the decision leaves it: opened, raised, changed by its team, or with a note.
func (s *settling) ticketAfter() *gateway.Ticket {
	old := s.history.Ticket
	switch {
	case s.dec.Change != nil && old != nil:
		at := s.now
		if s.rec.FromUs {
			at = sentAt(s.rec.Message, *old, s.now)
		}
		t := changed(*old, *s.dec.Change, at)
		if s.dec.Relay != nil {
			t = answeredAt(t, at)
		}
		return &t
	case s.dec.Ticket != nil:
		t := newTicket(*s.dec.Ticket, s.rec.Message, s.sender, s.st.Conversation.ID, s.now)
		if b := s.history.Beside; b != nil && t.Reason != besideNote(*b) {
			t.Notes = append(t.Notes, besideNote(*b))
		}
		if old != nil && !s.dec.OwnConversation {
			t = raisedTicket(*old, *s.dec.Ticket, "another message: "+s.dec.Reason)
		}
		t.Backlog = t.Backlog || s.dec.Trace.Verdict.Class == gateway.ClassOld
		return &t
	case old != nil && s.dec.Outcome == gateway.OutcomeAttach && !s.wordAlone():
		t := *old // a note changes nothing else: what is answered stays answered
		if s.dec.Reason != belongsTo(t) || s.history.Forward != nil {
			t.Notes = append(slices.Clone(t.Notes), "message "+s.rec.ID+": "+s.dec.Reason)
		}
		return &t
	}
	return nil
}

// belongsTo is the whole reason of a message that is one more of its ticket: that needs no note, it stands in the conversation.
func belongsTo(t gateway.Ticket) string { return "belongs to ticket " + t.ID }

// wordAlone: a command that came to nothing but a word to who gave it. That a customer was not helped is worth a note.
func (s *settling) wordAlone() bool {
	c := commandOf(s.rec.Message)
	return c != nil && c.Name != gateway.CommandUnsolved && c.Name != gateway.CommandPerson
}

// markSpam is the mark of what an agent calls spam.
const markSpam = "spam"

// answeredAt is a ticket whose customer gets a person's answer now.
func answeredAt(t gateway.Ticket, now time.Time) gateway.Ticket {
	t.LastAnswer = now.UTC()
	if t.Answered.IsZero() {
		t.Answered = t.LastAnswer
	}
	return t
}

// changed is a ticket after what a message of its team makes of it.
func changed(t gateway.Ticket, c gateway.TicketChange, now time.Time) gateway.Ticket {
	if c.State == gateway.TicketTaken && !waits(t) {
		t.Due, t.Closed = time.Time{}, time.Time{} // it was answered or ended: nothing that was promised is open
	}
	if c.State != "" {
		t.State = c.State
	}
	t.ByHand = t.ByHand || c.ByHand
	if c.TakenBy != "" {
		t.TakenBy = c.TakenBy
	}
	if c.State == gateway.TicketClosed {
		t.Closed = now.UTC()
	}
	if c.State == gateway.TicketAnswered || c.State == gateway.TicketClosed {
		t.Reminded, t.Missed = false, false // a promise made anew is kept or missed anew
	}
	if c.State == gateway.TicketAnswered {
		t = answeredAt(t, now)
	}
	if c.Spam {
		t.Mark = markSpam
	}
	if c.Note != "" {
		t.Notes = append(slices.Clone(t.Notes), c.Note)
	}
	return t
}

// newTicket opens a ticket for a message.
func newTicket(draft gateway.TicketDraft, m gateway.Message, sender gateway.Address, conversation string, now time.Time) gateway.Ticket {
	return gateway.Ticket{
		ID: store.NewTicketID(), State: gateway.TicketOpen, Urgency: draft.Urgency, Team: draft.Team, Channel: m.Channel,
		Conversation: conversation, Message: m.ID, Customer: sender, Subject: m.Subject, Reason: draft.Reason,
		Mark: draft.Mark, Created: now.UTC(), Due: draft.Due, Promised: draft.Due, Opened: draft.Urgency,
	}
}

// raisedTicket is an existing ticket after another message: more urgent where the message is, open again.
func raisedTicket(t gateway.Ticket, draft gateway.TicketDraft, note string) gateway.Ticket {
	if draft.Urgency == gateway.UrgencyUrgent {
		t.Urgency = gateway.UrgencyUrgent
		if !draft.Due.IsZero() && (t.Due.IsZero() || draft.Due.Before(t.Due)) {
			t.Due = draft.Due
		}
	}
	if t.State == gateway.TicketAnswered || t.State == gateway.TicketClosed {
		t.State = gateway.TicketOpen
		t.Due = draft.Due
	}
	t.Notes = append(append([]string(nil), t.Notes...), note)
	return t
}
