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
	if s.rec.Chat != nil {
		s.sender = chatSender(s.rec.Message, s.history)
	}
	if s.sender.Addr == "" {
		s.sender = s.rec.Author
	}
	s.st = store.Settlement{Work: w, Message: s.rec.Message, Decision: s.dec, Conversation: s.conversation()}
	s.ticket = s.ticketAfter()
	for _, step := range []func(context.Context) error{
		s.addReply, s.addDraft, s.addForwards, s.addRelay, s.addQuestionToAgent, s.addTakenOver, s.addWordToStray,
		s.addCorrection, s.suppressSpam, s.addBounce, s.addEffects, s.addTrials, s.addJudgements,
	} {
		if err := step(ctx); err != nil {
			return store.Settlement{}, Settled{}, err
		}
	}
	s.st.Solved = s.solved()
	if s.dec.Change != nil && s.dec.Change.PersonWrote {
		s.st.PersonWrote = true
	}
	if v := s.dec.Trace.Verdict; !v.Machine && s.history.Forward == nil && !s.rec.FromUs && (s.rec.Chat == nil || s.dec.Change == nil) {
		s.st.Language = s.dec.Trace.Language
	}
	suppress(&s.st, s.rec.Message, s.history, s.now)
	s.st.Breaker = s.breaker()
	if mk, ok := s.g.connectors[s.rec.Channel].(gateway.Marker); ok {
		s.st.Mark = mk.Marks() && !s.rec.FromUs // what people keep of their own mail is theirs
	}
	if s.dec.Outcome == gateway.OutcomeAttach && (s.rec.FromUs || s.history.AnsweredByHand) {
		s.st.PersonWrote = true
	}
	s.st.Ticket = s.ticket
	s.st.Later = slices.Concat(s.st.Later, s.p.backlogWork(s.ticket, s.dec), s.p.overdueWork(s.ticket, s.dec.Trace.History.Ticket, s.g.now()))
	s.st.Discard = s.dec.Change != nil && (s.dec.Change.State == gateway.TicketAnswered || s.dec.Change.State == gateway.TicketClosed)
	return s.st, Settled{Message: s.rec.Message, Decision: s.dec, Ticket: s.ticket, Deliveries: s.st.Deliveries}, nil
}

// solved is what the customer says of the articles shown before; nil: nothing.
func (s *settling) solved() *bool {
	m, ok := s.p.Matchers.Matcher(s.dec.Matcher)
	solved := s.dec.Outcome == gateway.OutcomeResolve
	if c := commandOf(s.rec.Message); c != nil && c.Name == gateway.CommandUnsolved && s.dec.Outcome == gateway.OutcomeAcknowledge {
		return &solved
	}
	if s.dec.Trace.Verdict.Machine || !solved && (!ok || m.Means != matchers.MeansUnsolved) {
		return nil
	}
	return &solved
}

// conversation is the message's, as the decision leaves it.
func (s *settling) conversation() gateway.Conversation {
	conv := s.history.Conversation
	if conv.ID == "" && (s.rec.FromUs || s.rec.Chat != nil && leavesNothing(s.dec)) {
		return conv
	}
	if conv.ID == "" || s.dec.OwnConversation {
		conv = gateway.Conversation{
			ID: store.NewID(), Channel: s.rec.Channel, State: gateway.ConversationOpen, Customer: s.customer(), Subject: s.rec.Subject,
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

// leavesNothing: chatter, and commands that come to a word, begin no conversation.
func leavesNothing(dec gateway.Decision) bool {
	switch dec.Outcome {
	case gateway.OutcomeNotForUs, gateway.OutcomeLeftToPeople, gateway.OutcomeAttach, gateway.OutcomeIgnore:
		return true
	}
	return false
}

// customer is the canonical address of who a conversation of this message is with.
func (s *settling) customer() string {
	if s.rec.Chat != nil {
		return s.sender.Canonical()
	}
	return s.query.Sender
}

// replying is what a reply of this settlement answers.
func (s *settling) replying(ticket string) replying {
	r := replying{message: s.rec.Message, channel: s.channel, conversation: s.st.Conversation.ID, ticket: ticket}
	if s.history.Room != nil && !s.dec.OwnConversation {
		r.home = s.history.Room.Home
	}
	return r
}

func (s *settling) addReply(context.Context) error {
	if s.dec.Reply == nil {
		return nil
	}
	id := ""
	if s.ticket != nil {
		id = s.ticket.ID
	}
	d, err := s.p.composeReply(*s.dec.Reply, s.replying(id))
	if err != nil {
		return err
	}
	s.reply = &d
	s.st.Deliveries = append(s.st.Deliveries, d)
	s.st.Caps = caps(s.query, s.sender, s.channel, s.rec.Message)
	s.st.Mailbox = s.mailboxReply()
	return nil
}

// addDraft makes what an agent may release.
func (s *settling) addDraft(context.Context) error {
	if s.dec.Draft == nil || s.ticket == nil {
		return nil
	}
	to := s.replying(s.ticket.ID)
	to.draft = true
	d, err := s.p.composeReply(*s.dec.Draft, to)
	s.draft = &d
	s.st.Drafts = append(s.st.Drafts, d)
	return err
}

// caps are what one more automatic reply counts against (docs/screening.md).
func caps(q store.HistoryQuery, sender gateway.Address, c gateway.Channel, m gateway.Message) []store.Cap {
	if m.Chat != nil {
		return []store.Cap{
			{Key: q.SenderKey, Window: time.Hour, Limit: chatSenderHour},
			{Key: q.SenderKey, Window: 24 * time.Hour, Limit: chatSenderDay},
		}
	}
	cs := []store.Cap{
		{Key: q.SenderKey, Window: time.Hour, Limit: screen.SenderHour},
		{Key: q.SenderKey, Window: 24 * time.Hour, Limit: screen.SenderDay},
	}
	if !screen.ShapeExempt(sender, screen.IsFormSender(&m, c)) {
		cs = append(cs, store.Cap{Key: q.ShapeKey, Window: time.Hour, Limit: screen.ShapeHour})
	}
	return cs
}
