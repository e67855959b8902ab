package store

import (
	"context"
	"time"
)

// capsKept is longer than the widest window of a cap.
const capsKept = 48 * time.Hour

// sweepBatch is how many rows one transaction removes, so that nobody waits long for the writer.
const sweepBatch = 1000

// Swept counts what a sweep removed.
type Swept struct{ Work, Caps, Leases, Suppressions, Pauses, Processes, Chatter, ByHand, Replies int }

const (
	selectDone         = `select id from work where done_at > 0 and done_at < $1 limit $2`
	deleteDone         = `delete from work where id in {ints $1} and done_at > 0`
	deleteCaps         = `delete from caps where used_at < $1`
	deleteLeases       = `delete from leases where until_at < $1`
	deleteSuppressions = `delete from suppressions where until_at < $1`
)

// Sweep removes work that was done before a time, leases that ended before it, and what counts for no cap,
// suppression or answer by hand any more.
func (s *Store) Sweep(ctx context.Context, before time.Time) (Swept, error) {
	var swept Swept
	for {
		n, err := s.sweepWork(ctx, before)
		swept.Work += n
		if err != nil {
			return swept, s.failed(err, "sweep work")
		}
		if n < sweepBatch {
			break
		}
	}
	var err error
	if swept.Chatter, err = s.sweepChatter(ctx); err != nil {
		return swept, s.failed(err, "sweep chatter")
	}
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		for _, part := range []struct {
			count *int
			query string
			until time.Time
		}{
			{&swept.Caps, deleteCaps, s.now().Add(-capsKept)},
			{&swept.Leases, deleteLeases, before},
			{&swept.Suppressions, deleteSuppressions, s.now()},
			{&swept.Pauses, deletePauses, s.now()},
			{&swept.Processes, deleteProcesses, s.now().Add(-processKept)},
			{&swept.ByHand, deleteByHand, s.now().Add(-byHandKept)},
			{&swept.Replies, deleteMailboxReplies, s.now().Add(-mailboxKept)},
		} {
			n, err := t.exec(ctx, part.query, millis(part.until))
			if err != nil {
				return err
			}
			*part.count = int(n)
		}
		return nil
	})
	return swept, s.failed(err, "sweep")
}

// sweepWork looks with a reader, since that takes long, and removes with the writer.
func (s *Store) sweepWork(ctx context.Context, before time.Time) (int, error) {
	var ids []int64
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		ids, err = all(ctx, t, value[int64], selectDone, millis(before), sweepBatch)
		return err
	})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return len(ids), s.write(ctx, func(ctx context.Context, t *tx) error {
		return t.run(ctx, deleteDone, list(ids))
	})
}
