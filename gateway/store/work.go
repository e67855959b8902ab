package store

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// WorkKind says what is to be done.
type WorkKind string

// Kinds of work. The key is a message's id (decide, mark), a delivery's id (deliver, find), or the pipeline's own.
const (
	WorkDecide  WorkKind = "decide"
	WorkDeliver WorkKind = "deliver"
	WorkMark    WorkKind = "mark"
	WorkFind    WorkKind = "find"
	WorkOverdue WorkKind = "overdue"
	WorkRetract WorkKind = "retract" // key: a message that was deleted after it was answered
)

// Work is one step that must be done, as claimed by one worker.
type Work struct {
	ID      int64
	Kind    WorkKind
	Key     string // unique within the kind
	Group   string // work of one group is done in order, one at a time; empty: on its own
	Channel string // of deliver, mark and find
	Attempt int    // 1 for the first
	Fence   int64  // grows with every claim
}

// A row is live until it is done or dead. Within a group only the oldest live row may run; it blocks the others also
// while it waits to be tried again. A younger one that runs blocks too: on PostgreSQL an older one may appear after it.
const (
	claimable = `with due as {pg: materialized }(select w.id from work w
		where w.kind = $1 and w.done_at = 0 and w.dead_at = 0 and w.run_at <= $2 and w.claimed_until <= $2
			and ($6 = '' or w.channel = $6)
			and (w.grp = '' or not exists (select 1 from work o
				where o.kind = w.kind and o.grp = w.grp and o.grp <> '' and o.done_at = 0 and o.dead_at = 0
					and (o.id < w.id or (o.id > w.id and o.claimed_until > $2))))
		order by w.run_at, w.id limit $5{pg:  for update of w skip locked})`
	claimWork = claimable + ` update work set owner = $3, claimed_until = $4, fence = fence + 1, attempt = attempt + 1
		where id in (select id from due)
		returning run_at, id, kind, key, grp, channel, attempt, fence`
)

// Claim takes up to limit pieces of work that are due, oldest first, for the term ttl: those that nobody has claimed,
// or whose claim has passed. Of a group it takes one, and none while another one of it runs.
func (s *Store) Claim(ctx context.Context, kind WorkKind, owner string, limit int, ttl time.Duration) ([]Work, error) {
	return s.ClaimChannel(ctx, kind, "", owner, limit, ttl)
}

// ClaimChannel is Claim for the work of one channel; an empty channel stands for all.
func (s *Store) ClaimChannel(
	ctx context.Context, kind WorkKind, channel, owner string, limit int, ttl time.Duration,
) ([]Work, error) {
	var claimed []Work
	err := s.write(ctx, func(ctx context.Context, t *tx) (err error) {
		claimed, err = t.claim(ctx, kind, channel, owner, limit, ttl)
		return err
	})
	return claimed, s.failed(err, "claim %s work", kind)
}

const isDue = `select count(*) from (select 1 from work
	where kind = $1 and ($2 = '' or channel = $2) and done_at = 0 and dead_at = 0 and run_at <= $3 and claimed_until <= $3 limit 1) as due`

// isDue says whether there may be work of a channel to claim, of all where it is empty. What each channel asks for from second to second, and whenever
// another has something to do, costs a look and no transaction of the one writer.
func (s *Store) isDue(ctx context.Context, kind WorkKind, channel string) (due bool, err error) {
	err = s.look(s.dialect.statements(ctx), func(ctx context.Context, t *tx) error {
		n, err := one(ctx, t, value[int64], isDue, string(kind), channel, millis(s.now()))
		due = n > 0
		return err
	})
	return due, err
}

func (t *tx) claim(ctx context.Context, kind WorkKind, channel, owner string, limit int, ttl time.Duration) ([]Work, error) {
	now := t.store.now()
	rows, err := all(ctx, t, scanClaim, claimWork, string(kind), millis(now), owner, millis(now.Add(ttl)), limit, channel)
	return inOrder(rows), err
}

type claim struct {
	work  Work
	runAt int64
}

