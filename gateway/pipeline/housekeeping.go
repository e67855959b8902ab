package pipeline

import (
	"context"
	"errors"
	"time"

	"frontdesk/gateway"
)

const (
	gaugeEvery = 5 * time.Second
	sweepEvery = time.Hour
	// measureEvery is how old the figures of the queues may be that times are told by.
	measureEvery = 5 * time.Minute
)

// duty is something that is done again and again, at most once in every.
type duty struct {
	name  string
	every time.Duration
	do    func(context.Context) error
	done  time.Time
}

// housekeeping keeps the gauges fresh and does what is due from time to time. What failed is due again at once.
func (g *Gateway) housekeeping(ctx context.Context, stop <-chan struct{}) error {
	duties := []*duty{
		{name: "count work", do: g.gauges},
		{name: "look after orphans", every: orphanEvery, do: g.orphans},
		{name: "measure the queues", every: measureEvery, do: g.measureQueue},
		{name: "look at mailboxes", every: mailboxEvery, do: g.lookAtMailboxes},
		{name: "measure mailboxes", every: sweepEvery, do: g.measureMailboxes},
		{name: "sweep", every: sweepEvery, do: g.sweep},
		{name: "forget", every: sweepEvery, do: g.forget},
		{name: "renew the keys", every: sweepEvery, do: g.renewKeys},
	}
	for {
		for _, d := range duties {
			if time.Since(d.done) <= d.every {
				continue
			}
			if err := g.survive(d.name, func() error { return d.do(ctx) }); err != nil && ctx.Err() == nil {
				g.storeTrouble(ctx, d.name, err)
				continue
			}
			g.storeWell(d.name)
			d.done = time.Now()
		}
		if !sleep(ctx, stop, nil, gaugeEvery) {
			return nil
		}
	}
}

// retention is how long finished work is kept for a look back.
const retention = 7 * 24 * time.Hour

func (g *Gateway) sweep(ctx context.Context) error {
	_, err := g.store.Sweep(ctx, g.now().Add(-retention))
	return errors.Join(err, g.closeAnswered(ctx), g.planReviews(ctx))
}

// renewKeys hears of keys that this process or another has made, so that what is signed with them is known as ours.
func (g *Gateway) renewKeys(ctx context.Context) error {
	keys, err := g.store.Keyring(ctx)
	if err == nil {
		g.keys.Renew(keys)
	}
	return err
}

func (g *Gateway) gauges(ctx context.Context) error {
	depth, err := g.store.Depth(ctx)
	if err != nil {
		return err
	}
	for kind, n := range depth {
		g.metrics.WorkDepth.WithLabelValues(string(kind)).Set(float64(n))
	}
	dead, err := g.store.DeadWork(ctx)
	if err != nil {
		return err
	}
	g.metrics.WorkDead.Set(float64(len(dead)))
	open, err := g.store.OpenTickets(ctx)
	if err != nil {
		return err
	}
	for _, u := range []gateway.Urgency{gateway.UrgencyLow, gateway.UrgencyNormal, gateway.UrgencyUrgent} {
		g.metrics.TicketsOpen.WithLabelValues(string(u)).Set(float64(open[u]))
	}
	return nil
}
