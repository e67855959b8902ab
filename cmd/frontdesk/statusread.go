package main

import (
	"context"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/screen"
	"frontdesk/gateway/store"
)

// readStatus reads everything from the store.
func readStatus(ctx context.Context, st *store.Store, channels []string, now time.Time) (r statusReport, err error) {
	r.At = now.UTC()
	if r.Processes, err = st.Processes(ctx); err != nil {
		return r, err
	}
	r.Processes = r.withoutReplaced()
	r.Stuck = r.findStuck(isHere)
	r.Running, r.Gone = r.count()
	if r.Pauses, err = st.Pauses(ctx); err != nil {
		return r, err
	}
	if err := r.readWork(ctx, st); err != nil {
		return r, err
	}
	if err := r.readChannels(ctx, st, channels); err != nil {
		return r, err
	}
	promises, err := st.Promises(ctx)
	for _, p := range promises {
		r.Teams = append(r.Teams, teamStatus{p.Team, p.Waiting, p.Urgent, p.Soon, p.Missed, p.Next})
	}
	return r, err
}

func (r *statusReport) readWork(ctx context.Context, st *store.Store) error {
	depth, err := st.Depth(ctx)
	if err != nil {
		return err
	}
	r.Work = map[string]int{}
	for kind, n := range depth {
		r.Work[string(kind)] = n
	}
	dead, err := st.DeadWork(ctx)
	r.GivenUp = len(dead)
	return err
}

// readChannels reads those of the config, and others that have something waiting.
func (r *statusReport) readChannels(ctx context.Context, st *store.Store, names []string) error {
	waiting, err := st.ChannelWork(ctx, names)
	if err != nil {
		return err
	}
	for name := range waiting {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		w := waiting[name]
		c := channelStatus{
			Name: name, LastMessage: w.LastMessage, LagSeconds: w.Lag.Seconds(), Unsettled: w.Unsettled, Oldest: w.Oldest, Outgoing: w.Outgoing,
			ChannelState: r.stateOf(name),
		}
		if p, running := r.runner(name); running {
			c.Process = p.ID
		}
		use, err := st.MailboxUse(ctx, name, screen.MailboxHour)
		if err != nil {
			return err
		}
		if use.Breaker.Open(r.At) {
			c.Breaker = use.Breaker
		}
		if !w.Oldest.IsZero() && (r.Oldest.IsZero() || w.Oldest.Before(r.Oldest)) {
			r.Oldest = w.Oldest
		}
		r.Channels = append(r.Channels, c)
	}
	return nil
}

// stateOf is how a channel fares, as far as its process has said.
func (r *statusReport) stateOf(channel string) gateway.ChannelState {
	if p, running := r.runner(channel); running {
		return p.Channels[channel]
	}
	if p, stuck := r.stuckRunner(channel); stuck {
		return gateway.ChannelState{State: "not known", Problem: r.lastKnown(p, channel)}
	}
	return gateway.ChannelState{State: "not running"}
}

// lives says whether a process has spoken lately.
func (r *statusReport) lives(p gateway.Process) bool { return r.At.Sub(p.Seen) <= pipeline.LostAfter }

// withoutReplaced leaves out the processes that are gone and in whose place another one was started since, one for one.
func (r *statusReport) withoutReplaced() []gateway.Process {
	var left []gateway.Process
	replaces := map[string]bool{}
	for _, p := range slices.Backward(r.Processes) { // who has been silent longest was replaced first
		next := -1
		for i, other := range r.Processes {
			earliest := next < 0 || other.Started.Before(r.Processes[next].Started)
			if other.Started.After(p.Seen) && !replaces[other.ID] && earliest {
				next = i
			}
		}
		if r.lives(p) || next < 0 {
			left = append(left, p)
			continue
		}
		replaces[r.Processes[next].ID] = true
	}
	slices.Reverse(left)
	return left
}

// count says how many processes run, and how many ended without a word and were not replaced.
func (r *statusReport) count() (running, gone int) {
	for _, p := range r.Processes {
		if r.lives(p) {
			running++
		}
	}
	return running, len(r.Processes) - running - len(r.Stuck)
}

// runs says whether any process does.
func (r *statusReport) runs() bool { return slices.ContainsFunc(r.Processes, r.lives) }

// runner is the process that receives from a channel, else one that would.
func (r *statusReport) runner(channel string) (gateway.Process, bool) {
	var standsBy *gateway.Process
	for _, p := range r.Processes {
		c, known := p.Channels[channel]
		switch {
		case !known || !r.lives(p):
		case c.Running:
			return p, true
		case standsBy == nil:
			standsBy = &p
		}
	}
	if standsBy == nil {
		return gateway.Process{}, false
	}
	return *standsBy, true
}
