package pipeline

import (
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
	"frontdesk/matchers"
)

// Limits of automatic replies to one person in chats. Manners hold back what is unasked; these hold back a person who
// plays with the bot.
const (
	chatSenderHour = 20
	chatSenderDay  = 100
)

// Terms of what is said in chats: an answer that comes later than this helps nobody.
const (
	chatAnswerTerm = 10 * time.Minute
	chatTellTerm   = time.Hour
)

// manyReplies: a person of a chat got as many replies of the machine as one gets.
func (d *decider) manyReplies() (why string, many bool) {
	used := d.a.History.Used
	return "sender (many replies within an hour or a day)", used.SenderHour >= chatSenderHour || used.SenderDay >= chatSenderDay
}

const (
	saidEvery    = 50 * time.Millisecond
	saidPatience = 3 * time.Second
)

// untilSaid lets a message wait that came while something of ours is being said where it was written: people, and programs
// more so, may be quicker than what confirms it. nil where it does not wait, or has waited long enough.
func (d *decider) untilSaid() *gateway.Wait {
	age := d.now.Sub(d.a.Message.Accepted)
	if r := d.a.History.Room; r == nil || !r.UnderWay || age < 0 || age >= saidPatience {
		return nil
	}
	return &gateway.Wait{Until: d.now.Add(saidEvery), Reason: "something that it may answer is on its way"}
}

// inChat decides a message of a chat: manners say whether we may speak, then it goes the way of all messages.
func (d *decider) inChat() gateway.Decision {
	m := d.a.Message
	if wait := d.untilSaid(); wait != nil {
		return gateway.Decision{Wait: wait}
	}
	if m.Chat.Command != nil {
		return d.commanded(*m.Chat.Command)
	}
	if d.colleagueWrote() {
		return d.tookOver()
	}
	if d.p.meetsIn(m) {
		return d.teamTalk()
	}
	if wait := d.untilLearnt(); wait != nil {
		return gateway.Decision{Wait: wait}
	}
	j := manners.Judge(d.mannersInput())
	d.step("manners", j.Rule+": "+j.Reason)
	switch j.Say {
	case manners.Wait:
		return gateway.Decision{Wait: &gateway.Wait{Until: j.Until, Reason: j.Reason}}
	case manners.NotForUs:
		return gateway.Decision{Outcome: gateway.OutcomeNotForUs, Reason: j.Rule + ": " + j.Reason}
	case manners.LeaveToPeople:
		return gateway.Decision{Outcome: gateway.OutcomeLeftToPeople, Reason: j.Rule + ": " + j.Reason}
	case manners.Queue:
		return d.silent(d.urgency(), j.Rule+": "+j.Reason)
	}
	d.step("matchers", d.choice.Reason)
	switch {
	case d.saysNothing():
		return gateway.Decision{Outcome: gateway.OutcomeNotForUs, Reason: "it asks nothing of us"}
	case d.a.History.Conversation.ID != "":
		return d.followUp()
	}
	return d.first()
}

// inRoom is the channel as the message's room has it: a room may have a team of its own.
func inRoom(c gateway.Channel, m gateway.Message) gateway.Channel {
	for _, own := range c.Manners.RoomsOf(m) {
		if own.Team != "" {
			c.Team = own.Team
			break
		}
	}
	return c
}

// mannersInput is the message as manners see it.
func (d *decider) mannersInput() manners.Input {
	in := manners.Input{
		Message: &d.a.Message, Urgent: d.choice.Urgent, MaxAge: d.a.Channel.MaxReplyAge, Now: d.now,
		Continues: d.a.History.Conversation.ID != "" && (len(d.a.History.Replies) > 0 || d.a.History.Ticket != nil),
		Ticket:    d.a.History.Ticket != nil && d.a.History.Ticket.State != gateway.TicketAnswered,
	}
	if d.a.Channel.Manners != nil {
		in.Manners = *d.a.Channel.Manners
	}
	if d.a.History.Room != nil {
		in.Past = *d.a.History.Room
	}
	if d.matcher != nil {
		in.Best, in.Feedback = &d.choice.Match, d.matcher.Means != matchers.MeansNothing
		if fresh := d.freshArticles(); len(fresh) > 0 {
			in.Article = fresh[0].ID
		}
	}
	return in
}

