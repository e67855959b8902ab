package pipeline

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

const (
	asker, bystander, moderator = "111", "222", "333"
	helpRoom, ticketRoom        = "r-help", "r-ticket"
)

func chatChannel() gateway.Channel {
	return gateway.Channel{Name: "community", Kind: "discord", Team: "first-line", MaxReplyAge: time.Hour, Manners: &gateway.Manners{
		Grace: time.Minute, Confidence: 0.8, MinLength: 12, HourMost: 5, Talking: 5 * time.Minute, Answer: gateway.PlaceReply,
		Ticket: gateway.PlacePrivate, TextLimit: 2000, Cooldown: gateway.Cooldowns{Person: time.Minute},
	}}
}

// roomMessage is a question in a room, two minutes old.
func roomMessage(text string) gateway.Message {
	at := now.Add(-2 * time.Minute)
	return gateway.Message{
		ID: "m1", Channel: "community", SourceID: helpRoom + "/5", Room: helpRoom, Author: gateway.Address{Name: "Ann", Addr: asker},
		Text: text, NewText: text, Thread: gateway.Thread{ID: helpRoom + "/5"}, Sent: at, Received: at, Accepted: at,
		Chat: &gateway.Chat{Community: "c", Form: gateway.FormRoom, RoomName: "help", Watched: true},
	}
}

func commandBy(author string, c gateway.Command) gateway.Message {
	m := roomMessage("")
	m.Author, m.Chat.ToUs, m.Chat.Moderator = gateway.Address{Addr: author}, true, author == moderator
	c.Respond = &gateway.Respond{Token: "t", Until: now.Add(14 * time.Minute), Private: true}
	m.Chat.Command = &c
	return m
}

// answered is the history of a question of the asker that was answered.
func answeredInRoom() gateway.History {
	h := known("refund", gateway.KindAnswer)
	h.Conversation.Channel, h.Conversation.Customer = "community", asker
	h.Articles, h.Room = []string{"refund-timing"}, &gateway.RoomPast{}
	return h
}

func ticketed(h gateway.History, t gateway.Ticket) gateway.History {
	t.ID, t.Team, t.Conversation = "t1", "billing", h.Conversation.ID
	h.Ticket = &t
	return h
}

func decideChat(t *testing.T, m gateway.Message, h gateway.History) (gateway.Decision, *Policy) {
	t.Helper()
	p := testPolicy(t)
	c := chatChannel()
	p.Channels[c.Name] = c
	p.Teams["billing"].Ways = append(p.Teams["billing"].Ways, Way{Channel: "community", Room: "staff"})
	if h.Room == nil {
		h.Room = &gateway.RoomPast{}
	}
	return Decide(p.assess(received{Message: m}, c, h, gateway.NewKeyring(), now), p, now), p
}

