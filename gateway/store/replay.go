package store

import (
	"context"
	"time"
)

const (
	selectReplay = `select ` + receivedColumns + ` from messages m
		where m.id > $1 and m.accepted_at >= $2 and m.deleted_at = 0 and m.state in ('settled', 'quarantined') order by m.id limit $3`
	countReplay = `select count(*) from messages m
		where m.accepted_at >= $1 and m.deleted_at = 0 and m.state in ('settled', 'quarantined')`
)

// Replay lists settled messages accepted since then in the order in which they were accepted, those behind an id; empty: from
// the first one.
func (s *Store) Replay(ctx context.Context, since time.Time, after string, most int) ([]Received, error) {
	var rs []Received
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		rs, err = all(ctx, t, scanReceived, selectReplay, after, millis(since), limit(most))
		return err
	})
	return rs, s.failed(err, "replay messages")
}

// CountReplay is how many messages Replay lists in all.
func (s *Store) CountReplay(ctx context.Context, since time.Time) (int, error) {
	var n int64
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		n, err = one(ctx, t, value[int64], countReplay, millis(since))
		return err
	})
	return int(n), s.failed(err, "count messages")
}
