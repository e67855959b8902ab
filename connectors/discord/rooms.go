package discord

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// rooms is what is known of the guilds that the bot is in. It is filled by the gateway's events, and by REST where nothing
// runs. Safe for concurrent use; what it returns is not changed later.
type rooms struct {
	mu      sync.RWMutex
	me      string
	guilds  map[string]*guild   // without their channels and threads
	all     map[string]*channel // rooms and threads by id
	awaited map[string]bool     // guilds that READY named and that have not come yet
	watch   []Watch
	watched map[string]string // ids of rooms that the settings list, by what name
}

func newRooms(watch []Watch) *rooms {
	return &rooms{
		guilds: map[string]*guild{}, all: map[string]*channel{}, awaited: map[string]bool{}, watch: watch,
		watched: map[string]string{},
	}
}

// await notes who we are and which guilds are going to come.
func (r *rooms) await(me string, guilds []guild) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.me = me
	for _, g := range guilds {
		r.awaited[g.ID] = true
	}
}

// self is our account's id; empty before the first READY.
func (r *rooms) self() string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.me
}

// left are guilds among those that are known and belong to a shard which READY did not name.
func (r *rooms) left(named []guild, owns func(id string) bool) []string {
	var gone []string
	for _, id := range r.guildIDs() {
		if owns(id) && !slices.ContainsFunc(named, func(g guild) bool { return g.ID == id }) {
			gone = append(gone, id)
		}
	}
	return gone
}

// putGuild takes a guild as it is now, with all its rooms.
func (r *rooms) putGuild(g guild) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.awaited, g.ID)
	r.dropRooms(g.ID)
	for _, c := range slices.Concat(g.Channels, g.Threads) {
		c.GuildID = g.ID
		r.all[c.ID] = c
	}
	g.Channels, g.Threads = nil, nil
	g.Members = slices.DeleteFunc(g.Members, func(m member) bool { return m.User == nil || m.User.ID != r.me })
	if old, ok := r.guilds[g.ID]; ok && len(g.Members) == 0 {
		g.Members = old.Members // REST does not list them
	}
	r.guilds[g.ID] = &g
	r.resolve()
}

// dropGuild forgets a guild that the bot was removed from.
func (r *rooms) dropGuild(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.awaited, id)
	delete(r.guilds, id)
	r.dropRooms(id)
	r.resolve()
}

func (r *rooms) dropRooms(guild string) {
	for id, c := range r.all {
		if c.GuildID == guild {
			delete(r.all, id)
		}
	}
}

// put takes a room as it is now. Archived threads are forgotten until somebody writes in them.
func (r *rooms) put(c channel) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c.isThread() && c.Thread != nil && c.Thread.Archived {
		delete(r.all, c.ID)
		return
	}
	if old, ok := r.all[c.ID]; ok && c.LastID == "" {
		c.LastID = old.LastID
	}
	r.all[c.ID] = &c
	if !c.isThread() {
		r.resolve()
	}
}

// drop forgets a room that was deleted, and its threads.
func (r *rooms) drop(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.all, id)
	for thread, c := range r.all {
		if c.isThread() && c.ParentID == id {
			delete(r.all, thread)
		}
	}
	r.resolve()
}

// putMember follows our own roles in a guild.
func (r *rooms) putMember(guildID string, m member) {
	if m.User == nil || m.User.ID != r.self() {
		return
	}
	r.change(guildID, func(g *guild) { g.Members = []member{m} })
}

// change replaces a guild by what f makes of a copy.
func (r *rooms) change(id string, f func(*guild)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	old, ok := r.guilds[id]
	if !ok {
		return
	}
	g := *old
	g.Roles = slices.Clone(old.Roles)
	f(&g)
	r.guilds[id] = &g
}

