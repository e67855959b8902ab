package pipeline

import (
	"context"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// settling turns a decision into everything that is written with it.
type settling struct {
	g       *Gateway
	p       *Policy
	rec     store.Received
	channel gateway.Channel
	query   store.HistoryQuery
	history gateway.History
	dec     gateway.Decision
	now     time.Time

	sender gateway.Address
	ticket *gateway.Ticket // as it shall be; nil: none is touched
	reply  *gateway.Delivery
	draft  *gateway.Delivery
	st     store.Settlement
}

// settle makes the settlement, and what is told of it.
func (s *settling) settle(ctx context.Context, w store.Work) (store.Settlement, Settled, error) {
	s.sender = screen.Sender(&s.rec.Message, s.channel)
	if s.sender.Addr == "" {
		s.sender = s.rec.Author
	}
	s.st = store.Settlement{Work: w, Message: s.rec.Message, Decision: s.dec, Conversation: s.conversation()}
	s.ticket = s.ticketAfter()
	for _, step := range []func(context.Context) error{s.addReply, s.addDraft, s.addForwards, s.addRelay, s.addQuestionToAgent, s.addBounce} {
		if err := step(ctx); err != nil {
			return store.Settlement{}, Settled{}, err
		}
	}
	s.st.Solved = s.solved()
	if v := s.dec.Trace.Verdict; !v.Machine && s.history.Forward == nil {
		s.st.Language = s.dec.Trace.Language
	}
	suppress(&s.st, s.rec.Message, s.history, s.now)
	if mk, ok := s.g.connectors[s.rec.Channel].(gateway.Marker); ok {
		s.st.Mark = mk.Marks()
	}
	s.st.Ticket = s.ticket
	s.st.Discard = s.dec.Change != nil && (s.dec.Change.State == gateway.TicketAnswered || s.dec.Change.State == gateway.TicketClosed)
	return s.st, Settled{Message: s.rec.Message, Decision: s.dec, Ticket: s.ticket, Deliveries: s.st.Deliveries}, nil
}

// solved is what the customer says of the articles shown before; nil: nothing.
func (s *settling) solved() *bool {
	m, ok := s.p.Matchers.Matcher(s.dec.Matcher)
	solved := s.dec.Outcome == gateway.OutcomeResolve
	if s.dec.Trace.Verdict.Machine || !solved && (!ok || m.Means != matchers.MeansUnsolved) {
		return nil
	}
	return &solved
}

// conversation is the message's, as the decision leaves it.
func (s *settling) conversation() gateway.Conversation {
	conv := s.history.Conversation
	if conv.ID == "" || s.dec.OwnConversation {
		conv = gateway.Conversation{
			ID: store.NewID(), Channel: s.rec.Channel, State: gateway.ConversationOpen, Customer: s.query.Sender, Subject: s.rec.Subject,
		}
	}
	switch s.dec.Outcome {
	case gateway.OutcomeResolve:
		conv.State = gateway.ConversationResolved
	case gateway.OutcomeAnswer, gateway.OutcomeAsk, gateway.OutcomeAcknowledge, gateway.OutcomeTicket:
		conv.State = gateway.ConversationOpen
	}
	if conv.Matcher == "" {
		conv.Matcher = s.dec.Matcher
	}
	return conv
}

// ticketAfter is the conversation's ticket as the decision leaves it: opened, raised, changed by its team, or with a note.
func (s *settling) ticketAfter() *gateway.Ticket {
	old := s.history.Ticket
	switch {
	case s.dec.Change != nil && old != nil:
		t := changed(*old, *s.dec.Change, s.now)
		return &t
	case s.dec.Ticket != nil:
		t := newTicket(*s.dec.Ticket, s.rec.Message, s.sender, s.st.Conversation.ID, s.now)
		if old != nil && !s.dec.OwnConversation {
			t = raisedTicket(*old, *s.dec.Ticket, "another message: "+s.dec.Reason)
		}
		t.Backlog = t.Backlog || s.dec.Trace.Verdict.Class == gateway.ClassOld
		return &t
	case old != nil && s.dec.Outcome == gateway.OutcomeAttach:
		t := *old // a note changes nothing else: what is answered stays answered
		t.Notes = append(slices.Clone(t.Notes), "message "+s.rec.ID+": "+s.dec.Reason)
		return &t
	}
	return nil
}

// changed is a ticket after what a message of its team makes of it.
func changed(t gateway.Ticket, c gateway.TicketChange, now time.Time) gateway.Ticket {
	if c.State == gateway.TicketTaken && !waits(t) {
		t.Due, t.Closed = time.Time{}, time.Time{} // it was answered or ended: nothing that was promised is open
	}
	if c.State != "" {
		t.State = c.State
	}
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
		t.LastAnswer = now.UTC()
		if t.Answered.IsZero() {
			t.Answered = t.LastAnswer
		}
	}
	if c.Note != "" {
		t.Notes = append(slices.Clone(t.Notes), c.Note)
	}
	return t
}

