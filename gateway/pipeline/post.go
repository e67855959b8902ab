package pipeline

import (
	"fmt"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// composePost renders an automatic reply for a chat. home is the room that was opened for the conversation, if any.
func (pol *Policy) composePost(in replies.Input, m gateway.Message, c gateway.Channel, conversation, home string) (gateway.Delivery, error) {
	r := in.Reply
	text, err := pol.Book.RenderChat(in, textLimit(c))
	if err != nil {
		return gateway.Delivery{}, fmt.Errorf("render %s for message %s: %w", r.Kind, m.ID, err)
	}
	d := gateway.Delivery{
		ID: store.NewID(), Kind: r.Kind, Channel: c.Name, Conversation: conversation, Message: m.ID, Ticket: in.TicketID,
		To: r.To, Text: text, Urgent: r.Urgent, Matcher: r.Matcher, NotAfter: r.NotAfter, Articles: articleIDs(r.Articles),
		HoldIf: []gateway.Hold{gateway.HoldIfPersonAnswered, gateway.HoldIfTakenOver, gateway.HoldIfQuestionDeleted},
	}
	d.Post = place(r.Kind, m, c, home)
	if r.Kind == gateway.KindAnswer {
		d.Post.Buttons = pol.answerButtons(d.ID, d.Post, r.Languages)
	}
	return d, nil
}

func articleIDs(all []gateway.Article) []string {
	var ids []string
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return ids
}

// place is where a reply of a kind goes. What is between us and the customer alone (details, promises) goes to a room
// of its own; answers stand where the question stands. A forum's post is its author's own: promises stand there, but
// details are not asked for in front of everybody.
func place(kind gateway.DeliveryKind, m gateway.Message, c gateway.Channel, home string) *gateway.Post {
	chat, cmd := m.Chat, m.Chat.Command
	post := &gateway.Post{Place: gateway.PlaceReply, Room: m.Room, ReplyTo: m.SourceID}
	if cmd != nil {
		post.ReplyTo = cmd.About
	}
	private := private(kind)
	switch {
	case cmd != nil && cmd.Name == gateway.CommandAsk && !private && cmd.Respond != nil:
		post.Place, post.Respond = gateway.PlaceRespond, cmd.Respond
	case home != "":
		post.Place, post.Room, post.ReplyTo = gateway.PlaceRoom, home, ""
		if home == m.Room && cmd == nil {
			post.Place, post.ReplyTo = gateway.PlaceReply, m.SourceID
		}
	case private && (chat.Form == gateway.FormRoom || chat.Form == gateway.FormThread):
		post.Place, post.Title = ticketPlace(c), m.Subject
	case private && chat.Form == gateway.FormPost && (kind == gateway.KindQuestion || ticketPlace(c) == gateway.PlaceDirect):
		post.Place = gateway.PlaceDirect
	case !private && chat.Form == gateway.FormRoom && answerPlace(m, c) == gateway.PlaceThread:
		post.Place = gateway.PlaceThread
	}
	return post
}

func ticketPlace(c gateway.Channel) gateway.Place {
	if c.Manners != nil && c.Manners.Ticket != "" {
		return c.Manners.Ticket
	}
	return gateway.PlacePrivate
}

func answerPlace(m gateway.Message, c gateway.Channel) gateway.Place {
	if c.Manners == nil {
		return gateway.PlaceReply
	}
	for _, own := range c.Manners.RoomsOf(m) {
		if own.Answer != "" {
			return own.Answer
		}
	}
	return c.Manners.Answer
}

func textLimit(c gateway.Channel) int {
	if c.Manners == nil {
		return 0
	}
	return c.Manners.TextLimit
}

// answerButtons are for the one who asked: solved, not solved, a person; an answer that they alone see can be shared.
func (pol *Policy) answerButtons(delivery string, post *gateway.Post, languages []string) []gateway.Button {
	names := []gateway.CommandName{gateway.CommandSolved, gateway.CommandUnsolved, gateway.CommandPerson}
	if post.Place == gateway.PlaceRespond {
		names = append(names, gateway.CommandShare)
	}
	var bs []gateway.Button
	for _, n := range names {
		bs = append(bs, gateway.Button{Label: pol.Book.Button(n, languages), Command: n, Delivery: delivery})
	}
	return bs
}

// ticketButtons are for the team.
func (pol *Policy) ticketButtons(ticket string) []gateway.Button {
	var bs []gateway.Button
	for _, n := range []gateway.CommandName{gateway.CommandTake, gateway.CommandReply, gateway.CommandClose} {
		bs = append(bs, gateway.Button{Label: pol.Book.Button(n, nil), Command: n, Ticket: ticket})
	}
	return bs
}

// chatTerm is how long a reply in a chat may be tried.
func (d *decider) chatTerm(kind gateway.DeliveryKind) time.Time {
	until := d.now.Add(chatTellTerm)
	if kind == gateway.KindAnswer {
		until = d.now.Add(chatAnswerTerm)
	}
	c := d.a.Message.Chat.Command
	if c != nil && c.Name == gateway.CommandAsk && kind == gateway.KindAnswer && c.Respond != nil && c.Respond.Until.After(d.now) {
		until = c.Respond.Until
	}
	return until.UTC()
}

// answerPost is where an agent's answer in a chat goes: to the room of the conversation, else to one of the customer's own.
func answerPost(m gateway.Message, c gateway.Channel, home string) *gateway.Post {
	if home != "" {
		return &gateway.Post{Place: gateway.PlaceRoom, Room: home}
	}
	if m.Chat.Form != gateway.FormDirect && !answersInPost(m, c, home) {
		return &gateway.Post{Place: ticketPlace(c), Room: m.Room, Title: m.Author.Name}
	}
	post := &gateway.Post{Place: gateway.PlaceReply, Room: m.Room, ReplyTo: m.SourceID}
	if cmd := m.Chat.Command; cmd != nil {
		post.ReplyTo = cmd.About
	}
	return post
}

// answersInPost: people of ours answer where everybody reads it, in the post that the customer opened in a forum.
func answersInPost(m gateway.Message, c gateway.Channel, home string) bool {
	return m.Chat != nil && m.Chat.Form == gateway.FormPost && home == "" && ticketPlace(c) != gateway.PlaceDirect
}
