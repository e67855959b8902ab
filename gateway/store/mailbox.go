package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"frontdesk/gateway"
)

const (
	// mailboxKept is how far back a mailbox's usual hours are looked at.
	mailboxKept = 28 * 24 * time.Hour
	// mailboxLooked is how many of the newest replies are looked at for a loop.
	mailboxLooked = 200
)

// MailboxReply is what an automatic reply counts as in its channel.
type MailboxReply struct {
	Sender string // key of the sender's caps
	Shape  string // key of the cap on domain and shape of subject
	Echo   bool   // it answers mail that answers an automatic reply of ours
	// Seen is what the decision saw. Where the mailbox has crossed its alarm since, or its breaker has opened, the
	// settlement is refused and decided afresh.
	Seen gateway.MailboxUse
}

const (
	selectMailbox       = `select alarm, since_at, open_until, evidence from mailboxes where channel = $1`
	countMailbox        = `select count(*) from (select 1 from mailbox_replies where channel = $1 and at > $2 limit $3) as hour`
	selectMailboxNewest = `select count(*), count(distinct sender), count(distinct shape), coalesce(sum(echo), 0)
		from (select sender, shape, echo from mailbox_replies where channel = $1 and at > $2 order by at desc limit $3) as newest`
	insertMailboxReply = `insert into mailbox_replies (channel, at, sender, shape, echo) values ($1, $2, $3, $4, $5)`
)

// MailboxUse reads what a channel has replied within the last hour; alarm is the least number that is too many.
func (s *Store) MailboxUse(ctx context.Context, channel string, alarm int) (gateway.MailboxUse, error) {
	var u gateway.MailboxUse
	err := s.read(ctx, func(ctx context.Context, t *tx) (err error) {
		u, err = t.mailboxUse(ctx, channel, alarm, s.now())
		return err
	})
	return u, s.failed(err, "read the use of channel %s", channel)
}

// mailboxUse counts to one above the alarm, and looks at single replies only where there is one.
func (t *tx) mailboxUse(ctx context.Context, channel string, alarm int, now time.Time) (u gateway.MailboxUse, err error) {
	since, err := t.mailbox(ctx, channel, alarm, now, &u)
	if err == nil {
		u.Replies, err = t.mailboxReplies(ctx, channel, since, u.Alarm)
	}
	if err != nil || u.Replies <= u.Alarm {
		return u, err
	}
	_, err = one(ctx, t, func(row scanner) (struct{}, error) {
		return struct{}{}, row.Scan(&u.Looked, &u.Senders, &u.Shapes, &u.Echoes)
	}, selectMailboxNewest, channel, since, mailboxLooked)
	return u, err
}

// mailbox reads the breaker and the alarm, and from when on replies count.
func (t *tx) mailbox(ctx context.Context, channel string, alarm int, now time.Time, u *gateway.MailboxUse) (since int64, err error) {
	var from, until int64
	_, err = one(ctx, t, func(row scanner) (struct{}, error) {
		return struct{}{}, row.Scan(&u.Alarm, &from, &until, &u.Breaker.Evidence)
	}, selectMailbox, channel)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return 0, err
	}
	u.Alarm, u.Breaker.OpenUntil = max(u.Alarm, alarm), moment(until)
	return max(from, millis(now.Add(-time.Hour))), nil
}

// mailboxReplies counts to one above the alarm.
func (t *tx) mailboxReplies(ctx context.Context, channel string, since int64, alarm int) (int, error) {
	return one(ctx, t, value[int], countMailbox, channel, since, alarm+1)
}

// settleMailbox counts an automatic reply and opens the breaker.
func (t *tx) settleMailbox(ctx context.Context, st Settlement) error {
	now, channel := t.store.now(), st.Message.Channel
	if r := st.Mailbox; r != nil {
		var u gateway.MailboxUse
		since, err := t.mailbox(ctx, channel, r.Seen.Alarm, now, &u)
		if err == nil && r.Seen.Replies <= r.Seen.Alarm { // else it was known to be over its alarm
			u.Replies, err = t.mailboxReplies(ctx, channel, since, u.Alarm)
		}
		if err != nil {
			return err
		}
		if u.Replies > u.Alarm || u.Breaker.Open(now) {
			return ErrCapped
		}
		echo := 0
		if r.Echo {
			echo = 1
		}
		if err := t.run(ctx, insertMailboxReply, channel, millis(now), asKey(r.Sender), asKey(r.Shape), echo); err != nil {
			return err
		}
	}
	if b := st.Breaker; b != nil {
		return t.run(ctx, openBreaker, channel, millis(b.OpenUntil), asText(b.Evidence))
	}
	return nil
}

const (
	openBreaker = `insert into mailboxes (channel, open_until, evidence) values ($1, $2, $3)
		on conflict (channel) do update set open_until = excluded.open_until, evidence = excluded.evidence`
	closeBreaker = `update mailboxes set open_until = 0, evidence = '', since_at = $2 where channel = $1 and open_until > $2`
)

// CloseBreaker lets a channel reply again, and forgets what it has replied so far as evidence of a loop. It says whether
// the breaker was open.
func (s *Store) CloseBreaker(ctx context.Context, channel string) (closed bool, err error) {
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		n, err := t.exec(ctx, closeBreaker, channel, millis(s.now()))
		closed = n > 0
		return err
	})
	return closed, s.failed(err, "close the breaker of channel %s", channel)
}

const (
	selectHours = `select at / 3600000 as hour, count(*) from mailbox_replies where channel = $1 and at > $2 and at <= $3
		group by at / 3600000`
	setAlarm = `insert into mailboxes (channel, alarm) values ($1, $2)
		on conflict (channel) do update set alarm = excluded.alarm`
	deleteMailboxReplies = `delete from mailbox_replies where at < $1`
)

// MeasureMailbox sets a channel's alarm by what is usual: the median, over the days of the last four weeks on which it
// replied, of the day's busiest hour. The last day is left out, so that a loop does not become usual while it runs.
func (s *Store) MeasureMailbox(ctx context.Context, channel string, alarm func(usual int) int) error {
	now := s.now()
	busiest := map[int64]int{} // by day
	err := s.look(ctx, func(ctx context.Context, t *tx) error {
		_, err := all(ctx, t, func(row scanner) (struct{}, error) {
			var hour int64
			var n int
			err := row.Scan(&hour, &n)
			busiest[hour/24] = max(busiest[hour/24], n)
			return struct{}{}, err
		}, selectHours, channel, millis(now.Add(-mailboxKept)), millis(now.Add(-24*time.Hour)))
		return err
	})
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, t *tx) error {
			return t.run(ctx, setAlarm, channel, alarm(median(busiest)))
		})
	}
	return s.failed(err, "measure channel %s", channel)
}

// median of the values, the lower of two; zero for none.
func median(values map[int64]int) int {
	var sorted []int
	for _, v := range values {
		sorted = append(sorted, v)
	}
	if len(sorted) == 0 {
		return 0
	}
	slices.Sort(sorted)
	return sorted[(len(sorted)-1)/2]
}
