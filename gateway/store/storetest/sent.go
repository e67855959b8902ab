package storetest

import (
	"errors"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func sentContract() []contract {
	return []contract{
		{"sent ends it", sentEnds},
		{"a passing failure tries again", passingFailure},
		{"an unknown reply is looked for, an unknown forward is not", unknownIsLookedFor},
		{"an unknown reply that left again is looked for again", unknownAgainIsLookedForAgain},
		{"a dead reply does not count and makes a ticket", deadMakesTicket},
		{"fenced results are dropped, the others stand", fencedAreDropped},
		{"other work may end with a ticket and deliveries", otherWorkEnds},
		{"evidence resolves the unknown", evidenceResolves},
	}
}

// finish answers a mail, begins to send it and finishes as r says.
func (d *desk) finish(from string, r store.Result) (store.Received, store.Begun) {
	d.Helper()
	m, _ := d.answered(from)
	b := d.begin()[0]
	r.Work = b.Work
	d.must(d.FinishSend(d.ctx, []store.Result{r}))
	return m, b
}

// stored reads a delivery and checks its state.
func (d *desk) stored(id string, want gateway.DeliveryState) store.Outgoing {
	d.Helper()
	o, err := d.Delivery(d.ctx, id)
	d.must(err)
	if o.State != want {
		d.Errorf("state %q, want %q", o.State, want)
	}
	return o
}

func sentEnds(d *desk) {
	_, b := d.finish("ann@example.org", store.Result{State: gateway.DeliverySent, Receipt: gateway.Receipt{RemoteID: "r", Response: "250 ok"}})
	o := d.stored(b.Outgoing.ID, gateway.DeliverySent)
	if o.RemoteID != "r" || o.Response != "250 ok" || !o.Ended.Equal(d.clock.Now()) {
		d.Errorf("stored %+v", o)
	}
	d.count(store.WorkDeliver, 0)
	d.count(store.WorkFind, 0)
}

func passingFailure(d *desk) {
	later := d.clock.Now().Add(time.Hour)
	_, b := d.finish("ann@example.org", store.Result{State: gateway.DeliveryQueued, RetryAt: later, Cause: "451 later"})
	o := d.stored(b.Outgoing.ID, gateway.DeliveryQueued)
	if o.Cause != "451 later" || !o.Ended.IsZero() {
		d.Errorf("stored %+v", o)
	}
	if begun := d.begin(); len(begun) != 0 {
		d.Errorf("begun too early: %+v", begun)
	}
	first := d.clock.Now()
	d.clock.Advance(time.Hour)
	b = d.begin()[0]
	if b.Err != nil || b.Outgoing.Attempts != 2 || b.Work.Attempt != 2 || !b.Outgoing.FirstTry.Equal(first) {
		d.Errorf("second attempt %+v", b)
	}
}

func unknownIsLookedFor(d *desk) {
	r, b := d.finish("ann@example.org", store.Result{State: gateway.DeliveryUnknown, Cause: "silence after the dot"})
	d.stored(b.Outgoing.ID, gateway.DeliveryUnknown)
	finds := d.claim(store.WorkFind)
	if len(finds) != 1 || finds[0].Key != b.Outgoing.ID || finds[0].Channel != channel {
		d.Fatalf("find work %+v", finds)
	}
	st := d.followUp("ben@example.org", gateway.Conversation{ID: store.NewID(), Channel: channel}, 0)
	st.Deliveries = []gateway.Delivery{delivery(gateway.KindForward, r, st.Conversation.ID)}
	d.must(d.Settle(d.ctx, st))
	b = d.begin()[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliveryUnknown}}))
	if finds := d.claim(store.WorkFind); len(finds) != 0 {
		d.Errorf("find work for a forward: %+v", finds)
	}
}

func unknownAgainIsLookedForAgain(d *desk) {
	_, b := d.finish("ann@example.org", store.Result{State: gateway.DeliveryUnknown})
	for range 2 {
		finds := d.claim(store.WorkFind)
		if len(finds) != 1 {
			d.Fatalf("find work %+v", finds)
		}
		d.must(d.ResolveUnknown(d.ctx, false, true, store.Result{Work: finds[0], State: gateway.DeliveryQueued}))
		again := d.begin()[0]
		d.must(d.FinishSend(d.ctx, []store.Result{{Work: again.Work, State: gateway.DeliveryUnknown}}))
	}
	d.stored(b.Outgoing.ID, gateway.DeliveryUnknown)
	d.count(store.WorkFind, 1)
}

