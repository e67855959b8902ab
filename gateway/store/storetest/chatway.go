package storetest

import (
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// chatWayContract is how what is said in chats finds its conversation and its customer.
func chatWayContract() []contract {
	return []contract{
		{"a wish for a person goes on with the ticket that is there", wishGoesOn},
		{"what a team says of a ticket leads nowhere", teamTakesNoPart},
		{"what would open a room goes to the one that is there", comesHome},
		{"what was said of a message that somebody pointed at goes with it", pointedAtGoes},
		{"what one person saw counts for that person alone", seenAlone},
	}
}

// command is one of somebody's, in a room.
func (d *desk) command(room, author string, c gateway.Command) gateway.Event {
	e := d.said(room, author, "")
	e.Kind, e.Message.Chat.Command, e.Message.Channel = gateway.EventCommand, &c, channel
	return e
}

func wishGoesOn(d *desk) {
	r, w := d.arrive(d.said("r1", "ann", "my lamp is broken"))
	st := answer(r, w)
	st.Deliveries, st.Ticket = nil, ticket(r, st.Conversation.ID)
	d.must(d.Settle(d.ctx, st))
	d.clock.Advance(3 * time.Hour)
	leads := func(room, author string) string {
		e := d.command(room, author, gateway.Command{Name: gateway.CommandHuman})
		return d.history(store.HistoryQuery{Message: e.Message, Sender: author, Now: d.clock.Now()}).Conversation.ID
	}
	if got := leads("r1", "ann"); got != st.Conversation.ID {
		d.Errorf("the customer's wish leads to %q", got)
	}
	if a, b := leads("r1", "bob"), leads("r2", "ann"); a != "" || b != "" {
		d.Errorf("another's leads to %q, one in another room to %q", a, b)
	}
	d.must(d.WorkTicket(d.ctx, st.Ticket.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		t.State = gateway.TicketClosed
		return store.TicketWork{Ticket: t}, nil
	}))
	if got := leads("r1", "ann"); got != "" {
		d.Errorf("after the ticket was closed it leads to %q", got)
	}
}

func teamTakesNoPart(d *desk) {
	_, st := d.replied(d.said("r1", "ann", "Where is my refund?"))
	r, w := d.arrive(d.command("staff", "mod", gateway.Command{Name: gateway.CommandSolved, Delivery: st.Deliveries[0].ID}))
	c := st.Conversation
	c.Version = 1
	taken := store.Settlement{Work: w, Message: r.Message, Conversation: c, Decision: gateway.Decision{
		Outcome: gateway.OutcomeAttach, Trace: gateway.Trace{Verdict: gateway.Verdict{Sender: gateway.Address{Addr: "ann"}}},
	}}
	d.must(d.Settle(d.ctx, taken))
	talk := d.said("staff", "mod", "and what about lunch?")
	talk.Message.Channel = channel
	if h := d.history(store.HistoryQuery{Message: talk.Message, Sender: "mod", Now: d.clock.Now()}); h.Conversation.ID != "" {
		d.Errorf("it leads to %q", h.Conversation.ID)
	}
}

func comesHome(d *desk) {
	r, w := d.arrive(d.said("r1", "ann", "a person please"))
	st := answer(r, w)
	first := &st.Deliveries[0]
	first.Kind, first.Post = gateway.KindAcknowledgement, &gateway.Post{Place: gateway.PlacePrivate, Room: "r1"}
	d.must(d.Settle(d.ctx, st))
	b := d.begin()[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent, Receipt: gateway.Receipt{RemoteID: "home/1", Room: "home"}}}))

	d.must(d.Settle(d.ctx, d.saysMore(st.Conversation, gateway.KindAgentAnswer)))
	b = d.begin()[0]
	if p := b.Outgoing.Post; p.Place != gateway.PlaceRoom || p.Room != "home" {
		d.Errorf("it goes to %s in %s", p.Place, p.Room)
	}
	again := b.Outgoing.Delivery
	again.ID, again.Post = store.NewID(), &gateway.Post{Place: gateway.PlacePrivate, Room: "r1"}
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliveryDead, Gone: "home", Deliveries: []gateway.Delivery{again}}}))
	if p := d.begin()[0].Outgoing.Post; p.Place != gateway.PlacePrivate || p.Room != "r1" {
		d.Errorf("after the room was gone it goes to %s in %s", p.Place, p.Room)
	}
}

// saysMore is a settlement that says something more in a conversation, in a room of its own.
func (d *desk) saysMore(c gateway.Conversation, kind gateway.DeliveryKind) store.Settlement {
	d.Helper()
	r, w := d.arrive(d.said("r1", "ann", "and?"))
	st := answer(r, w)
	st.Conversation = d.history(store.HistoryQuery{Message: r.Message, Sender: "ann", Now: d.clock.Now()}).Conversation
	if st.Conversation.ID != c.ID {
		d.Fatalf("the conversation is %q", st.Conversation.ID)
	}
	more := delivery(kind, r, c.ID)
	more.Post = &gateway.Post{Place: gateway.PlacePrivate, Room: "r1"}
	st.Deliveries = []gateway.Delivery{more}
	return st
}

func pointedAtGoes(d *desk) {
	about := gateway.Command{Name: gateway.CommandAnswer, About: "r9/5"}
	r, w := d.arrive(d.command("r9", "mod", about))
	st := answer(r, w)
	st.Deliveries[0].Post = &gateway.Post{Place: gateway.PlaceReply, Room: "r9", ReplyTo: "r9/5"}
	st.Deliveries[0].HoldIf = []gateway.Hold{gateway.HoldIfQuestionDeleted}
	d.must(d.Settle(d.ctx, st))
	again := d.command("r9", "bob", about)
	if h := d.history(store.HistoryQuery{Message: again.Message, Sender: "bob"}); h.Conversation.ID != st.Conversation.ID {
		d.Errorf("pointing at it again leads to %q", h.Conversation.ID)
	}
	d.accept(gateway.Event{Kind: gateway.EventDeletion, Message: gateway.Message{SourceID: "r9/5", Room: "r9"}})
	d.count(store.WorkRetract, 1)
	if b := d.begin()[0]; b.Err == nil {
		d.Error("it leaves although what it answers was deleted")
	}
}

func seenAlone(d *desk) {
	r, w := d.arrive(d.command("r1", "ann", gateway.Command{Name: gateway.CommandAsk}))
	st := answer(r, w)
	st.Deliveries[0].Post = &gateway.Post{Place: gateway.PlaceRespond, Room: "r1", Respond: &gateway.Respond{}}
	d.must(d.Settle(d.ctx, st))
	d.clock.Advance(time.Second)
	asked, _ := d.arrive(d.said("r1", "bob", "Where is my refund?"))
	p := d.history(store.HistoryQuery{Message: asked.Message, Sender: "bob", Now: d.clock.Now()}).Room
	if p.HourOurs != 0 || len(p.Answers) != 1 || p.Answers[0].Room != "" || p.Answers[0].To != "ann" {
		d.Errorf("%d of ours, answers %+v", p.HourOurs, p.Answers)
	}
}
