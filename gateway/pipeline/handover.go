package pipeline

import (
	"context"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// addForwards hands the ticket to its team: where the decision says so, and each later message of the customer, in the
// same thread.
func (s *settling) addForwards(ctx context.Context) error {
	if s.ticket == nil || !s.tellsTeam() {
		return nil
	}
	f := forwarded{ticket: *s.ticket, decision: s.dec, message: s.rec.Message, reply: s.reply, draft: s.draft, why: rawNote(s.rec)}
	if to := s.replying(""); f.why == "" && answersInPost(s.rec.Message, s.channel, to.home) {
		f.why = "Your answer stands in the post that the customer opened, where everybody reads it."
	}
	if s.rec.HasRaw {
		raw, err := s.g.store.Raw(ctx, s.rec.ID)
		if err != nil {
			return err
		}
		f.raw = raw
	}
	if s.history.Conversation.ID != "" && !s.dec.OwnConversation {
		past, err := readPast(ctx, s.g.store, s.history.Conversation.ID)
		if err != nil {
			return err
		}
		f.earlier, f.threads = past.entries(), s.g.forwardThreads(s.p, past.sent, s.ticket.ID)
	}
	deliveries, forwards, err := s.p.composeForwards(f)
	s.st.Deliveries, s.st.Forwards = append(s.st.Deliveries, deliveries...), append(s.st.Forwards, forwards...)
	return err
}

func (s *settling) tellsTeam() bool {
	if s.dec.Ticket != nil {
		return s.dec.Ticket.Forward
	}
	if commandOf(s.rec.Message) != nil || repeated(s.history, s.now) {
		return false // it has no words for the team, or none that it has not seen
	}
	v := s.dec.Trace.Verdict
	return s.dec.Outcome == gateway.OutcomeAttach && s.dec.Change == nil && !v.Machine && v.MayReply()
}

// rawNote tells the team about a mail that is kept as it came.
func rawNote(rec store.Received) string {
	switch {
	case rec.Quarantine != "":
		return "The mail could not be read (" + rec.Quarantine + "); it is attached as it came."
	case rec.HasRaw:
		return "The mail names no usable sender; it is attached as it came."
	}
	return ""
}