func TestAChatMessageEndsAsTheRoomAllows(t *testing.T) {
	question := "Where is my refund, please?"
	edit := func(f func(*gateway.Message)) gateway.Message {
		m := roomMessage(question)
		f(&m)
		return m
	}
	late := func(author, replyTo string) gateway.History {
		return gateway.History{Room: &gateway.RoomPast{Since: []gateway.Said{{ID: helpRoom + "/6", Author: author, ReplyTo: replyTo, At: now}}}}
	}
	busy := late(bystander, "")
	for range 4 {
		busy.Room.Before = append(busy.Room.Before, gateway.Said{Author: bystander, At: now.Add(-3 * time.Minute)})
	}
	waits := ticketed(answeredInRoom(), gateway.Ticket{State: gateway.TicketOpen})
	waits.Room = &gateway.RoomPast{Before: []gateway.Said{{Author: asker, At: now.Add(-3 * time.Minute)}}}
	home := ticketed(answeredInRoom(), gateway.Ticket{State: gateway.TicketOpen})
	home.Room = &gateway.RoomPast{Home: ticketRoom}
	for name, tt := range map[string]struct {
		m    gateway.Message
		h    gateway.History
		want gateway.Outcome
		says string // in the reason
	}{
		"a question":                        {m: roomMessage(question), want: gateway.OutcomeAnswer, says: "refund"},
		"chatter":                           {m: roomMessage("what a lovely morning it is"), want: gateway.OutcomeNotForUs},
		"a question that nothing knows":     {m: roomMessage("Does anybody know the airspeed of a swallow?"), want: gateway.OutcomeTicket, says: "no matcher knows it"},
		"a question to a person":            {m: edit(func(m *gateway.Message) { m.Chat.ReplyTo = helpRoom + "/4" }), want: gateway.OutcomeLeftToPeople},
		"somebody answered":                 {m: roomMessage(question), h: late(bystander, helpRoom+"/5"), want: gateway.OutcomeLeftToPeople, says: "answered"},
		"somebody said something else":      {m: roomMessage(question), h: busy, want: gateway.OutcomeAnswer},
		"somebody wrote, the room is quiet": {m: roomMessage(question), h: late(bystander, ""), want: gateway.OutcomeLeftToPeople},
		"more about what the team has":      {m: roomMessage("it is the blue one, from March"), h: waits, want: gateway.OutcomeAttach, says: "belongs to ticket"},
		"a word about our answer":           {m: roomMessage("that did not help"), h: answeredInRoom(), want: gateway.OutcomeAcknowledge, says: "not helped"},
		"deleted":                           {m: roomMessage(question), h: gateway.History{Room: &gateway.RoomPast{Deleted: true}}, want: gateway.OutcomeLeftToPeople},
		"muted":                             {m: roomMessage(question), h: gateway.History{Room: &gateway.RoomPast{Muted: true}}, want: gateway.OutcomeNotForUs},
		"opted out":                         {m: roomMessage(question), h: gateway.History{Room: &gateway.RoomPast{OptedOut: true}}, want: gateway.OutcomeLeftToPeople},
		"the hour's messages are used up":   {m: roomMessage(question), h: gateway.History{Room: &gateway.RoomPast{HourOurs: 5, HourAll: 90}}, want: gateway.OutcomeTicket, says: "budget"},
		"old, from a gap":                   {m: edit(func(m *gateway.Message) { m.Received = now.Add(-3 * time.Hour) }), want: gateway.OutcomeTicket, says: "old"},
		"a greeting to us":                  {m: edit(func(m *gateway.Message) { m.NewText, m.Chat.ToUs = "hi bot", true }), want: gateway.OutcomeNotForUs},
		"asked directly, nothing fits":      {m: edit(func(m *gateway.Message) { m.NewText, m.Chat.ToUs = "my lamp hums all night long", true }), want: gateway.OutcomeAcknowledge},
		"urgent needs no grace":             {m: edit(func(m *gateway.Message) { m.NewText, m.Received = "I was charged but got nothing, why?", now }), want: gateway.OutcomeAcknowledge, says: "urgent"},
		"in the room of its ticket":         {m: edit(func(m *gateway.Message) { m.Room, m.Chat.Watched, m.NewText = ticketRoom, false, "hello?" }), h: home, want: gateway.OutcomeAttach, says: "belongs to ticket"},
		"a colleague in the ticket's room": {m: edit(func(m *gateway.Message) {
			m.Room, m.Author.Addr, m.NewText = ticketRoom, bystander, "It is on its way."
		}), h: home, want: gateway.OutcomeAttach, says: "a person of ours"},
	} {
		t.Run(name, func(t *testing.T) {
			dec, _ := decideChat(t, tt.m, tt.h)
			if dec.Outcome != tt.want || !strings.Contains(dec.Reason, tt.says) {
				t.Errorf("%s (%s), want %s with %q", dec.Outcome, dec.Reason, tt.want, tt.says)
			}
			if dec.Outcome == gateway.OutcomeTicket && dec.Reply != nil {
				t.Error("something is said in the room")
			}
		})
	}
}

