package store

import "sync"

// changes tells waiters that there may be work: a channel that is closed at the next change and then replaced.
type changes struct {
	mu   sync.Mutex
	next chan struct{}
}

func newChanges() *changes { return &changes{next: make(chan struct{})} }

func (c *changes) wait() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.next
}

func (c *changes) wake() {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.next)
	c.next = make(chan struct{})
}

// Changed returns a channel that is closed when work of any kind was added or became due: by this process, and on
// PostgreSQL by another. Take it before claiming, wait on it after claiming nothing. It is a hint: waiters also look
// by themselves from time to time, at NextRun and at an interval of their own.
func (s *Store) Changed() <-chan struct{} { return s.changes.wait() }