// saysNothing: a word to us in which nothing is asked: "hi", "lol", "nice".
func (d *decider) saysNothing() bool {
	least := 0
	if d.a.Channel.Manners != nil {
		least = d.a.Channel.Manners.MinLength
	}
	return d.matcher == nil && len(d.choice.Tie) == 0 && d.a.History.Ticket == nil && !d.answersOurQuestion() &&
		manners.Letters(d.a.Message.NewText) < least
}

// colleagueWrote: somebody else than the customer writes in the room that was opened for the conversation.
func (d *decider) colleagueWrote() bool {
	h := d.a.History
	return h.Room != nil && h.Room.Home != "" && h.Room.Home == d.a.Message.Room &&
		d.a.Message.Chat.Form != gateway.FormDirect && d.a.Message.Author.Canonical() != h.Conversation.Customer
}

// teamTalk: what a team says in its room is between its people. Who replies to a ticket there hears that it went to nobody.
func (d *decider) teamTalk() gateway.Decision {
	d.step("room", "it was said in a team's room")
	dec := gateway.Decision{Outcome: gateway.OutcomeNotForUs, Reason: "it was said in a team's room"}
	if c := d.a.Message.Chat; c.ReplyTo != "" && c.ToUs {
		dec.Effects = &gateway.Effects{Note: gateway.NoteUnsent}
	}
	return dec
}

// tookOver: a person of ours answered in the ticket's own room.
func (d *decider) tookOver() gateway.Decision {
	who := d.a.Message.Author
	d.step("room", "a person of ours wrote in the room of the conversation")
	dec := gateway.Decision{Outcome: gateway.OutcomeAttach, Reason: "a person of ours wrote in the room of the conversation"}
	dec.Change = &gateway.TicketChange{State: gateway.TicketAnswered, Note: "answered by " + called(who) + " in its room", PersonWrote: true}
	return dec
}

// commandOf is the command of a chat message, or nil.
func commandOf(m gateway.Message) *gateway.Command {
	if m.Chat == nil {
		return nil
	}
	return m.Chat.Command
}

// called is how people know somebody of a chat.
func called(a gateway.Address) string {
	if a.Name != "" {
		return a.Name
	}
	return a.Addr
}

// chatVerdict stands for screening in chats: who may write there is the remote's business, and bots are left out before.
func chatVerdict(r received, sender gateway.Address) gateway.Verdict {
	v := gateway.Verdict{
		Class: gateway.ClassPerson, Treatment: gateway.TreatAnswer, Authenticated: gateway.AuthPass, ForUs: true,
		FormAllowsReply: true, AnswerTo: sender, Sender: sender,
	}
	if r.Quarantine != "" {
		v.Class, v.Treatment = gateway.ClassUnreadable, gateway.TreatTicket
		v.Reasons = []gateway.Reason{{Class: v.Class, Rule: "unreadable", Evidence: r.Quarantine}}
	}
	return v
}

// chatSender is the customer that a chat message concerns: its author, but for a command about what somebody else wrote
// or about an earlier delivery of ours.
func chatSender(m gateway.Message, h gateway.History) gateway.Address {
	c := m.Chat.Command
	switch {
	case c == nil || c.Name == gateway.CommandAsk || c.Name == gateway.CommandHuman:
		return m.Author
	case h.Conversation.Customer != "" && h.Conversation.Customer != m.Author.Canonical():
		return gateway.Address{Addr: h.Conversation.Customer}
	case c.AboutAuthor.Addr != "" && h.Conversation.ID == "":
		return c.AboutAuthor
	}
	return m.Author
}
