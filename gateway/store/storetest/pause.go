package storetest

import (
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func pauseContract() []contract {
	return []contract{
		{"a pause is seen by what is decided and ends by itself", pauseIsSeen},
		{"pauses of all and of one channel are ended apart", pausesEndApart},
		{"a pause holds queued automatic replies", pauseHoldsReplies},
		{"what a person has let go leaves in a pause", pauseLetsPeopleSpeak},
		{"a suppression holds queued automatic replies", suppressionHoldsReplies},
		{"suppressions have a term and a reason", suppressionsAreListed},
		{"a bounce does not shorten what a person has set", bounceDoesNotShorten},
	}
}

// seen is the pause that a decision of a channel sees.
func (d *desk) seenPause(channel string) *gateway.Pause {
	d.Helper()
	h, err := d.History(d.ctx, store.HistoryQuery{Message: gateway.Message{Channel: channel}, Now: d.clock.Now()})
	d.must(err)
	return h.Paused
}

func pauseIsSeen(d *desk) {
	now := d.clock.Now()
	want := gateway.Pause{Channel: channel, Since: now, Until: now.Add(time.Hour), By: "anna", Reason: "wrong prices"}
	d.must(d.Pause(d.ctx, want))
	if got := d.seenPause(channel); got == nil || *got != want {
		d.Errorf("%+v, want %+v", got, want)
	}
	if got := d.seenPause("sales"); got != nil {
		d.Errorf("another channel is paused: %+v", got)
	}
	d.clock.Advance(time.Hour)
	if got, listed := d.seenPause(channel), d.pauses(0); got != nil || listed != nil {
		d.Errorf("after its term: %+v, %+v", got, listed)
	}
	if ended, err := d.Resume(d.ctx, channel); err != nil || ended {
		d.Errorf("a pause was ended twice: %v", err)
	}
	d.clock.Advance(time.Second)
	swept, err := d.Sweep(d.ctx, now)
	if err != nil || swept.Pauses != 1 {
		d.Errorf("swept %+v, %v", swept, err)
	}
}

// pauses lists those that hold, and checks how many.
func (d *desk) pauses(want int) []gateway.Pause {
	d.Helper()
	ps, err := d.Pauses(d.ctx)
	d.must(err)
	if len(ps) != want {
		d.Errorf("%d pauses, want %d: %+v", len(ps), want, ps)
	}
	return ps
}

func pausesEndApart(d *desk) {
	d.must(d.Pause(d.ctx, gateway.Pause{Reason: "all"}))
	d.must(d.Pause(d.ctx, gateway.Pause{Channel: channel, Reason: "one"}))
	d.must(d.Pause(d.ctx, gateway.Pause{Channel: channel, Reason: "one, again"}))
	if ps := d.pauses(2); ps[0].Channel != "" || ps[1].Reason != "one, again" {
		d.Errorf("listed %+v", ps)
	}
	if got := d.seenPause("sales"); got == nil || got.Reason != "all" {
		d.Errorf("another channel: %+v", got)
	}
	if ended, err := d.Resume(d.ctx, ""); err != nil || !ended {
		d.Errorf("not ended: %v", err)
	}
	if got := d.seenPause(channel); got == nil || d.seenPause("sales") != nil {
		d.Errorf("left: %+v", got)
	}
}

// queueReply settles a lasting answer.
func (d *desk) queueReply(k gateway.DeliveryKind) store.Settlement {
	d.Helper()
	_, st := d.lasting(k)
	d.must(d.Settle(d.ctx, st))
	return st
}

// draftReply is queueReply for a draft of a ticket.
func (d *desk) draftReply(k gateway.DeliveryKind) store.Settlement {
	d.Helper()
	r, st := d.lasting(k)
	st.Drafts, st.Deliveries = st.Deliveries, nil
	st.Ticket = ticket(r, st.Conversation.ID)
	d.must(d.Settle(d.ctx, st))
	return st
}

// lasting is the settlement of an answer that may be sent for an hour.
func (d *desk) lasting(k gateway.DeliveryKind) (store.Received, store.Settlement) {
	d.Helper()
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Deliveries[0].Kind, st.Deliveries[0].NotAfter = k, d.clock.Now().Add(time.Hour)
	return r, st
}

func pauseHoldsReplies(d *desk) {
	d.queueReply(gateway.KindAnswer)
	d.queueReply(gateway.KindAgentAnswer)
	d.must(d.Pause(d.ctx, gateway.Pause{Channel: channel, Reason: "wrong prices"}))
	d.holdsTheReply(func(err error) bool {
		var paused *store.PausedError
		return errors.As(err, &paused) && paused.Pause.Reason == "wrong prices"
	})
}

func suppressionHoldsReplies(d *desk) {
	d.queueReply(gateway.KindAnswer)
	d.queueReply(gateway.KindAgentAnswer)
	d.must(d.Suppress(d.ctx, "ann@example.org", d.clock.Now().Add(time.Hour), "she sues us"))
	d.holdsTheReply(func(err error) bool {
		var suppressed *store.SuppressedError
		return errors.As(err, &suppressed) && suppressed.Reason == "she sues us"
	})
}

// holdsTheReply begins to send: an agent's answer leaves, the automatic reply stays queued for a cause that fits.
func (d *desk) holdsTheReply(fits func(error) bool) {
	d.Helper()
	held := 0
	for _, b := range d.begin() {
		switch {
		case b.Outgoing.Kind == gateway.KindAgentAnswer:
			d.must(b.Err)
		case !fits(b.Err) || b.Outgoing.State != gateway.DeliveryQueued:
			d.Errorf("%s: %v", b.Outgoing.State, b.Err)
		default:
			held++
		}
	}
	if held != 1 {
		d.Errorf("%d were held", held)
	}
}

func pauseLetsPeopleSpeak(d *desk) {
	st := d.draftReply(gateway.KindAnswer)
	d.must(d.Pause(d.ctx, gateway.Pause{}))
	d.must(d.WorkTicket(d.ctx, st.Ticket.ID, func(t gateway.Ticket) (store.TicketWork, error) {
		return store.TicketWork{Ticket: t, Release: true}, nil
	}))
	if begun := d.begin(); len(begun) != 1 || begun[0].Err != nil {
		d.Errorf("an approved draft is held: %+v", begun)
	}
}

func suppressionsAreListed(d *desk) {
	now := d.clock.Now()
	d.must(d.Suppress(d.ctx, "ann@example.org", now.Add(time.Hour), "spam, said anna"))
	all, err := d.Suppressions(d.ctx)
	d.must(err)
	want := store.Suppression{Address: "ann@example.org", Since: now, Until: now.Add(time.Hour), Reason: "spam, said anna"}
	if len(all) != 1 || all[0] != want {
		d.Errorf("%+v, want %+v", all, want)
	}
	h, err := d.History(d.ctx, store.HistoryQuery{Sender: "ann@example.org", Now: now})
	d.must(err)
	if !h.SuppressedUntil.Equal(want.Until) || h.SuppressedWhy != want.Reason {
		d.Errorf("a decision sees %s, %q", h.SuppressedUntil, h.SuppressedWhy)
	}
	if was, err := d.Unsuppress(d.ctx, "ann@example.org"); err != nil || !was {
		d.Errorf("not taken back: %v", err)
	}
	if was, err := d.Unsuppress(d.ctx, "ann@example.org"); err != nil || was {
		d.Errorf("taken back twice: %v", err)
	}
}

func bounceDoesNotShorten(d *desk) {
	now := d.clock.Now()
	d.must(d.Suppress(d.ctx, "ann@example.org", now.Add(48*time.Hour), "by anna"))
	r, w := d.arrive(d.mail("daemon@example.org"))
	st := answer(r, w)
	st.Deliveries = nil
	st.Suppress, st.SuppressUntil, st.SuppressWhy = "ann@example.org", now.Add(time.Hour), "it bounced"
	d.must(d.Settle(d.ctx, st))
	all, err := d.Suppressions(d.ctx)
	d.must(err)
	if len(all) != 1 || all[0].Reason != "by anna" || !all[0].Until.Equal(now.Add(48*time.Hour)) {
		d.Errorf("%+v", all)
	}
}