func deadMakesTicket(d *desk) {
	r, st := d.answered("ann@example.org")
	b := d.begin()[0]
	tk := ticket(r, st.Conversation.ID)
	forward := delivery(gateway.KindForward, r, st.Conversation.ID)
	d.must(d.FinishSend(d.ctx, []store.Result{{
		Work: b.Work, State: gateway.DeliveryDead, Cause: "550 no such user", Ticket: tk, Note: "the reply was refused",
		Deliveries: []gateway.Delivery{forward}, Forwards: []gateway.Forward{{Ticket: tk.ID, Delivery: forward.ID, Team: "t"}},
	}}))
	d.stored(b.Outgoing.ID, gateway.DeliveryDead)
	row, err := d.Ticket(d.ctx, tk.ID)
	d.must(err)
	if !slices.Equal(row.Notes, []string{"the reply was refused"}) {
		d.Errorf("notes %q", row.Notes)
	}
	r, err = d.Message(d.ctx, r.ID)
	d.must(err)
	if r.Ticket != tk.ID {
		d.Errorf("the message's ticket is %q", r.Ticket)
	}
	d.count(store.WorkDeliver, 1)
	if err := d.Settle(d.ctx, d.followUp("ann@example.org", st.Conversation, 1)); !errors.Is(err, store.ErrConflict) {
		d.Errorf("a decision that has not seen it: %v", err)
	}
	h := d.history(store.HistoryQuery{Sender: "ann@example.org", Own: own(st.Deliveries[0], false)})
	if len(h.Replies) != 0 || h.Ticket == nil {
		d.Errorf("history %+v", h)
	}
}

func fencedAreDropped(d *desk) {
	d.answered("ann@example.org")
	d.answered("ben@example.org")
	begun := d.begin()
	lost := begun[0].Work
	lost.Fence--
	err := d.FinishSend(d.ctx, []store.Result{
		{Work: lost, State: gateway.DeliverySent},
		{Work: begun[1].Work, State: gateway.DeliverySent},
	})
	if !errors.Is(err, store.ErrFenced) {
		d.Errorf("error %v", err)
	}
	d.stored(begun[0].Outgoing.ID, gateway.DeliverySending)
	d.stored(begun[1].Outgoing.ID, gateway.DeliverySent)
}

func otherWorkEnds(d *desk) {
	r, st := d.answered("ann@example.org")
	tk := ticket(r, st.Conversation.ID)
	d.add("overdue", "")
	w := d.expect("overdue")[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{
		Work: w, RetryAt: d.clock.Now().Add(time.Hour), Ticket: tk, Note: "overdue",
		Deliveries: []gateway.Delivery{delivery(gateway.KindNotice, r, st.Conversation.ID)},
	}}))
	d.count(store.WorkOverdue, 1)
	d.count(store.WorkDeliver, 2)
	d.clock.Advance(time.Hour)
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: d.expect("overdue")[0]}}))
	d.count(store.WorkOverdue, 0)
	row, err := d.Ticket(d.ctx, tk.ID)
	d.must(err)
	if !slices.Equal(row.Notes, []string{"overdue"}) {
		d.Errorf("notes %q", row.Notes)
	}
}

func evidenceResolves(d *desk) {
	for _, c := range []struct {
		name        string
		sent, known bool
		r           store.Result
		want        gateway.DeliveryState
		deliver     int
	}{
		{"it arrived", true, true, store.Result{Receipt: gateway.Receipt{RemoteID: "found"}}, gateway.DeliverySent, 0},
		{"it did not", false, true, store.Result{State: gateway.DeliveryQueued}, gateway.DeliveryQueued, 1},
		{"it did not, too late", false, true, store.Result{State: gateway.DeliveryDead, Cause: "never arrived"}, gateway.DeliveryDead, 0},
		{"nobody knows", false, false, store.Result{Note: "may not have arrived"}, gateway.DeliveryUnknown, 0},
	} {
		m, b := d.finish(store.NewID()+"@example.org", store.Result{State: gateway.DeliveryUnknown})
		if !c.known {
			c.r.Ticket = ticket(m, b.Outgoing.Conversation)
		}
		c.r.Work = d.claim(store.WorkFind)[0]
		d.must(d.ResolveUnknown(d.ctx, c.sent, c.known, c.r))
		d.stored(b.Outgoing.ID, c.want)
		d.count(store.WorkFind, 0)
		d.count(store.WorkDeliver, c.deliver)
		for _, again := range d.begin() {
			if again.Err != nil {
				d.Errorf("%s: %v", c.name, again.Err)
			}
			d.must(d.FinishSend(d.ctx, []store.Result{{Work: again.Work, State: gateway.DeliverySent}}))
		}
		if err := d.ResolveUnknown(d.ctx, c.sent, c.known, c.r); !errors.Is(err, store.ErrFenced) {
			d.Errorf("%s, twice: %v", c.name, err)
		}
	}
}
