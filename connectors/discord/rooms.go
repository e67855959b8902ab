package discord

import (
	"slices"
	"sync"

	"github.com/bwmarrin/discordgo"
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
	teams   func() []string   // names or ids of rooms in which teams get their tickets
	meant   map[string]string // ids of the rooms that names of the config stood for last
	renamed map[string]string // by id, the names that the config has of rooms that are called otherwise now
}

func newRooms(watch []Watch, teams func() []string) *rooms {
	return &rooms{
		guilds: map[string]*guild{}, all: map[string]*channel{}, awaited: map[string]bool{}, watch: watch,
		watched: map[string]string{}, teams: teams, meant: map[string]string{}, renamed: map[string]string{},
	}
}

func noRooms() []string { return nil }

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
