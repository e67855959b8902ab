package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

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

// catchUp reads the messages of a room after its mark, the newest where there are too many, and hands them in oldest first.
func (in *intake) catchUp(ctx context.Context, room string, m mark) error {
	missed, more, err := in.missed(ctx, room, m)
	if err != nil {
		return in.notCaughtUp(ctx, room, err)
	}
	if more {
		in.c.env.Log.Warn("a room said more than is read after a gap; what is older stays unread", "room", room, "read", len(missed))
	}
	for len(missed) > 0 {
		n := min(len(missed), catchUpPage)
		var b batch
		for _, msg := range missed[:n] {
			if msg.Author == nil {
				continue
			}
			if err := in.addMessage(ctx, &b, msg); err != nil {
				return err
			}
		}
		if err := in.accept(ctx, &b); err != nil {
			return err
		}
		missed = missed[n:]
	}
	return nil
}

// notCaughtUp: a room that refuses to be read is told. Where it could not be read for another reason its mark stands still, and
// it is tried again in a while.
func (in *intake) notCaughtUp(ctx context.Context, room string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var refused *restError
	if errors.As(err, &refused) && refused.Status == http.StatusForbidden {
		in.c.denied(room, refused, discordgo.PermissionViewChannel|discordgo.PermissionReadMessageHistory)
		return nil
	}
	if refused != nil && refused.Status == http.StatusNotFound {
		return nil
	}
	in.c.env.Log.Warn("missed messages of a room not read, it is tried again", "room", room, "error", err)
	if len(in.behind) == 0 {
		time.AfterFunc(in.c.timing.behind, func() { in.queue.push(item{behind: true}) })
	}
	in.behind[room] = true
	return nil
}

// catchUpBehind tries the rooms again that could not be read.
func (in *intake) catchUpBehind(ctx context.Context) error {
	rooms := in.behind
	in.behind = map[string]bool{}
	for room := range rooms {
		m, err := in.mark(ctx, room)
		if err != nil {
			return err
		}
		if err := in.catchUp(ctx, room, m); err != nil {
			return err
		}
	}
	return nil
}

// missed pages back from the newest message to the mark, within the bounds. The messages come oldest first; more says that
// there were older ones.
func (in *intake) missed(ctx context.Context, room string, m mark) (found []message, more bool, err error) {
	oldest := max(m.low, snowflakeAt(in.c.env.Now().Add(-catchUpAge)))
	before := ""
	for len(found) < catchUpMost {
		var page []message
		path := fmt.Sprintf("/channels/%s/messages?limit=%d%s", room, catchUpPage, before)
		if err := in.c.rest.patiently(ctx, call{method: "GET", path: path, out: &page}, in.c.timing); err != nil {
			return nil, false, err
		}
		for _, msg := range page {
			id := parseSnowflake(msg.ID)
			if id <= oldest {
				slices.Reverse(found)
				return found, oldest > m.low && id > m.low, nil
			}
			if !m.has(id) {
				found = append(found, msg)
			}
		}
		if len(page) < catchUpPage {
			slices.Reverse(found)
			return found, false, nil
		}
		before = "&before=" + page[len(page)-1].ID
	}
	slices.Reverse(found)
	return found, true, nil
}

const directSource = "direct"

// catchUpDirect reads what was missed in direct conversations. Discord lists none for a bot: those that somebody wrote in
// are remembered.
func (in *intake) catchUpDirect(ctx context.Context) error {
	if in.shard.id != 0 {
		return nil
	}
	if err := in.knowDirect(ctx); err != nil {
		return err
	}
	for _, room := range slices.Clone(in.direct) {
		m, err := in.mark(ctx, room)
		if err != nil {
			return err
		}
		if m.isZero() {
			continue
		}
		found := channel{ID: room}
		err = in.c.rest.patiently(ctx, call{method: "GET", path: "/channels/" + room, out: &found}, in.c.timing)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || in.nothingNew(found, m) {
			continue
		}
		if err := in.catchUp(ctx, room, m); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) knowDirect(ctx context.Context) error {
	if in.direct != nil {
		return nil
	}
	value, err := in.cursor(ctx, directSource)
	if err != nil {
		return err
	}
	in.direct = []string{}
	for _, id := range strings.Split(value, ",") {
		if isID(id) {
			in.direct = append(in.direct, id)
		}
	}
	return nil
}

// talksTo remembers a direct conversation.
func (in *intake) talksTo(ctx context.Context, room string) error {
	if err := in.knowDirect(ctx); err != nil {
		return err
	}
	if slices.Contains(in.direct, room) {
		return nil
	}
	in.direct = append(in.direct, room)
	if n := len(in.direct); n > directMost {
		in.direct = in.direct[n-directMost:]
	}
	return in.store(ctx, nil, gateway.Cursor{Source: directSource, Value: strings.Join(in.direct, ",")})
}
