package storetest

import (
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func settleContract() []contract {
	return []contract{
		{"a decision is written as a whole", settledWhole},
		{"what an agent says of a decision is kept, the last word", correctionIsKept},
		{"a changed conversation is a conflict", changedConversation},
		{"a used cap refuses", usedCapRefuses},
		{"a lost claim or a settled message refuses", lostClaimRefuses},
		{"a refusal leaves nothing behind", refusalLeavesNothing},
		{"many in one commit, each on its own", manyInOneCommit},
		{"a quarantined message stays so", quarantinedStays},
		{"a message may end without a conversation", withoutConversation},
		{"drafts wait until a person lets them go", draftsWait},
		{"drafts are discarded by an answer", draftsAreDiscarded},
		{"bounce, suppression and mark are noted", restIsNoted},
		{"work for later is left once", laterIsLeftOnce},
	}
}

func settledWhole(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	forward := delivery(gateway.KindForward, r, st.Conversation.ID)
	forward.Ticket = st.Ticket.ID
	st.Deliveries = append(st.Deliveries, forward)
	st.Forwards = []gateway.Forward{{Ticket: st.Ticket.ID, Delivery: forward.ID, Team: "first-line"}}
	d.must(d.Settle(d.ctx, st))

	r, err := d.Message(d.ctx, r.ID)
	d.must(err)
	if r.State != store.MessageSettled || r.Outcome != gateway.OutcomeAnswer || r.Conversation != st.Conversation.ID || r.Ticket != st.Ticket.ID {
		d.Errorf("message %+v", r)
	}
	decision, err := d.Trace(d.ctx, r.ID)
	d.must(err)
	if decision.Reason != st.Decision.Reason || decision.Outcome != st.Decision.Outcome {
		d.Errorf("decision %+v", decision)
	}
	outbox, err := d.Deliveries(d.ctx, st.Conversation.ID)
	d.must(err)
	if len(outbox) != 2 || outbox[0].State != gateway.DeliveryQueued || outbox[0].Text != "Here it is." {
		d.Errorf("outbox %+v", outbox)
	}
	row, err := d.Ticket(d.ctx, st.Ticket.ID)
	d.must(err)
	if row.Reason != st.Ticket.Reason || row.MessageID != r.Thread.ID {
		d.Errorf("ticket %+v", row)
	}
	d.count(store.WorkDecide, 0)
	d.count(store.WorkDeliver, 2)
}

// followUp is a settlement of another message in a conversation, decided at a version.
func (d *desk) followUp(from string, c gateway.Conversation, version int64) store.Settlement {
	d.Helper()
	r, w := d.arrive(d.mail(from))
	st := answer(r, w)
	c.Version = version
	st.Conversation = c
	st.Deliveries = nil
	return st
}

func correctionIsKept(d *desk) {
	for i, meant := range []string{"refunds", ""} {
		st := d.followUp("agent@example.com", gateway.Conversation{ID: store.NewID(), Channel: channel}, 0)
		st.Correction = &store.Correction{Message: "m1", Agent: "agent@example.com", Said: "returns", Meant: meant}
		d.must(d.Settle(d.ctx, st))
		got, err := d.Corrections(d.ctx, d.clock.Now())
		d.must(err)
		if want := (store.Correction{Message: "m1", Agent: "agent@example.com", Said: "returns", Meant: meant, At: d.clock.Now()}); len(got) != 1 || got[0] != want {
			d.Errorf("after word %d: %+v", i+1, got)
		}
		d.clock.Advance(time.Minute)
	}
	if got, err := d.Corrections(d.ctx, d.clock.Now()); err != nil || len(got) != 0 {
		d.Errorf("of the future: %+v, %v", got, err)
	}
}

func changedConversation(d *desk) {
	_, first := d.answered("ann@example.org")
	late := d.followUp("ann@example.org", first.Conversation, 1)
	d.must(d.Settle(d.ctx, d.followUp("ben@example.org", first.Conversation, 1)))
	if err := d.Settle(d.ctx, late); !errors.Is(err, store.ErrConflict) {
		d.Fatalf("an old version: %v", err)
	}
	again := late
	again.Conversation.Version = 0
	if err := d.Settle(d.ctx, again); !errors.Is(err, store.ErrConflict) {
		d.Errorf("created twice: %v", err)
	}
	late.Conversation.Version = 2
	d.must(d.Settle(d.ctx, late))
}

func usedCapRefuses(d *desk) {
	caps := []store.Cap{{Key: "sender ann", Window: time.Hour, Limit: 2}, {Key: "sender ann", Window: 24 * time.Hour, Limit: 3}}
	settle := func() error {
		r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
		st := answer(r, w)
		st.Caps = caps
		return d.Settle(d.ctx, st)
	}
	d.must(settle())
	d.must(settle())
	if err := settle(); !errors.Is(err, store.ErrCapped) {
		d.Errorf("third within the hour: %v", err)
	}
	d.clock.Advance(time.Hour)
	d.must(settle())
	d.clock.Advance(time.Hour)
	if err := settle(); !errors.Is(err, store.ErrCapped) {
		d.Errorf("fourth within the day: %v", err)
	}
	h, err := d.History(d.ctx, store.HistoryQuery{SenderKey: "sender ann", ShapeKey: "shape", Now: d.clock.Now()})
	d.must(err)
	if want := (gateway.CapsUsed{SenderHour: 0, SenderDay: 3}); h.Used != want {
		d.Errorf("used %+v, want %+v", h.Used, want)
	}
}

func lostClaimRefuses(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	d.clock.Advance(term)
	fresh := d.claim(store.WorkDecide)[0]
	if err := d.Settle(d.ctx, answer(r, w)); !errors.Is(err, store.ErrFenced) {
		d.Errorf("a lost claim: %v", err)
	}
	d.must(d.Settle(d.ctx, answer(r, fresh)))
	if err := d.Settle(d.ctx, answer(r, fresh)); !errors.Is(err, store.ErrFenced) {
		d.Errorf("finished work: %v", err)
	}
	d.add("other", "")
	if err := d.Settle(d.ctx, answer(r, d.expect("other")[0])); !errors.Is(err, store.ErrSettled) {
		d.Errorf("a settled message: %v", err)
	}
}

func refusalLeavesNothing(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	st.Caps = []store.Cap{{Key: "free", Window: time.Hour, Limit: 9}, {Key: "none", Window: time.Hour, Limit: 0}}
	if err := d.Settle(d.ctx, st); !errors.Is(err, store.ErrCapped) {
		d.Fatalf("error %v", err)
	}
	found, err := d.Lookup(d.ctx, st.Conversation.ID)
	d.must(err)
	more, err := d.Lookup(d.ctx, st.Ticket.ID)
	d.must(err)
	if len(found)+len(more) != 0 {
		d.Errorf("left behind: %v %v", found, more)
	}
	h, err := d.History(d.ctx, store.HistoryQuery{SenderKey: "free", Now: d.clock.Now()})
	d.must(err)
	if h.Used.SenderHour != 0 {
		d.Error("the cap was counted")
	}
	d.count(store.WorkDecide, 1)
	d.count(store.WorkDeliver, 0)
	st.Caps = nil
	d.must(d.Settle(d.ctx, st)) // the claim still holds
}

func manyInOneCommit(d *desk) {
	var sts []store.Settlement
	for range 5 {
		r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
		sts = append(sts, answer(r, w))
	}
	sts[1].Work.Fence++
	sts[3].Conversation.Version = 7
	errs := d.SettleAll(d.ctx, sts)
	want := []error{nil, store.ErrFenced, nil, store.ErrConflict, nil}
	for i, err := range errs {
		if !errors.Is(err, want[i]) {
			d.Errorf("%d: %v, want %v", i, err, want[i])
		}
	}
	d.count(store.WorkDecide, 2)
	d.count(store.WorkDeliver, 3)
}

func quarantinedStays(d *desk) {
	e := d.mail("ann@example.org")
	e.Quarantine = "it nests too deep"
	r, w := d.arrive(e)
	d.must(d.Settle(d.ctx, answer(r, w)))
	r, err := d.Message(d.ctx, r.ID)
	d.must(err)
	if r.State != store.MessageQuarantined {
		d.Errorf("state %q", r.State)
	}
}

func withoutConversation(d *desk) {
	r, w := d.arrive(d.mail("news@example.org"))
	st := store.Settlement{Work: w, Message: r.Message, Decision: gateway.Decision{Outcome: gateway.OutcomeIgnore, Reason: "a list"}}
	d.must(d.Settle(d.ctx, st))
	r, err := d.Message(d.ctx, r.ID)
	d.must(err)
	if r.State != store.MessageSettled || r.Conversation != "" {
		d.Errorf("message %+v", r)
	}
}

func draftsWait(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Drafts, st.Deliveries = st.Deliveries, []gateway.Delivery{delivery(gateway.KindForward, r, st.Conversation.ID)}
	st.Drafts[0].HoldIf, st.Drafts[0].NotAfter = []gateway.Hold{gateway.HoldIfTakenOver}, d.clock.Now()
	st.Ticket = &gateway.Ticket{ID: store.NewTicketID(), State: gateway.TicketOpen, Conversation: st.Conversation.ID, Message: r.ID}
	d.must(d.Settle(d.ctx, st))
	o, err := d.Delivery(d.ctx, st.Drafts[0].ID)
	d.must(err)
	if o.State != gateway.DeliveryDraft {
		d.Errorf("state %q", o.State)
	}
	d.count(store.WorkDeliver, 1) // the forward leaves

	// A person lets it go, who has taken the ticket; it leaves all the same, however late.
	d.clock.Advance(time.Hour)
	d.must(d.WorkTicket(d.ctx, st.Ticket.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		t.State = gateway.TicketTaken
		return store.TicketWork{Ticket: t, Release: true}, nil
	}))
	d.count(store.WorkDeliver, 2)
	for _, b := range d.begin() {
		if b.Err != nil {
			d.Errorf("%s does not leave: %v", b.Outgoing.Kind, b.Err)
		}
	}
	again := d.WorkTicket(d.ctx, st.Ticket.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		t.State = gateway.TicketAnswered
		return store.TicketWork{Ticket: t, Release: true}, nil
	})
	if row, err := d.Ticket(d.ctx, st.Ticket.ID); !errors.Is(again, store.ErrNoDraft) || err != nil || row.State != gateway.TicketTaken {
		d.Errorf("released twice: %v, ticket %s, %v", again, row.State, err)
	}
	if err := d.WorkTicket(d.ctx, "nothing", nil); !errors.Is(err, store.ErrNotFound) {
		d.Errorf("work on no ticket: %v", err)
	}
}

