package store

import (
	"context"
	"time"
)

// Correction is what an agent said of the decision of one message: another matcher should have fitted. The last word of
// an agent counts.
type Correction struct {
	Message string // id
	Agent   string // address
	Said    string // matcher that was chosen; empty: none
	Meant   string // matcher that should have been; empty: none
	At      time.Time
}

const (
	upsertCorrection = `insert into corrections (message, agent, said, meant, at) values ($1, $2, $3, $4, $5)
		on conflict (message, agent) do update set meant = excluded.meant, at = excluded.at`
	selectCorrections = `select message, agent, said, meant, at from corrections where at >= $1 order by at, message, agent`
)

func (t *tx) settleCorrection(ctx context.Context, st Settlement) error {
	c := st.Correction
	if c == nil {
		return nil
	}
	return t.run(ctx, upsertCorrection, c.Message, asKey(c.Agent), asText(c.Said), asText(c.Meant), millis(t.store.now()))
}

// Corrections is what agents said since then, oldest first.
func (s *Store) Corrections(ctx context.Context, since time.Time) ([]Correction, error) {
	var out []Correction
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		out, err = all(ctx, t, func(row scanner) (Correction, error) {
			var c Correction
			var at int64
			err := row.Scan(&c.Message, &c.Agent, &c.Said, &c.Meant, &at)
			c.At = moment(at)
			return c, err
		}, selectCorrections, millis(since))
		return err
	})
	return out, s.failed(err, "read corrections")
}
