package pipeline

import (
	"context"
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

const (
	orphanEvery = time.Minute
	orphanBatch = 100
)

// orphans looks after deliveries of channels that have left the config: nobody sends them any more. They wait until
// their time has passed, since the channel may come back, and then end like any delivery that did not reach anybody.
func (g *Gateway) orphans(ctx context.Context) error {
	channels, err := g.store.WorkChannels(ctx, store.WorkDeliver)
	if err != nil {
		return err
	}
	for _, name := range channels {
		if _, ours := g.connectors[name]; ours {
			continue
		}
		if err := g.alone(ctx, name, g.orphansOf); err != nil {
			return err
		}
	}
	return g.orphanMarks(ctx)
}

// alone does something with a channel's work that this process does not run, under its lease: another process may have the
// channel still.
func (g *Gateway) alone(ctx context.Context, channel string, do func(context.Context, string) error) error {
	lease, err := g.store.AcquireLease(ctx, "channel "+channel, g.owner, leaseTerm)
	if errors.Is(err, store.ErrLeaseHeld) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, channel), g.store.ReleaseLease(ctx, lease))
}

func (g *Gateway) orphansOf(ctx context.Context, channel string) error {
	works, err := g.store.ClaimChannel(ctx, store.WorkDeliver, channel, g.owner, orphanBatch, claimTerm)
	if err != nil {
		return err
	}
	var ended []store.Result
	for _, w := range works {
		out, err := g.store.Delivery(ctx, w.Key)
		if err != nil {
			return err
		}
		ended = append(ended, g.orphan(ctx, w, out))
	}
	return ignoreFenced(g.store.FinishSend(ctx, ended))
}

// orphanMarks ends what was to be flagged or moved in mailboxes that nobody marks any more. It waits as long as a forward
// does, since the channel may come back; unfinished it would keep its message from ever being forgotten.
func (g *Gateway) orphanMarks(ctx context.Context) error {
	channels, err := g.store.WorkChannels(ctx, store.WorkMark)
	if err != nil {
		return err
	}
	for _, name := range channels {
		switch mk, ok := g.connectors[name].(gateway.Marker); {
		case ok && mk.Marks():
			continue
		case g.connectors[name] != nil:
			err = g.endMarks(ctx, name)
		default:
			err = g.alone(ctx, name, g.endMarks)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *Gateway) endMarks(ctx context.Context, channel string) error {
	works, err := g.store.ClaimChannel(ctx, store.WorkMark, channel, g.owner, orphanBatch, claimTerm)
	if err != nil {
		return err
	}
	for _, w := range works {
		rec, err := g.store.Message(ctx, w.Key)
		if err != nil {
			return err
		}
		if g.now().Sub(rec.Accepted) > forwardTerm {
			err = g.store.Finish(ctx, w)
		} else {
			err = g.store.Retry(ctx, w, g.now(), "nobody marks channel "+channel+" any more")
		}
		if ignoreFenced(err) != nil {
			return err
		}
	}
	return nil
}

// orphan is what becomes of one delivery that nobody sends.
func (g *Gateway) orphan(ctx context.Context, w store.Work, out store.Outgoing) store.Result {
	cause := "its channel " + out.Channel + " is not in the config any more"
	now := g.now()
	switch {
	case out.State == gateway.DeliverySending && out.Kind.Automatic():
		return store.Result{Work: w, State: gateway.DeliveryUnknown, Cause: "the program ended while it was being sent"}
	case out.State != gateway.DeliveryQueued && out.State != gateway.DeliverySending: // it has ended: only its work is left
		return store.Result{Work: w, State: out.State, Cause: out.Cause}
	case !out.NotAfter.IsZero() && now.After(out.NotAfter), out.NotAfter.IsZero() && now.Sub(out.Created) > forwardTerm:
		return g.giveUp(ctx, w, out, gateway.DeliveryCancelled, cause).Result
	}
	return store.Result{Work: w, State: gateway.DeliveryQueued, Cause: cause, RetryAt: now}
}
