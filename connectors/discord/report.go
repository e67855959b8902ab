package discord

import (
	"fmt"
	"sync"

	"frontdesk/gateway"
)

// matter is what a problem is about; the one that matters most is told.
type matter int

// Matters after those of the sessions, the gravest first.
const (
	aboutStore matter = iota
	aboutRooms
	aboutRights
	aboutCommands
	matters
)

// board gathers what is wrong with the channel and tells the gravest.
type board struct {
	place string
	tell  func(*gateway.Problem)

	mu       sync.Mutex
	sessions map[int]*gateway.Problem // by shard; nil: it is connected
	found    [matters]*gateway.Problem
}

func newBoard(env gateway.Environment, api string) *board {
	return &board{
		place: fmt.Sprintf("channel %s, %s", env.Channel.Name, api), tell: env.Report, sessions: map[int]*gateway.Problem{},
	}
}

// session notes how a shard's session is, nil for connected, and tells the whole.
func (b *board) session(shard int, p *gateway.Problem) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sessions[shard] = b.placed(p)
	b.say()
}

// forget is for a session of which nothing is known any more.
func (b *board) forget(shard int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.sessions, shard)
	b.say()
}

// set notes what is wrong in one matter, nil for nothing, and tells the whole. Where it is not the store the rest works.
func (b *board) set(m matter, p *gateway.Problem) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p = b.placed(p); p != nil && m != aboutStore {
		partial := *p
		partial.Partial, p = true, &partial
	}
	b.found[m] = p
	b.say()
}

func (b *board) placed(p *gateway.Problem) *gateway.Problem {
	if p == nil || p.Place != "" {
		return p
	}
	placed := *p
	placed.Place = b.place
	return &placed
}

// say tells the gravest problem; that all is well only once a session was connected.
func (b *board) say() {
	for _, p := range b.sessions {
		if p != nil {
			b.tell(p)
			return
		}
	}
	for _, p := range b.found {
		if p != nil {
			b.tell(p)
			return
		}
	}
	if len(b.sessions) > 0 {
		b.tell(nil)
	}
}
