package store

import (
	"context"
	"time"

	"frontdesk/gateway"
)

const (
	upsertPause = `insert into pauses (channel, at, until_at, who, reason) values ($1, $2, $3, $4, $5)
		on conflict (channel) do update set at = excluded.at, until_at = excluded.until_at, who = excluded.who, reason = excluded.reason`
	deletePause  = `delete from pauses where channel = $1 and (until_at = 0 or until_at > $2)`
	selectPauses = `select channel, at, until_at, who, reason from pauses where until_at = 0 or until_at > $1 order by channel`
	deletePauses = `delete from pauses where until_at > 0 and until_at < $1`
)

// Pause stops automatic replies from now on, also those that are queued. A pause of the same channel is replaced.
func (s *Store) Pause(ctx context.Context, p gateway.Pause) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		return t.run(ctx, upsertPause, p.Channel, millis(s.now()), millis(p.Until), asText(p.By), asText(p.Reason))
	})
	return s.failed(err, "pause")
}

// Resume ends the pause of a channel, or with empty the one of all channels, and says whether there was one. A channel
// may have one of its own beside the one of all; each is ended apart.
func (s *Store) Resume(ctx context.Context, channel string) (ended bool, err error) {
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		n, err := t.exec(ctx, deletePause, channel, millis(s.now()))
		ended = n > 0
		return err
	})
	return ended, s.failed(err, "resume")
}

// Pauses are those that hold now, the one of all channels first.
func (s *Store) Pauses(ctx context.Context) ([]gateway.Pause, error) {
	var ps []gateway.Pause
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		ps, err = t.pauses(ctx, s.now())
		return err
	})
	return ps, s.failed(err, "list pauses")
}

func (t *tx) pauses(ctx context.Context, now time.Time) ([]gateway.Pause, error) {
	return all(ctx, t, scanPause, selectPauses, millis(now))
}

func scanPause(row scanner) (gateway.Pause, error) {
	var p gateway.Pause
	var at, until int64
	err := row.Scan(&p.Channel, &at, &until, &p.By, &p.Reason)
	p.Since, p.Until = moment(at), moment(until)
	return p, err
}

// pauseOf is the first of the pauses that concerns a channel, or nil.
func pauseOf(ps []gateway.Pause, channel string) *gateway.Pause {
	for _, p := range ps {
		if p.Concerns(channel) {
			return &p
		}
	}
	return nil
}
