package storetest

import (
	"errors"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func sendContract() []contract {
	return []contract{
		{"sending is stored before it is sent", sendingIsStored},
		{"an interrupted attempt is told", interruptedIsTold},
		{"what is too late stays queued", tooLateStays},
		{"a hold cancels", holdCancels},
		{"what is in hand is not begun again", inHandIsNotBegunAgain},
		{"attachments come with what may be sent", attachmentsCome},
		{"what an agent says in a chat leaves in its order", spokenInOrder},
	}
}

func sendingIsStored(d *desk) {
	_, st := d.answered("ann@example.org")
	begun := d.begin()
	if len(begun) != 1 || begun[0].Err != nil || begun[0].Outgoing.ID != st.Deliveries[0].ID || begun[0].Outgoing.Attempts != 1 {
		d.Fatalf("begun %+v", begun)
	}
	o, err := d.Delivery(d.ctx, st.Deliveries[0].ID)
	d.must(err)
	if o.State != gateway.DeliverySending || o.Attempts != 1 || !o.FirstTry.Equal(d.clock.Now()) {
		d.Errorf("stored %+v", o)
	}
}

func spokenInOrder(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Deliveries = nil
	for range 3 {
		one := delivery(gateway.KindAgentAnswer, r, st.Conversation.ID)
		one.Post = &gateway.Post{Place: gateway.PlaceRoom, Room: "room"}
		st.Deliveries = append(st.Deliveries, one)
	}
	forward := delivery(gateway.KindForward, r, st.Conversation.ID)
	st.Deliveries = append(st.Deliveries, forward)
	d.must(d.Settle(d.ctx, st))
	var order []string
	for len(order) < 4 {
		begun := d.begin()
		if len(begun) == 0 || len(begun) > 2 {
			d.Fatalf("%d may be sent after %v", len(begun), order)
		}
		for _, b := range begun {
			d.must(b.Err)
			if b.Outgoing.ID == forward.ID && len(order) > 1 {
				d.Errorf("the forward waited for %v", order)
			}
			order = append(order, b.Outgoing.ID)
			d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent}}))
		}
	}
	var said []string
	for _, id := range order {
		if id != forward.ID {
			said = append(said, id)
		}
	}
	if want := []string{st.Deliveries[0].ID, st.Deliveries[1].ID, st.Deliveries[2].ID}; !slices.Equal(said, want) {
		d.Errorf("said in the order %v, want %v", said, want)
	}
}

func interruptedIsTold(d *desk) {
	d.answered("ann@example.org")
	d.begin()
	d.clock.Advance(term) // the process died
	begun := d.begin()
	if len(begun) != 1 || !errors.Is(begun[0].Err, store.ErrInterrupted) || begun[0].Outgoing.State != gateway.DeliverySending {
		d.Errorf("begun %+v", begun)
	}
}

func tooLateStays(d *desk) {
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Deliveries[0].NotAfter = d.clock.Now().Add(time.Minute)
	d.must(d.Settle(d.ctx, st))
	d.clock.Advance(2 * time.Minute)
	b := d.begin()[0]
	if !errors.Is(b.Err, store.ErrExpired) || b.Outgoing.State != gateway.DeliveryQueued {
		d.Fatalf("begun %+v", b)
	}
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliveryCancelled, Cause: "too late"}}))
	o, err := d.Delivery(d.ctx, b.Outgoing.ID)
	d.must(err)
	if o.State != gateway.DeliveryCancelled || o.Cause != "too late" {
		d.Errorf("stored %+v", o)
	}
}

