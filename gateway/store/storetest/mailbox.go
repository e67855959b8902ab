package storetest

import (
	"errors"
	"fmt"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func mailboxContract() []contract {
	return []contract{
		{"automatic replies of a mailbox are counted for an hour", repliesAreCounted},
		{"what crosses the alarm is decided afresh", crossingRefuses},
		{"an open breaker refuses until it closes by itself", breakerRefuses},
		{"a breaker that is closed starts afresh", breakerCloses},
		{"a mailbox's alarm follows its usual days", alarmFollows},
	}
}

const least = 3 // the alarm of the mailboxes here

// reply settles one automatic reply in the channel, as one of a number of senders.
func (d *desk) reply(sender int, echo bool) error {
	d.Helper()
	seen, err := d.MailboxUse(d.ctx, channel, least)
	d.must(err)
	return d.replySeeing(seen, sender, echo)
}

func (d *desk) replySeeing(seen gateway.MailboxUse, sender int, echo bool) error {
	d.Helper()
	r, w := d.arrive(d.mail(store.NewID() + "@example.org"))
	st := answer(r, w)
	st.Mailbox = &store.MailboxReply{Sender: fmt.Sprint("sender ", sender), Shape: "shape", Echo: echo, Seen: seen}
	return d.Settle(d.ctx, st)
}

func (d *desk) use() gateway.MailboxUse {
	d.Helper()
	h, err := d.History(d.ctx, store.HistoryQuery{Message: gateway.Message{Channel: channel}, MailboxAlarm: least, Now: d.clock.Now()})
	d.must(err)
	return h.Mailbox
}

func repliesAreCounted(d *desk) {
	for i := range 3 {
		d.must(d.reply(i, false))
	}
	if got, want := d.use(), (gateway.MailboxUse{Replies: 3, Alarm: least}); got != want {
		d.Errorf("an ordinary hour: %+v", got)
	}
	d.must(d.reply(2, true))
	d.must(d.reply(2, true))
	if got, want := d.use(), (gateway.MailboxUse{Replies: 4, Alarm: least, Looked: 5, Senders: 3, Shapes: 1, Echoes: 2}); got != want {
		d.Errorf("above the alarm: %+v", got)
	}
	if u, err := d.MailboxUse(d.ctx, "sales", least); err != nil || u.Replies != 0 {
		d.Errorf("another channel: %+v, %v", u, err)
	}
	d.clock.Advance(time.Hour)
	if got, want := d.use(), (gateway.MailboxUse{Alarm: least}); got != want {
		d.Errorf("an hour later: %+v", got)
	}
}

func crossingRefuses(d *desk) {
	early := d.use()
	for i := range 3 {
		d.must(d.replySeeing(early, i, false))
	}
	d.must(d.replySeeing(early, 3, false))
	if err := d.replySeeing(early, 4, false); !errors.Is(err, store.ErrCapped) {
		d.Errorf("a decision from before the alarm: %v", err)
	}
	d.must(d.reply(4, false)) // one that saw it, and no loop
}

// trip opens the breaker for an hour.
func (d *desk) trip() {
	d.Helper()
	r, w := d.arrive(d.mail("loop@example.org"))
	st := answer(r, w)
	st.Deliveries = nil
	st.Breaker = &gateway.Breaker{OpenUntil: d.clock.Now().Add(time.Hour), Evidence: "few senders"}
	d.must(d.Settle(d.ctx, st))
}

func breakerRefuses(d *desk) {
	early := d.use()
	d.trip()
	if b := d.use().Breaker; !b.Open(d.clock.Now()) || b.Evidence != "few senders" || !b.OpenUntil.Equal(d.clock.Now().Add(time.Hour)) {
		d.Errorf("breaker %+v", b)
	}
	if err := d.replySeeing(early, 1, false); !errors.Is(err, store.ErrCapped) {
		d.Errorf("with an open breaker: %v", err)
	}
	d.clock.Advance(time.Hour)
	if d.use().Breaker.Open(d.clock.Now()) {
		d.Error("still open after its term")
	}
	d.must(d.reply(1, false))
}

func breakerCloses(d *desk) {
	if closed, err := d.CloseBreaker(d.ctx, channel); err != nil || closed {
		d.Errorf("closed what was not open: %v", err)
	}
	for i := range 5 {
		d.must(d.reply(i, true))
	}
	d.trip()
	d.clock.Advance(time.Second)
	if closed, err := d.CloseBreaker(d.ctx, channel); err != nil || !closed {
		d.Errorf("not closed: %v", err)
	}
	if got, want := d.use(), (gateway.MailboxUse{Alarm: least}); got != want {
		d.Errorf("after closing: %+v", got)
	}
	d.must(d.reply(1, true))
}

func alarmFollows(d *desk) {
	measure := func() int {
		d.must(d.MeasureMailbox(d.ctx, channel, func(usual int) int { return 100 + usual }))
		return d.use().Alarm
	}
	if got := measure(); got != 100 {
		d.Errorf("alarm of a new mailbox: %d", got)
	}
	for day, busiest := range []int{2, 3, 9} { // the last one is no usual day
		for range busiest {
			d.must(d.reply(day, false))
		}
		d.clock.Advance(3 * time.Hour)
		d.must(d.reply(day, false))
		d.clock.Advance(21 * time.Hour)
	}
	d.must(d.reply(3, false)) // today
	if got := measure(); got != 103 {
		d.Errorf("alarm above %d, want 103", got)
	}
	d.trip()
	if u := d.use(); u.Alarm != 103 || !u.Breaker.Open(d.clock.Now()) {
		d.Errorf("the breaker forgot the alarm: %+v", u)
	}
	d.clock.Advance(29 * 24 * time.Hour)
	swept, err := d.Sweep(d.ctx, d.clock.Now())
	d.must(err)
	if got := measure(); got != 100 || swept.Replies != 18 {
		d.Errorf("after four weeks: alarm above %d, %d replies swept", got, swept.Replies)
	}
}
