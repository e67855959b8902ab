package storetest

import (
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func retentionContract() []contract {
	return []contract{
		{"what is old and settled is forgotten", oldIsForgotten},
		{"what is forgotten is known when it comes again", forgottenIsKnown},
		{"what is open is kept as a whole", openIsKept},
		{"what is not old enough is kept as a whole", youngIsKept},
		{"what belongs to no conversation is forgotten too", looseIsForgotten},
		{"files may go before their messages", filesGoFirst},
		{"files of what waits to leave are kept", filesOfWaitingAreKept},
		{"what waits to be judged is kept for a while", unjudgedIsKept},
		{"without a limit nothing is forgotten", nothingIsForgotten},
	}
}

const (
	month = 30 * 24 * time.Hour
	keep  = 6 * month
)

func (d *desk) forget() store.Forgotten {
	d.Helper()
	f, err := d.Forget(d.ctx, store.Keep{Messages: keep})
	d.must(err)
	return f
}

// over is a conversation that has come to its end: answered, and its ticket closed.
func (d *desk) over() (store.Received, store.Settlement) {
	d.Helper()
	r, w := d.arrive(d.withFile("ann@example.org"))
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	st.Ticket.State = gateway.TicketClosed
	forward := delivery(gateway.KindForward, r, st.Conversation.ID)
	st.Deliveries = append(st.Deliveries, forward)
	st.Forwards = []gateway.Forward{{Delivery: forward.ID, Ticket: st.Ticket.ID, Team: "first-line"}}
	d.must(d.Settle(d.ctx, st))
	d.sendAll()
	return r, st
}

func (d *desk) withFile(from string) gateway.Event {
	e := d.mail(from)
	e.Raw, e.Message.Attachments = []byte("raw"), []gateway.Attachment{{Name: "a", Content: []byte("file")}}
	return e
}

func (d *desk) sendAll() {
	d.Helper()
	for _, b := range d.begin() {
		d.must(b.Err)
		d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent}}))
	}
}

// gone checks that nothing is left of a conversation, or that all of it is.
func (d *desk) gone(r store.Received, st store.Settlement, want bool) {
	d.Helper()
	_, noDecision := d.Trace(d.ctx, r.ID)
	_, noRaw := d.Raw(d.ctx, r.ID)
	_, noTicket := d.Ticket(d.ctx, st.Ticket.ID)
	_, noFile := d.Attachment(d.ctx, r.Attachments[0].ID)
	_, noReply := d.Delivery(d.ctx, st.Deliveries[0].ID)
	for what, err := range map[string]error{"decision": noDecision, "raw mail": noRaw, "ticket": noTicket, "attachment": noFile, "reply": noReply} {
		if errors.Is(err, store.ErrNotFound) != want {
			d.Errorf("the %s is gone: %v, want %v", what, !want, want)
		}
	}
	now, err := d.Message(d.ctx, r.ID)
	d.must(err)
	if now.ID != r.ID || (now.Text == "") != want || (now.Author.Addr == "") != want || (now.State == store.MessageForgotten) != want {
		d.Errorf("the message is %+v", now)
	}
}

func oldIsForgotten(d *desk) {
	r, st := d.over()
	d.clock.Advance(keep + time.Hour)
	f := d.forget()
	if want := (store.Forgotten{Messages: 1, Conversations: 1, Deliveries: 2}); f != want {
		d.Errorf("forgotten %+v, want %+v", f, want)
	}
	d.gone(r, st, true)
	if f := d.forget(); f != (store.Forgotten{}) {
		d.Errorf("forgotten again: %+v", f)
	}
	if h := d.history(store.HistoryQuery{Sender: "ann@example.org", Keys: []string{r.Thread.ID}}); h.Conversation.ID != "" {
		d.Error("the conversation is still found")
	}
}

func forgottenIsKnown(d *desk) {
	first := d.withFile("ann@example.org")
	r, w := d.arrive(first)
	d.must(d.Settle(d.ctx, answer(r, w)))
	d.sendAll()
	d.clock.Advance(keep + time.Hour)
	d.forget()
	var err error
	d.lease, err = d.AcquireLease(d.ctx, channel, owner, term)
	d.must(err)
	moved := first
	moved.Message.SourceID = "Archive/2/7"
	a, err := d.Accept(d.ctx, d.lease, channel, []gateway.Event{first, moved}, gateway.Cursor{})
	d.must(err)
	if a.New != 0 || a.Known != 2 {
		d.Errorf("accepted %+v, want two that are known", a)
	}
}

func openIsKept(d *desk) {
	open, openSt := d.arrive(d.withFile("ann@example.org"))
	st := answer(open, openSt)
	st.Ticket = ticket(open, st.Conversation.ID)
	d.must(d.Settle(d.ctx, st))
	draft, w := d.arrive(d.withFile("bob@example.org"))
	drafted := answer(draft, w)
	drafted.Ticket = ticket(draft, drafted.Conversation.ID)
	drafted.Ticket.State = gateway.TicketClosed
	drafted.Drafts, drafted.Deliveries = drafted.Deliveries, nil
	d.must(d.Settle(d.ctx, drafted))
	drafted.Deliveries = drafted.Drafts
	d.sendAll()
	marked, w := d.arrive(d.withFile("cleo@example.org"))
	mark := answer(marked, w)
	mark.Ticket, mark.Mark = ticket(marked, mark.Conversation.ID), true
	mark.Ticket.State = gateway.TicketClosed
	d.must(d.Settle(d.ctx, mark))
	d.sendAll()
	unread := d.accept(d.mail("dan@example.org"))[0]
	d.clock.Advance(keep + time.Hour)
	if f := d.forget(); f != (store.Forgotten{}) {
		d.Errorf("forgotten %+v", f)
	}
	d.gone(open, st, false)
	d.gone(draft, drafted, false)
	d.gone(marked, mark, false)
	if r, err := d.Message(d.ctx, unread); err != nil || r.State != store.MessageNew {
		d.Errorf("the undecided message is %q, %v", r.State, err)
	}
}

