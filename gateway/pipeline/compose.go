package pipeline

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// maxForwardedAttachments is how many bytes of attachments a forward carries at most; the rest is named in its text.
const maxForwardedAttachments = 10 << 20

// replying says what an automatic reply answers and belongs to.
type replying struct {
	message              gateway.Message
	channel              gateway.Channel
	conversation, ticket string
	home                 string // chat room that was opened for the conversation; empty: none
	draft                bool   // a person lets it go
}

// composeReply renders an automatic reply into the delivery that carries it.
func (pol *Policy) composeReply(r gateway.Reply, to replying) (gateway.Delivery, error) {
	m, c := to.message, to.channel
	in := replies.Input{Reply: r, Message: &m, ChannelName: c.Name, TicketID: to.ticket, Checked: to.draft, Called: pol.called(r)}
	if m.Chat != nil {
		return pol.composePost(in, m, c, to.conversation, to.home)
	}
	if len(c.Addresses) > 0 {
		in.Address = c.Addresses[0]
	}
	text, err := pol.Book.Render(in)
	if err != nil {
		return gateway.Delivery{}, fmt.Errorf("render %s for message %s: %w", r.Kind, m.ID, err)
	}
	return gateway.Delivery{
		ID: store.NewID(), Kind: r.Kind, Channel: c.Name, Conversation: to.conversation, Message: m.ID, Ticket: to.ticket,
		To: r.To, Subject: text.Subject, Text: text.Text, HTML: text.HTML, Thread: replyThread(m), Urgent: r.Urgent,
		Matcher: r.Matcher, NotAfter: r.NotAfter, Articles: articleIDs(r.Articles),
		HoldIf: []gateway.Hold{gateway.HoldIfPersonAnswered, gateway.HoldIfTakenOver, gateway.HoldIfQuestionDeleted},
	}, nil
}

// called says how the details that a reply asks for are called in other languages.
func (pol *Policy) called(r gateway.Reply) replies.Called {
	m, ok := pol.Matchers.Matcher(r.Matcher)
	if !ok || len(r.Missing) == 0 {
		return nil
	}
	names := replies.Called{}
	for _, detail := range m.Ask {
		names[detail.Name] = detail.Called
	}
	return names
}

// replyThread is In-Reply-To and References of an answer to m (RFC 5322 section 3.6.4): the parent's References, else
// its In-Reply-To if that is one id, and then the parent's own id.
func replyThread(m gateway.Message) gateway.Thread {
	var t gateway.Thread
	switch {
	case len(m.Thread.References) > 0:
		t.References = append(t.References, m.Thread.References...)
	case len(m.Thread.InReplyTo) == 1:
		t.References = append(t.References, m.Thread.InReplyTo...)
	}
	if m.Thread.ID != "" {
		t.InReplyTo = []string{m.Thread.ID}
		t.References = append(t.References, m.Thread.ID)
	}
	return t
}

// forwarded is what a forward to the team is made of.
type forwarded struct {
	ticket   gateway.Ticket
	decision gateway.Decision
	message  gateway.Message
	raw      []byte // the mail as it came, where it could not be read or has no usable sender
	why      string // said about the raw mail
	reply    *gateway.Delivery
	draft    *gateway.Delivery // waits for a person
	earlier  []replies.Entry
	threads  map[string]gateway.Thread // of earlier forwards of the ticket, by recipient
}

// composeForwards renders the context pack once for each way of the ticket's team. A team without ways, or a ticket
// without a team, is worked from the queue alone.
func (pol *Policy) composeForwards(f forwarded) ([]gateway.Delivery, []gateway.Forward, error) {
	team := pol.Teams[f.ticket.Team]
	if team == nil || len(team.Ways) == 0 {
		return nil, nil, nil
	}
	in := replies.ForwardInput{
		Ticket: f.ticket, Message: &f.message, Decision: f.decision, Earlier: f.earlier,
		Attachments: f.message.Attachments, RawNote: f.why, Zone: team.location(), Copied: pol.copied(f),
	}
	if f.reply != nil {
		in.ReplySent = said(*f.reply)
	}
	if f.draft != nil {
		in.Draft = said(*f.draft)
	}
	if f.decision.Reply != nil {
		in.Promise = f.decision.Reply.Promise
	}
	text, err := pol.Book.RenderForward(in)
	if err != nil {
		return nil, nil, fmt.Errorf("render forward of ticket %s: %w", f.ticket.ID, err)
	}
	chat, err := pol.forChat(team, func(limit int) (string, error) { return pol.Book.RenderChatForward(in, limit) })
	if err != nil {
		return nil, nil, err
	}
	deliveries, forwards := team.forward(f.ticket, gateway.Delivery{
		Message: f.message.ID, Subject: text.Subject, Text: text.Text, HTML: text.HTML,
		Attachments: append(forwardable(f.message.Attachments), rawAttachment(f.raw)...), Urgent: f.ticket.Urgency == gateway.UrgencyUrgent,
	}, pol.ways(f.threads, chat))
	return deliveries, forwards, nil
}

// copied are those to whom the customer wrote a mail beside us.
func (pol *Policy) copied(f forwarded) []gateway.Address {
	if f.message.Chat != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Concat(f.message.To, f.message.Cc), func(a gateway.Address) bool {
		return a.Addr == "" || pol.isOwn(a) || a.Canonical() == f.ticket.Customer.Canonical()
	})
}

// withLine puts a line of plain text at the top of an HTML page.
func withLine(page, line string) string {
	if page == "" {
		return ""
	}
	at := strings.Index(page, "<body")
	if at < 0 {
		return page
	}
	end := strings.IndexByte(page[at:], '>')
	if end < 0 {
		return page
	}
	at += end + 1
	return page[:at] + "<p>" + html.EscapeString(line) + "</p>" + page[at:]
}

// forwardable are the attachments whose bytes are kept, as many as fit.
func forwardable(all []gateway.Attachment) []gateway.Attachment {
	var out []gateway.Attachment
	left := int64(maxForwardedAttachments)
	for _, a := range all {
		if a.ID != "" && a.Size <= left {
			left -= a.Size
			out = append(out, a)
		}
	}
	return out
}

// rawAttachment is a mail that could not be read, for the team to look at.
func rawAttachment(raw []byte) []gateway.Attachment {
	if len(raw) == 0 || len(raw) > maxForwardedAttachments {
		return nil
	}
	return []gateway.Attachment{{Name: "mail.eml", Type: "application/octet-stream", Size: int64(len(raw)), Content: raw}}
}
