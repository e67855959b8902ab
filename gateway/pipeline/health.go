package pipeline

import (
	"sync"
	"time"

	"frontdesk/gateway"
)

// Health is what is known of the gateway's state: each channel's connection, and the store.
type Health struct {
	mu       sync.Mutex
	channels map[string]*ChannelHealth
	store    *gateway.Problem
}

// ChannelHealth is the state of one channel.
type ChannelHealth struct {
	Running bool             // this process holds the channel's lease
	Problem *gateway.Problem // nil: all is well
	Since   time.Time        // of the last change
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
	return h.store
}

// Report notes the state of a channel's connection and says whether that is news.
func (h *Health) Report(channel string, p *gateway.Problem, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.channel(channel)
	if sameProblem(c.Problem, p) {
		return false
	}
	c.Problem, c.Since = p, now
	return true
}

func (h *Health) setRunning(channel string, running bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.channel(channel).Running = running
}

func (h *Health) setStore(p *gateway.Problem) (news bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	news = !sameProblem(h.store, p)
	h.store = p
	return news
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
	return *a == *b
}
