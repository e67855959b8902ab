package pipeline

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

const (
	// inFlight is how many deliveries of one channel are handed to its connector at a time.
	inFlight = 16
	// gatherTime is how long the first of some results waits for the others to be written.
	gatherTime = 10 * time.Millisecond
	// Waits before a delivery is tried again after a definite failure.
	retryFirst, retryMost = 5 * time.Second, 20 * time.Minute
	// forwardTerm is how long a forward or an agent's answer is tried before it is given up.
	forwardTerm = 4 * 24 * time.Hour
)

// deliverer sends what one channel's outbox holds. Claims, starts and results are written in batches: one commit
// covers all that came in while the one before was written.
type deliverer struct {
	g         *Gateway
	channel   string
	connector gateway.Connector
	sending   context.Context // of the connector's work; it ends before the deliverer's, so that its end is written
	results   chan result
	flying    map[int64]store.Work
	extended  time.Time
	refused   int       // refusals of all sending in a row
	pausedTo  time.Time // no delivery starts before
	lastCause string    // of the last delivery that was put back; the same again is no news
}

// result is what became of one delivery.
type result struct {
	store.Result
	kind    gateway.DeliveryKind
	created time.Time
	whole   trouble // where no other delivery would do better
}

// deliver runs the deliverer of a channel until stop is closed and what is in flight has ended; sending cuts that off.
func (g *Gateway) deliver(ctx, sending context.Context, stop <-chan struct{}, channel string, c gateway.Connector) error {
	d := &deliverer{g: g, channel: channel, connector: c, sending: sending, results: make(chan result, inFlight), flying: make(map[int64]store.Work)}
	wait := failureWait
	for {
		wake := g.store.Changed(store.WorkDeliver)
		free, started := inFlight-len(d.flying), 0
		if !stopped(ctx, stop) {
			var err error
			if started, err = d.start(ctx); err != nil && ctx.Err() == nil {
				g.storeTrouble(ctx, "deliver", err)
				wake, wait = nil, min(2*wait, failureMost)
			} else {
				g.storeDid("deliver", started)
				wait = failureWait
			}
		} else if len(d.flying) == 0 {
			return nil
		}
		if started == free && len(d.flying) < inFlight {
			wait = 0 // some ended before they began, and there may be more
		}
		d.collect(ctx, stop, wake, wait)
		if wait == 0 {
			wait = failureWait
		}
	}
}

// start claims deliveries for the free places and begins to send them.
func (d *deliverer) start(ctx context.Context) (int, error) {
	free := inFlight - len(d.flying)
	if free == 0 || d.g.now().Before(d.pausedTo) {
		return 0, nil
	}
	begun, err := d.g.store.ClaimSend(ctx, d.channel, d.g.owner, free, claimTerm, d.may)
	if err != nil {
		return 0, err
	}
	for _, b := range begun {
		d.begin(ctx, b)
	}
	return len(begun), nil
}

// may says why a delivery must not leave now. After a jump of the clock, or behind a disk that is too slow to extend
// claims in time, the deliverer claims again what it is sending already.
func (d *deliverer) may(w store.Work, out store.Outgoing) error {
	if _, ok := d.flying[w.ID]; ok {
		return store.ErrBusy
	}
	return d.g.Policy().trusts(out)
}

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

// collect waits for results, a wake-up, stop or the time, and writes the results that are there.
func (d *deliverer) collect(ctx context.Context, stop, wake <-chan struct{}, wait time.Duration) {
	if len(d.flying) > 0 && stopped(ctx, stop) {
		stop, wake, wait = nil, nil, claimTerm/3
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	var rs []result
	select {
	case r := <-d.results:
		rs = append(rs, r)
	case <-wake:
	case <-stop:
	case <-t.C:
	case <-ctx.Done():
		d.abandon()
		return
	}
	rs = d.gather(rs)
	d.finish(ctx, rs)
	d.extend(ctx)
}

// gather adds the results that come within a moment to those that are there, so that one commit covers them: until half
// of the places are free, or nothing is in flight any more. What waits in the outbox keeps the other half busy.
func (d *deliverer) gather(rs []result) []result {
	if len(rs) == 0 {
		return nil
	}
	t := time.NewTimer(gatherTime)
	defer t.Stop()
	for len(rs) < min(len(d.flying), inFlight/2) || len(d.results) > 0 {
		select {
		case r := <-d.results:
			rs = append(rs, r)
		case <-t.C:
			return rs
		}
	}
	return rs
}

// finish writes results; a store that fails is tried again until it works or the gateway ends, since what has left
// must be known.
func (d *deliverer) finish(ctx context.Context, rs []result) {
	if len(rs) == 0 {
		return
	}
	written := make([]store.Result, 0, len(rs))
	for _, r := range rs {
		if w, ok := d.flying[r.Work.ID]; ok {
			r.Work = w // it may have been claimed again
		}
		written = append(written, r.Result)
	}
	for wait := failureWait; ; wait = min(2*wait, failureMost) {
		err := d.g.store.FinishSend(ctx, written)
		if err == nil || errors.Is(err, store.ErrFenced) {
			d.g.storeWell("note what was sent")
			break
		}
		if ctx.Err() != nil {
			break
		}
		d.g.storeTrouble(ctx, "note what was sent", err)
		d.extend(ctx)
		pause(ctx, wait)
	}
	for _, r := range rs {
		delete(d.flying, r.Work.ID)
		d.g.metrics.Delivered(d.channel, string(r.kind), string(r.State))
		d.tell(r)
		d.judgeAll(r)
	}
}

// extend keeps the claims of what is in flight.
func (d *deliverer) extend(ctx context.Context) {
	if time.Since(d.extended) < claimTerm/4 {
		return
	}
	d.extended = time.Now()
	works := slices.Collect(maps.Values(d.flying))
	if err := ignoreFenced(d.g.store.Extend(ctx, claimTerm, works...)); err != nil {
		d.g.log.Warn("claims not extended", "channel", d.channel, "error", err)
	}
}

// abandon forgets what is in flight when the shutdown time is over: it stays in sending, and the next start finds out.
func (d *deliverer) abandon() {
	if n := len(d.flying); n > 0 {
		d.g.log.Warn("ended while deliveries were being sent, the next start finds out what became of them", "channel", d.channel, "deliveries", n)
	}
	d.flying = map[int64]store.Work{}
}
