package store

import (
	"context"
	"encoding/json"
	"time"

	"frontdesk/gateway"
)

// Shadowed is a message that matchers in shadow mode fit, with what was decided of it and what became of that.
type Shadowed struct {
	Message  string // id
	Subject  string
	Accepted time.Time
	Decision gateway.Decision
	Ticket   *gateway.Ticket // that it led to, as it is now; nil: none
}

// The text in the pattern is how asJSON writes a list that is not empty; inside a text its quotes would be escaped.
const selectShadowed = `select m.id, m.accepted_at, m.body, d.body, coalesce(t.body, '')
	from decisions d join messages m on m.id = d.message left join tickets t on t.id = m.ticket
	where d.decided_at >= $1 and d.body like '%"shadow":[%' order by m.accepted_at, m.id`

// Shadowed lists the messages decided since then that matchers in shadow mode fit, oldest first.
func (s *Store) Shadowed(ctx context.Context, since time.Time) ([]Shadowed, error) {
	var out []Shadowed
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		out, err = all(ctx, t, scanShadowed, selectShadowed, millis(since))
		return err
	})
	return out, s.failed(err, "read what shadowed matchers would have done")
}

func scanShadowed(row scanner) (Shadowed, error) {
	var one Shadowed
	var accepted int64
	var message, decision, ticket string
	if err := row.Scan(&one.Message, &accepted, &message, &decision, &ticket); err != nil {
		return one, err
	}
	var m gateway.Message
	if err := json.Unmarshal([]byte(message), &m); err != nil {
		return one, err
	}
	one.Subject, one.Accepted = m.Subject, moment(accepted)
	if err := json.Unmarshal([]byte(decision), &one.Decision); err != nil || ticket == "" {
		return one, err
	}
	one.Ticket = &gateway.Ticket{}
	return one, json.Unmarshal([]byte(ticket), one.Ticket)
}
