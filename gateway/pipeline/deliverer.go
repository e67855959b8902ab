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
