package store

import (
	"context"
	"encoding/json"
	"time"

	"frontdesk/gateway"
)

// TicketWork is what a person does at a ticket.
type TicketWork struct {
	Ticket      gateway.Ticket // as it shall be
	PersonWrote bool           // the customer gets a person's answer by it
	Deliveries  []gateway.Delivery
	Forwards    []gateway.Forward
	Release     bool // the conversation's drafts leave now
	Discard     bool // the conversation's drafts are cancelled
	Judgements  []Judgement
}

const (
	selectDrafts  = `select body from deliveries where conversation = $1 and state = 'draft' order by created_at, id{pg:  for update}`
	releaseDraft  = `update deliveries set state = 'queued', not_after = 0, body = $2, created_at = $3 where id = $1 and state = 'draft'`
	discardDrafts = `update deliveries set state = 'cancelled', cause = 'not released', ended_at = $2 where conversation = $1 and state = 'draft'`
	personWrote   = `update conversations set person_at = case when $2 > person_at then $2 else person_at end where id = $1`
)

// WorkTicket writes what a person did, in one transaction. change gets the ticket as it is and says what shall be; its
// error ends the transaction with nothing written. ErrNotFound: there is no such ticket; ErrNoDraft: none is there to be
// released.
func (s *Store) WorkTicket(ctx context.Context, id string, change func(gateway.Ticket) (TicketWork, error)) error {
	var refused error
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		now, err := one(ctx, t, scanTicket, selectTicket, id)
		if err != nil {
			return err
		}
		var w TicketWork
		if w, refused = change(now); refused != nil {
			return refused
		}
		return t.workTicket(ctx, w)
	})
	if refused != nil {
		return refused
	}
	return s.failed(err, "work ticket %s", id)
}

func (t *tx) workTicket(ctx context.Context, w TicketWork) error {
	if err := t.putTicket(ctx, w.Ticket); err != nil {
		return err
	}
	if err := t.touch(ctx, w.Ticket.Conversation); err != nil {
		return err
	}
	now := t.store.now()
	if w.PersonWrote {
		if err := t.run(ctx, personWrote, w.Ticket.Conversation, millis(now)); err != nil {
			return err
		}
	}
	if w.Release {
		if err := t.releaseDrafts(ctx, w.Ticket.Conversation, now); err != nil {
			return err
		}
	}
	if w.Discard {
		if err := t.touchDrafts(ctx, w.Ticket.Conversation, now); err != nil {
			return err
		}
	}
	if err := t.putDeliveries(ctx, w.Deliveries, false); err != nil {
		return err
	}
	if _, err := t.putJudgements(ctx, w.Judgements); err != nil {
		return err
	}
	return t.putForwards(ctx, w.Forwards)
}

// touchDrafts cancels drafts; that there are none is no error.
func (t *tx) touchDrafts(ctx context.Context, conversation string, now time.Time) error {
	_, err := t.exec(ctx, discardDrafts, conversation, millis(now))
	return err
}

// releaseDrafts queues drafts. A person has let them go, so that a person has the ticket holds them no more.
func (t *tx) releaseDrafts(ctx context.Context, conversation string, now time.Time) error {
	bodies, err := all(ctx, t, value[string], selectDrafts, conversation)
	if err != nil {
		return err
	}
	if len(bodies) == 0 {
		return ErrNoDraft
	}
	for _, body := range bodies {
		var d gateway.Delivery
		if err := json.Unmarshal([]byte(body), &d); err != nil {
			return err
		}
		d.HoldIf, d.NotAfter = nil, time.Time{}
		fresh, err := asJSON(d)
		if err != nil {
			return err
		}
		if err := t.run(ctx, releaseDraft, d.ID, fresh, millis(now)); err != nil {
			return err
		}
		if err := t.enqueue(ctx, newWork{kind: WorkDeliver, key: d.ID, channel: d.Channel, at: now}); err != nil {
			return err
		}
	}
	return nil
}