func draftsAreDiscarded(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Drafts, st.Deliveries = st.Deliveries, nil
	st.Ticket = &gateway.Ticket{ID: store.NewTicketID(), State: gateway.TicketOpen, Conversation: st.Conversation.ID, Message: r.ID}
	d.must(d.Settle(d.ctx, st))
	own := delivery(gateway.KindAgentAnswer, r, st.Conversation.ID)
	d.must(d.WorkTicket(d.ctx, st.Ticket.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		t.State = gateway.TicketAnswered
		return store.TicketWork{Ticket: t, PersonWrote: true, Discard: true, Deliveries: []gateway.Delivery{own}}, nil
	}))
	o, err := d.Delivery(d.ctx, st.Drafts[0].ID)
	d.must(err)
	if o.State != gateway.DeliveryCancelled {
		d.Errorf("state %q", o.State)
	}
	d.count(store.WorkDeliver, 1)
	refused := errors.New("refused")
	err = d.WorkTicket(d.ctx, st.Ticket.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		t.State = gateway.TicketClosed
		return store.TicketWork{Ticket: t}, refused
	})
	row, terr := d.Ticket(d.ctx, st.Ticket.ID)
	d.must(terr)
	if !errors.Is(err, refused) || row.State != gateway.TicketAnswered {
		d.Errorf("%v, state %q", err, row.State)
	}
}

