package discord

import (
	"cmp"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// standing is where a message stands.
type standing struct {
	guild   string
	form    gateway.RoomForm
	parent  string // of a thread
	name    string // of the room, for a thread of the room above
	title   string // of a thread
	watched bool
	ours    bool // a thread that we opened
}

// standing says where a room belongs. What is not known is taken for a room, or for a direct conversation where no guild is
// named.
func (r *rooms) standing(roomID, guildID string) standing {
	r.mu.RLock()
	defer r.mu.RUnlock()
	c, ok := r.all[roomID]
	if !ok {
		if guildID == "" {
			return standing{form: gateway.FormDirect}
		}
		return standing{guild: guildID, form: gateway.FormRoom}
	}
	at := standing{guild: c.GuildID, form: gateway.FormRoom, name: r.nameOf(c), watched: r.isWatched(c)}
	if !c.isThread() {
		return at
	}
	at.form, at.parent, at.title, at.ours = gateway.FormThread, c.ParentID, c.Name, c.OwnerID == r.me && r.me != ""
	if above, ok := r.all[c.ParentID]; ok {
		at.name = r.nameOf(above)
		if above.isForum() {
			at.form = gateway.FormPost
		}
	}
	return at
}

// isWatched says whether the settings list a room, or the room that a thread is below; the lock is held.
func (r *rooms) isWatched(c *channel) bool {
	_, listed := r.watched[c.ID]
	if !listed && c.isThread() {
		_, listed = r.watched[c.ParentID]
	}
	return listed
}

// nameOf is a room's name as the config writes it, else its own; the lock is held.
func (r *rooms) nameOf(c *channel) string {
	if name := r.watched[c.ID]; name != "" && !isID(name) {
		return name
	}
	return cmp.Or(r.renamed[c.ID], c.Name)
}

// moderator says whether a member may moderate a room.
func (r *rooms) moderator(guildID, roomID, id string, roles []string) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	g, ok := r.guilds[guildID]
	if !ok {
		return false
	}
	room := r.all[roomID]
	if room != nil && room.isThread() {
		room = r.all[room.ParentID]
	}
	return permissions(g, room, id, roles)&moderates != 0
}

// roleName and roomName are for mentions in texts.
func (r *rooms) roleName(guildID, id string) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if g, ok := r.guilds[guildID]; ok {
		for _, role := range g.Roles {
			if role.ID == id {
				return strings.TrimPrefix(cleanName(role.Name), "@")
			}
		}
	}
	return ""
}

func (r *rooms) roomName(id string) string {
	c, _ := r.find(id)
	return cleanName(c.Name)
}

// readable are the rooms and threads of a guild whose messages are read: watched ones, threads below them, and threads of
// our own. Threads come first, since a thread's beginning is judged by how far the room above was read. Forums have no
// messages of their own and are among them, for that judgement.
func (r *rooms) readable(guildID string) []channel {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var found []channel
	for _, c := range r.all {
		if c.GuildID != guildID {
			continue
		}
		if r.isWatched(c) || (c.isThread() && c.OwnerID == r.me) {
			found = append(found, *c)
		}
	}
	slices.SortFunc(found, func(a, b channel) int {
		if a.isThread() != b.isThread() {
			if a.isThread() {
				return -1
			}
			return 1
		}
		return cmp.Compare(parseSnowflake(a.ID), parseSnowflake(b.ID))
	})
	return found
}
