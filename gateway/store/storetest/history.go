package storetest

import (
	"errors"
	"reflect"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func historyContract() []contract {
	return []contract{
		{"an own id counts for who takes part", ownIDForParticipants},
		{"a forward's id leads to its ticket", forwardLeadsToTicket},
		{"thread keys count within the channel, the nearest first", keysWithinChannel},
		{"a remote id of ours is a thread key", remoteIDIsKey},
		{"a ticket that is named leads to it, for who takes part", ticketNamed},
		{"a mail that says the same goes on with the first, for three days", sameAgain},
		{"what a stranger's mail points at is told beside", strangerIsBeside},
		{"a machine does not take part", machineTakesNoPart},
		{"replies, articles, person and ticket are told", pastIsTold},
		{"what the customer wrote before is told, the newest first", earlierIsTold},
		{"the same mail in another channel is a duplicate of the earlier", duplicateOfEarlier},
		{"of the same mail in two channels only one is a duplicate", oneOfTwoIsDuplicate},
		{"caps are counted by hour and day", capsAreCounted},
		{"a batch tells the same as each by itself", batchTellsTheSame},
	}
}

func own(d gateway.Delivery, forward bool) []gateway.OwnID {
	return []gateway.OwnID{{Delivery: d.ID, Conversation: d.Conversation, Forward: forward}}
}

func (d *desk) history(q store.HistoryQuery) gateway.History {
	d.Helper()
	q.Now = d.clock.Now()
	if q.Message.Channel == "" {
		q.Message.Channel = channel
	}
	h, err := d.History(d.ctx, q)
	d.must(err)
	return h
}

func ownIDForParticipants(d *desk) {
	_, st := d.answered("ann@example.org")
	named := own(st.Deliveries[0], false)
	if h := d.history(store.HistoryQuery{Sender: "ann@example.org", Own: named}); h.Conversation.ID != st.Conversation.ID || h.Conversation.Version != 1 {
		d.Errorf("the customer: %+v", h.Conversation)
	}
	for name, q := range map[string]store.HistoryQuery{
		"a stranger":         {Sender: "eve@example.org", Own: named},
		"nobody":             {Own: named},
		"another delivery":   {Sender: "ann@example.org", Own: []gateway.OwnID{{Delivery: "none", Conversation: st.Conversation.ID}}},
		"another discussion": {Sender: "ann@example.org", Own: []gateway.OwnID{{Delivery: named[0].Delivery, Conversation: "other"}}},
	} {
		if h := d.history(q); h.Conversation.ID != "" {
			d.Errorf("%s: %+v", name, h.Conversation)
		}
	}
	d.must(d.Settle(d.ctx, d.followUp("carl@example.org", st.Conversation, 1)))
	if h := d.history(store.HistoryQuery{Sender: "carl@example.org", Own: named}); h.Conversation.ID != st.Conversation.ID {
		d.Error("who wrote in it before does not take part")
	}
}

func forwardLeadsToTicket(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	st.Deliveries = []gateway.Delivery{delivery(gateway.KindForward, r, st.Conversation.ID)}
	st.Forwards = []gateway.Forward{{Ticket: st.Ticket.ID, Delivery: st.Deliveries[0].ID, Team: "billing"}}
	d.must(d.Settle(d.ctx, st))
	h := d.history(store.HistoryQuery{Sender: "agent@example.com", Own: own(st.Deliveries[0], true)})
	if h.Forward == nil || *h.Forward != st.Forwards[0] || h.Conversation.ID != st.Conversation.ID {
		d.Errorf("forward %+v, conversation %+v", h.Forward, h.Conversation)
	}
	if h.Ticket == nil || h.Ticket.ID != st.Ticket.ID {
		d.Errorf("ticket %+v", h.Ticket)
	}
}

func keysWithinChannel(d *desk) {
	r1, st1 := d.answered("ann@example.org")
	r2, st2 := d.answered("ann@example.org")
	for _, q := range []struct {
		name string
		q    store.HistoryQuery
		want string
	}{
		{"one key", store.HistoryQuery{Sender: "ann@example.org", Keys: []string{r1.Thread.ID}}, st1.Conversation.ID},
		{"the nearest of two", store.HistoryQuery{Sender: "ann@example.org", Keys: []string{"?", r2.Thread.ID, r1.Thread.ID}}, st2.Conversation.ID},
		{"a stranger", store.HistoryQuery{Sender: "eve@example.org", Keys: []string{r1.Thread.ID}}, ""},
		{"another channel", store.HistoryQuery{Sender: "ann@example.org", Keys: []string{r1.Thread.ID}, Message: gateway.Message{Channel: "sales"}}, ""},
		{"itself", store.HistoryQuery{Sender: "ann@example.org", Keys: []string{r1.Thread.ID}, Message: gateway.Message{ID: r1.ID}}, ""},
		{"no key", store.HistoryQuery{Sender: "ann@example.org", Keys: []string{""}}, ""},
	} {
		if h := d.history(q.q); h.Conversation.ID != q.want {
			d.Errorf("%s: %q, want %q", q.name, h.Conversation.ID, q.want)
		}
	}
}

// ticketed is a mail that was answered and got a ticket.
func (d *desk) ticketed(from string) (store.Received, store.Settlement) {
	r, w := d.arrive(d.mail(from))
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	d.must(d.Settle(d.ctx, st))
	return r, st
}

func ticketNamed(d *desk) {
	_, first := d.ticketed("ann@example.org")
	r, second := d.ticketed("ann@example.org")
	for _, q := range []struct {
		name string
		q    store.HistoryQuery
		want string
	}{
		{"the customer", store.HistoryQuery{Sender: "ann@example.org", Tickets: []string{"another", first.Ticket.ID}}, first.Conversation.ID},
		{"the newest of two", store.HistoryQuery{Sender: "ann@example.org", Tickets: []string{first.Ticket.ID, second.Ticket.ID}}, second.Conversation.ID},
		{"the thread comes first", store.HistoryQuery{Sender: "ann@example.org", Keys: []string{r.Thread.ID}, Tickets: []string{first.Ticket.ID}}, second.Conversation.ID},
		{"a stranger", store.HistoryQuery{Sender: "eve@example.org", Tickets: []string{first.Ticket.ID}}, ""},
		{"nobody", store.HistoryQuery{Tickets: []string{first.Ticket.ID}}, ""},
		{"a chat", store.HistoryQuery{Sender: "ann@example.org", Tickets: []string{first.Ticket.ID}, Message: gateway.Message{Chat: &gateway.Chat{}}}, ""},
	} {
		if h := d.history(q.q); h.Conversation.ID != q.want {
			d.Errorf("%s: %q, want %q", q.name, h.Conversation.ID, q.want)
		}
	}
}

func sameAgain(d *desk) {
	first, st := d.answered("ann@example.org")
	d.answered("ann@example.org")
	says := func(id string) func(gateway.Message) bool { return func(m gateway.Message) bool { return m.ID == id } }
	all := func(gateway.Message) bool { return true }
	ann := []string{"ann@example.net", "ann@example.org"}
	for _, q := range []struct {
		name string
		q    store.HistoryQuery
		want string
	}{
		{"the same again", store.HistoryQuery{People: ann, Same: says(first.ID)}, st.Conversation.ID},
		{"something else", store.HistoryQuery{People: ann, Same: says("?")}, ""},
		{"nothing to compare", store.HistoryQuery{People: ann}, ""},
		{"a stranger", store.HistoryQuery{People: []string{"eve@example.org"}, Same: all}, ""},
		{"nobody", store.HistoryQuery{Same: all}, ""},
		{"another channel", store.HistoryQuery{People: ann, Same: all, Message: gateway.Message{Channel: "sales"}}, ""},
		{"a chat", store.HistoryQuery{People: ann, Same: all, Message: gateway.Message{Chat: &gateway.Chat{}}}, ""},
	} {
		h := d.history(q.q)
		if h.Conversation.ID != q.want || (h.Repeats == first.ID) != (q.want != "") {
			d.Errorf("%s: %q repeats %q, want %q", q.name, h.Conversation.ID, h.Repeats, q.want)
		}
	}
	again := store.HistoryQuery{People: ann, Same: says(first.ID)}
	if h := d.history(again); !h.RepeatsAt.Equal(first.Accepted) {
		d.Errorf("repeats what came %s, want %s", h.RepeatsAt, first.Accepted)
	}
	d.clock.Advance(3 * 24 * time.Hour)
	if h := d.history(again); h.Conversation.ID != "" {
		d.Errorf("after three days: %q", h.Conversation.ID)
	}
}

func strangerIsBeside(d *desk) {
	r, st := d.ticketed("ann@example.org")
	plain, answered := d.answered("ann@example.org")
	ticketed := gateway.Beside{Conversation: st.Conversation.ID, Customer: "ann@example.org", Ticket: st.Ticket.ID, Team: st.Ticket.Team, State: st.Ticket.State}
	without := gateway.Beside{Conversation: answered.Conversation.ID, Customer: "ann@example.org"}
	for _, q := range []struct {
		name string
		q    store.HistoryQuery
		want gateway.Beside
	}{
		{"a mail of hers", store.HistoryQuery{Keys: []string{r.Thread.ID}}, ticketed},
		{"a mail of ours", store.HistoryQuery{Own: own(st.Deliveries[0], false)}, ticketed},
		{"her ticket", store.HistoryQuery{Tickets: []string{st.Ticket.ID}}, ticketed},
		{"what has a ticket comes first", store.HistoryQuery{Keys: []string{plain.Thread.ID, r.Thread.ID}}, ticketed},
		{"no ticket", store.HistoryQuery{Keys: []string{plain.Thread.ID}}, without},
		{"nothing", store.HistoryQuery{Keys: []string{"?"}, Tickets: []string{"another"}}, gateway.Beside{}},
		{"a thread of another channel", store.HistoryQuery{Keys: []string{r.Thread.ID}, Message: gateway.Message{Channel: "sales"}}, gateway.Beside{}},
		{"a mail of ours by hand", store.HistoryQuery{Tickets: []string{st.Ticket.ID}, Message: gateway.Message{FromUs: true}}, gateway.Beside{}},
	} {
		q.q.Sender = "eve@example.org"
		var got gateway.Beside
		if b := d.history(q.q).Beside; b != nil {
			got = *b
		}
		if got != q.want {
			d.Errorf("%s: %+v, want %+v", q.name, got, q.want)
		}
	}
	if h := d.history(store.HistoryQuery{Sender: "ann@example.org", Keys: []string{r.Thread.ID}}); h.Beside != nil {
		d.Errorf("who takes part: %+v", h.Beside)
	}
}

func remoteIDIsKey(d *desk) {
	_, st := d.answered("ann@example.org")
	b := d.begin()[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent, Receipt: gateway.Receipt{RemoteID: "rewritten@provider"}}}))
	if h := d.history(store.HistoryQuery{Sender: "ann@example.org", Keys: []string{"rewritten@provider"}}); h.Conversation.ID != st.Conversation.ID {
		d.Errorf("conversation %q", h.Conversation.ID)
	}
}

