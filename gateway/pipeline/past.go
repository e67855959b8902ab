package pipeline

import (
	"context"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/replies"
	"frontdesk/replies/markdown"
)

// past is what was written in a conversation, oldest first.
type past struct {
	received []store.Received
	sent     []store.Outgoing
	home     string // chat room that was opened for the conversation; empty: none
}

func readPast(ctx context.Context, s *Store, conversation string) (past, error) {
	received, err := s.TicketMessages(ctx, conversation)
	if err != nil {
		return past{}, err
	}
	sent, err := s.Deliveries(ctx, conversation)
	if err != nil {
		return past{}, err
	}
	home, err := s.Home(ctx, conversation)
	return past{received, sent, home}, err
}

// maxEarlier is how many earlier messages a forward repeats.
const maxEarlier = 10

// entries are the last messages and replies, for the team.
func (p past) entries() []replies.Entry {
	var out []replies.Entry
	for _, m := range p.received {
		out = append(out, replies.Entry{Who: m.Author.Addr, At: m.Accepted, Text: m.NewText})
	}
	for _, d := range p.sent {
		if d.Kind != gateway.KindForward {
			out = append(out, replies.Entry{Who: "Frontdesk (" + string(d.Kind) + ")", At: d.Created, Text: said(d.Delivery)})
		}
	}
	slices.SortStableFunc(out, func(a, b replies.Entry) int { return a.At.Compare(b.At) })
	return out[max(0, len(out)-maxEarlier):]
}

// said is the text of a delivery as plain text.
func said(d gateway.Delivery) string {
	if d.Post != nil {
		return markdown.PlainChat(d.Text)
	}
	return d.Text
}

// An agent is told at most so often that nothing was passed on, so that no machine talks with ours.
const (
	maxAsked      = 5
	askWindow     = 24 * time.Hour
	askOnceWindow = time.Hour // where it is told once
)

// asked is how often an agent was told since then that a mail was not passed on.
func (p past) asked(agent gateway.Address, since time.Time) int {
	theirs := map[string]bool{}
	for _, m := range p.received {
		theirs[m.ID] = strings.EqualFold(m.Author.Addr, agent.Addr)
	}
	n := 0
	for _, d := range p.sent {
		if d.Kind == gateway.KindForward && theirs[d.Message] && d.To.Canonical() == agent.Canonical() && d.Created.After(since) {
			n++
		}
	}
	return n
}

// forwardThreads are the thread keys of what was forwarded of a ticket before, by recipient.
func (g *Gateway) forwardThreads(p *Policy, sent []store.Outgoing, ticket string) map[string]gateway.Thread {
	threads := map[string]gateway.Thread{}
	for _, d := range sent {
		c := p.Channels[d.Channel]
		if d.Kind != gateway.KindForward || d.Ticket != ticket || len(c.Addresses) == 0 {
			continue
		}
		id := g.keys.MessageID(d.Delivery, gateway.Address{Addr: c.Addresses[0]}.Domain())
		t := threads[d.To.Canonical()]
		t.InReplyTo, t.References = []string{id}, append(t.References, id)
		threads[d.To.Canonical()] = t
	}
	return threads
}

// agentAnswer is an agent's answer as it leaves for the customer: in a chat, whose channel is given, as many messages as it
// takes, in their order.
func agentAnswer(t gateway.Ticket, r gateway.Relay, past past, c gateway.Channel) []gateway.Delivery {
	d := gateway.Delivery{
		ID: store.NewID(), Kind: gateway.KindAgentAnswer, Channel: t.Channel, Conversation: t.Conversation, Message: t.Message,
		Ticket: t.ID, To: t.Customer, FromName: r.Agent.Name, Subject: screen.ReplySubject(t.Subject), Text: r.Text, Attachments: r.Attachments,
	}
	for _, m := range past.received {
		if strings.EqualFold(m.Author.Canonical(), t.Customer.Canonical()) || m.ID == t.Message {
			d.Message, d.Thread, d.Subject = m.ID, replyThread(m.Message), screen.ReplySubject(m.Subject)
			if m.Chat != nil {
				d.Subject, d.Post = m.Subject, answerPost(m.Message, c, past.home)
			}
		}
	}
	if d.Post == nil {
		return []gateway.Delivery{d}
	}
	var out []gateway.Delivery
	d.Attachments = nil
	for _, text := range replies.AgentChat(r.Agent, r.Text, textLimit(c)) {
		d.ID, d.Text = store.NewID(), text
		out = append(out, d)
	}
	return out
}
