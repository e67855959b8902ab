package discord

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"frontdesk/gateway"
)

// rights remembers which rooms refuse the bot, so that it does not go on asking: Discord shuts out addresses that are refused
// too often. A change of roles or rooms ends that.
type rights struct {
	mu     sync.Mutex
	denied map[string]denial // by room
}

type denial struct {
	guild   string
	refused *restError
	until   time.Time
	problem *gateway.Problem
}

func newRights() *rights { return &rights{denied: map[string]denial{}} }

// check is the refusal that still stands for a room, or nil.
func (r *rights) check(room string, now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	d, ok := r.denied[room]
	if !ok {
		return nil
	}
	if now.After(d.until) {
		delete(r.denied, room)
		return nil
	}
	return d.refused
}

// allow lets a room be used again, whose problem stays told.
func (r *rights) allow(room string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.denied, room)
}

func (r *rights) deny(room string, d denial) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.denied[room] = d
}

// forget ends all refusals of a guild.
func (r *rights) forget(guild string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for room, d := range r.denied {
		if d.guild == guild {
			delete(r.denied, room)
		}
	}
}

// first is one of the problems, nil where no room refuses.
func (r *rights) first() *gateway.Problem {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range r.denied {
		return d.problem
	}
	return nil
}

// denied remembers that a room refuses, and tells which permissions are missing. asked are those that the request needs.
func (c *Connector) denied(room string, refused *restError, asked int64) {
	p := &gateway.Problem{What: fmt.Sprintf("the bot may not do its work in %s: %s", c.rooms.display(room), refused.Message)}
	p.Hint = "give its role in that room: " + strings.Join(c.rooms.missing(room, asked), ", ")
	c.rights.deny(room, denial{
		guild: c.rooms.guildOf(room), refused: refused, until: c.env.Now().Add(c.timing.denied), problem: p,
	})
	c.env.Log.Warn("a room refuses the bot", "room", room, "error", refused)
	c.board.set(aboutRights, p)
}

// rightsChanged ends what is remembered of a guild.
func (c *Connector) rightsChanged(guild string) {
	c.rights.forget(guild)
	c.board.set(aboutRights, c.rights.first())
}

// display is a room as people know it.
func (r *rooms) display(id string) string {
	if name := r.roomName(id); name != "" {
		return "#" + name
	}
	return "room " + id
}

// missing are the permissions among those asked for that the bot does not have in a room; all of them where that is not known.
func (r *rooms) missing(room string, asked int64) []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var have int64
	if c, ok := r.all[room]; ok {
		have = r.own(c)
	}
	if have&asked == asked {
		have = 0 // the server knows better
	}
	return lacking(have, asked)
}

// lacks names the permissions that the bot needs in a room and does not have.
func (r *rooms) lacks(room string, needed int64) []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	c, ok := r.all[room]
	if !ok {
		return nil
	}
	return lacking(r.own(c), needed)
}

// own is what the bot may do in a room; the lock is held.
func (r *rooms) own(c *channel) int64 {
	g, ok := r.guilds[c.GuildID]
	if !ok {
		return 0
	}
	if c.isThread() {
		if above, ok := r.all[c.ParentID]; ok {
			c = above
		}
	}
	for _, m := range g.Members {
		if m.User != nil && m.User.ID == r.me {
			return permissions(g, c, r.me, m.Roles)
		}
	}
	return 0
}