func (s *settling) addReply(context.Context) error {
	if s.dec.Reply == nil {
		return nil
	}
	id := ""
	if s.ticket != nil {
		id = s.ticket.ID
	}
	d, err := s.p.composeReply(*s.dec.Reply, s.rec.Message, s.channel, s.st.Conversation.ID, id)
	if err != nil {
		return err
	}
	s.reply = &d
	s.st.Deliveries = append(s.st.Deliveries, d)
	s.st.Caps = caps(s.query, s.sender, s.channel, s.rec.Message)
	return nil
}

// addDraft makes what an agent may release.
func (s *settling) addDraft(context.Context) error {
	if s.dec.Draft == nil || s.ticket == nil {
		return nil
	}
	d, err := s.p.composeReply(*s.dec.Draft, s.rec.Message, s.channel, s.st.Conversation.ID, s.ticket.ID)
	s.draft = &d
	s.st.Drafts = append(s.st.Drafts, d)
	return err
}

// addForwards hands the ticket to its team: where the decision says so, and each later message of the customer, in the
// same thread.
func (s *settling) addForwards(ctx context.Context) error {
	if s.ticket == nil || !s.tellsTeam() {
		return nil
	}
	f := forwarded{ticket: *s.ticket, decision: s.dec, message: s.rec.Message, reply: s.reply, why: rawNote(s.rec)}
	if s.draft != nil {
		f.why = "A draft waits for a person; `frontdesk tickets approve " + s.ticket.ID + "` sends it:\n\n" + s.draft.Text
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
	v := s.dec.Trace.Verdict
	return s.dec.Outcome == gateway.OutcomeAttach && s.dec.Change == nil && !v.Machine && v.MayReply()
}

// addRelay sends an agent's answer to the customer, in the customer's thread and channel.
func (s *settling) addRelay(ctx context.Context) error {
	r := s.dec.Relay
	if r == nil || s.ticket == nil {
		return nil
	}
	past, err := readPast(ctx, s.g.store, s.ticket.Conversation)
	if err != nil {
		return err
	}
	s.st.Deliveries = append(s.st.Deliveries, agentAnswer(*s.ticket, *r, past))
	s.st.PersonWrote = true
	return nil
}

// addQuestionToAgent tells an agent that nothing was passed on, and why; answering that mail answers the customer.
func (s *settling) addQuestionToAgent(ctx context.Context) error {
	if s.dec.Change == nil || s.dec.Change.Ask == "" || s.ticket == nil {
		return nil
	}
	m := s.rec.Message
	past, err := readPast(ctx, s.g.store, s.ticket.Conversation)
	if err != nil {
		return err
	}
	if past.asked(m.Author, s.now.Add(-askWindow)) >= maxAsked {
		return nil // it may be a machine that answers; the note on the ticket stays
	}
	text := AnswerLine + "\n\nYour mail about ticket " + s.ticket.ID + " reached the gateway, and the customer did not get it: " + s.dec.Change.Ask + ".\n"
	d := gateway.Delivery{
		ID: store.NewID(), Kind: gateway.KindForward, Channel: s.rec.Channel, Conversation: s.ticket.Conversation, Message: m.ID,
		Ticket: s.ticket.ID, To: m.Author, Subject: screen.ReplySubject(m.Subject), Text: text, Thread: replyThread(m),
	}
	s.st.Deliveries = append(s.st.Deliveries, d)
	s.st.Forwards = append(s.st.Forwards, gateway.Forward{Ticket: s.ticket.ID, Delivery: d.ID, Team: s.history.Forward.Team})
	return nil
}

// caps are what one more automatic reply counts against (docs/screening.md).
func caps(q store.HistoryQuery, sender gateway.Address, c gateway.Channel, m gateway.Message) []store.Cap {
	cs := []store.Cap{
		{Key: q.SenderKey, Window: time.Hour, Limit: screen.SenderHour},
		{Key: q.SenderKey, Window: 24 * time.Hour, Limit: screen.SenderDay},
	}
	if !screen.ShapeExempt(sender, screen.IsFormSender(&m, c)) {
		cs = append(cs, store.Cap{Key: q.ShapeKey, Window: time.Hour, Limit: screen.ShapeHour})
	}
	return cs
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