func TestARoomHasATeamOfItsOwn(t *testing.T) {
	m := roomMessage("Does anybody know the airspeed of a swallow?")
	p := testPolicy(t)
	c := chatChannel()
	c.Manners.Rooms = map[string]gateway.RoomManners{"help": {Team: "billing"}}
	h := gateway.History{Room: &gateway.RoomPast{}}
	dec := Decide(p.assess(received{Message: m}, c, h, gateway.NewKeyring(), now), p, now)
	if dec.Ticket == nil || dec.Ticket.Team != "billing" {
		t.Errorf("%s (%s), ticket %+v", dec.Outcome, dec.Reason, dec.Ticket)
	}
}

func TestWhatCameWhileSomethingIsSaidWaitsUntilItIsKnown(t *testing.T) {
	m := roomMessage("Where is my refund, please?")
	underWay := gateway.History{Room: &gateway.RoomPast{UnderWay: true}}
	m.Accepted = now.Add(-time.Second)
	if dec, _ := decideChat(t, m, underWay); dec.Wait == nil || !dec.Wait.Until.Equal(now.Add(50*time.Millisecond)) {
		t.Errorf("%s (%s), wait %v", dec.Outcome, dec.Reason, dec.Wait)
	}
	m.Accepted = now.Add(-3 * time.Second)
	if dec, _ := decideChat(t, m, underWay); dec.Wait != nil && strings.Contains(dec.Wait.Reason, "on its way") {
		t.Errorf("it still waits after three seconds: %v", dec.Wait)
	}
}

func TestAQuestionWaitsForPeopleFirst(t *testing.T) {
	m := roomMessage("Where is my refund, please?")
	m.Received = now.Add(-20 * time.Second)
	dec, _ := decideChat(t, m, gateway.History{})
	if dec.Wait == nil || !dec.Wait.Until.Equal(m.Received.Add(time.Minute)) || dec.Outcome != "" {
		t.Fatalf("%+v", dec)
	}
	turned := gateway.History{Room: &gateway.RoomPast{Since: []gateway.Said{{Author: asker, ToUs: true, At: now}}}}
	if dec, _ = decideChat(t, m, turned); dec.Outcome != gateway.OutcomeAnswer {
		t.Errorf("after its author turned to us: %s (%s), wait %v", dec.Outcome, dec.Reason, dec.Wait)
	}
}

