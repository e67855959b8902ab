package pipeline

import (
	"strings"

	"frontdesk/gateway"
	"frontdesk/matchers"
)

// commanded decides a command, button or reaction of a chat.
func (d *decider) commanded(c gateway.Command) gateway.Decision {
	d.step("command", string(c.Name))
	switch c.Name {
	case gateway.CommandAsk:
		return d.asksAlone()
	case gateway.CommandHuman:
		return d.handed(d.acknowledge("the customer asks for a person"))
	case gateway.CommandAnswer:
		return d.answerFor()
	case gateway.CommandHandOver:
		if !d.theirs(c) {
			return d.noteOnly(gateway.NoteNotYours)
		}
		return d.handed(d.acknowledge(called(d.a.Message.Author) + " gave it to a person"))
	case gateway.CommandSolved, gateway.CommandUnsolved, gateway.CommandPerson, gateway.CommandShare:
		return d.onAnswer(c)
	case gateway.CommandOff, gateway.CommandOn, gateway.CommandMute:
		return d.quieted(c)
	case gateway.CommandWrong:
		return d.wrong(c)
	case gateway.CommandTake, gateway.CommandReply, gateway.CommandClose:
		return d.atDesk(c)
	}
	return d.noteOnly(gateway.NoteGone)
}

// asksAlone answers who asked by a command. What does not stand in the command's place is announced there.
func (d *decider) asksAlone() gateway.Decision {
	if why, many := d.manyReplies(); many {
		d.step(stepCaps, why)
		return d.noteOnly(gateway.NoteTooMany)
	}
	dec := d.first()
	switch {
	case dec.Outcome == gateway.OutcomeAsk && dec.Reply != nil:
		dec.Effects = &gateway.Effects{Note: gateway.NoteDetails}
	case dec.Outcome != gateway.OutcomeAnswer || dec.Reply == nil:
		dec = d.handed(dec)
	}
	return dec
}

// noteOnly: nothing but a word to who gave the command.
func (d *decider) noteOnly(n gateway.NoteName) gateway.Decision {
	return gateway.Decision{
		Outcome: gateway.OutcomeAttach, Reason: "command " + string(d.a.Message.Chat.Command.Name) + ": " + string(n), Effects: &gateway.Effects{Note: n},
	}
}

// handed adds the word that a person has it, where the reply itself goes elsewhere.
func (d *decider) handed(dec gateway.Decision) gateway.Decision {
	dec.Effects = &gateway.Effects{Note: gateway.NoteHanded}
	return dec
}

// theirs: the one who wrote the message that a command is about, or a moderator.
func (d *decider) theirs(c gateway.Command) bool {
	author := d.a.Message.Author.Canonical()
	return d.a.Message.Chat.Moderator || author == c.AboutAuthor.Canonical() || author == d.a.History.Conversation.Customer
}

// answerFor answers what somebody wrote, since somebody pointed at it. Anybody may, so that a matcher in draft mode shows nothing.
func (d *decider) answerFor() gateway.Decision {
	if d.matcher != nil && d.matcher.Mode == matchers.ModeDraft {
		d.step("mode", "matcher "+d.matcher.Name+" is in draft mode"+d.overlaid())
		return d.noteOnly(gateway.NoteNothing)
	}
	articles := d.freshArticles()
	if len(articles) == 0 {
		articles = d.foundArticles()
	}
	if len(articles) == 0 {
		return d.noteOnly(gateway.NoteNothing)
	}
	dec := d.withReply(d.decision(gateway.OutcomeAnswer, called(d.a.Message.Author)+" asked for an answer to it"), gateway.KindAnswer, false)
	if dec.Reply == nil {
		return d.noteOnly(gateway.NoteNothing)
	}
	dec.Reply.Articles = articles
	dec.Effects = &gateway.Effects{Note: gateway.NoteAnswered}
	return dec
}

// onAnswer: somebody pressed a button of an answer of ours, or reacted to it.
func (d *decider) onAnswer(c gateway.Command) gateway.Decision {
	switch {
	case d.a.History.Conversation.ID == "":
		return d.noteOnly(gateway.NoteGone)
	case !d.theirs(c):
		return d.noteOnly(gateway.NoteNotYours)
	}
	if matter, ok := d.p.Matchers.Matcher(d.a.History.Conversation.Matcher); ok {
		d.matcher, d.team = matter, d.teamFor(matter)
	}
	var dec gateway.Decision
	switch c.Name {
	case gateway.CommandShare:
		dec = d.noteOnly(gateway.NoteShared)
		dec.Effects.Share = c.Delivery
		return dec
	case gateway.CommandSolved:
		dec = d.decision(gateway.OutcomeResolve, "the customer says that it is solved")
		dec.Effects = &gateway.Effects{Note: gateway.NoteThanks}
	case gateway.CommandUnsolved:
		dec = d.toPerson("the customer was not helped")
	default:
		dec = d.toPerson("the customer asks for a person")
	}
	dec.Effects.Done = c.Delivery
	return dec
}

