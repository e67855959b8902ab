package store

import (
	"context"
	"time"
)

// Suppression is an address to which nothing automatic goes for a time.
type Suppression struct {
	Address string // canonical
	Since   time.Time
	Until   time.Time
	Reason  string
}

const (
	// What bounces does not shorten what a person has set.
	suppress = `insert into suppressions (address, until_at, at, reason) values ($1, $2, $3, $4)
		on conflict (address) do update set until_at = excluded.until_at, at = excluded.at, reason = excluded.reason
		where suppressions.until_at < excluded.until_at`
	setSuppression = `insert into suppressions (address, until_at, at, reason) values ($1, $2, $3, $4)
		on conflict (address) do update set until_at = excluded.until_at, at = excluded.at, reason = excluded.reason`
	deleteSuppression  = `delete from suppressions where address = $1 and until_at > $2`
	selectSuppressions = `select address, at, until_at, reason from suppressions where until_at > $1 order by address`
)

// Suppress lets nothing automatic go to a canonical address until a time; what was known of it is replaced.
func (s *Store) Suppress(ctx context.Context, address string, until time.Time, reason string) error {
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		return t.run(ctx, setSuppression, asKey(address), millis(until), millis(s.now()), asText(reason))
	})
	return s.failed(err, "suppress an address")
}

// Unsuppress lets a canonical address be answered again, and says whether it was suppressed.
func (s *Store) Unsuppress(ctx context.Context, address string) (was bool, err error) {
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		n, err := t.exec(ctx, deleteSuppression, asKey(address), millis(s.now()))
		was = n > 0
		return err
	})
	return was, s.failed(err, "take back a suppression")
}

// Suppressions are those whose term has not passed, by address.
func (s *Store) Suppressions(ctx context.Context) ([]Suppression, error) {
	var found []Suppression
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		found, err = all(ctx, t, func(row scanner) (Suppression, error) {
			var one Suppression
			var at, until int64
			err := row.Scan(&one.Address, &at, &until, &one.Reason)
			one.Since, one.Until = moment(at), moment(until)
			return one, err
		}, selectSuppressions, millis(s.now()))
		return err
	})
	return found, s.failed(err, "list suppressions")
}