func TestCommandsDoWhatTheySay(t *testing.T) {
	ask := commandBy(asker, gateway.Command{Name: gateway.CommandAsk})
	ask.NewText = "refund"
	human := commandBy(asker, gateway.Command{Name: gateway.CommandHuman})
	point := commandBy(bystander, gateway.Command{Name: gateway.CommandAnswer, About: helpRoom + "/5", AboutAuthor: gateway.Address{Addr: asker}})
	point.NewText = "when comes the refund"
	nothing := point
	nothing.NewText = "the airspeed of a swallow"
	button := func(author string, name gateway.CommandName) gateway.Message {
		return commandBy(author, gateway.Command{Name: name, Delivery: "d1"})
	}
	open := ticketed(answeredInRoom(), gateway.Ticket{State: gateway.TicketOpen})
	taken := ticketed(answeredInRoom(), gateway.Ticket{State: gateway.TicketTaken, TakenBy: "999"})
	staff := func(name gateway.CommandName, text string) gateway.Message {
		m := commandBy(bystander, gateway.Command{Name: name, Ticket: "t1"})
		m.Room, m.Chat.RoomName, m.NewText = "r-staff", "staff", text
		return m
	}
	outside := staff(gateway.CommandTake, "")
	outside.Chat.RoomName = "help"
	unknown := ask
	unknown.NewText = "the airspeed of a swallow"
	playing := gateway.History{Used: gateway.CapsUsed{SenderHour: chatSenderHour}}
	for name, tt := range map[string]struct {
		m    gateway.Message
		h    gateway.History
		want gateway.Outcome
		note gateway.NoteName
	}{
		"ask what nobody knows":         {m: unknown, want: gateway.OutcomeAcknowledge, note: gateway.NoteHanded},
		"ask too often":                 {m: ask, h: playing, want: gateway.OutcomeAttach, note: gateway.NoteTooMany},
		"human after asking too often":  {m: human, h: playing, want: gateway.OutcomeTicket, note: gateway.NoteHanded},
		"ask":                           {m: ask, want: gateway.OutcomeAnswer},
		"human":                         {m: human, want: gateway.OutcomeAcknowledge, note: gateway.NoteHanded},
		"answer what another wrote":     {m: point, want: gateway.OutcomeAnswer, note: gateway.NoteAnswered},
		"nothing on it":                 {m: nothing, want: gateway.OutcomeAttach, note: gateway.NoteNothing},
		"solved by the asker":           {m: button(asker, gateway.CommandSolved), h: answeredInRoom(), want: gateway.OutcomeResolve, note: gateway.NoteThanks},
		"solved by a moderator":         {m: button(moderator, gateway.CommandSolved), h: answeredInRoom(), want: gateway.OutcomeResolve, note: gateway.NoteThanks},
		"solved by a stranger":          {m: button(bystander, gateway.CommandSolved), h: answeredInRoom(), want: gateway.OutcomeAttach, note: gateway.NoteNotYours},
		"not solved":                    {m: button(asker, gateway.CommandUnsolved), h: answeredInRoom(), want: gateway.OutcomeAcknowledge, note: gateway.NoteHanded},
		"not solved, a ticket is there": {m: button(asker, gateway.CommandUnsolved), h: open, want: gateway.OutcomeAttach, note: gateway.NoteHanded},
		"a person":                      {m: button(asker, gateway.CommandPerson), h: answeredInRoom(), want: gateway.OutcomeAcknowledge, note: gateway.NoteHanded},
		"of an answer long gone":        {m: button(asker, gateway.CommandPerson), want: gateway.OutcomeAttach, note: gateway.NoteGone},
		"off":                           {m: button(asker, gateway.CommandOff), want: gateway.OutcomeAttach, note: gateway.NoteOff},
		"mute by a member":              {m: button(asker, gateway.CommandMute), want: gateway.OutcomeAttach, note: gateway.NoteModerators},
		"mute by a moderator":           {m: button(moderator, gateway.CommandMute), want: gateway.OutcomeAttach, note: gateway.NoteMuted},
		"wrong by a moderator":          {m: button(moderator, gateway.CommandWrong), h: answeredInRoom(), want: gateway.OutcomeAttach, note: gateway.NoteRetracted},
		"wrong by the asker":            {m: button(asker, gateway.CommandWrong), h: answeredInRoom(), want: gateway.OutcomeAttach, note: gateway.NoteModerators},
		"take":                          {m: staff(gateway.CommandTake, ""), h: open, want: gateway.OutcomeAttach, note: gateway.NoteTaken},
		"take from outside":             {m: outside, h: open, want: gateway.OutcomeAttach, note: gateway.NoteNotTheTeams},
		"answer":                        {m: staff(gateway.CommandReply, "On its way."), h: open, want: gateway.OutcomeRelay, note: gateway.NoteSent},
		"answer what another has":       {m: staff(gateway.CommandReply, "On its way."), h: taken, want: gateway.OutcomeAttach, note: gateway.NoteOther},
		"close":                         {m: staff(gateway.CommandClose, ""), h: open, want: gateway.OutcomeAttach, note: gateway.NoteClosed},
	} {
		t.Run(name, func(t *testing.T) {
			dec, _ := decideChat(t, tt.m, tt.h)
			var note gateway.NoteName
			if dec.Effects != nil {
				note = dec.Effects.Note
			}
			if dec.Outcome != tt.want || note != tt.note {
				t.Errorf("%s (%s) with note %q, want %s with %q", dec.Outcome, dec.Reason, note, tt.want, tt.note)
			}
		})
	}
}

