package pipeline

import (
	"context"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// settlement turns a decision into everything that is written with it.
func (g *Gateway) settlement(ctx context.Context, p *Policy, w store.Work, rec store.Received, c gateway.Channel, q store.HistoryQuery, h gateway.History, dec gateway.Decision, now time.Time) (st store.Settlement, s Settled, err error) {
	m := rec.Message
	sender := screen.Sender(&m, c)
	if sender.Addr == "" {
		sender = m.Author
	}
	conv := h.Conversation
	if conv.ID == "" || dec.OwnConversation {
		conv = gateway.Conversation{ID: store.NewID(), Channel: m.Channel, State: gateway.ConversationOpen, Customer: q.Sender, Subject: m.Subject}
	}
	st = store.Settlement{Work: w, Message: m, Conversation: conv}
	settleState(&st, dec)

	var ticket *gateway.Ticket
	if dec.Ticket != nil {
		t := newTicket(*dec.Ticket, m, sender, conv.ID, now)
		if h.Ticket != nil && !dec.OwnConversation {
			t = raisedTicket(*h.Ticket, *dec.Ticket, "another message: "+dec.Reason)
		}
		t.Backlog = t.Backlog || dec.Trace.Verdict.Class == gateway.ClassOld
		ticket = &t
	} else if h.Ticket != nil && dec.Outcome == gateway.OutcomeAttach {
		t := *h.Ticket // a note changes nothing else: what is answered stays answered
		t.Notes = append(slices.Clone(t.Notes), "message "+m.ID+": "+dec.Reason)
		ticket = &t
	}
	ticketID := ""
	if ticket != nil {
		ticketID = ticket.ID
	}

	var reply *gateway.Delivery
	if dec.Reply != nil {
		d, err := p.composeReply(*dec.Reply, m, c, conv.ID, ticketID)
		if err != nil {
			return st, s, err
		}
		reply = &d
		st.Deliveries = append(st.Deliveries, d)
		st.Caps = caps(q, sender, c, m)
	}
	if ticket != nil && dec.Ticket != nil && dec.Ticket.Forward {
		var raw []byte
		if rec.HasRaw {
			if raw, err = g.store.Raw(ctx, m.ID); err != nil {
				return st, s, err
			}
		}
		ds, fs, err := p.composeForwards(forwarded{ticket: *ticket, decision: dec, message: m, reply: reply, raw: raw, why: rawNote(rec), earlier: g.earlier(ctx, h)})
		if err != nil {
			return st, s, err
		}
		st.Deliveries, st.Forwards = append(st.Deliveries, ds...), fs
	}
	suppress(&st, m, h, now)
	if mk, ok := g.connectors[m.Channel].(gateway.Marker); ok {
		st.Mark = mk.Marks()
	}
	st.Decision, st.Ticket = dec, ticket
	return st, Settled{Message: m, Decision: dec, Ticket: ticket, Deliveries: st.Deliveries}, nil
}

// settleState says what the decision makes of the conversation.
func settleState(st *store.Settlement, dec gateway.Decision) {
	switch dec.Outcome {
	case gateway.OutcomeResolve:
		st.Conversation.State = gateway.ConversationResolved
	case gateway.OutcomeAnswer, gateway.OutcomeAsk, gateway.OutcomeAcknowledge, gateway.OutcomeTicket:
		st.Conversation.State = gateway.ConversationOpen
	}
	if st.Conversation.Matcher == "" {
		st.Conversation.Matcher = dec.Matcher
	}
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

// suppressTerm is how long nothing automatic goes to an address after a hard bounce.
const suppressTerm = 60 * 24 * time.Hour

// suppress notes the customer whose conversation got a hard bounce of one of our deliveries. The recipient that the
// bounce names is not believed: whoever got a reply of ours could have anybody's address suppressed.
func suppress(st *store.Settlement, m gateway.Message, h gateway.History, now time.Time) {
	r := m.Facts.Report
	if r == nil || h.Conversation.ID == "" || h.Forward != nil || r.Action != "failed" {
		return
	}
	if len(r.Status) > 0 && r.Status[0] == '5' {
		st.Suppress, st.SuppressUntil = h.Conversation.Customer, now.Add(suppressTerm)
	}
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

// maxEarlier is how many earlier messages a forward repeats.
const maxEarlier = 10

// earlier is what was said in the conversation before, for the team.
func (g *Gateway) earlier(ctx context.Context, h gateway.History) []replies.Entry {
	if h.Conversation.ID == "" {
		return nil
	}
	var out []replies.Entry
	msgs, err := g.store.TicketMessages(ctx, h.Conversation.ID)
	if err != nil {
		g.log.Warn("earlier messages not read, the forward goes without them", "error", err)
		return nil
	}
	for _, m := range msgs {
		out = append(out, replies.Entry{Who: m.Author.Addr, At: m.Accepted, Text: m.NewText})
	}
	sent, err := g.store.Deliveries(ctx, h.Conversation.ID)
	if err != nil {
		g.log.Warn("earlier replies not read, the forward goes without them", "error", err)
	}
	for _, d := range sent {
		if d.Kind != gateway.KindForward {
			out = append(out, replies.Entry{Who: "Frontdesk (" + string(d.Kind) + ")", At: d.Created, Text: d.Text})
		}
	}
	return latest(out, maxEarlier)
}

// latest sorts entries by time and keeps the last n.
func latest(entries []replies.Entry, n int) []replies.Entry {
	slices.SortStableFunc(entries, func(a, b replies.Entry) int { return a.At.Compare(b.At) })
	return entries[max(0, len(entries)-n):]
}
