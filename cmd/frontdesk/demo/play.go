package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"frontdesk/gateway/pipeline"
)

// played are the results of the scenes so far by their File; a scene that did not get anywhere has an empty one.
type played map[string]result

// perform sends a scene's mail and waits for all that becomes of it.
func (d *demo) perform(ctx context.Context, s scene, before played) (result, error) {
	sub, err := d.send(ctx, s, before)
	if err != nil {
		return result{}, err
	}
	return d.complete(ctx, s, sub)
}

func (d *demo) send(ctx context.Context, s scene, before played) (submission, error) {
	answered, err := before.answeredBy(s)
	if err != nil {
		return submission{}, err
	}
	sub, err := s.compose(d.run, time.Now(), answered)
	if err != nil {
		return submission{}, err
	}
	return sub, submit(ctx, d.shop.server.SMTP(), sub)
}

// answeredBy is the letter that a scene's mail answers; nil where it answers none.
func (p played) answeredBy(s scene) (*letter, error) {
	switch forwards := p[s.Forward].Forwards; {
	case s.Answers != "" && p[s.Answers].Reply == nil:
		return nil, fmt.Errorf("%s is not sent: %s got no reply that it could answer", s.File, s.Answers)
	case s.Answers != "":
		return p[s.Answers].Reply, nil
	case s.Forward != "" && len(forwards) == 0:
		return nil, fmt.Errorf("%s is not sent: %s was not forwarded", s.File, s.Forward)
	case s.Forward != "":
		return &forwards[0], nil
	}
	return nil, nil
}

// complete waits for all that becomes of a mail that was sent.
func (d *demo) complete(ctx context.Context, s scene, sub submission) (result, error) {
	r, err := d.await(ctx, sub.ID)
	if err != nil || s.Approve == "" {
		return r, err
	}
	return r, d.release(ctx, s.Approve, &r)
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
		what := fmt.Sprintf("the %s to %s did not arrive", delivery.Kind, delivery.To.Addr)
		found, err := d.awaitLetter(ctx, what, delivery.To.Addr, func(l letter) bool { return l.carries(delivery) })
		if err != nil {
			return r, err
		}
		r.add(delivery, found)
	}
	return r, nil
}

// release lets an agent approve the draft of a ticket, and waits until the customer has it.
func (d *demo) release(ctx context.Context, agent string, r *result) error {
	t := r.Settled.Ticket
	if t == nil {
		return fmt.Errorf("%s has nothing to approve: there is no ticket", agent)
	}
	if err := d.Approve(ctx, d.shop.config(), t.ID, agent); err != nil {
		return fmt.Errorf("approve the draft of ticket %s: %w", t.ID, err)
	}
	found, err := d.awaitLetter(ctx, "the approved draft did not arrive", t.Customer.Addr, func(l letter) bool {
		return slices.Contains(l.InReplyTo, r.Settled.Message.Thread.ID) && (r.Reply == nil || l.ID != r.Reply.ID)
	})
	if err != nil {
		return err
	}
	r.Approved, r.ApprovedBy = &found, agent
	return nil
}

// awaitLetter waits for the letter of which is is true in the mailbox of an address.
func (d *demo) awaitLetter(ctx context.Context, otherwise, address string, is func(letter) bool) (found letter, err error) {
	ctx, cancel := d.within(ctx, otherwise)
	defer cancel()
	err = d.news.until(ctx, func([]pipeline.Settled) (bool, error) {
		letters, err := mailbox(d.shop.server, address)
		if err != nil {
			return false, err
		}
		at := slices.IndexFunc(letters, is)
		if at >= 0 {
			found = letters[at]
		}
		return at >= 0, nil
	})
	return found, err
}

// within bounds one step; its end says what did not happen.
func (d *demo) within(ctx context.Context, what string) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, d.patience, fmt.Errorf("%s within %s", what, d.patience))
}
