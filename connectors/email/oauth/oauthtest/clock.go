package oauthtest

import (
	"sync"
	"time"
)

// Clock is a clock that a test sets forward.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock begins at a moment.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Forward sets it forward.
func (c *Clock) Forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
