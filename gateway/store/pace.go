package store

import (
	"context"
	"encoding/json"
	"time"

	"frontdesk/gateway"
)

// Pace is how one ticket was worked, as far as times are told by it.
type Pace struct {
	Team     string
	Urgent   bool // when it was opened
	Waits    bool // nobody has answered or closed it
	Created  time.Time
	Answered time.Time // by a person, first; zero: not yet
	Closed   time.Time // zero: it is not, or is open again
	Promised time.Time // told to the customer first; zero: nothing was
}

// openedRank is the rank of the urgency that a ticket was opened with; 0 where nobody was promised anything.
func openedRank(tk gateway.Ticket) int64 {
	if tk.Backlog || tk.Opened == gateway.UrgencyLow {
		return 0
	}
	return rank(tk.Opened)
}

// Bodies are read of tickets from before the columns alone.
const (
	paceColumns = `team, coalesce(opened, -1), case when state in ('open', 'taken') then 1 else 0 end, created_at,
		coalesce(answered_at, 0), coalesce(closed_at, 0), coalesce(promised_at, 0)`
	selectPaces = `select ` + paceColumns + ` from tickets where created_at >= $1 and (opened > 0 or opened is null)
		union all select ` + paceColumns + ` from tickets
			where created_at < $1 and state in ('open', 'taken') and (opened > 0 or opened is null)`
	selectUnpaced = `select body from tickets where opened is null and (created_at >= $1 or state in ('open', 'taken'))`
)

// Paces are those of the tickets that were opened since then, and of all that nobody has answered or closed yet, in any
// order; without those that promised nothing.
func (s *Store) Paces(ctx context.Context, since time.Time) ([]Pace, error) {
	var paces []Pace
	err := s.read(ctx, func(ctx context.Context, t *tx) (err error) {
		unpaced := false
		paces, err = all(ctx, t, func(row scanner) (Pace, error) { return scanPace(row, &unpaced) }, selectPaces, millis(since))
		if err != nil || !unpaced {
			return err
		}
		paces, err = t.withUnpaced(ctx, paces, since)
		return err
	})
	return paces, s.failed(err, "read the paces since %s", since.UTC().Format(time.DateOnly))
}

func scanPace(row scanner, unpaced *bool) (Pace, error) {
	var p Pace
	var opened, waits, created, answered, closed, promised int64
	err := row.Scan(&p.Team, &opened, &waits, &created, &answered, &closed, &promised)
	if opened < 0 {
		*unpaced = true
		return Pace{}, err
	}
	p.Urgent, p.Waits = opened == rank(gateway.UrgencyUrgent), waits > 0
	p.Created, p.Answered, p.Closed, p.Promised = moment(created), moment(answered), moment(closed), moment(promised)
	return p, err
}

// withUnpaced adds the tickets from before the columns, and leaves out the rows that stood for them.
func (t *tx) withUnpaced(ctx context.Context, paces []Pace, since time.Time) ([]Pace, error) {
	var out []Pace
	for _, p := range paces {
		if !p.Created.IsZero() {
			out = append(out, p)
		}
	}
	bodies, err := all(ctx, t, value[string], selectUnpaced, millis(since))
	for _, body := range bodies {
		var tk gateway.Ticket
		if err := json.Unmarshal([]byte(body), &tk); err != nil {
			return nil, err
		}
		if openedRank(tk) == 0 {
			continue
		}
		out = append(out, Pace{
			Team: tk.Team, Urgent: tk.Opened == gateway.UrgencyUrgent, Created: tk.Created, Answered: tk.Answered, Closed: tk.Closed,
			Promised: tk.Promised, Waits: tk.State == gateway.TicketOpen || tk.State == gateway.TicketTaken,
		})
	}
	return out, err
}