func scanClaim(row scanner) (claim, error) {
	var c claim
	w := &c.work
	err := row.Scan(&c.runAt, &w.ID, &w.Kind, &w.Key, &w.Group, &w.Channel, &w.Attempt, &w.Fence)
	return c, err
}

// inOrder sorts what "returning" gives in any order.
func inOrder(claims []claim) []Work {
	slices.SortFunc(claims, func(a, b claim) int {
		if a.runAt != b.runAt {
			return int(a.runAt - b.runAt)
		}
		return int(a.work.ID - b.work.ID)
	})
	work := make([]Work, len(claims))
	for i, c := range claims {
		work[i] = c.work
	}
	return work
}

// Times at which unblocked work runs next; claimed work runs again when its claim has passed.
const nextRun = `select min(case when w.claimed_until > w.run_at then w.claimed_until else w.run_at end) from work w
	where w.kind = $1 and w.done_at = 0 and w.dead_at = 0
		and (w.grp = '' or not exists (select 1 from work o
			where o.kind = w.kind and o.grp = w.grp and o.grp <> '' and o.done_at = 0 and o.dead_at = 0 and o.id < w.id))`

// NextRun says when work of this kind is due next; ok is false where there is none.
func (s *Store) NextRun(ctx context.Context, kind WorkKind) (at time.Time, ok bool, err error) {
	var next sql.NullInt64
	err = s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		next, err = one(ctx, t, value[sql.NullInt64], nextRun, string(kind))
		return err
	})
	return moment(next.Int64), next.Valid, s.failed(err, "look for %s work", kind)
}

const insertWork = `insert into work (kind, key, grp, channel, run_at) values {rows} on conflict (kind, key) do nothing`

// Enqueue adds work; where kind and key are known already, also as done or dead, nothing changes.
func (s *Store) Enqueue(ctx context.Context, kind WorkKind, key, group string, at time.Time) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		return t.enqueue(ctx, newWork{kind: kind, key: key, group: group, at: at})
	})
	return s.failed(err, "enqueue %s %s", kind, key)
}

type newWork struct {
	kind                WorkKind
	key, group, channel string
	at                  time.Time
}

func (t *tx) enqueue(ctx context.Context, work ...newWork) error {
	if len(work) == 0 {
		return nil
	}
	rows := make([][]any, len(work))
	for i, w := range work {
		rows[i] = []any{string(w.kind), w.key, asKey(w.group), w.channel, millis(w.at)}
	}
	if err := t.insert(ctx, insertWork, rows); err != nil {
		return err
	}
	for _, w := range work {
		t.wakeAll(w.kind)
	}
	return nil
}

// wake wakes this process's waiters for a kind of work, at the commit.
func (t *tx) wake(kind WorkKind) {
	if !slices.Contains(t.woke, kind) {
		t.woke = append(t.woke, kind)
	}
}

// wakeAll wakes those of all processes.
func (t *tx) wakeAll(kind WorkKind) {
	t.wake(kind)
	t.tell = true
}

const workChannels = `select distinct channel from work where kind = $1 and done_at = 0 and dead_at = 0 order by channel`

// WorkChannels names the channels that have live work of a kind.
func (s *Store) WorkChannels(ctx context.Context, kind WorkKind) ([]string, error) {
	var names []string
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		names, err = all(ctx, t, value[string], workChannels, string(kind))
		return err
	})
	return names, s.failed(err, "list the channels of %s work", kind)
}

const depth = `select kind, count(*) from work where done_at = 0 and dead_at = 0 group by kind`

// Depth counts the live work of each kind.
func (s *Store) Depth(ctx context.Context) (map[WorkKind]int, error) {
	counts := map[WorkKind]int{}
	err := s.look(ctx, func(ctx context.Context, t *tx) error {
		_, err := all(ctx, t, func(row scanner) (struct{}, error) {
			var kind WorkKind
			var n int
			err := row.Scan(&kind, &n)
			counts[kind] = n
			return struct{}{}, err
		}, depth)
		return err
	})
	return counts, s.failed(err, "count the work")
}