// putRole and dropRole follow the roles of a guild.
func (r *rooms) putRole(guildID string, role *discordgo.Role) {
	r.change(guildID, func(g *guild) {
		g.Roles = slices.DeleteFunc(g.Roles, func(o *discordgo.Role) bool { return o.ID == role.ID })
		g.Roles = append(g.Roles, role)
	})
}

func (r *rooms) dropRole(guildID, id string) {
	r.change(guildID, func(g *guild) {
		g.Roles = slices.DeleteFunc(g.Roles, func(o *discordgo.Role) bool { return o.ID == id })
	})
}

// find returns a room or thread.
func (r *rooms) find(id string) (channel, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	c, ok := r.all[id]
	if !ok {
		return channel{}, false
	}
	return *c, true
}

// guildOf is the guild of a room; empty where the room is not known.
func (r *rooms) guildOf(id string) string {
	c, _ := r.find(id)
	return c.GuildID
}

// resolve finds the rooms that the settings list; the lock is held. A name may stand for one room only.
func (r *rooms) resolve() {
	clear(r.watched)
	for _, w := range r.watch {
		if found := r.named(w.Room.Name); len(found) == 1 {
			r.watched[found[0].ID] = roomName(w.Room.Name)
		}
	}
}

// named are the rooms of a name or id, without threads; the lock is held.
func (r *rooms) named(name string) []*channel {
	name = roomName(name)
	if isID(name) {
		if c, ok := r.all[name]; ok {
			return []*channel{c}
		}
		return nil
	}
	var found []*channel
	for _, c := range r.all {
		if c.hasText() && strings.EqualFold(c.Name, name) {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *channel) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

// lookup finds the one room of a name or id.
func (r *rooms) lookup(name string) (channel, *gateway.Problem) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	found := r.named(name)
	if len(found) == 1 {
		return *found[0], nil
	}
	return channel{}, r.unresolved(name, found)
}

// Of many rooms or guilds only some are named in a problem.
const namesShown = 12

// unresolved says why a name stands for no room; the lock is held.
func (r *rooms) unresolved(name string, found []*channel) *gateway.Problem {
	p := &gateway.Problem{}
	if len(found) > 1 {
		ids := make([]string, len(found))
		for i, c := range found {
			ids[i] = c.ID + " in " + r.guildName(c.GuildID)
		}
		p.What = fmt.Sprintf("there are %d rooms named %q", len(found), name)
		p.Hint = "write the id of the one that is meant: " + strings.Join(ids[:min(len(ids), namesShown)], ", ")
		return p
	}
	p.What = fmt.Sprintf("there is no room %q that the bot can see", name)
	p.Hint = "check the name, and that the bot was invited; it sees " + r.names()
	return p
}

func (r *rooms) guildName(id string) string {
	if g, ok := r.guilds[id]; ok {
		return printable(g.Name, maxName)
	}
	return id
}

// names are the rooms there are, for people.
func (r *rooms) names() string {
	var names []string
	for _, c := range r.all {
		if c.hasText() {
			names = append(names, c.Name)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 0 {
		return "no room at all"
	}
	more := ""
	if len(names) > namesShown {
		names, more = names[:namesShown], " and others"
	}
	return strings.Join(names, ", ") + more
}

// unknown is the first listed room that stands for none, once all guilds have come.
func (r *rooms) unknown() *gateway.Problem {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if len(r.awaited) > 0 {
		return nil
	}
	for _, w := range r.watch {
		if found := r.named(w.Room.Name); len(found) != 1 {
			return r.unresolved(w.Room.Name, found)
		}
	}
	return nil
}

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

// nameOf is a room's name as the settings write it, else its own; the lock is held.
func (r *rooms) nameOf(c *channel) string {
	if name := r.watched[c.ID]; name != "" && !isID(name) {
		return name
	}
	return c.Name
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

// guildIDs are the guilds that are here.
func (r *rooms) guildIDs() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	ids := make([]string, 0, len(r.guilds))
	for id := range r.guilds {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
