package store

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"frontdesk/gateway"
)

// States of a message: new → (waiting) → settled | quarantined → forgotten.
const (
	MessageNew         = "new"
	MessageWaiting     = "waiting" // it sleeps until it is decided afresh
	MessageSettled     = "settled"
	MessageQuarantined = "quarantined" // settled without having been read
	MessageForgotten   = "forgotten"   // old enough: of what it said nothing is left
)

// Received is a message of the inbox and what became of it.
type Received struct {
	gateway.Message
	State        string
	Outcome      gateway.Outcome // empty until it is settled
	Conversation string          // id, empty until it is settled
	Ticket       string          // id of the ticket that it led to, if any
	Guard        string
	Quarantine   string    // why it could not be read; empty for most
	NoReply      string    // why nothing of its pass may be answered; empty for most
	Deleted      time.Time // when it was deleted at the remote; zero: it was not
	HasRaw       bool
}

const (
	receivedColumns = `m.id, m.state, m.outcome, m.conversation, m.ticket, m.guard, m.quarantine, m.no_reply, m.deleted_at, m.body,
		(select count(*) from raws r where r.message = m.id)`
	selectMessage = `select ` + receivedColumns + ` from messages m where m.id = $1`
)

func scanReceived(row scanner) (Received, error) {
	var r Received
	var id, body string
	var deleted, raws int64
	err := row.Scan(&id, &r.State, &r.Outcome, &r.Conversation, &r.Ticket, &r.Guard, &r.Quarantine, &r.NoReply, &deleted, &body, &raws)
	if err != nil {
		return r, err
	}
	r.Deleted, r.HasRaw = moment(deleted), raws > 0
	err = json.Unmarshal([]byte(body), &r.Message)
	r.ID = id // of one that was forgotten it does not stand in the body
	return r, err
}

// Message returns one message of the inbox, or ErrNotFound.
func (s *Store) Message(ctx context.Context, id string) (Received, error) {
	var r Received
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		r, err = one(ctx, t, scanReceived, selectMessage, id)
		return err
	})
	return r, s.failed(err, "read message %s", id)
}

// MessageFilter picks messages; empty fields pick all.
type MessageFilter struct {
	Channel string
	State   string
	After   string // only ids that sort behind this one
	Limit   int    // 0: one hundred
}

const defaultLimit = 100

const selectMessages = `select ` + receivedColumns + ` from messages m
	where ($1 = '' or m.channel = $1) and ($2 = '' or m.state = $2) and m.id > $3 order by m.id desc limit $4`

// Messages lists messages, newest first.
func (s *Store) Messages(ctx context.Context, f MessageFilter) ([]Received, error) {
	var rs []Received
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		rs, err = all(ctx, t, scanReceived, selectMessages, f.Channel, f.State, f.After, limit(f.Limit))
		return err
	})
	return rs, s.failed(err, "list messages")
}

func limit(n int) int {
	if n <= 0 {
		return defaultLimit
	}
	return n
}

const selectRaw = `select content from raws where message = $1`

// Raw returns a message as it was received, where it was kept, else ErrNotFound.
func (s *Store) Raw(ctx context.Context, message string) ([]byte, error) {
	return s.bytes(ctx, selectRaw, "raw message", message)
}

const selectAttachment = `select content from attachments where id = $1`

// Attachment returns the bytes of an attachment, or ErrNotFound.
func (s *Store) Attachment(ctx context.Context, id string) ([]byte, error) {
	return s.bytes(ctx, selectAttachment, "attachment", id)
}

func (s *Store) bytes(ctx context.Context, query, what, id string) ([]byte, error) {
	var b []byte
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		b, err = one(ctx, t, value[[]byte], query, id)
		return err
	})
	return b, s.failed(err, "read %s %s", what, id)
}

const selectDecision = `select body from decisions where message = $1`

// Trace returns the stored decision of a message with its reasons, or ErrNotFound where it is not settled.
func (s *Store) Trace(ctx context.Context, message string) (gateway.Decision, error) {
	var d gateway.Decision
	err := s.look(ctx, func(ctx context.Context, t *tx) error {
		body, err := one(ctx, t, value[string], selectDecision, message)
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(body), &d)
	})
	return d, s.failed(err, "read the decision of message %s", message)
}

const selectRefs = `select id, source_id, outcome from messages where id in {texts $1} order by id`

// Refs names messages for a Marker.
func (s *Store) Refs(ctx context.Context, messages []string) ([]gateway.Ref, error) {
	var refs []gateway.Ref
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		refs, err = all(ctx, t, func(row scanner) (gateway.Ref, error) {
			var r gateway.Ref
			err := row.Scan(&r.MessageID, &r.SourceID, &r.Outcome)
			return r, err
		}, selectRefs, list(messages))
		return err
	})
	return refs, s.failed(err, "name messages %s", strings.Join(messages, " "))
}
