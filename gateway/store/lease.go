package store

import (
	"context"
	"errors"
	"time"

	"frontdesk/gateway"
)

// Lease is the right to run something alone, such as a channel, for a term that must be renewed.
type Lease struct {
	Name  string
	Owner string // unique to the process
	Fence int64  // grows with every new holder
}

// The first fence is the time, so that it grows also over a row that was swept.
const acquireLease = `insert into leases (name, owner, fence, until_at) values ($1, $2, $3, $4)
	on conflict (name) do update set owner = excluded.owner, fence = leases.fence + 1, until_at = excluded.until_at
	where leases.until_at <= $3
	returning fence`

// AcquireLease takes a lease that nobody holds or whose term has passed; else the error is ErrLeaseHeld.
func (s *Store) AcquireLease(ctx context.Context, name, owner string, ttl time.Duration) (Lease, error) {
	l := Lease{Name: name, Owner: owner}
	err := s.write(ctx, func(ctx context.Context, t *tx) (err error) {
		now := s.now()
		l.Fence, err = one(ctx, t, value[int64], acquireLease, name, owner, millis(now), millis(now.Add(ttl)))
		if errors.Is(err, ErrNotFound) {
			return ErrLeaseHeld
		}
		return err
	})
	return l, s.failed(err, "acquire the lease of %s", name)
}

const (
	renewLease   = `update leases set until_at = $4 where name = $1 and owner = $2 and fence = $3`
	releaseLease = `update leases set until_at = 0 where name = $1 and owner = $2 and fence = $3`
	holdsLease   = `select count(*) from (select 1 from leases where name = $1 and owner = $2 and fence = $3{pg:  for update}) as held`
)

// RenewLease prolongs the term. A lease whose term has passed can be renewed as long as nobody took it; after that
// the error is gateway.ErrLeaseLost.
func (s *Store) RenewLease(ctx context.Context, l Lease, ttl time.Duration) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		n, err := t.exec(ctx, renewLease, l.Name, l.Owner, l.Fence, millis(s.now().Add(ttl)))
		if err == nil && n == 0 {
			return gateway.ErrLeaseLost
		}
		return err
	})
	return s.failed(err, "renew the lease of %s", l.Name)
}

// ReleaseLease gives the lease up, so that another process need not wait for its term. A lost one is no error.
func (s *Store) ReleaseLease(ctx context.Context, l Lease) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		return t.run(ctx, releaseLease, l.Name, l.Owner, l.Fence)
	})
	return s.failed(err, "release the lease of %s", l.Name)
}

// checkLease keeps the lease as it is until the transaction ends.
func (t *tx) checkLease(ctx context.Context, l Lease) error {
	held, err := one(ctx, t, value[int64], holdsLease, l.Name, l.Owner, l.Fence)
	if err == nil && held == 0 {
		return gateway.ErrLeaseLost
	}
	return err
}