func machineTakesNoPart(d *desk) {
	_, first := d.answered("ann@example.org")
	st := d.followUp("mailer-daemon@example.org", first.Conversation, 1)
	st.Decision.Trace.Verdict.Machine = true
	d.must(d.Settle(d.ctx, st))
	h := d.history(store.HistoryQuery{Sender: "mailer-daemon@example.org", Own: own(first.Deliveries[0], false)})
	if h.Conversation.ID != "" {
		d.Error("a machine takes part")
	}
}

func pastIsTold(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Deliveries[0].Articles = []string{"refunds", "returns"}
	st.Deliveries = append(st.Deliveries, delivery(gateway.KindForward, r, st.Conversation.ID))
	st.Ticket = ticket(r, st.Conversation.ID)
	d.must(d.Settle(d.ctx, st))
	answeredAt := d.clock.Now()

	d.clock.Advance(time.Minute)
	person := d.followUp("agent@example.com", st.Conversation, 1)
	person.PersonWrote = true
	d.must(d.Settle(d.ctx, person))
	wroteAt := d.clock.Now()

	d.clock.Advance(time.Minute)
	ask := d.followUp("ann@example.org", st.Conversation, 2)
	ask.Deliveries = []gateway.Delivery{delivery(gateway.KindQuestion, r, st.Conversation.ID)}
	ask.Deliveries[0].Articles = []string{"refunds"}
	d.must(d.Settle(d.ctx, ask))

	h := d.history(store.HistoryQuery{Sender: "ann@example.org", Own: own(st.Deliveries[0], false)})
	want := []gateway.PastReply{{Kind: gateway.KindAnswer, At: answeredAt}, {Kind: gateway.KindQuestion, At: d.clock.Now()}}
	if !slices.Equal(h.Replies, want) {
		d.Errorf("replies %+v, want %+v", h.Replies, want)
	}
	if !slices.Equal(h.Articles, []string{"refunds", "returns"}) {
		d.Errorf("articles %v", h.Articles)
	}
	if !h.PersonWrote.Equal(wroteAt) || len(h.SincePerson()) != 1 {
		d.Errorf("person wrote %v, since then %v", h.PersonWrote, h.SincePerson())
	}
	if h.Ticket == nil || h.Ticket.ID != st.Ticket.ID {
		d.Errorf("ticket %+v", h.Ticket)
	}
	if h.Conversation.Version != 3 {
		d.Errorf("version %d", h.Conversation.Version)
	}
}

