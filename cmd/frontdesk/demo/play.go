package demo

import (
	"context"
	"fmt"
	"time"

	"frontdesk/gateway/pipeline"
)

// perform sends a scene's mail and waits for all that becomes of it. answered is the reply that it answers, or nil.
func (d *demo) perform(ctx context.Context, s scene, answered *letter) (result, error) {
	sub, err := d.send(ctx, s, answered)
	if err != nil {
		return result{}, err
	}
	return d.await(ctx, sub.ID)
}

func (d *demo) send(ctx context.Context, s scene, answered *letter) (submission, error) {
	if s.Answers != "" && answered == nil {
		return submission{}, fmt.Errorf("%s is not sent: %s got no reply that it could answer", s.File, s.Answers)
	}
	sub, err := s.compose(d.run, time.Now(), answered)
	if err != nil {
		return submission{}, err
	}
	return sub, submit(ctx, d.shop.server.SMTP(), sub)
}

// await waits until the mail with this Message-ID is settled and everything that left for it has arrived.
func (d *demo) await(ctx context.Context, id string) (result, error) {
	began := time.Now()
	s, err := d.awaitSettled(ctx, id)
	if err != nil {
		return result{}, err
	}
	r, err := d.awaitDeliveries(ctx, s)
	r.Took = time.Since(began)
	return r, err
}

func (d *demo) awaitSettled(ctx context.Context, id string) (pipeline.Settled, error) {
	ctx, cancel := d.within(ctx, "mail "+id+" was not decided")
	defer cancel()
	var found pipeline.Settled
	err := d.news.until(ctx, func(all []pipeline.Settled) (bool, error) {
		for _, s := range all {
			if s.Message.Thread.ID == id {
				found = s
				return true, nil
			}
		}
		return false, nil
	})
	return found, err
}

// awaitDeliveries reads what left for a settled message from the mailboxes where it arrives.
func (d *demo) awaitDeliveries(ctx context.Context, s pipeline.Settled) (result, error) {
	r := result{Settled: s}
	for _, delivery := range s.Deliveries {
		var found letter
		ctx, cancel := d.within(ctx, fmt.Sprintf("the %s to %s did not arrive", delivery.Kind, delivery.To.Addr))
		err := d.news.until(ctx, func([]pipeline.Settled) (ok bool, err error) {
			letters, err := mailbox(d.shop.server, delivery.To.Addr)
			if err != nil {
				return false, err
			}
			found, ok = received(letters, delivery, s.Message.Thread.ID)
			return ok, nil
		})
		cancel()
		if err != nil {
			return r, err
		}
		if delivery.Kind.Automatic() {
			r.Reply = &found
		} else {
			r.Forwards = append(r.Forwards, found)
		}
	}
	return r, nil
}

// within bounds one step; its end says what did not happen.
func (d *demo) within(ctx context.Context, what string) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, d.patience, fmt.Errorf("%s within %s", what, d.patience))
}