func restIsNoted(d *desk) {
	_, first := d.answered("ann@example.org")
	r, w := d.arrive(d.mail("mailer-daemon@example.org"))
	st := answer(r, w)
	st.Deliveries = nil
	st.Conversation, st.Conversation.Version = first.Conversation, 1
	st.Mark, st.Bounced = true, first.Deliveries[0].ID
	st.Suppress, st.SuppressUntil = "ann@example.org", d.clock.Now().Add(time.Hour)
	d.must(d.Settle(d.ctx, st))
	o, err := d.Delivery(d.ctx, st.Bounced)
	d.must(err)
	if !o.Bounced.Equal(d.clock.Now()) {
		d.Errorf("bounced at %v", o.Bounced)
	}
	h, err := d.History(d.ctx, store.HistoryQuery{Sender: "ann@example.org", Now: d.clock.Now()})
	d.must(err)
	if !h.SuppressedUntil.Equal(st.SuppressUntil) {
		d.Errorf("suppressed until %v", h.SuppressedUntil)
	}
	marks := d.claim(store.WorkMark)
	if len(marks) != 1 || marks[0].Key != r.ID || marks[0].Channel != channel {
		d.Errorf("marks %+v", marks)
	}
}

func laterIsLeftOnce(d *desk) {
	at := d.clock.Now().Add(time.Hour)
	for range 2 {
		r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
		st := answer(r, w)
		st.Later = []store.Later{{Kind: "later", Key: "k", At: at}}
		d.must(d.Settle(d.ctx, st))
	}
	d.count("later", 1)
	if early := d.claim("later"); len(early) != 0 {
		d.Errorf("%v runs before its time", early)
	}
	d.clock.Advance(time.Hour)
	if due := d.claim("later"); len(due) != 1 || due[0].Key != "k" {
		d.Errorf("due: %v", due)
	}
}