func earlierIsTold(d *desk) {
	_, first := d.answered("ann@example.org")
	person := d.followUp("agent@example.com", first.Conversation, 1)
	person.PersonWrote = true
	d.must(d.Settle(d.ctx, person))
	d.clock.Advance(time.Millisecond) // ids of one moment are in no order
	d.must(d.Settle(d.ctx, d.followUp("ann@example.org", first.Conversation, 2)))
	h := d.history(store.HistoryQuery{Sender: "ann@example.org", Own: own(first.Deliveries[0], false)})
	text := "Where is my order?"
	if want := []string{"Question 3", text, "Question 1", text}; !slices.Equal(h.Earlier, want) {
		d.Errorf("the customer wrote %q, want %q", h.Earlier, want)
	}
}

// inTwoChannels accepts the same mail in one channel, and a moment later in another.
func (d *desk) inTwoChannels() (first, later store.Received) {
	d.Helper()
	e := d.mail("ann@example.org")
	first, err := d.Message(d.ctx, d.accept(e)[0])
	d.must(err)
	sales, err := d.AcquireLease(d.ctx, "sales", owner, term)
	d.must(err)
	d.clock.Advance(time.Millisecond)
	a, err := d.Accept(d.ctx, sales, "sales", []gateway.Event{e}, gateway.Cursor{})
	d.must(err)
	later, err = d.Message(d.ctx, a.IDs[0])
	d.must(err)
	return first, later
}

