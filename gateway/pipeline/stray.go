package pipeline

import (
	"context"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// answersTeamMail: the message answers a mail of ours to a team, a digest for one. Our ids are signed.
func answersTeamMail(m gateway.Message, keys *gateway.Keyring) bool {
	for _, id := range m.Thread.Keys() {
		if own, ok := keys.ParseMessageID(id); ok && own.Forward {
			return true
		}
	}
	return false
}

// stray: one of a team answers a mail of ours that belongs to no ticket. It is no customer's mail; its writer is told where
// to answer, unless the answer is to that very word.
func (d *decider) stray() gateway.Decision {
	d.step("forward", "answers a mail to the team that belongs to no ticket")
	dec := gateway.Decision{Outcome: gateway.OutcomeAttach, Reason: "an answer of the team to a mail that belongs to no ticket"}
	if d.a.Verdict.Machine {
		dec.Outcome = gateway.OutcomeIgnore
	}
	dec.Stray = d.a.Verdict.MayReply() && d.a.History.Conversation.ID == ""
	return dec
}

// addWordToStray tells one of the team that the mail reached nobody.
func (s *settling) addWordToStray(context.Context) error {
	if !s.dec.Stray {
		return nil
	}
	m := s.rec.Message
	text, err := s.p.Book.RenderTeamMail(replies.TeamMail{Kind: replies.MailStray, Ticket: gateway.Ticket{Subject: m.Subject}})
	if err != nil {
		return err
	}
	s.st.Deliveries = append(s.st.Deliveries, gateway.Delivery{
		ID: store.NewID(), Kind: gateway.KindForward, Channel: s.rec.Channel, Conversation: s.st.Conversation.ID, Message: m.ID,
		To: m.Author, Subject: screen.ReplySubject(m.Subject), Text: text.Text, HTML: text.HTML, Thread: replyThread(m),
	})
	return nil
}
