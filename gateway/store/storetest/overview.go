package storetest

import (
	"reflect"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func overviewContract() []contract {
	return []contract{
		{"processes are listed until they end, or for a day", processesAreListed},
		{"what waits in each channel is counted", channelWorkIsCounted},
		{"promises are counted by team", promisesAreCounted},
	}
}

func processesAreListed(d *desk) {
	now := d.clock.Now()
	one := gateway.Process{ID: "one", Started: now, Channels: map[string]gateway.ChannelState{channel: {Running: true, State: "connected"}}}
	d.must(d.PutProcess(d.ctx, one))
	d.clock.Advance(time.Second)
	two := gateway.Process{ID: "two", Config: gateway.ConfigState{Hash: "h", Failed: now, Problems: []string{"a\x00b"}}}
	d.must(d.PutProcess(d.ctx, two))
	d.must(d.PutProcess(d.ctx, two))
	ps, err := d.Processes(d.ctx)
	d.must(err)
	one.Seen = now
	if len(ps) != 2 || ps[0].ID != "two" || ps[0].Config.Hash != "h" || !ps[0].Seen.Equal(d.clock.Now()) || !reflect.DeepEqual(ps[1], one) {
		d.Errorf("listed %+v", ps)
	}
	d.must(d.RemoveProcess(d.ctx, "two"))
	d.must(d.RemoveProcess(d.ctx, "two"))
	d.clock.Advance(25 * time.Hour)
	if ps, err = d.Processes(d.ctx); err != nil || len(ps) != 0 {
		d.Errorf("a day later: %+v, %v", ps, err)
	}
	swept, err := d.Sweep(d.ctx, now)
	if err != nil || swept.Processes != 1 {
		d.Errorf("swept %+v, %v", swept, err)
	}
}

func channelWorkIsCounted(d *desk) {
	mail := func() gateway.Event {
		e := d.mail("ann@example.org")
		e.Message.Received = d.clock.Now().Add(-3 * time.Second)
		return e
	}
	d.answered("ann@example.org")
	d.accept(mail())
	oldest := d.clock.Now()
	d.clock.Advance(time.Minute)
	d.accept(mail())
	sent := mail()
	sent.Message.FromUs = true
	d.accept(sent)
	got, err := d.ChannelWork(d.ctx, []string{channel, "sales"})
	d.must(err)
	want := store.ChannelWork{LastMessage: d.clock.Now(), Lag: 3 * time.Second, Unsettled: 3, Oldest: oldest, Outgoing: 1}
	if got[channel] != want || got["sales"] != (store.ChannelWork{}) || len(got) != 2 {
		d.Errorf("%+v, want %+v", got, want)
	}
	if got, err = d.ChannelWork(d.ctx, nil); err != nil || got[channel].Unsettled != 3 {
		d.Errorf("a channel that nobody named: %+v, %v", got, err)
	}
}

func promisesAreCounted(d *desk) {
	now := d.clock.Now()
	put := func(due time.Time, state gateway.TicketState, u gateway.Urgency) {
		d.Helper()
		r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
		st := answer(r, w)
		st.Deliveries, st.Ticket = nil, ticket(r, st.Conversation.ID)
		st.Ticket.Due, st.Ticket.State, st.Ticket.Urgency = due, state, u
		d.must(d.Settle(d.ctx, st))
	}
	put(time.Time{}, gateway.TicketOpen, gateway.UrgencyLow)
	put(now.Add(-time.Minute), gateway.TicketTaken, gateway.UrgencyUrgent)
	put(now.Add(time.Hour), gateway.TicketOpen, gateway.UrgencyNormal)
	put(now.Add(2*time.Hour), gateway.TicketOpen, gateway.UrgencyNormal)
	put(now.Add(time.Minute), gateway.TicketAnswered, gateway.UrgencyUrgent)
	got, err := d.Promises(d.ctx)
	d.must(err)
	want := []store.Promises{{Team: "first-line", Waiting: 4, Urgent: 1, Soon: 1, Missed: 1, Next: now.Add(time.Hour)}}
	if !reflect.DeepEqual(got, want) {
		d.Errorf("%+v, want %+v", got, want)
	}
}
