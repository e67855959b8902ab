package pipeline

import (
	"context"
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

const (
	// Waits before a delivery is tried again after a definite failure.
	retryFirst, retryMost = 5 * time.Second, 20 * time.Minute
	// forwardTerm is how long a forward or an agent's answer is tried before it is given up.
	forwardTerm = 4 * 24 * time.Hour
)

// begin sends one delivery, or says what became of one that cannot start.
func (d *deliverer) begin(ctx context.Context, b store.Begun) {
	var cancelled *store.CancelledError
	var paused *store.PausedError
	var suppressed *store.SuppressedError
	var demoted *demotedError
	switch {
	case b.Err == nil:
		d.fly(ctx, b, func() result { return d.send(ctx, b) })
	case errors.As(b.Err, &demoted):
		d.fly(ctx, b, func() result { return result{Result: d.g.keepAsDraft(ctx, b.Work, b.Outgoing, demoted)} })
	case errors.As(b.Err, &cancelled):
		d.g.log.Info("delivery cancelled", "channel", d.channel, "message", b.Outgoing.Message, "reason", cancelled.Error())
		d.g.metrics.Delivered(d.channel, string(b.Outgoing.Kind), string(gateway.DeliveryCancelled))
	case errors.Is(b.Err, store.ErrBusy):
		d.flying[b.Work.ID] = b.Work // the new claim is the one that counts
	case errors.As(b.Err, &suppressed) && d.g.isClosed(ctx, b.Outgoing.Message):
		d.fly(ctx, b, func() result {
			return result{Result: store.Result{
				Work: b.Work, State: gateway.DeliveryCancelled, Cause: b.Err.Error(),
				Note: "the automatic reply (" + string(b.Outgoing.Kind) + ") was not sent: " + b.Err.Error(),
			}}
		})
	case errors.As(b.Err, &paused), errors.As(b.Err, &suppressed):
		// A person answers: what was said before the pause may be the very reason for it.
		d.fly(ctx, b, func() result {
			return d.g.giveUp(ctx, b.Work, b.Outgoing, gateway.DeliveryCancelled, b.Err.Error())
		})
	case errors.Is(b.Err, store.ErrExpired):
		d.fly(ctx, b, func() result {
			return d.g.giveUp(ctx, b.Work, b.Outgoing, gateway.DeliveryCancelled, "it could not be sent in time: "+causeOfWaiting(b.Outgoing))
		})
	case errors.Is(b.Err, store.ErrInterrupted):
		d.fly(ctx, b, func() result { return d.unconfirmed(ctx, b, "the program ended while it was being sent") })
	default:
		d.g.log.Error("delivery not started", "channel", d.channel, "error", b.Err)
	}
}

// causeOfWaiting is why the last try failed, if there was one.
func causeOfWaiting(out store.Outgoing) string {
	if out.Cause == "" {
		return "it waited too long"
	}
	return out.Cause
}

func (d *deliverer) fly(ctx context.Context, b store.Begun, f func() result) {
	d.flying[b.Work.ID] = b.Work
	go func() {
		r := d.result(ctx, b, f)
		r.kind, r.created = b.Outgoing.Kind, b.Outgoing.Created
		select {
		case d.results <- r:
		case <-ctx.Done():
		}
	}()
}

// panicAttempts is after how many tries work that panics is given up.
const panicAttempts = 5

// result is what f says. Where f panics, a delivery that had not begun to be sent waits for another try, but not for ever;
// of any other nobody knows whether it arrived.
func (d *deliverer) result(ctx context.Context, b store.Begun, f func() result) (r result) {
	err := d.g.stage("deliver", func() error {
		r = f()
		return nil
	})
	switch out := b.Outgoing; {
	case err == nil:
		return r
	case out.Kind.Guarantee() == gateway.AtMostOnce && out.State == gateway.DeliverySending:
		return result{Result: store.Result{Work: b.Work, State: gateway.DeliveryUnknown, Cause: err.Error()}}
	case b.Work.Attempt < panicAttempts:
		return d.again(b, err.Error(), backoff(b.Work.Attempt, retryFirst, retryMost, out.ID))
	}
	r = result{Result: store.Result{Work: b.Work, State: gateway.DeliveryDead, Cause: err.Error(), Note: "not delivered: " + err.Error()}}
	_ = d.g.survive("give up", func() error { // where this is what panics, a note is all
		r = d.g.giveUp(ctx, b.Work, b.Outgoing, gateway.DeliveryDead, err.Error())
		return nil
	})
	return r
}

// send hands one delivery to the connector and judges what came back (docs/screening.md, "what a server's answer means").
func (d *deliverer) send(ctx context.Context, b store.Begun) result {
	out := b.Outgoing
	receipt, err := d.hand(out.Delivery)
	var refused *gateway.SendError
	switch {
	case err == nil:
		return result{Result: store.Result{Work: b.Work, State: gateway.DeliverySent, Receipt: receipt}}
	case !errors.As(err, &refused):
		return d.unconfirmed(ctx, b, err.Error())
	case refused.Account:
		r := d.again(b, err.Error(), accountFirst)
		r.whole = accountRefused
		return r
	case refused.Permanent && out.Kind == gateway.KindForward && out.Post != nil && !d.overTerm(out):
		// The room is not there, or refuses us: an admin is told, and the team shall get its ticket once that is mended.
		return d.again(b, err.Error(), backoff(out.Attempts, retryFirst, retryMost, out.ID))
	case refused.Permanent:
		if r, ok := d.g.elsewhere(ctx, b.Work, out, err.Error()); ok {
			return result{Result: r}
		}
		return d.g.giveUp(ctx, b.Work, out, gateway.DeliveryDead, err.Error())
	case d.overTerm(out):
		return d.g.giveUp(ctx, b.Work, out, gateway.DeliveryDead, err.Error())
	case refused.Unreachable && d.sending.Err() == nil:
		r := d.again(b, err.Error(), reachFirst)
		r.whole = notReached
		return r
	}
	return d.again(b, err.Error(), backoff(out.Attempts, retryFirst, retryMost, out.ID))
}

// hand gives one delivery to the connector. A panic in it is a failure of this delivery, of which nobody knows whether it
// arrived.
func (d *deliverer) hand(out gateway.Delivery) (receipt gateway.Receipt, err error) {
	err = d.g.survive("send", func() (err error) {
		receipt, err = d.connector.Send(d.sending, out)
		return err
	})
	return receipt, err
}

// overTerm: a delivery without a NotAfter is not tried for ever.
func (d *deliverer) overTerm(out store.Outgoing) bool {
	return out.Kind.Guarantee() == gateway.AtLeastOnce && d.g.now().Sub(out.Created) > forwardTerm
}

// again puts a delivery back into the outbox.
func (d *deliverer) again(b store.Begun, cause string, after time.Duration) result {
	return result{Result: store.Result{Work: b.Work, State: gateway.DeliveryQueued, Cause: cause, RetryAt: d.g.now().Add(after)}}
}

// unconfirmed: nobody knows whether it arrived. An automatic reply is looked for and never sent again; all else is sent
// again under the same id, for a while.
func (d *deliverer) unconfirmed(ctx context.Context, b store.Begun, cause string) result {
	switch {
	case b.Outgoing.Kind.Guarantee() == gateway.AtMostOnce:
		return result{Result: store.Result{Work: b.Work, State: gateway.DeliveryUnknown, Cause: cause}}
	case d.overTerm(b.Outgoing):
		return d.g.giveUp(ctx, b.Work, b.Outgoing, gateway.DeliveryDead, "unconfirmed: "+cause)
	}
	return d.again(b, "unconfirmed: "+cause, backoff(b.Outgoing.Attempts, retryFirst, retryMost, b.Outgoing.ID))
}
