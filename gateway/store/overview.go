package store

import (
	"context"
	"time"

	"frontdesk/gateway"
)

// ChannelWork is what waits in one channel, and what came in last.
type ChannelWork struct {
	LastMessage time.Time     // when the last message of a customer was accepted; zero: there is none
	Lag         time.Duration // how long that one took from its arrival at the remote
	Unsettled   int           // messages that wait for their decision
	Oldest      time.Time     // when the oldest of them was accepted; zero: there is none
	Outgoing    int           // deliveries that wait to leave
}

const (
	selectLast      = `select ` + receivedColumns + ` from messages m where m.channel = $1 order by m.id desc limit $2`
	selectUndecided = `select m.channel, count(*), min(m.accepted_at) from work w join messages m on m.id = w.key
		where w.kind = 'decide' and w.done_at = 0 and w.dead_at = 0 group by m.channel`
	selectOutgoing = `select channel, count(*), 0 from work where kind = 'deliver' and done_at = 0 and dead_at = 0 group by channel`
	// lastLooked is how many messages are looked through for one that a customer wrote.
	lastLooked = 20
)

// ChannelWork reads what waits in these channels, and in any other that has something waiting.
func (s *Store) ChannelWork(ctx context.Context, channels []string) (map[string]ChannelWork, error) {
	found := map[string]ChannelWork{}
	err := s.read(ctx, func(ctx context.Context, t *tx) error {
		for _, name := range channels {
			w, err := t.lastMessage(ctx, name)
			if err != nil {
				return err
			}
			found[name] = w
		}
		each := func(add func(w *ChannelWork, n int, at time.Time)) func(scanner) (struct{}, error) {
			return func(row scanner) (struct{}, error) {
				var name string
				var n int
				var at int64
				err := row.Scan(&name, &n, &at)
				w := found[name]
				add(&w, n, moment(at))
				found[name] = w
				return struct{}{}, err
			}
		}
		_, err := all(ctx, t, each(func(w *ChannelWork, n int, at time.Time) { w.Unsettled, w.Oldest = n, at }), selectUndecided)
		if err != nil {
			return err
		}
		_, err = all(ctx, t, each(func(w *ChannelWork, n int, _ time.Time) { w.Outgoing = n }), selectOutgoing)
		return err
	})
	return found, s.failed(err, "count what waits in channels")
}

func (t *tx) lastMessage(ctx context.Context, channel string) (w ChannelWork, err error) {
	last, err := all(ctx, t, scanReceived, selectLast, channel, lastLooked)
	for _, m := range last {
		if m.FromUs {
			continue
		}
		w.LastMessage = m.Accepted
		if !m.Received.IsZero() {
			w.Lag = max(0, m.Accepted.Sub(m.Received))
		}
		break
	}
	return w, err
}

// Promises is how the promises of one team stand, over the tickets that nobody has answered.
type Promises struct {
	Team    string
	Waiting int       // tickets that nobody has answered, with a promise or without
	Urgent  int       // of them
	Soon    int       // due within the hour
	Missed  int       // due, and not answered
	Next    time.Time // the earliest that is not missed yet; zero: there is none
}

const selectPromises = `select team, count(*), sum(case when rank = $3 then 1 else 0 end),
		sum(case when due_at > $1 and due_at <= $2 then 1 else 0 end), sum(case when due_at > 0 and due_at <= $1 then 1 else 0 end),
		coalesce(min(case when due_at > $1 then due_at end), 0)
	from tickets where state <> 'closed' and state in ('open', 'taken') group by team order by team` // the first for the index

// Promises counts by team what is due and what was missed.
func (s *Store) Promises(ctx context.Context) ([]Promises, error) {
	var ps []Promises
	now := s.now()
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		ps, err = all(ctx, t, func(row scanner) (Promises, error) {
			var p Promises
			var next int64
			err := row.Scan(&p.Team, &p.Waiting, &p.Urgent, &p.Soon, &p.Missed, &next)
			p.Next = moment(next)
			return p, err
		}, selectPromises, millis(now), millis(now.Add(time.Hour)), rank(gateway.UrgencyUrgent))
		return err
	})
	return ps, s.failed(err, "count promises")
}
