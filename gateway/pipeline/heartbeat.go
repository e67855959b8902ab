package pipeline

import (
	"context"
	"reflect"
	"time"

	"frontdesk/gateway"
)

const (
	// beatEvery is how often a process says that it lives; what changes is said within a second.
	beatEvery = 5 * time.Second
	// SilentAfter is after how long of silence what a process said of itself is told to be old.
	SilentAfter = 2 * beatEvery
	// LostAfter is after how long of silence a process is taken for gone.
	LostAfter = 4 * beatEvery
)

// heartbeat writes what this process says of itself into the store, until stop, and takes it back at the end.
func (g *Gateway) heartbeat(ctx context.Context, stop <-chan struct{}) error {
	var written gateway.Process
	var at time.Time
	started := g.now().UTC()
	g.ConfigWell()
	err := g.loop(ctx, stop, "note that this process lives", func(ctx context.Context) (int, error) {
		p := g.process()
		p.Started = started
		if time.Since(at) < beatEvery && reflect.DeepEqual(withoutTimes(p), withoutTimes(written)) {
			return 0, nil
		}
		if err := g.store.PutProcess(ctx, p); err != nil {
			return 0, err
		}
		written, at = p, time.Now()
		return 0, nil
	})
	if rerr := g.store.RemoveProcess(ctx, g.owner); rerr != nil && ctx.Err() == nil {
		g.log.Debug("process not taken back, it is taken for gone", "error", rerr)
	}
	return err
}

// withoutTimes leaves out what changes all the time.
func withoutTimes(p gateway.Process) gateway.Process {
	channels := make(map[string]gateway.ChannelState, len(p.Channels))
	for name, c := range p.Channels {
		c.Intake = time.Time{}
		channels[name] = c
	}
	p.Channels = channels
	return p
}

// process is what is known of this process now.
func (g *Gateway) process() gateway.Process {
	p := gateway.Process{ID: g.owner, Config: g.health.Config(), Channels: map[string]gateway.ChannelState{}}
	for name, c := range g.health.Channels() {
		p.Channels[name] = c.state()
	}
	return p
}

// state is the health of a channel as others read it.
func (c ChannelHealth) state() gateway.ChannelState {
	s := gateway.ChannelState{Running: c.Running, Sending: c.Sending, Replies: c.Replies, Since: c.Since, Intake: c.Intake, Login: c.Login, State: "connected"}
	switch {
	case c.Standby:
		s.State = "stands by"
	case !c.Running, c.Since.IsZero():
		s.State = "connecting"
	case c.Problem != nil && c.Problem.Partial:
		s.State = "in part"
	case c.Problem != nil:
		s.State = "not connected"
	}
	if c.Problem != nil {
		s.Problem = c.Problem.String()
	}
	return s
}

// tookIn notes when a channel last handed in a batch.
func (h *Health) tookIn(channel string, at time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.channel(channel).Intake = at.UTC()
}

// Login notes how long a channel's login holds.
func (g *Gateway) Login(channel string, l gateway.Login) {
	g.metrics.Login(channel, l.Expires, l.Failing)
	g.health.mu.Lock()
	defer g.health.mu.Unlock()
	g.health.channel(channel).Login = &l
}
