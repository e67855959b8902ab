package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"frontdesk/gateway"
)

// Outgoing is a delivery of the outbox and how it fares.
type Outgoing struct {
	gateway.Delivery
	State    gateway.DeliveryState
	Attempts int
	Created  time.Time
	FirstTry time.Time // zero: never tried
	Ended    time.Time // when it was sent, cancelled or given up; zero: not yet
	Bounced  time.Time // when a bounce of it came; zero: none did
	RemoteID string
	Response string // the remote's last words
	Cause    string // of the last failure
}

const insertDeliveries = `insert into deliveries (id, kind, channel, conversation, message, ticket, state,
	not_after, created_at, articles, body, room, place, recipient) values {rows}`

// putDeliveries queues deliveries, each with its work. They have no group, so that a forward that must wait for its server
// does not keep the customer's reply back; only what an agent says in a chat leaves in its order.
func (t *tx) putDeliveries(ctx context.Context, ds []gateway.Delivery, draft bool) error {
	now := t.store.now()
	var rows [][]any
	var work []newWork
	for _, d := range ds {
		state := gateway.DeliveryQueued
		if draft {
			state = gateway.DeliveryDraft
		} else {
			work = append(work, newWork{kind: WorkDeliver, key: d.ID, group: saidGroup(d), channel: d.Channel, at: now})
		}
		var err error
		if d.Attachments, err = t.keepAttachments(ctx, d); err != nil {
			return err
		}
		body, err := asJSON(d)
		if err != nil {
			return err
		}
		rows = append(rows, []any{
			d.ID, string(d.Kind), d.Channel, d.Conversation, d.Message, d.Ticket, string(state),
			millis(d.NotAfter), millis(now), list(d.Articles), body, postRoom(d), postPlace(d), postRecipient(d),
		})
	}
	if err := t.insert(ctx, insertDeliveries, rows); err != nil {
		return err
	}
	return t.enqueue(ctx, work...)
}

// saidGroup is the group of an agent's messages to a chat; empty for all else.
func saidGroup(d gateway.Delivery) string {
	if d.Kind != gateway.KindAgentAnswer || d.Post == nil || d.Conversation == "" {
		return ""
	}
	return "spoken/" + d.Conversation
}

// keepAttachments stores the bytes of those that are not stored yet.
func (t *tx) keepAttachments(ctx context.Context, d gateway.Delivery) ([]gateway.Attachment, error) {
	files := slices.Clone(d.Attachments)
	var rows [][]any
	for i := range files {
		if files[i].ID == "" && files[i].Content != nil {
			files[i].ID = idAt(t.store.now())
			rows = append(rows, []any{files[i].ID, d.Message, files[i].Content})
		}
	}
	return files, t.insert(ctx, insertAttachments, rows)
}

const insertForwards = `insert into forwards (delivery, ticket, team) values {rows}`

func (t *tx) putForwards(ctx context.Context, fs []gateway.Forward) error {
	rows := make([][]any, len(fs))
	for i, f := range fs {
		rows[i] = []any{f.Delivery, f.Ticket, f.Team}
	}
	return t.insert(ctx, insertForwards, rows)
}

const (
	outgoingColumns    = `d.body, d.state, d.attempts, d.created_at, d.first_try, d.ended_at, d.bounced_at, d.remote_id, d.response, d.cause`
	selectDelivery     = `select ` + outgoingColumns + ` from deliveries d where d.id = $1`
	selectDeliveries   = `select ` + outgoingColumns + ` from deliveries d where d.conversation = $1 and d.conversation <> '' order by d.created_at, d.id`
	selectDeliveryList = `select ` + outgoingColumns + ` from deliveries d where d.id in {texts $1}`
)

func scanOutgoing(row scanner) (Outgoing, error) {
	var o outgoingRow
	if err := row.Scan(o.columns()...); err != nil {
		return Outgoing{}, err
	}
	return o.outgoing()
}

// outgoingRow is an Outgoing as it is stored.
type outgoingRow struct {
	o                                 Outgoing
	body                              string
	created, firstTry, ended, bounced int64
}

func (r *outgoingRow) columns() []any {
	return []any{
		&r.body, &r.o.State, &r.o.Attempts, &r.created, &r.firstTry, &r.ended, &r.bounced, &r.o.RemoteID, &r.o.Response, &r.o.Cause,
	}
}

func (r *outgoingRow) outgoing() (Outgoing, error) {
	o := r.o
	o.Created, o.FirstTry, o.Ended, o.Bounced = moment(r.created), moment(r.firstTry), moment(r.ended), moment(r.bounced)
	return o, json.Unmarshal([]byte(r.body), &o.Delivery)
}

// Delivery returns one delivery, without the bytes of its attachments, or ErrNotFound.
func (s *Store) Delivery(ctx context.Context, id string) (Outgoing, error) {
	var o Outgoing
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		o, err = one(ctx, t, scanOutgoing, selectDelivery, id)
		return err
	})
	return o, s.failed(err, "read delivery %s", id)
}

// Deliveries lists what left or will leave in a conversation, oldest first.
func (s *Store) Deliveries(ctx context.Context, conversation string) ([]Outgoing, error) {
	var os []Outgoing
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		os, err = all(ctx, t, scanOutgoing, selectDeliveries, conversation)
		return err
	})
	return os, s.failed(err, "list the deliveries of conversation %s", conversation)
}