// toPerson hands an answered question over; where it has its ticket already nothing more is said.
func (d *decider) toPerson(reason string) gateway.Decision {
	if t := d.a.History.Ticket; t != nil {
		dec := d.noteOnly(gateway.NoteHanded)
		dec.Reason = reason + "; it belongs to ticket " + t.ID
		return dec
	}
	return d.handed(d.handOver(reason))
}

// quieted: who wants to hear nothing unasked, and where.
func (d *decider) quieted(c gateway.Command) gateway.Decision {
	m := d.a.Message
	here := c.Name == gateway.CommandMute || c.Argument == "here"
	if here && !m.Chat.Moderator {
		return d.noteOnly(gateway.NoteModerators)
	}
	e := gateway.Effects{QuietOff: c.Name == gateway.CommandOn}
	switch {
	case here:
		e.QuietRoom, e.Note = m.Room, gateway.NoteMuted
		if e.QuietOff {
			e.Note = gateway.NoteUnmuted
		}
	default:
		e.QuietPerson, e.Note = m.Author.Canonical(), gateway.NoteOff
		if e.QuietOff {
			e.Note = gateway.NoteOn
		}
	}
	dec := d.noteOnly(e.Note)
	dec.Effects = &e
	return dec
}

// wrong: a moderator takes an answer back, and may say what the message was about.
func (d *decider) wrong(c gateway.Command) gateway.Decision {
	switch {
	case !d.a.Message.Chat.Moderator:
		return d.noteOnly(gateway.NoteModerators)
	case d.a.History.Conversation.ID == "":
		return d.noteOnly(gateway.NoteGone)
	}
	dec := d.noteOnly(gateway.NoteRetracted)
	dec.Effects.Retract, dec.Effects.Wrong = orAbout(c), d.a.History.Conversation.Matcher
	if right := strings.TrimSpace(c.Argument); right != "" {
		if _, known := d.p.Matchers.Matcher(right); known {
			dec.Effects.Right = right
		}
	}
	return dec
}

// orAbout names the delivery of a command: by its id, else by the remote's.
func orAbout(c gateway.Command) string {
	if c.Delivery != "" {
		return c.Delivery
	}
	return c.About
}

// atDesk: a person of the ticket's team works it in the team's room.
func (d *decider) atDesk(c gateway.Command) gateway.Decision {
	t, m := d.a.History.Ticket, d.a.Message
	switch {
	case t == nil:
		return d.noteOnly(gateway.NoteGone)
	case !d.p.Teams[t.Team].meetsIn(m.Channel, m.Room, m.Chat.RoomName):
		return d.noteOnly(gateway.NoteNotTheTeams)
	case c.Name != gateway.CommandTake && t.TakenBy != "" && t.TakenBy != m.Author.Canonical():
		dec := d.noteOnly(gateway.NoteOther)
		dec.Effects.Other = t.TakenBy
		return dec
	}
	agent, name := m.Author.Canonical(), called(m.Author)
	switch c.Name {
	case gateway.CommandTake:
		dec := d.worked(gateway.NoteTaken, gateway.TicketChange{State: gateway.TicketTaken, TakenBy: agent, Note: takenNote + name})
		if takenFrom(*t, agent) != "" {
			dec.Effects.Note, dec.Effects.Other = gateway.NoteTakenOver, holder(*t)
		}
		return dec
	case gateway.CommandClose:
		return d.worked(gateway.NoteClosed, gateway.TicketChange{State: gateway.TicketClosed, Note: "closed by " + name})
	}
	if strings.TrimSpace(m.NewText) == "" {
		return d.noteOnly(gateway.NoteGone)
	}
	dec := d.worked(gateway.NoteSent, gateway.TicketChange{State: gateway.TicketAnswered, TakenBy: agent, Note: "answered by " + name})
	dec.Outcome, dec.Relay = gateway.OutcomeRelay, &gateway.Relay{Agent: m.Author, Text: m.NewText}
	return dec
}

func (d *decider) worked(n gateway.NoteName, change gateway.TicketChange) gateway.Decision {
	dec := d.noteOnly(n)
	dec.Change = &change
	return dec
}

// meetsIn says whether a chat message stands in a room in which a team gets its tickets.
func (pol *Policy) meetsIn(m gateway.Message) bool {
	for _, t := range pol.Teams {
		if t.meetsIn(m.Channel, m.Room, m.Chat.RoomName) {
			return true
		}
	}
	return false
}

// meetsIn says whether the team gets its tickets in this room.
func (t *Team) meetsIn(channel, room, name string) bool {
	if t == nil {
		return false
	}
	for _, w := range t.Ways {
		if w.Channel == channel && w.Room != "" && (w.Room == room || w.Room == name) {
			return true
		}
	}
	return false
}
