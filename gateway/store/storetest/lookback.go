package storetest

import (
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func lookingBackContract() []contract {
	return []contract{
		{"what shadowed matchers would have done is found, with the ticket", shadowedIsFound},
		{"settled messages come again in their order", replayInOrder},
	}
}

func shadowedIsFound(d *desk) {
	long := d.clock.Now()
	settle := func(shadow []gateway.Shadowed, opens bool) store.Received {
		d.clock.Advance(time.Second)
		r, w := d.arrive(d.mail("ann@example.org"))
		st := answer(r, w)
		st.Decision.Trace.Shadow = shadow
		if opens {
			st.Ticket = ticket(r, st.Conversation.ID)
		}
		d.must(d.Settle(d.ctx, st))
		return r
	}
	would := []gateway.Shadowed{{Match: gateway.Match{Matcher: "refunds", Score: 1}, Decides: true, Outcome: gateway.OutcomeAnswer}}
	settle(would, false)
	d.clock.Advance(time.Hour)
	since := d.clock.Now()
	settle(nil, true)
	settle([]gateway.Shadowed{}, true)
	with, without := settle(would, true), settle(would, false)

	got, err := d.Shadowed(d.ctx, since)
	d.must(err)
	if len(got) != 2 || got[0].Message != with.ID || got[1].Message != without.ID {
		d.Fatalf("got %+v", got)
	}
	one := got[0]
	if one.Subject != with.Subject || !one.Accepted.Equal(with.Accepted) || one.Ticket == nil || one.Ticket.Message != with.ID || got[1].Ticket != nil {
		d.Errorf("got %+v", one)
	}
	if s := one.Decision.Trace.Shadow; len(s) != 1 || s[0].Match.Matcher != "refunds" || !s[0].Decides || one.Decision.Outcome != gateway.OutcomeAnswer {
		d.Errorf("got %+v", one.Decision)
	}
	if got, err = d.Shadowed(d.ctx, long); err != nil || len(got) != 3 {
		d.Errorf("since the beginning: %d, %v", len(got), err)
	}
}

func replayInOrder(d *desk) {
	var want []string
	for range 5 {
		r, _ := d.answered("ann@example.org")
		want = append(want, r.ID)
		d.clock.Advance(time.Second)
	}
	since := d.clock.Now()
	d.accept(d.mail("ann@example.org")) // not settled
	slices.Sort(want)
	var got []string
	for after := ""; ; {
		rs, err := d.Replay(d.ctx, time.Time{}, after, 2)
		d.must(err)
		if len(rs) == 0 {
			break
		}
		for _, r := range rs {
			got, after = append(got, r.ID), r.ID
		}
	}
	if !slices.Equal(got, want) {
		d.Errorf("got %v, want %v", got, want)
	}
	n, err := d.CountReplay(d.ctx, time.Time{})
	if d.must(err); n != 5 {
		d.Errorf("counted %d", n)
	}
	if n, err = d.CountReplay(d.ctx, since); err != nil || n != 0 {
		d.Errorf("since then: %d, %v", n, err)
	}
}
