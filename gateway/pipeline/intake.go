package pipeline

import (
	"context"
	"errors"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// A channel is run by the process that holds its lease. The holder renews it three times a term; when it cannot, it
// stops before the term ends, so that no two run at a time.
const (
	leaseTerm  = 9 * time.Second
	leaseRenew = leaseTerm / 3
)

// runChannel runs the connector of one channel whenever this process holds the channel's lease.
func (g *Gateway) runChannel(ctx context.Context, name string, c gateway.Connector) error {
	waiting := false
	var left store.Lease // of the last run, where it could not be released
	for ctx.Err() == nil {
		doing := "take the lease of channel " + name
		lease, err := g.takeLease(ctx, name, left)
		if err != nil && !errors.Is(err, store.ErrLeaseHeld) {
			g.storeTrouble(ctx, doing, err)
			pause(ctx, leaseRenew)
			continue
		}
		g.storeWell(doing)
		if err != nil {
			g.health.forget(name)
			if !waiting {
				waiting = true
				g.log.Info("channel is run by another process, this one stands by", "channel", name)
			}
			pause(ctx, leaseRenew)
			continue
		}
		waiting = false
		left = g.runLeased(ctx, name, c, lease)
	}
	return nil
}

// takeLease takes the lease of a channel. What this process could not release, since the store took no writes, stands there
// until its term ends and is this process's all the same: it goes on with it where nobody has taken it.
func (g *Gateway) takeLease(ctx context.Context, name string, left store.Lease) (store.Lease, error) {
	if left.Name != "" {
		err := g.store.RenewLease(ctx, left, leaseTerm)
		if !errors.Is(err, gateway.ErrLeaseLost) {
			return left, err
		}
	}
	return g.store.AcquireLease(ctx, "channel "+name, g.owner, leaseTerm)
}

// runLeased runs the connector until ctx ends or the lease is lost. It returns the lease where the store could not take it back.
func (g *Gateway) runLeased(ctx context.Context, name string, c gateway.Connector, lease store.Lease) (left store.Lease) {
	held, lost := context.WithCancel(ctx)
	defer lost()
	g.health.setRunning(name, true)
	g.log.Info("channel runs", "channel", name)
	in := &intake{g: g, channel: name, lease: lease}
	done := make(chan struct{})
	go func() {
		defer close(done)
		g.keepLease(held, lost, lease)
	}()
	err := g.survive("run a channel", func() error { return c.Run(held, in) })
	lost()
	<-done
	g.health.setRunning(name, false)
	if rerr := g.store.ReleaseLease(context.WithoutCancel(ctx), lease); rerr != nil {
		g.log.Warn("lease not released, it ends by itself", "channel", name, "error", rerr)
		left = lease
	}
	if err == nil || ctx.Err() != nil {
		return left
	}
	// A connector that gives up is tried again: an account that is refused today may be let in after a change there.
	g.log.Error("channel stopped", "channel", name, "error", err)
	pause(ctx, time.Minute)
	return left
}

// keepLease renews the lease and calls lost when that failed for so long that another process may take it.
func (g *Gateway) keepLease(ctx context.Context, lost context.CancelFunc, lease store.Lease) {
	renewed := time.Now()
	tick := time.NewTicker(leaseRenew)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		// The term counts from before the call: the store may have written it then.
		start := time.Now()
		rctx, cancel := context.WithTimeout(ctx, leaseRenew)
		err := g.store.RenewLease(rctx, lease, leaseTerm)
		cancel()
		if err == nil {
			renewed = start
			continue
		}
		if ctx.Err() != nil {
			return
		}
		if errors.Is(err, gateway.ErrLeaseLost) || time.Since(renewed) > leaseTerm-leaseRenew {
			g.log.Warn("lease lost", "lease", lease.Name, "error", err)
			lost()
			return
		}
	}
}

// intake is the gateway.Intake of one channel under one lease.
type intake struct {
	g       *Gateway
	channel string
	lease   store.Lease
}

// Cursor returns the stored cursor of a source.
func (in *intake) Cursor(ctx context.Context, source string) (string, error) {
	doing := "read the cursor of channel " + in.channel
	v, err := in.g.store.Cursor(ctx, in.channel, source)
	if err != nil {
		in.g.storeTrouble(ctx, doing, err)
		return "", err
	}
	in.g.storeWell(doing)
	return v, nil
}

// Accept stores a batch and wakes the decider.
func (in *intake) Accept(ctx context.Context, events []gateway.Event, c gateway.Cursor) error {
	doing := "store what came by channel " + in.channel
	got, err := in.g.store.Accept(ctx, in.lease, in.channel, events, c)
	if err != nil && !errors.Is(err, gateway.ErrLeaseLost) {
		in.g.storeTrouble(ctx, doing, err)
		return err
	}
	in.g.storeWell(doing) // also without the lease: the next one accepts it
	if err != nil {
		return err
	}
	in.g.metrics.TookIn(in.channel, in.g.now())
	in.g.health.tookIn(in.channel, in.g.now())
	in.g.metrics.Accepted(in.channel, got.New, got.Known, quarantined(events))
	return nil
}

func quarantined(events []gateway.Event) int {
	n := 0
	for _, e := range events {
		if e.Quarantine != "" {
			n++
		}
	}
	return n
}
