package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/store"
)

// Store is what the pipeline works on; it is the one store, not a seam.
type Store = store.Store

// Options is what a Gateway is made of.
type Options struct {
	Store      *Store
	Policy     *Policy
	Connectors map[string]gateway.Connector // by channel
	Keys       *gateway.Keyring
	Log        *slog.Logger
	Metrics    *metrics.Metrics
	Now        func() time.Time
	// Settled, where set, is called after each settled message; the demo shows what was decided with it.
	Settled func(Settled)
	// ShutdownTime bounds the finishing of what is in flight when Run's context ends; zero is 20 s.
	ShutdownTime time.Duration
}

// Settled tells of one settled message.
type Settled struct {
	Message    gateway.Message
	Decision   gateway.Decision
	Ticket     *gateway.Ticket
	Deliveries []gateway.Delivery
}

// Gateway runs channels, decides messages and delivers what was decided, all from the store.
type Gateway struct {
	store      *Store
	policy     atomic.Pointer[Policy]
	queue      atomic.Pointer[queue]
	connectors map[string]gateway.Connector
	keys       *gateway.Keyring
	log        *slog.Logger
	metrics    *metrics.Metrics
	now        func() time.Time
	settled    func(Settled)
	shutdown   time.Duration
	owner      string // of leases and claims
	health     *Health
	trust      trust
}

// New makes a gateway; Run starts it.
func New(o Options) *Gateway {
	host, _ := os.Hostname() // an unknown name is an empty prefix
	g := &Gateway{
		store: o.Store, connectors: o.Connectors, keys: o.Keys, log: o.Log, metrics: o.Metrics, now: o.Now,
		settled: o.Settled, shutdown: o.ShutdownTime, owner: fmt.Sprintf("%s/%d/%s", host, os.Getpid(), store.NewID()),
		health: newHealth(keys(o.Connectors)),
	}
	if g.shutdown == 0 {
		g.shutdown = 20 * time.Second
	}
	g.use(o.Policy)
	return g
}

// Reloaded swaps in the policy of a changed config; nil says that the config had errors and the last good one stays.
func (g *Gateway) Reloaded(p *Policy) {
	if p == nil {
		g.metrics.Reloads.WithLabelValues("failed").Inc()
		return
	}
	g.use(p)
	g.metrics.Reloads.WithLabelValues("ok").Inc()
}

// SetPolicy swaps the policy where nothing of the config has changed: closures were fetched.
func (g *Gateway) SetPolicy(p *Policy) { g.use(p) }

// Report notes the state of a channel's connection; nil means that all is well.
func (g *Gateway) Report(channel string, p *gateway.Problem) {
	if !g.health.Report(channel, p, g.now()) {
		return
	}
	if p == nil {
		g.metrics.ChannelUp.WithLabelValues(channel).Set(1)
		g.log.Info("channel connected", "channel", channel)
		return
	}
	if p.Partial {
		g.metrics.ChannelUp.WithLabelValues(channel).Set(1)
		g.log.Warn("channel works in part", "channel", channel, "problem", p.String())
		return
	}
	g.metrics.ChannelUp.WithLabelValues(channel).Set(0)
	g.log.Warn("channel not connected", "channel", channel, "problem", p.String())
}

// Policy is the one in use.
func (g *Gateway) Policy() *Policy { return g.policy.Load().at(g.queue.Load()) }

// Health is the state of the gateway for people and probes.
func (g *Gateway) Health() *Health { return g.health }

// Run works until ctx ends, then in order: intake stops, claimed messages are settled, deliveries in flight are
// finished; all of it within the shutdown time. It returns an error only for what cannot heal.
func (g *Gateway) Run(ctx context.Context) error {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	// What is in flight goes on for a moment after ctx has ended; life is its context.
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	sending, cut := context.WithCancel(life)
	defer cut()

	intake, deciding, delivering := newStage(fail), newStage(fail), newStage(fail)
	for name, c := range g.connectors {
		intake.run(func() error { return g.runChannel(ctx, name, c) })
		delivering.run(func() error { return g.deliver(life, sending, delivering.stop, name, c) })
	}
	deciding.run(func() error {
		return g.eagerly(life, deciding.stop, "decide", store.WorkDecide, decideBatch, g.decideSome)
	})
	for name, step := range g.steps() {
		delivering.run(func() error { return g.loop(life, delivering.stop, name, step) })
	}
	delivering.run(func() error { return g.heartbeat(life, delivering.stop) })
	delivering.run(func() error { return g.housekeeping(life, delivering.stop) })

	<-ctx.Done()
	// What a server has not taken by then is cut off while there is time left to write that it was not sent.
	defer time.AfterFunc(g.shutdown*3/4, cut).Stop()
	defer time.AfterFunc(g.shutdown, end).Stop()
	intake.finish()
	deciding.finish()
	delivering.finish()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) && !errors.Is(cause, context.DeadlineExceeded) {
		return cause
	}
	return nil
}

// steps are what is done over and over beside receiving, deciding and sending, by the names under which their trouble is told.
func (g *Gateway) steps() map[string]step {
	return map[string]step{
		"find":             g.findSome,
		"mark":             g.markSome,
		"digest":           g.chores(WorkDigest, g.digest),
		"review":           g.chores(WorkReview, g.review),
		"overdue":          g.chores(store.WorkOverdue, g.overdue),
		"retract":          g.chores(store.WorkRetract, g.retract),
		"tell modes":       g.chores(store.WorkMode, g.tellMode),
		"look at pauses":   g.lookAtPauses,
		"look after modes": g.lookAfterModes,
	}
}

// stage is a group of goroutines that are told to stop together and waited for.
type stage struct {
	stop  chan struct{}
	group sync.WaitGroup
	fail  context.CancelCauseFunc
}

func newStage(fail context.CancelCauseFunc) *stage {
	return &stage{stop: make(chan struct{}), fail: fail}
}

// run starts f; an error of f ends the whole gateway.
func (s *stage) run(f func() error) {
	s.group.Go(func() {
		if err := f(); err != nil {
			s.fail(err)
		}
	})
}

func (s *stage) finish() {
	close(s.stop)
	s.group.Wait()
}