func TestWhoPointsAtAMessageGetsNoAnswerOfAMatcherThatWasDemoted(t *testing.T) {
	point := commandBy(bystander, gateway.Command{Name: gateway.CommandAnswer, About: helpRoom + "/5", AboutAuthor: gateway.Address{Addr: asker}})
	point.NewText = "when comes the refund"
	demoted := store.ModeChange{ID: 1, Matcher: "refund", Why: store.ModeDemoted, Configured: "auto", Mode: "draft"}
	p, err := testPolicy(t).Overlaid([]store.ModeChange{demoted})
	if err != nil {
		t.Fatal(err)
	}
	c := chatChannel()
	dec := Decide(p.assess(received{Message: point}, c, gateway.History{Room: &gateway.RoomPast{}}, gateway.NewKeyring(), now), p, now)
	if dec.Reply != nil || dec.Effects == nil || dec.Effects.Note != gateway.NoteNothing {
		t.Errorf("%s (%s): %+v", dec.Outcome, dec.Reason, dec.Reply)
	}
}

func TestRepliesInChatsStandWhereTheyBelong(t *testing.T) {
	private, post, thread := roomMessage("q"), roomMessage("q"), roomMessage("q")
	thread.Chat.Form = gateway.FormThread
	private.Chat.Form = gateway.FormDirect
	post.Chat.Form = gateway.FormPost
	c := chatChannel()
	threads := chatChannel()
	threads.Manners.Rooms = map[string]gateway.RoomManners{"help": {Answer: gateway.PlaceThread}}
	ask := commandBy(asker, gateway.Command{Name: gateway.CommandAsk})
	for name, tt := range map[string]struct {
		kind gateway.DeliveryKind
		m    gateway.Message
		c    gateway.Channel
		home string
		want gateway.Place
		room string
	}{
		"an answer":                    {gateway.KindAnswer, roomMessage("q"), c, "", gateway.PlaceReply, helpRoom},
		"an answer in threads":         {gateway.KindAnswer, roomMessage("q"), threads, "", gateway.PlaceThread, helpRoom},
		"an answer in a post":          {gateway.KindAnswer, post, threads, "", gateway.PlaceReply, helpRoom},
		"an answer to /ask":            {gateway.KindAnswer, ask, c, "", gateway.PlaceRespond, helpRoom},
		"a promise":                    {gateway.KindAcknowledgement, roomMessage("q"), c, "", gateway.PlacePrivate, helpRoom},
		"a promise in a post":          {gateway.KindAcknowledgement, post, c, "", gateway.PlaceReply, helpRoom},
		"a promise in a thread":        {gateway.KindAcknowledgement, thread, c, "", gateway.PlacePrivate, helpRoom},
		"an answer in a thread":        {gateway.KindAnswer, thread, threads, "", gateway.PlaceReply, helpRoom},
		"details in a post":            {gateway.KindQuestion, post, c, "", gateway.PlaceDirect, helpRoom},
		"a promise, directly":          {gateway.KindAcknowledgement, private, c, "", gateway.PlaceReply, helpRoom},
		"a question for details":       {gateway.KindQuestion, roomMessage("q"), c, "", gateway.PlacePrivate, helpRoom},
		"a notice, the room is opened": {gateway.KindNotice, roomMessage("q"), c, ticketRoom, gateway.PlaceRoom, ticketRoom},
	} {
		t.Run(name, func(t *testing.T) {
			if got := place(tt.kind, tt.m, tt.c, tt.home); got.Place != tt.want || got.Room != tt.room {
				t.Errorf("%s in %s, want %s in %s", got.Place, got.Room, tt.want, tt.room)
			}
		})
	}
}
