package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// What happens to claimed work. Each needs the fence of the claim.
const (
	extendWork = `update work set claimed_until = $3 where id = $1 and fence = $2 and done_at = 0 and dead_at = 0`
	finishWork = `update work set done_at = $3, claimed_until = 0, error = '' where id = $1 and fence = $2 and done_at = 0 and dead_at = 0`
	retryWork  = `update work set run_at = $3, error = $4, claimed_until = 0 where id = $1 and fence = $2 and done_at = 0 and dead_at = 0`
	deferWork  = `update work set run_at = $3, error = $4, claimed_until = 0, attempt = 0 where id = $1 and fence = $2 and done_at = 0 and dead_at = 0`
	buryWork   = `update work set dead_at = $3, error = $4, claimed_until = 0 where id = $1 and fence = $2 and done_at = 0 and dead_at = 0`
)

// fenced runs one of the statements above; no row means that the claim was lost.
func (t *tx) fenced(ctx context.Context, query string, w Work, args ...any) error {
	n, err := t.exec(ctx, query, append([]any{w.ID, w.Fence}, args...)...)
	if err == nil && n == 0 {
		return ErrFenced
	}
	if w.Group != "" {
		t.wake(w.Kind) // the next of the group may run
	}
	return err
}

// Extend prolongs claims, all in one commit. Those that were lost are left out and joined to ErrFenced.
func (s *Store) Extend(ctx context.Context, ttl time.Duration, work ...Work) error {
	return s.endEach(ctx, "extend claims", work, func(ctx context.Context, t *tx, w Work) error {
		return t.fenced(ctx, extendWork, w, millis(s.now().Add(ttl)))
	})
}

// Finish ends claimed work, all pieces in one commit. Those whose claim was lost are left out and joined to ErrFenced.
func (s *Store) Finish(ctx context.Context, work ...Work) error {
	return s.endEach(ctx, "finish work", work, func(ctx context.Context, t *tx, w Work) error {
		return t.fenced(ctx, finishWork, w, millis(s.now()))
	})
}

// endEach does the same to many pieces of work in one commit.
func (s *Store) endEach(ctx context.Context, doing string, work []Work, do func(context.Context, *tx, Work) error) error {
	if len(work) == 0 {
		return nil
	}
	var lost []error
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		lost = nil
		for _, w := range work {
			err := do(ctx, t, w)
			if errors.Is(err, ErrFenced) {
				lost = append(lost, fmt.Errorf("%s %s: %w", w.Kind, w.Key, err))
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = errors.Join(lost...)
	}
	return s.failed(err, "%s", doing)
}

// Retry puts claimed work back to be done again at a time; cause is for people.
func (s *Store) Retry(ctx context.Context, w Work, at time.Time, cause string) error {
	return s.endWork(ctx, "retry", w, func(ctx context.Context, t *tx) error {
		return t.retry(ctx, retryWork, w, at, cause)
	})
}

func (t *tx) retry(ctx context.Context, query string, w Work, at time.Time, cause string) error {
	if err := t.fenced(ctx, query, w, millis(at), asText(cause)); err != nil {
		return err
	}
	t.wakeAll(w.Kind)
	return nil
}

// Bury ends claimed work that cannot be done. A person may revive it.
func (s *Store) Bury(ctx context.Context, w Work, cause string) error {
	return s.endWork(ctx, "bury", w, func(ctx context.Context, t *tx) error {
		return t.fenced(ctx, buryWork, w, millis(s.now()), asText(cause))
	})
}

const messageWaits = `update messages set state = 'waiting' where id = $1 and state in ('new', 'waiting')`

// Defer lets a message sleep: its decide work runs again at until, as if for the first time.
func (s *Store) Defer(ctx context.Context, w Work, until time.Time, reason string) error {
	return s.endWork(ctx, "defer", w, func(ctx context.Context, t *tx) error {
		if err := t.retry(ctx, deferWork, w, until, reason); err != nil {
			return err
		}
		return t.run(ctx, messageWaits, w.Key)
	})
}

func (s *Store) endWork(ctx context.Context, verb string, w Work, do func(context.Context, *tx) error) error {
	return s.failed(s.write(ctx, do), "%s %s %s", verb, w.Kind, w.Key)
}

// DeadWork is work that was given up.
type DeadWork struct {
	Work
	Cause string
	At    time.Time
}

const (
	deadWork   = `select id, kind, key, grp, channel, attempt, fence, error, dead_at from work where dead_at > 0 order by dead_at, id`
	reviveWork = `update work set dead_at = 0, run_at = $2, claimed_until = 0, attempt = 0 where id = $1 and dead_at > 0 returning kind`
)

// DeadWork lists the work that was given up, oldest first.
func (s *Store) DeadWork(ctx context.Context) ([]DeadWork, error) {
	var dead []DeadWork
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		dead, err = all(ctx, t, scanDeadWork, deadWork)
		return err
	})
	return dead, s.failed(err, "list dead work")
}

func scanDeadWork(row scanner) (DeadWork, error) {
	var d DeadWork
	var at int64
	err := row.Scan(&d.ID, &d.Kind, &d.Key, &d.Group, &d.Channel, &d.Attempt, &d.Fence, &d.Cause, &at)
	d.At = moment(at)
	return d, err
}

// Revive makes dead work due again.
func (s *Store) Revive(ctx context.Context, id int64) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		kind, err := one(ctx, t, value[WorkKind], reviveWork, id, millis(s.now()))
		if err != nil {
			return err
		}
		t.wakeAll(kind)
		return nil
	})
	return s.failed(err, "revive work %d", id)
}
