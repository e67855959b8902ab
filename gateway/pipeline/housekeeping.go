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

// housekeeping keeps the gauges fresh and sweeps what has served its time.
func (g *Gateway) housekeeping(ctx context.Context, stop <-chan struct{}) error {
	var swept, looked, measured time.Time
	for {
		if err := g.gauges(ctx); err != nil && ctx.Err() == nil {
			g.storeTrouble(ctx, "count work", err)
		} else if err == nil {
			g.storeWell("count work")
		}
		if time.Since(looked) > orphanEvery {
			if err := g.orphans(ctx); err != nil && ctx.Err() == nil {
				g.storeTrouble(ctx, "look after orphans", err)
			} else {
				g.storeWell("look after orphans")
				looked = time.Now()
			}
		}
		if time.Since(measured) > measureEvery {
			if err := g.measureQueue(ctx); err != nil && ctx.Err() == nil {
				g.storeTrouble(ctx, "measure the queues", err)
			} else {
				g.storeWell("measure the queues")
				measured = time.Now()
			}
		}
		if time.Since(swept) > sweepEvery {
			if err := g.sweep(ctx); err != nil && ctx.Err() == nil {
				g.storeTrouble(ctx, "sweep", err)
			} else {
				g.storeWell("sweep")
				swept = time.Now()
			}
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
