package pipeline

import (
	"context"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

const (
	findBatch    = 10
	findAttempts = 5 // of a look-up that fails; then the delivery stays unknown
	findPatience = 2 * time.Minute
)

// findSome settles automatic replies of which nobody knows whether they arrived: by evidence at the remote, else a
// person is told.
func (g *Gateway) findSome(ctx context.Context) (int, error) {
	works, err := g.store.Claim(ctx, store.WorkFind, g.owner, findBatch, claimTerm)
	if err != nil {
		return 0, err
	}
	return g.each(ctx, works, func(w store.Work) error { return g.find(ctx, w) })
}

func (g *Gateway) find(ctx context.Context, w store.Work) error {
	out, err := g.store.Delivery(ctx, w.Key)
	if err != nil {
		return err
	}
	var sent, known bool
	if f, ok := g.connectors[out.Channel].(gateway.Finder); ok {
		fctx, cancel := context.WithTimeout(ctx, 45*time.Second)
		err = g.stage("find", func() (err error) {
			sent, known, err = f.Find(fctx, out.Delivery)
			return err
		})
		cancel()
	}
	if err != nil && w.Attempt < findAttempts {
		g.log.Warn("unknown delivery not looked for", "channel", out.Channel, "message", out.Message, "attempt", w.Attempt, "error", err)
		return g.store.Retry(ctx, w, g.now().Add(backoff(w.Attempt, 5*time.Second, time.Minute, w.Key)), err.Error())
	}
	if prover, ok := g.connectors[out.Channel].(gateway.Prover); ok && known && !sent {
		return g.sendAgain(ctx, w, out, prover.Proves())
	}
	if known && !sent && g.now().Sub(out.Ended) < findPatience {
		// A server may take a while to show the copy of what it took.
		g.log.Debug("unknown delivery not found yet", "channel", out.Channel, "message", out.Message, "attempt", w.Attempt)
		return g.store.Retry(ctx, w, g.now().Add(findPatience/4), "not found yet")
	}
	if known && sent {
		return g.store.ResolveUnknown(ctx, true, true, store.Result{Work: w, State: gateway.DeliverySent})
	}
	r := store.Result{Work: w, State: gateway.DeliveryUnknown, Cause: out.Cause}
	note := "the automatic reply (" + string(out.Kind) + ") may not have reached the customer and is not sent again: " + out.Cause
	return g.store.ResolveUnknown(ctx, false, false, g.escalate(ctx, r, out, note))
}

// sendAgain puts a delivery back into the outbox that was proven not to have been taken, once the proof holds.
func (g *Gateway) sendAgain(ctx context.Context, w store.Work, out store.Outgoing, after time.Duration) error {
	if wait := after - g.now().Sub(out.Ended); wait > 0 {
		return g.store.Retry(ctx, w, g.now().Add(wait), "not found yet")
	}
	r := store.Result{Work: w, State: gateway.DeliveryQueued, Cause: out.Cause}
	return g.store.ResolveUnknown(ctx, false, true, r)
}
