package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"frontdesk/gateway"
)

// Result is what became of one attempt to send, or of other work that is finished with more than a word.
type Result struct {
	Work  Work
	State gateway.DeliveryState // sent, dead, unknown or cancelled end the delivery; queued tries again at RetryAt
	// Receipt is of a delivery that was sent, or the remote's words where it was refused.
	Receipt gateway.Receipt
	RetryAt time.Time
	Cause   string // of a failure, for people
	// Ticket is a new one or an existing one as it shall be. The delivery's message is linked to it where it has none.
	Ticket     *gateway.Ticket
	Gone       string // chat room that is no conversation's any more
	Note       string // added to that ticket, else to the delivery's, else to its conversation's
	Forwards   []gateway.Forward
	Deliveries []gateway.Delivery
	Drafts     []gateway.Delivery // wait for a person's release
}

// FinishSend writes what became of deliveries, all in one commit. Those whose claim was lost are left out, and joined
// to ErrFenced after the others are committed. An automatic reply that ends unknown gets find work. A delivery that
// does not arrive, and a ticket that is touched, change their conversation's version.
//
// A Result of other work (overdue) may carry a ticket, a note, forwards and deliveries too; its State is not used:
// with RetryAt it runs again, else it is finished.
func (s *Store) FinishSend(ctx context.Context, rs []Result) error {
	var lost []error
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		lost = nil
		deliveries, err := t.deliveriesOf(ctx, rs)
		if err != nil {
			return err
		}
		for _, r := range rs {
			err := t.finishSend(ctx, r, deliveries[r.Work.Key])
			if errors.Is(err, ErrFenced) {
				lost = append(lost, fmt.Errorf("%s %s: %w", r.Work.Kind, r.Work.Key, err))
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = errors.Join(lost...)
	}
	return s.failed(err, "finish sending")
}

// plain: the delivery was sent just now, and nothing follows for which it is looked at.
func (r Result) plain() bool {
	return r.Work.Kind == WorkDeliver && r.State == gateway.DeliverySent && r.Receipt.Room == "" && r.Ticket == nil && r.Note == "" && r.Gone == ""
}

// deliveriesOf are the deliveries of results, by id, without those of plain ones.
func (t *tx) deliveriesOf(ctx context.Context, rs []Result) (map[string]Outgoing, error) {
	var ids []string
	for _, r := range rs {
		if kind := r.Work.Kind; (kind == WorkDeliver || kind == WorkFind) && !r.plain() {
			ids = append(ids, r.Work.Key)
		}
	}
	byID := map[string]Outgoing{}
	if len(ids) == 0 {
		return byID, nil
	}
	os, err := all(ctx, t, scanOutgoing, selectDeliveryList, list(ids))
	for _, o := range os {
		byID[o.ID] = o
	}
	return byID, err
}

// finishSend writes the fate of the work first: ErrFenced means that nothing was written.
func (t *tx) finishSend(ctx context.Context, r Result, o Outgoing) error {
	if err := t.endAttempt(ctx, r); err != nil {
		return err
	}
	if r.Work.Kind == WorkDeliver {
		if err := t.setDelivery(ctx, r, r.Work.Key); err != nil {
			return err
		}
		if err := t.openRoom(ctx, o, r.Receipt.Room); err != nil {
			return err
		}
		if r.State == gateway.DeliveryUnknown && o.Kind.Automatic() {
			find := newWork{kind: WorkFind, key: o.ID, channel: o.Channel, at: t.store.now()}
			if err := t.run(ctx, requeueWork, o.ID, millis(t.store.now()), string(WorkFind)); err != nil {
				return err // it was looked for after an earlier attempt
			}
			if err := t.enqueue(ctx, find); err != nil {
				return err
			}
		}
	}
	return t.consequences(ctx, r, o)
}

func (t *tx) endAttempt(ctx context.Context, r Result) error {
	again := r.State == gateway.DeliveryQueued
	if r.Work.Kind != WorkDeliver {
		again = !r.RetryAt.IsZero()
	}
	if again {
		return t.retry(ctx, retryWork, r.Work, t.orNow(r.RetryAt), r.Cause)
	}
	return t.fenced(ctx, finishWork, r.Work, millis(t.store.now()))
}

func (t *tx) orNow(at time.Time) time.Time {
	if at.IsZero() {
		return t.store.now()
	}
	return at
}

// What the remote said stays where a later attempt says nothing.
const setDelivery = `update deliveries set state = $2, cause = $3, ended_at = $4,
	remote_id = case when $5 = '' then remote_id else $5 end, response = case when $6 = '' then response else $6 end
	where id = $1`

func (t *tx) setDelivery(ctx context.Context, r Result, id string) error {
	ended := t.store.now()
	if r.State == gateway.DeliveryQueued {
		ended = time.Time{}
	}
	return t.run(ctx, setDelivery, id, string(r.State), asText(r.Cause), millis(ended),
		asKey(r.Receipt.RemoteID), asText(r.Receipt.Response))
}

const linkTicket = `update messages set ticket = $2 where id = $1 and ticket = ''`

// consequences writes what a result changes beside the delivery itself.
func (t *tx) consequences(ctx context.Context, r Result, o Outgoing) error {
	changed := r.State == gateway.DeliveryDead || r.State == gateway.DeliveryCancelled
	conversation := o.Conversation
	if r.Ticket != nil {
		changed = true
		conversation = r.Ticket.Conversation
		if err := t.putTicket(ctx, *r.Ticket); err != nil {
			return err
		}
		if err := t.run(ctx, linkTicket, o.Message, r.Ticket.ID); err != nil {
			return err
		}
	}
	if r.Note != "" {
		changed = true
		if err := t.note(ctx, r, o); err != nil {
			return err
		}
	}
	if changed {
		if err := t.touch(ctx, conversation); err != nil {
			return err
		}
	}
	if r.Gone != "" {
		if err := t.run(ctx, closeRoom, o.Channel, asKey(r.Gone)); err != nil {
			return err
		}
	}
	if err := t.putDeliveries(ctx, r.Deliveries, false); err != nil {
		return err
	}
	if err := t.putDeliveries(ctx, r.Drafts, true); err != nil {
		return err
	}
	return t.putForwards(ctx, r.Forwards)
}

const selectNewestTicket = `select id from tickets where id = $1 or (conversation = $2 and conversation <> '')
	order by case when id = $1 then 0 when state <> 'closed' then 1 else 2 end, created_at desc, id desc limit 1`

// note goes to the result's own ticket, the delivery's, or the conversation's newest; without any there is nobody to
// tell.
func (t *tx) note(ctx context.Context, r Result, o Outgoing) error {
	id := o.Ticket
	if r.Ticket != nil {
		id = r.Ticket.ID
	}
	ids, err := all(ctx, t, value[string], selectNewestTicket, id, o.Conversation)
	if err != nil || len(ids) == 0 {
		return err
	}
	return t.addNote(ctx, ids[0], asText(r.Note))
}

const requeueWork = `update work set run_at = $2, done_at = 0, claimed_until = 0, attempt = 0
	where kind = $3 and key = $1 and done_at > 0`

// ResolveUnknown settles an unknown delivery and finishes its find work r.Work. Where it is known that it was sent, it
// is sent, with r.Receipt; where it is known that it was not, it becomes r.State: queued leaves again at r.RetryAt,
// dead and cancelled end it. Where nothing is known it stays unknown. The rest of r is written in each case.
func (s *Store) ResolveUnknown(ctx context.Context, sent, known bool, r Result) error {
	switch {
	case !known:
		r.State = gateway.DeliveryUnknown
	case sent:
		r.State = gateway.DeliverySent
	}
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		deliveries, err := t.deliveriesOf(ctx, []Result{r})
		if err != nil {
			return err
		}
		return t.resolve(ctx, r, deliveries[r.Work.Key])
	})
	return s.failed(err, "resolve delivery %s", r.Work.Key)
}

func (t *tx) resolve(ctx context.Context, r Result, o Outgoing) error {
	if err := t.fenced(ctx, finishWork, r.Work, millis(t.store.now())); err != nil {
		return err
	}
	if o.State == gateway.DeliveryUnknown && r.State != gateway.DeliveryUnknown {
		if err := t.setDelivery(ctx, r, o.ID); err != nil {
			return err
		}
	}
	if r.State == gateway.DeliveryQueued {
		if err := t.run(ctx, requeueWork, o.ID, millis(t.orNow(r.RetryAt)), string(WorkDeliver)); err != nil {
			return err
		}
		t.wakeAll(WorkDeliver)
	}
	return t.consequences(ctx, r, o)
}
