package pipeline

import (
	"slices"
	"strings"
	"sync"
	"time"

	"frontdesk/gateway"
)

// Health is what is known of the gateway's state: each channel's connection, and the store.
type Health struct {
	mu       sync.Mutex
	channels map[string]*ChannelHealth
	store    []storeTrouble // oldest first, one for each thing that was tried
	config   gateway.ConfigState
}

// storeTrouble is one thing that the store did not do.
type storeTrouble struct {
	doing   string
	problem gateway.Problem
	last    time.Time // when it was tried last
}

// ChannelHealth is the state of one channel.
type ChannelHealth struct {
	Running bool             // this process holds the channel's lease
	Standby bool             // another process holds it
	Problem *gateway.Problem // nil: all is well
	Sending string           // why nothing can be sent; empty: nothing is known against it
	Since   time.Time        // of the last change; zero: nothing is known yet
	Replies string           // what is unusual about its automatic replies; empty: nothing
	Stopped bool             // its automatic replies are stopped by the breaker
	Paused  string           // why its automatic replies are paused; empty: they are not
	Intake  time.Time        // when this process last took in a batch of it; zero: never
	Login   *gateway.Login   // nil: it does not end, as far as is known
}

func newHealth(channels []string) *Health {
	h := &Health{channels: make(map[string]*ChannelHealth, len(channels))}
	for _, name := range channels {
		h.channels[name] = &ChannelHealth{}
	}
	return h
}

// Channels returns a copy of the state of every channel.
func (h *Health) Channels() map[string]ChannelHealth {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := make(map[string]ChannelHealth, len(h.channels))
	for name, c := range h.channels {
		out[name] = *c
	}
	return out
}

// Store is the store's problem, nil where it works.
func (h *Health) Store() *gateway.Problem {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.store) == 0 {
		return nil
	}
	p := h.store[0].problem
	return &p
}

// Report notes the state of a channel's connection and says whether that is news.
func (h *Health) Report(channel string, p *gateway.Problem, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.channel(channel)
	news := c.Since.IsZero() || !sameProblem(c.Problem, p)
	if news {
		c.Since = now
	}
	c.Problem = p
	return news
}

// setSending notes why a channel cannot send, or with empty that it can, and says whether that is a change between these.
func (h *Health) setSending(channel, why string) (news bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.channel(channel)
	news = (c.Sending == "") != (why == "")
	c.Sending = why
	return news
}

// setReplies notes what is unusual about a channel's automatic replies, and says whether something changed but the words.
func (h *Health) setReplies(channel, why string, stopped bool) (news bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.channel(channel)
	news = (c.Replies == "") != (why == "") || c.Stopped != stopped
	c.Replies, c.Stopped = why, stopped
	return news
}

// forget drops what is known of a channel that another process runs now.
func (h *Health) forget(channel string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.channel(channel)
	*c = ChannelHealth{Standby: true, Sending: c.Sending, Replies: c.Replies, Stopped: c.Stopped, Paused: c.Paused, Intake: c.Intake, Login: c.Login}
}

func (h *Health) setRunning(channel string, running bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.channel(channel)
	c.Running, c.Standby = running, false
}

// storeFailed notes what the store did not do, and says whether its problem is news.
func (h *Health) storeFailed(doing string, p gateway.Problem, now time.Time) (news bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	news = !slices.ContainsFunc(h.store, func(t storeTrouble) bool { return sameProblem(&t.problem, &p) })
	i := slices.IndexFunc(h.store, func(t storeTrouble) bool { return t.doing == doing })
	if i < 0 {
		h.store = append(h.store, storeTrouble{})
		i = len(h.store) - 1
	}
	h.store[i] = storeTrouble{doing: doing, problem: p, last: now}
	return news
}

// storeWorked takes a trouble back where its last failure is older than the time given, and says whether it was the
// last one.
func (h *Health) storeWorked(doing string, before time.Time) (news bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.IndexFunc(h.store, func(t storeTrouble) bool { return t.doing == doing })
	if i < 0 || !h.store[i].last.Before(before) {
		return false
	}
	h.store = slices.Delete(h.store, i, i+1)
	return len(h.store) == 0
}

func (h *Health) channel(name string) *ChannelHealth {
	c, ok := h.channels[name]
	if !ok {
		c = &ChannelHealth{}
		h.channels[name] = c
	}
	return c
}

func sameProblem(a, b *gateway.Problem) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Place == b.Place && a.Hint == b.Hint && head(a.What) == head(b.What)
}

// head leaves out the remote's own words behind our sentence: many servers put times and ids into them.
func head(what string) string {
	before, _, _ := strings.Cut(what, ": ")
	return before
}
