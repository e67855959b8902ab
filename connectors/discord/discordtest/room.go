package discordtest

import (
	"context"
	"slices"
	"sort"
	"time"
)

// Kind is a channel type (developers/resources/channel, section Channel Types).
type Kind int

// The kinds of rooms there are here.
const (
	Text               Kind = 0
	Direct             Kind = 1
	Announcement       Kind = 5
	AnnouncementThread Kind = 10
	PublicThread       Kind = 11
	PrivateThread      Kind = 12
	Forum              Kind = 15
)

// IsThread says that the kind is one of the three kinds of threads.
func (k Kind) IsThread() bool { return k >= AnnouncementThread && k <= PrivateThread }

// Room is a channel, a thread, a forum post or a direct conversation. ID, Kind, Guild (nil in DMs) and Parent (of threads)
// do not change.
type Room struct {
	ID     string
	Kind   Kind
	Guild  *Guild
	Parent *Room

	s          *Server
	name       string
	overwrites map[string]overwrite
	messages   []*message // oldest first, deleted ones are taken out
	byID       map[string]*message
	recipients []*User         // of DMs
	inThread   map[string]bool // user ids
	owner      string          // of threads
	created    time.Time
	deleted    bool
	archived   bool
	locked     bool
	archiveFor int // minutes
}

// AddRoom makes a room of a guild: Text, Announcement or Forum.
func (g *Guild) AddRoom(name string, kind Kind) *Room {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	r := g.s.newRoom(g.s.newID(), name, kind)
	g.own(r)
	g.s.dispatch(event{name: "CHANNEL_CREATE", guild: g, intent: Guilds, body: func(*Bot) any { return r.wire(nil) }})
	g.s.touch()
	return r
}

func (s *Server) newRoom(id, name string, kind Kind) *Room {
	r := &Room{
		ID: id, Kind: kind, s: s, name: name, created: s.o.Now(), archiveFor: 1440,
		overwrites: map[string]overwrite{}, byID: map[string]*message{}, inThread: map[string]bool{},
	}
	s.rooms[id] = r
	return r
}

func (g *Guild) own(r *Room) {
	r.Guild = g
	g.rooms = append(g.rooms, r)
}

// AddThread makes a thread in the room as owner would; members besides the owner are put into it.
func (r *Room) AddThread(name string, kind Kind, owner *User, members ...*User) *Room {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	return r.newThread(r.s.newID(), name, kind, owner, members...)
}

func (r *Room) newThread(id, name string, kind Kind, owner *User, members ...*User) *Room {
	t := r.s.newRoom(id, name, kind)
	t.Parent, t.owner = r, owner.ID
	r.Guild.own(t)
	for _, u := range append(members, owner) {
		t.inThread[u.ID] = true
	}
	r.s.dispatch(event{name: "THREAD_CREATE", guild: r.Guild, room: t, intent: Guilds, body: func(*Bot) any {
		return extend(t.wire(nil), "newly_created", true)
	}})
	r.s.touch()
	return t
}

// AddDM opens the direct conversation of two users, the same one every time.
func (s *Server) AddDM(a, b *User) *Room {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dm(a, b)
}

func (s *Server) dm(a, b *User) *Room {
	for _, r := range s.rooms {
		if r.Kind == Direct && slices.Contains(r.recipients, a) && slices.Contains(r.recipients, b) {
			return r
		}
	}
	r := s.newRoom(s.newID(), "", Direct)
	r.recipients = []*User{a, b}
	return r
}

// Room is the channel, thread or DM with that id, nil if there never was one.
func (s *Server) Room(id string) *Room { return locked(s, func() *Room { return s.rooms[id] }) }

// Name is what the room is called now.
func (r *Room) Name() string { return locked(r.s, func() string { return r.name }) }

// Deleted, Archived and Locked say what became of the room.
func (r *Room) Deleted() bool { return locked(r.s, func() bool { return r.deleted }) }

// Archived says that the thread is archived.
func (r *Room) Archived() bool { return locked(r.s, func() bool { return r.archived }) }

// Locked says that only moderators may write in the thread.
func (r *Room) Locked() bool { return locked(r.s, func() bool { return r.locked }) }

// Has says that u is in the thread.
func (r *Room) Has(u *User) bool { return locked(r.s, func() bool { return r.inThread[u.ID] }) }

func locked[T any](s *Server, f func() T) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return f()
}

// Threads are the threads and forum posts of the room that exist, oldest first.
func (r *Room) Threads() []*Room {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	var out []*Room
	for _, t := range r.Guild.rooms {
		if t.Parent == r && !t.deleted {
			out = append(out, t)
		}
	}
	return out
}

// Messages are those of the room now, oldest first; ephemeral answers are not in any room.
func (r *Room) Messages() []Message {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	out := make([]Message, len(r.messages))
	for i, m := range r.messages {
		out[i] = m.snapshot()
	}
	return out
}

// Message is one message of the room as it is now; false if it was deleted.
func (r *Room) Message(id string) (Message, bool) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	m := r.byID[id]
	if m == nil {
		return Message{}, false
	}
	return m.snapshot(), true
}

// AwaitMessage returns the oldest message of the room that is wanted, as soon as there is one.
func (r *Room) AwaitMessage(ctx context.Context, wanted func(Message) bool) (Message, error) {
	var found Message
	err := r.s.Await(ctx, func() bool {
		i := slices.IndexFunc(r.Messages(), func(m Message) bool {
			found = m
			return wanted(m)
		})
		return i >= 0
	})
	return found, err
}

// top is the room whose permissions count.
func (r *Room) top() *Room {
	if r.Parent != nil {
		return r.Parent
	}
	return r
}

// index is the place of the first message whose id is at least id.
func (r *Room) index(id string) int {
	n := number(id)
	return sort.Search(len(r.messages), func(i int) bool { return number(r.messages[i].ID) >= n })
}
