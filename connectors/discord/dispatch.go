package discord

import (
	"cmp"
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// take is called with each event of a session in its order. It keeps up what is known of rooms, acknowledges interactions,
// and queues the rest; it never waits. An event that cannot be read is logged and left out, since it would come again
// for ever.
func (s *shard) take(kind string, data json.RawMessage) {
	handle, ok := dispatchers[kind]
	if !ok {
		return
	}
	if err := handle(&dispatch{c: s.c, run: s.run, shard: s, queue: s.queue}, data); err != nil {
		s.c.env.Log.Error("event of the gateway not read", "kind", kind, "error", err)
	}
}

// dispatch is where an event goes.
type dispatch struct {
	c     *Connector
	run   *running
	shard *shard
	queue *queue
}

// dispatchers are the events that matter ("Gateway Events").
var dispatchers = map[string]func(*dispatch, json.RawMessage) error{
	"READY":                decoded((*dispatch).ready),
	"GUILD_CREATE":         decoded((*dispatch).guild),
	"GUILD_UPDATE":         decoded((*dispatch).guildChanged),
	"GUILD_DELETE":         decoded((*dispatch).guildGone),
	"GUILD_ROLE_CREATE":    decoded((*dispatch).role),
	"GUILD_ROLE_UPDATE":    decoded((*dispatch).role),
	"GUILD_ROLE_DELETE":    decoded((*dispatch).roleGone),
	"CHANNEL_CREATE":       decoded((*dispatch).room),
	"CHANNEL_UPDATE":       decoded((*dispatch).room),
	"CHANNEL_DELETE":       decoded((*dispatch).roomGone),
	"THREAD_CREATE":        decoded((*dispatch).threadOpened),
	"THREAD_UPDATE":        decoded((*dispatch).room),
	"THREAD_DELETE":        decoded((*dispatch).roomGone),
	"THREAD_LIST_SYNC":     decoded((*dispatch).threads),
	"MESSAGE_CREATE":       decoded((*dispatch).message),
	"MESSAGE_UPDATE":       decoded((*dispatch).edited),
	"MESSAGE_DELETE":       decoded((*dispatch).deleted),
	"MESSAGE_DELETE_BULK":  decoded((*dispatch).deleted),
	"MESSAGE_REACTION_ADD": decoded((*dispatch).reaction),
	"INTERACTION_CREATE":   decoded((*dispatch).interaction),
	"GUILD_MEMBER_UPDATE":  decoded((*dispatch).memberChanged),
}

// decoded calls f with the event read into its parameter.
func decoded[T any](f func(*dispatch, T)) func(*dispatch, json.RawMessage) error {
	return func(d *dispatch, data json.RawMessage) error {
		var v T
		if err := json.Unmarshal(data, &v); err != nil {
			return fmt.Errorf("read it: %w", err)
		}
		f(d, v)
		return nil
	}
}

func (d *dispatch) ready(said struct {
	User        user    `json:"user"`
	Guilds      []guild `json:"guilds"`
	Application struct {
		ID string `json:"id"`
	} `json:"application"`
},
) {
	d.c.rooms.await(said.User.ID, said.Guilds)
	for _, id := range d.c.rooms.left(said.Guilds, d.shard.owns) {
		d.c.rooms.dropGuild(id)
	}
	d.run.registerCommands(cmp.Or(said.Application.ID, said.User.ID))
	d.queue.push(item{direct: true})
}

func (d *dispatch) guild(g guild) {
	d.c.rooms.putGuild(g)
	d.c.rightsChanged(g.ID)
	d.c.board.set(aboutRooms, d.c.rooms.unknown())
	d.queue.push(item{guild: g.ID})
}

func (d *dispatch) guildChanged(g guild) {
	d.c.rooms.change(g.ID, func(old *guild) {
		old.Name, old.OwnerID = g.Name, g.OwnerID
		if g.Roles != nil {
			old.Roles = g.Roles
		}
	})
	d.c.rightsChanged(g.ID)
}

// guildGone: in an outage of Discord's the guild comes back by GUILD_CREATE; else the bot was removed.
func (d *dispatch) guildGone(g guild) {
	if g.Unavailable {
		return
	}
	d.c.rooms.dropGuild(g.ID)
	d.c.env.Log.Warn("the bot was removed from a community", "community", g.ID)
	d.c.board.set(aboutRooms, d.c.rooms.unknown())
}

func (d *dispatch) role(said struct {
	GuildID string          `json:"guild_id"`
	Role    *discordgo.Role `json:"role"`
},
) {
	if said.Role != nil {
		d.c.rooms.putRole(said.GuildID, said.Role)
		d.c.rightsChanged(said.GuildID)
	}
}

func (d *dispatch) roleGone(said struct {
	GuildID string `json:"guild_id"`
	RoleID  string `json:"role_id"`
},
) {
	d.c.rooms.dropRole(said.GuildID, said.RoleID)
}

// memberChanged: of other members nothing is kept.
func (d *dispatch) memberChanged(said struct {
	GuildID string `json:"guild_id"`
	member
},
) {
	d.c.rooms.putMember(said.GuildID, said.member)
	d.c.rightsChanged(said.GuildID)
}

func (d *dispatch) room(c channel) {
	d.c.rooms.put(c)
	d.c.rightsChanged(c.GuildID)
	if !c.isThread() {
		d.c.board.set(aboutRooms, d.c.rooms.unknown())
	}
}

func (d *dispatch) roomGone(c channel) {
	d.c.rooms.drop(c.ID)
	if !c.isThread() {
		d.c.board.set(aboutRooms, d.c.rooms.unknown())
	}
}

func (d *dispatch) threadOpened(c channel) {
	d.c.rooms.put(c)
	d.queue.push(item{opened: &c})
}

// threads come where the bot gains access to a room.
func (d *dispatch) threads(said struct {
	GuildID string     `json:"guild_id"`
	Threads []*channel `json:"threads"`
},
) {
	for _, t := range said.Threads {
		t.GuildID = said.GuildID
		d.c.rooms.put(*t)
	}
	d.queue.push(item{guild: said.GuildID})
}

func (d *dispatch) message(m message) {
	if m.Author == nil {
		d.c.env.Log.Warn("a message without an author was left out", "message", remoteID(m.ChannelID, m.ID))
		return
	}
	d.queue.push(item{message: &m})
}

// edited: only what a person changed has the time of it; Discord itself updates messages to show previews.
func (d *dispatch) edited(m message) {
	if m.Author == nil || m.Edited == nil {
		return
	}
	d.queue.push(item{edited: &m})
}

func (d *dispatch) deleted(said struct {
	ID        string   `json:"id"`
	IDs       []string `json:"ids"`
	ChannelID string   `json:"channel_id"`
	GuildID   string   `json:"guild_id"`
},
) {
	if said.ID != "" {
		said.IDs = append(said.IDs, said.ID)
	}
	d.queue.push(item{removed: &removal{guild: said.GuildID, room: said.ChannelID, ids: said.IDs}})
}

// feedback are the emoji that say something of an answer of ours.
var feedback = map[string]gateway.CommandName{"✅": gateway.CommandSolved, "❌": gateway.CommandUnsolved}

func (d *dispatch) reaction(r reaction) {
	name, ok := feedback[r.Emoji.Name]
	me := d.c.rooms.self()
	switch {
	case !ok, r.UserID == me:
		return
	case r.AuthorID != "" && r.AuthorID != me:
		return
	case r.Member != nil && r.Member.User != nil && r.Member.User.Bot:
		return
	}
	d.queue.push(item{event: reader{d.c.rooms}.reaction(r, name, d.c.env.Now())})
}