func duplicateOfEarlier(d *desk) {
	first, later := d.inTwoChannels()
	if h := d.history(store.HistoryQuery{Message: later.Message, Guard: first.Guard}); h.Duplicate != first.ID {
		d.Errorf("the later is a duplicate of %q", h.Duplicate)
	}
	if h := d.history(store.HistoryQuery{Message: first.Message, Guard: first.Guard}); h.Duplicate != "" {
		d.Errorf("the earlier is a duplicate of %q", h.Duplicate)
	}
	d.must(d.Settle(d.ctx, answer(first, d.claim(store.WorkDecide)[0])))
	if h := d.history(store.HistoryQuery{Message: later.Message, Guard: ""}); h.Duplicate != "" {
		d.Error("an empty guard is a duplicate")
	}
}

// oneOfTwoIsDuplicate: two processes, or two transactions at once, may settle the later of the two first.
func oneOfTwoIsDuplicate(d *desk) {
	first, later := d.inTwoChannels()
	work := map[string]store.Work{}
	for range 2 { // both are of one sender: the second is free when the first waits
		for _, w := range d.claim(store.WorkDecide) {
			work[w.Key] = w
			if w.Key == first.ID {
				d.must(d.Finish(d.ctx, w))
			}
		}
	}
	filed := answer(later, work[later.ID])
	filed.Decision.Outcome, filed.Deliveries = gateway.OutcomeAttach, nil
	d.must(d.Settle(d.ctx, filed))
	if h := d.history(store.HistoryQuery{Message: first.Message, Guard: first.Guard}); h.Duplicate != "" {
		d.Error("each of the two is taken for the duplicate of the other")
	}
}

func capsAreCounted(d *desk) {
	for range 3 {
		r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
		st := answer(r, w)
		st.Caps = []store.Cap{{Key: "sender", Window: time.Hour, Limit: 9}, {Key: "shape", Window: time.Hour, Limit: 9}}
		d.must(d.Settle(d.ctx, st))
		d.clock.Advance(40 * time.Minute)
	}
	h := d.history(store.HistoryQuery{SenderKey: "sender", ShapeKey: "shape"})
	if want := (gateway.CapsUsed{SenderHour: 1, SenderDay: 3, ShapeHour: 1}); h.Used != want {
		d.Errorf("used %+v, want %+v", h.Used, want)
	}
}

// What is read for many at once is what each would read by itself.
func batchTellsTheSame(d *desk) {
	first, _ := d.answered("ann@example.org")
	second, _ := d.arrive(d.mail("again@example.org"))
	d.must(d.Pause(d.ctx, gateway.Pause{Channel: channel, By: "ops"}))
	b := d.Batch(d.ctx, []string{first.ID, second.ID, "none"})
	defer b.Close()
	for _, r := range []store.Received{first, second} {
		want, err := d.Message(d.ctx, r.ID)
		d.must(err)
		if got, err := b.Message(d.ctx, r.ID); err != nil || !reflect.DeepEqual(got, want) {
			d.Errorf("message %s: %+v, %v; by itself %+v", r.ID, got, err, want)
		}
		q := store.HistoryQuery{
			Message: r.Message, Guard: r.Guard, Sender: "ann@example.org", Keys: []string{first.Thread.ID},
			SenderKey: "sender ann", ShapeKey: "shape", MailboxAlarm: least, Now: d.clock.Now(),
		}
		got, err := b.History(d.ctx, q)
		d.must(err)
		if want := d.history(q); !reflect.DeepEqual(got, want) || got.Paused == nil {
			d.Errorf("history of %s: %+v; by itself %+v", r.ID, got, want)
		}
	}
	if _, err := b.Message(d.ctx, "none"); !errors.Is(err, store.ErrNotFound) {
		d.Errorf("no message: %v", err)
	}
}
