package store

import (
	"slices"
	"sync"
)

// changes tells waiters that there may be work of a kind: a channel that is closed at the next change and then replaced.
type changes struct {
	mu   sync.Mutex
	next map[WorkKind]chan struct{} // of the kinds that somebody waits for
}

func newChanges() *changes { return &changes{next: map[WorkKind]chan struct{}{}} }

func (c *changes) wait(kind WorkKind) <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next[kind] == nil {
		c.next[kind] = make(chan struct{})
	}
	return c.next[kind]
}

// wake wakes who waits for one of the kinds; without kinds, everybody.
func (c *changes) wake(kinds ...WorkKind) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for kind, next := range c.next {
		if len(kinds) == 0 || slices.Contains(kinds, kind) {
			close(next)
			delete(c.next, kind)
		}
	}
}

// Changed returns a channel that is closed when work of a kind was added or became due: by this process, and on
// PostgreSQL by another. Take it before claiming, wait on it after claiming nothing. It is a hint: waiters also look
// by themselves from time to time, at NextRun and at an interval of their own.
func (s *Store) Changed(kind WorkKind) <-chan struct{} { return s.changes.wait(kind) }
