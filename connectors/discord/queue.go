package discord

import (
	"context"
	"sync"

	"frontdesk/gateway"
)

// item is one thing that the consumer of a shard has to do, in the order of the gateway's events.
type item struct {
	message *message      // that was written
	edited  *message      // that was changed
	event   gateway.Event // ready to be handed in, where neither is set
	opened  *channel      // a thread that was begun
	guild   string        // that came with all its rooms, to be caught up with
	direct  bool          // direct conversations are to be caught up with
	behind  bool          // rooms that could not be read are to be tried again
	catchUp bool          // all is to be caught up with, and the rooms are to be listed anew
	removed *removal
	stored  chan bool // with room for one: whether the store has the event; nil: nobody waits for it
}

// tell says to who waits for it whether the store has the event.
func (i item) tell(stored bool) {
	if i.stored != nil {
		i.stored <- stored
	}
}

// removal is messages of a room that were deleted.
type removal struct {
	guild, room string
	ids         []string
}

// queueMost is how many items wait; of more, new messages are left out, since the rooms' history still has them.
const queueMost = 5000

// queue holds what the session has read and the store has not taken. Reading never waits for the store: a session that does
// not answer heartbeats would be lost.
type queue struct {
	mu    sync.Mutex
	items []item
	gap   bool
	over  bool // nobody takes anything any more
	some  chan struct{}
}

func newQueue() *queue { return &queue{some: make(chan struct{}, 1)} }

func (q *queue) push(i item) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if i.message != nil && len(q.items) >= queueMost {
		q.gap = true
		return
	}
	if q.over {
		i.tell(false)
		return
	}
	q.items = append(q.items, i)
	q.wake()
}

func (q *queue) wake() {
	select {
	case q.some <- struct{}{}:
	default:
	}
}

// pop waits for items and returns some of them, and whether messages were left out since it was last empty. An item that
// catches up comes alone.
func (q *queue) pop(ctx context.Context, most int) (items []item, ok bool) {
	for {
		if items := q.take(most); len(items) > 0 {
			return items, true
		}
		select {
		case <-q.some:
		case <-ctx.Done():
			return nil, false
		}
	}
}

func (q *queue) take(most int) []item {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 && q.gap {
		q.gap = false
		return []item{{catchUp: true}}
	}
	n := 0
	for n < len(q.items) && n < most && !q.items[n].alone() {
		n++
	}
	if n == 0 && len(q.items) > 0 {
		n = 1
	}
	items := q.items[:n:n]
	q.items = q.items[n:]
	if len(q.items) == 0 {
		q.items = nil
	}
	return items
}

// rest takes all that is left, and ends the queue.
func (q *queue) rest() []item {
	q.mu.Lock()
	defer q.mu.Unlock()
	left := q.items
	q.items, q.over = nil, true
	return left
}

func (i item) alone() bool {
	return i.catchUp || i.behind || i.direct || i.guild != "" || i.opened != nil
}