func holdCancels(d *desk) {
	for hold, happen := range map[gateway.Hold]func(gateway.Event, store.Settlement){
		gateway.HoldIfPersonAnswered: func(_ gateway.Event, st store.Settlement) {
			person := d.followUp("agent@example.com", st.Conversation, 1)
			person.PersonWrote = true
			d.must(d.Settle(d.ctx, person))
		},
		gateway.HoldIfTakenOver: func(_ gateway.Event, st store.Settlement) {
			taken := d.followUp("agent@example.com", st.Conversation, 1)
			taken.Ticket = ticket(store.Received{Message: st.Message}, st.Conversation.ID)
			taken.Ticket.State = gateway.TicketTaken
			d.must(d.Settle(d.ctx, taken))
		},
		gateway.HoldIfQuestionDeleted: func(e gateway.Event, _ store.Settlement) {
			d.accept(gateway.Event{Kind: gateway.EventDeletion, Message: gateway.Message{SourceID: e.Message.SourceID}})
		},
	} {
		e := d.mail("ann@example.org")
		r, w := d.arrive(e)
		st := answer(r, w)
		st.Deliveries[0].HoldIf = []gateway.Hold{hold}
		d.must(d.Settle(d.ctx, st))
		d.clock.Advance(time.Second)
		happen(e, st)
		begun := d.begin()
		var cancelled *store.CancelledError
		if len(begun) != 1 || !errors.As(begun[0].Err, &cancelled) || cancelled.Hold != hold {
			d.Fatalf("%s: begun %+v", hold, begun)
		}
		o, err := d.Delivery(d.ctx, st.Deliveries[0].ID)
		d.must(err)
		if o.State != gateway.DeliveryCancelled || o.Cause != string(hold) {
			d.Errorf("%s: stored %+v", hold, o)
		}
		d.count(store.WorkDeliver, 0)
		h := d.history(store.HistoryQuery{Sender: "ann@example.org", Own: own(st.Deliveries[0], false)})
		if len(h.Replies) != 0 {
			d.Errorf("%s: a cancelled reply counts", hold)
		}
	}
}

func inHandIsNotBegunAgain(d *desk) {
	_, st := d.answered("ann@example.org")
	first := d.begin()[0]
	d.clock.Advance(term)
	again := d.beginBut(func(w store.Work, _ store.Outgoing) error {
		if w.ID == first.Work.ID {
			return store.ErrBusy
		}
		return nil
	})
	if len(again) != 1 || !errors.Is(again[0].Err, store.ErrBusy) {
		d.Fatalf("begun %+v", again)
	}
	sent := func(w store.Work) error {
		return d.FinishSend(d.ctx, []store.Result{{Work: w, State: gateway.DeliverySent}})
	}
	if err := sent(first.Work); !errors.Is(err, store.ErrFenced) {
		d.Errorf("by the claim before: %v", err)
	}
	d.must(sent(again[0].Work))
	o, err := d.Delivery(d.ctx, st.Deliveries[0].ID)
	d.must(err)
	if o.State != gateway.DeliverySent || o.Attempts != 1 {
		d.Errorf("%s after %d attempts", o.State, o.Attempts)
	}
	if begun := d.begin(); len(begun) != 0 {
		d.Errorf("begun %+v", begun)
	}
}

func attachmentsCome(d *desk) {
	e := d.mail("ann@example.org")
	e.Message.Attachments = []gateway.Attachment{{Name: "a.txt", Type: "text/plain", Size: 5, Content: []byte("hello")}}
	r, w := d.arrive(e)
	st := answer(r, w)
	forward := delivery(gateway.KindForward, r, st.Conversation.ID)
	forward.Attachments = []gateway.Attachment{
		r.Attachments[0], {Name: "mail.eml", Type: "message/rfc822", Content: []byte("raw")},
	}
	st.Deliveries = []gateway.Delivery{forward}
	d.must(d.Settle(d.ctx, st))
	b := d.begin()[0]
	files := b.Outgoing.Attachments
	if len(files) != 2 || string(files[0].Content) != "hello" || string(files[1].Content) != "raw" {
		d.Errorf("attachments %+v", files)
	}
	if forward.Attachments[1].ID != "" {
		d.Error("the caller's delivery was changed")
	}
}
