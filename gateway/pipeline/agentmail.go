package pipeline

import (
	"context"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

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
	s.st.Deliveries = append(s.st.Deliveries, agentAnswer(*s.ticket, *r, past, s.p.Channels[s.ticket.Channel])...)
	s.st.PersonWrote = true
	if m := s.st.Deliveries[len(s.st.Deliveries)-1]; m.Post != nil && len(r.Attachments) > 0 {
		s.noteFiles(r.Attachments)
	}
	return nil
}

// noteFiles says on the ticket that files of an agent's answer were not passed on: chats take none of us.
func (s *settling) noteFiles(files []gateway.Attachment) {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	t := *s.ticket
	t.Notes = append(slices.Clone(t.Notes), "the chat takes no files, not passed on: "+strings.Join(names, ", "))
	s.ticket = &t
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
	most, window := maxAsked, askWindow
	if s.dec.Change.AskOnce {
		most, window = 1, askOnceWindow
	}
	if past.asked(m.Author, s.now.Add(-window)) >= most {
		return nil // it may be a machine that answers; the note on the ticket stays
	}
	text, err := s.p.Book.RenderTeamMail(replies.TeamMail{Kind: replies.MailUnsent, Ticket: *s.ticket, Why: s.dec.Change.Ask})
	if err != nil {
		return err
	}
	d := gateway.Delivery{
		ID: store.NewID(), Kind: gateway.KindForward, Channel: s.rec.Channel, Conversation: s.ticket.Conversation, Message: m.ID,
		Ticket: s.ticket.ID, To: m.Author, Subject: screen.ReplySubject(m.Subject), Thread: replyThread(m),
		Text: AnswerLine + "\n\n" + text.Text, HTML: withLine(text.HTML, AnswerLine),
	}
	s.st.Deliveries = append(s.st.Deliveries, d)
	s.st.Forwards = append(s.st.Forwards, gateway.Forward{Ticket: s.ticket.ID, Delivery: d.ID, Team: s.history.Forward.Team})
	return nil
}