func youngIsKept(d *desk) {
	r, st := d.over()
	d.clock.Advance(2 * month)
	var err error
	d.lease, err = d.AcquireLease(d.ctx, channel, owner, term)
	d.must(err)
	more := d.followUp("ann@example.org", st.Conversation, 1)
	d.must(d.Settle(d.ctx, more))
	d.sendAll()
	d.clock.Advance(keep - time.Hour)
	if f := d.forget(); f != (store.Forgotten{}) {
		d.Errorf("forgotten %+v", f)
	}
	d.gone(r, st, false)
}

func looseIsForgotten(d *desk) {
	r, w := d.arrive(d.withFile("news@example.org"))
	st := answer(r, w)
	st.Conversation = gateway.Conversation{}
	st.Decision.Outcome = gateway.OutcomeIgnore
	st.Deliveries = []gateway.Delivery{delivery(gateway.KindForward, r, "")}
	st.Ticket = ticket(r, "")
	st.Ticket.State = gateway.TicketClosed
	d.must(d.Settle(d.ctx, st))
	d.sendAll()
	open, w := d.arrive(d.withFile("note@example.org"))
	kept := answer(open, w)
	kept.Conversation, kept.Ticket = gateway.Conversation{}, ticket(open, "")
	kept.Deliveries[0].Conversation = open.ID // any that is there
	d.must(d.Settle(d.ctx, kept))
	d.sendAll()
	d.clock.Advance(keep + time.Hour)
	if f, want := d.forget(), (store.Forgotten{Messages: 1, Deliveries: 1}); f != want {
		d.Errorf("forgotten %+v, want %+v", f, want)
	}
	d.gone(r, st, true)
	d.gone(open, kept, false)
}

func filesGoFirst(d *desk) {
	r, st := d.over()
	young := func() {
		d.Helper()
		f, err := d.Forget(d.ctx, store.Keep{Messages: keep, Attachments: month})
		d.must(err)
		if f != (store.Forgotten{}) {
			d.Errorf("forgotten %+v", f)
		}
	}
	young()
	d.gone(r, st, false)
	d.clock.Advance(month + time.Hour)
	f, err := d.Forget(d.ctx, store.Keep{Messages: keep, Attachments: month})
	d.must(err)
	if want := (store.Forgotten{Attachments: 2}); f != want {
		d.Errorf("forgotten %+v, want %+v", f, want)
	}
	if now, err := d.Message(d.ctx, r.ID); err != nil || now.Text == "" {
		d.Errorf("the message went too: %+v, %v", now, err)
	}
	if _, err := d.Raw(d.ctx, r.ID); !errors.Is(err, store.ErrNotFound) {
		d.Errorf("the raw mail is there: %v", err)
	}
	young()
}

func unjudgedIsKept(d *desk) {
	var ids []string
	for _, from := range []string{"ann@example.org", "bob@example.org"} {
		r, w := d.arrive(d.mail(from))
		st := answer(r, w)
		st.Trials = []store.Trial{{Matcher: "refund", Mode: "auto", Share: 0.05, Drawn: true}}
		d.must(d.Settle(d.ctx, st))
		ids = append(ids, r.ID)
	}
	d.sendAll()
	d.clock.Advance(keep + time.Hour)
	if f := d.forget(); f != (store.Forgotten{}) {
		d.Errorf("forgotten before it was judged: %+v", f)
	}
	_, err := d.Judge(d.ctx, []store.Judgement{{Message: ids[0], Matcher: "refund", By: store.JudgedReview, Who: "anna@example.org", Right: true}}, nil)
	d.must(err)
	if f := d.forget(); f.Messages != 1 {
		d.Errorf("of two, one judged: %+v", f)
	}
	d.clock.Advance(28 * 24 * time.Hour)
	if f := d.forget(); f.Messages != 1 {
		d.Errorf("of one that nobody judged in four weeks more: %+v", f)
	}
}

func filesOfWaitingAreKept(d *desk) {
	r, w := d.arrive(d.withFile("ann@example.org"))
	st := answer(r, w)
	d.must(d.Settle(d.ctx, st))
	d.clock.Advance(month + time.Hour)
	forgets := func(want int) {
		d.Helper()
		f, err := d.Forget(d.ctx, store.Keep{Attachments: month})
		d.must(err)
		if f.Attachments != want {
			d.Errorf("forgotten %+v, want %d files", f, want)
		}
	}
	forgets(0)
	waits := d.claim(store.WorkDeliver)
	d.must(d.Bury(d.ctx, waits[0], "no use"))
	forgets(0)
	d.must(d.Revive(d.ctx, waits[0].ID))
	d.sendAll()
	forgets(2)
}

func nothingIsForgotten(d *desk) {
	r, st := d.over()
	d.clock.Advance(100 * month)
	f, err := d.Forget(d.ctx, store.Keep{})
	d.must(err)
	if f != (store.Forgotten{}) {
		d.Errorf("forgotten %+v", f)
	}
	d.gone(r, st, false)
}
