package discord

import (
	"context"
	"fmt"
	"time"

	"frontdesk/gateway"
)

// Bounds of what is read of a room after a gap: more would be answered too late anyway.
const (
	catchUpMost = 500
	catchUpAge  = 24 * time.Hour
	catchUpPage = 100 // the most that Discord gives at once
	// settledAfter: a room that has been quiet for so long before a connection began holds nothing that was overtaken.
	settledAfter = 15 * time.Minute
	directMost   = 200 // direct conversations that are remembered
)

// catchUpAll lists the rooms of this shard anew and reads what was missed.
func (in *intake) catchUpAll(ctx context.Context) error {
	again := false
	for _, id := range in.c.rooms.guildIDs() {
		if !in.shard.owns(id) {
			continue
		}
		err := in.c.relist(ctx, id)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case isRefusal(err, codeMissingAccess, codeUnknownGuild):
			in.c.rooms.dropGuild(id)
			continue
		case err != nil:
			in.c.env.Log.Warn("rooms not listed, it is tried again", "community", id, "error", err)
			again = true
			continue
		}
		if err := in.catchUpGuild(ctx, id); err != nil {
			return err
		}
	}
	if again {
		time.AfterFunc(in.c.timing.behind, func() { in.queue.push(item{catchUp: true}) })
	}
	return in.catchUpDirect(ctx)
}

// relist fetches the rooms and active threads of a guild.
func (c *Connector) relist(ctx context.Context, id string) error {
	g, err := c.fetchGuild(ctx, id)
	if err != nil {
		return err
	}
	c.rooms.putGuild(g)
	return nil
}

// fetchGuild reads a guild with its rooms and active threads by REST.
func (c *Connector) fetchGuild(ctx context.Context, id string) (guild, error) {
	var g guild
	var active struct {
		Threads []*channel `json:"threads"`
	}
	for _, part := range []struct {
		path string
		out  any
	}{{"", &g}, {"/channels", &g.Channels}, {"/threads/active", &active}} {
		if err := c.rest.patiently(ctx, call{method: "GET", path: "/guilds/" + id + part.path, out: part.out}, c.timing); err != nil {
			return g, fmt.Errorf("list the rooms of community %s: %w", id, err)
		}
	}
	g.Threads = active.Threads
	return g, nil
}

// learn asks for a room that no event told of. One that cannot be read is remembered as a room of no interest.
func (c *Connector) learn(ctx context.Context, room, guildID string) error {
	found := channel{ID: room, GuildID: guildID}
	err := c.rest.patiently(ctx, call{method: "GET", path: "/channels/" + room, out: &found}, c.timing)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		c.env.Log.Debug("room not known", "room", room, "error", err)
	}
	found.ID, found.GuildID = room, guildID
	c.rooms.put(found)
	return nil
}

// catchUpGuild reads what was missed in the rooms and threads of a guild that came with its rooms.
func (in *intake) catchUpGuild(ctx context.Context, id string) error {
	for _, room := range in.c.rooms.readable(id) {
		if err := in.catchUpRoom(ctx, room); err != nil {
			return err
		}
	}
	return nil
}

// catchUpRoom reads on where the room was last read. A room that is seen for the first time is read from now on.
func (in *intake) catchUpRoom(ctx context.Context, room channel) error {
	m, err := in.mark(ctx, room.ID)
	if err != nil {
		return err
	}
	if m.isZero() {
		if m, err = in.begin(ctx, room); err != nil {
			return err
		}
	}
	if room.isForum() || in.nothingNew(room, m) {
		return nil
	}
	return in.catchUp(ctx, room.ID, m)
}

// nothingNew says whether a room's newest message was read. Where it is recent, one before it may still be missing.
func (in *intake) nothingNew(room channel, m mark) bool {
	last := parseSnowflake(room.LastID)
	return last <= m.newest() && (last == 0 || in.c.env.Now().Sub(m.newest().time()) > settledAfter)
}

// begin finds where to read a room that was never read, and stores it: a thread that was opened after the room above was
// last read from its beginning, all else from now on.
func (in *intake) begin(ctx context.Context, room channel) (mark, error) {
	m := mark{low: max(parseSnowflake(room.ID), parseSnowflake(room.LastID))}
	if in.c.settings.Start == startAll {
		m.low = snowflakeAt(in.c.env.Now().Add(-catchUpAge))
	}
	if room.isThread() {
		above, err := in.mark(ctx, room.ParentID)
		if err != nil {
			return m, err
		}
		if opened := room.opened(); !above.isZero() && opened > above.newest() {
			m.low = min(parseSnowflake(room.ID), opened) - 1
		}
	}
	return m, in.keepMark(ctx, room.ID, m)
}

// opened is when a thread began, as an id.
func (c *channel) opened() snowflake {
	if c.Thread != nil && c.Thread.Created != nil {
		return snowflakeAt(*c.Thread.Created)
	}
	return parseSnowflake(c.ID)
}

func (in *intake) keepMark(ctx context.Context, room string, m mark) error {
	in.marks[room] = m
	return in.store(ctx, nil, gateway.Cursor{Source: roomSource(room), Value: m.String()})
}

// opened notes a thread that was just begun, before anything in it is read; for a forum, that its posts were read so far.
func (in *intake) opened(ctx context.Context, thread channel) error {
	if !in.tracks(thread.ID) {
		return nil
	}
	known, err := in.mark(ctx, thread.ID)
	if err != nil || !known.isZero() {
		return err
	}
	if !thread.Begun {
		return in.catchUpRoom(ctx, thread)
	}
	if err := in.keepMark(ctx, thread.ID, mark{low: min(parseSnowflake(thread.ID), thread.opened()) - 1}); err != nil {
		return err
	}
	above, found := in.c.rooms.find(thread.ParentID)
	if !found || !above.isForum() {
		return nil
	}
	m, err := in.mark(ctx, above.ID)
	if err != nil {
		return err
	}
	return in.keepMark(ctx, above.ID, mark{low: max(m.newest(), parseSnowflake(thread.ID))})
}
