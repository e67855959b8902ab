package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"frontdesk/gateway"
)

// rank orders by urgency, the most urgent first.
func rank(u gateway.Urgency) int64 {
	switch u {
	case gateway.UrgencyUrgent:
		return 1
	case gateway.UrgencyLow:
		return 3
	default:
		return 2
	}
}

func scanTicket(row scanner) (gateway.Ticket, error) {
	var tk gateway.Ticket
	var body string
	if err := row.Scan(&body); err != nil {
		return tk, err
	}
	return tk, json.Unmarshal([]byte(body), &tk)
}

const (
	selectTicket = `select body from tickets where id = $1{pg:  for update}`
	upsertTicket = `insert into tickets (id, state, rank, team, channel, conversation, message, due_at, created_at, body,
			opened, answered_at, closed_at, promised_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		on conflict (id) do update set state = excluded.state, rank = excluded.rank, team = excluded.team,
			due_at = excluded.due_at, body = excluded.body, opened = excluded.opened, answered_at = excluded.answered_at,
			closed_at = excluded.closed_at, promised_at = excluded.promised_at`
)

// putTicket creates or replaces a ticket. Notes that others have added meanwhile stay.
func (t *tx) putTicket(ctx context.Context, tk gateway.Ticket) error {
	stored, err := one(ctx, t, scanTicket, selectTicket, tk.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	tk.Notes = mergeNotes(stored.Notes, tk.Notes)
	body, err := asJSON(tk)
	if err != nil {
		return err
	}
	return t.run(ctx, upsertTicket, tk.ID, string(tk.State), rank(tk.Urgency), tk.Team, tk.Channel,
		tk.Conversation, tk.Message, millis(tk.Due), millis(tk.Created), body,
		openedRank(tk), millis(tk.Answered), millis(tk.Closed), millis(tk.Promised))
}

func mergeNotes(stored, given []string) []string {
	notes := slices.Clone(stored)
	for _, n := range given {
		if !slices.Contains(stored, n) {
			notes = append(notes, n)
		}
	}
	return bounded(notes)
}

const (
	firstNotes, newestNotes = 50, 150
	notesLeftOut            = "… older notes are left out here; the messages themselves are kept"
)

// bounded leaves out notes between the first and the newest: each message of a flood adds one to the same ticket.
func bounded(notes []string) []string {
	if len(notes) <= firstNotes+newestNotes+1 {
		return notes
	}
	return slices.Concat(notes[:firstNotes], []string{notesLeftOut}, notes[len(notes)-newestNotes:])
}

// addNote appends a note to a ticket, once.
func (t *tx) addNote(ctx context.Context, ticket, note string) error {
	tk, err := one(ctx, t, scanTicket, selectTicket, ticket)
	if err != nil {
		return err
	}
	tk.Notes = append(tk.Notes, note)
	return t.putTicket(ctx, tk)
}

// TicketFilter picks tickets; empty fields pick all.
type TicketFilter struct {
	States  []gateway.TicketState
	Team    string
	Channel string
	Urgency gateway.Urgency
	Limit   int // 0: one hundred
}

// TicketRow is a ticket with what a list of tickets shows beside it.
type TicketRow struct {
	gateway.Ticket
	MessageID string // Message-ID of the message that opened it
}

const (
	ticketColumns = `t.body, coalesce((select m.thread_id from messages m where m.id = t.message), '')`
	selectTickets = `select ` + ticketColumns + ` from tickets t
		where (cast($1 as text) = '[]' or t.state in {texts $1}) and ($2 = '' or t.team = $2)
			and ($3 = '' or t.channel = $3) and (cast($4 as bigint) = 0 or t.rank = $4)
		order by t.rank, case when t.due_at = 0 then 1 else 0 end, t.due_at, t.created_at, t.id limit $5`
)

func scanTicketRow(row scanner) (TicketRow, error) {
	var r TicketRow
	var body string
	if err := row.Scan(&body, &r.MessageID); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(body), &r.Ticket)
}

// Tickets lists tickets: the urgent first, then those due first, then the oldest.
func (s *Store) Tickets(ctx context.Context, f TicketFilter) ([]TicketRow, error) {
	states := make([]string, len(f.States))
	for i, state := range f.States {
		states[i] = string(state)
	}
	urgency := int64(0)
	if f.Urgency != "" {
		urgency = rank(f.Urgency)
	}
	var rows []TicketRow
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		rows, err = all(ctx, t, scanTicketRow, selectTickets, list(states), f.Team, f.Channel, urgency, limit(f.Limit))
		return err
	})
	return rows, s.failed(err, "list tickets")
}

const selectTicketRow = `select ` + ticketColumns + ` from tickets t where t.id >= $1 and t.id < $2 order by t.id limit 2`

// OpenTicket is the ticket of a conversation that is not closed, nil where it has none.
func (s *Store) OpenTicket(ctx context.Context, conversation string) (*gateway.Ticket, error) {
	var found *gateway.Ticket
	err := s.look(ctx, func(ctx context.Context, t *tx) error {
		found = nil
		ticket, err := one(ctx, t, scanTicket, selectOpenTicket, conversation)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		found = &ticket
		return err
	})
	return found, s.failed(err, "read the ticket of conversation %s", conversation)
}

// OpenTickets counts the tickets that are not closed by their urgency.
func (s *Store) OpenTickets(ctx context.Context) (map[gateway.Urgency]int, error) {
	const countTickets = `select rank, count(*) from tickets where state <> 'closed' group by rank`
	byRank := map[int64]int{}
	err := s.look(ctx, func(ctx context.Context, t *tx) error {
		_, err := all(ctx, t, func(row scanner) (struct{}, error) {
			var r int64
			var n int
			err := row.Scan(&r, &n)
			byRank[r] = n
			return struct{}{}, err
		}, countTickets)
		return err
	})
	counts := map[gateway.Urgency]int{}
	for _, u := range []gateway.Urgency{gateway.UrgencyLow, gateway.UrgencyNormal, gateway.UrgencyUrgent} {
		counts[u] = byRank[rank(u)]
	}
	return counts, s.failed(err, "count tickets")
}

// Ticket returns the ticket whose id begins with this. ErrNotFound: none does; ErrAmbiguous: several do.
func (s *Store) Ticket(ctx context.Context, prefix string) (TicketRow, error) {
	var rows []TicketRow
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		from, to := prefixRange(prefix)
		rows, err = all(ctx, t, scanTicketRow, selectTicketRow, from, to)
		return err
	})
	switch {
	case err != nil:
		return TicketRow{}, s.failed(err, "read ticket %s", prefix)
	case len(rows) == 0:
		return TicketRow{}, s.failed(ErrNotFound, "ticket %s", prefix)
	case len(rows) > 1 && rows[0].ID != prefix:
		return TicketRow{}, s.failed(ErrAmbiguous, "ticket %s", prefix)
	}
	return rows[0], nil
}

const selectConversationMessages = `select ` + receivedColumns + ` from messages m where m.conversation = $1 and m.conversation <> '' order by m.id`

// TicketMessages lists the messages of a conversation, oldest first.
func (s *Store) TicketMessages(ctx context.Context, conversation string) ([]Received, error) {
	var rs []Received
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		rs, err = all(ctx, t, scanReceived, selectConversationMessages, conversation)
		return err
	})
	return rs, s.failed(err, "list the messages of conversation %s", conversation)
}
