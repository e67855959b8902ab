package discordtest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// This file writes guilds, rooms, users and members as the API has them: developers/resources/guild, /channel, /user and
// developers/events/gateway-events (Guild Create).

func iso(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

// extend returns a copy of o with one more key.
func extend(o map[string]any, key string, value any) map[string]any {
	o = maps.Clone(o)
	o[key] = value
	return o
}

func (u *User) wire() map[string]any {
	o := map[string]any{"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": u.Name, "avatar": nil, "public_flags": 0}
	if u.Bot {
		o["bot"], o["discriminator"], o["global_name"] = true, fmt.Sprintf("%04d", number(u.ID)%10000), nil
	}
	return o
}

// wire is a guild member; events about messages have it without the user.
func (m *member) wire(withUser bool) map[string]any {
	roles := make([]string, len(m.roles))
	for i, r := range m.roles {
		roles[i] = r.id
	}
	o := map[string]any{
		"roles": roles, "joined_at": iso(m.joined), "nick": nil, "avatar": nil, "premium_since": nil, "deaf": false, "mute": false,
		"pending": false, "flags": 0, "communication_disabled_until": nil,
	}
	if withUser {
		o["user"] = m.user.wire()
	}
	return o
}

func (r *role) wire() map[string]any {
	return map[string]any{
		"id": r.id, "name": r.name, "permissions": r.permissions.wire(), "color": 0, "hoist": false, "managed": false,
		"mentionable": false, "position": 0, "flags": 0,
	}
}

func (p Permission) wire() string { return strconv.FormatUint(uint64(p), 10) }

// base is a guild without what is in it, as GET /guilds/{guild} answers.
func (g *Guild) base() map[string]any {
	roles := make([]any, len(g.roles))
	for i, r := range g.roles {
		roles[i] = r.wire()
	}
	return map[string]any{
		"id": g.ID, "name": g.Name, "owner_id": g.owner, "roles": roles, "icon": nil, "emojis": []any{}, "features": []string{"COMMUNITY"},
		"preferred_locale": "en-US", "verification_level": 1, "default_message_notifications": 1, "premium_tier": 0, "nsfw_level": 0,
		"system_channel_id": nil, "afk_timeout": 300, "mfa_level": 0, "explicit_content_filter": 2,
	}
}

// wire is a guild as GUILD_CREATE has it for a bot: all channels, the active threads that it may see, and of the members
// itself alone.
func (g *Guild) wire(b *Bot) map[string]any {
	o := g.base()
	channels, threads := []any{}, []any{}
	for _, r := range g.rooms {
		switch {
		case r.deleted:
		case !r.Kind.IsThread():
			channels = append(channels, r.wire(nil))
		case !r.archived && r.permissions(b.User).has(ViewChannel):
			threads = append(threads, r.wire(b.User))
		}
	}
	o["channels"], o["threads"] = channels, threads
	o["members"] = []any{g.members[b.User.ID].wire(true)}
	o["member_count"], o["large"], o["unavailable"] = len(g.members), len(g.members) > 250, false
	o["joined_at"] = iso(g.members[b.User.ID].joined)
	o["presences"], o["voice_states"], o["stage_instances"], o["guild_scheduled_events"] = []any{}, []any{}, []any{}, []any{}
	return o
}

// wire is a room; for a thread, viewer's own membership is in it if viewer is there and not nil.
func (r *Room) wire(viewer *User) map[string]any {
	o := map[string]any{"id": r.ID, "type": int(r.Kind), "last_message_id": r.lastMessage(), "flags": 0}
	if r.Guild == nil {
		o["recipients"] = r.others(viewer)
		return o
	}
	o["guild_id"], o["name"] = r.Guild.ID, r.name
	if r.Kind.IsThread() {
		r.threadWire(o, viewer)
		return o
	}
	o["position"], o["nsfw"], o["topic"], o["parent_id"], o["rate_limit_per_user"] = slices.Index(r.Guild.rooms, r), false, nil, nil, 0
	o["permission_overwrites"] = r.overwriteWire()
	if r.Kind == Forum {
		o["available_tags"], o["default_reaction_emoji"] = []any{}, nil
	}
	return o
}

func (r *Room) threadWire(o map[string]any, viewer *User) {
	o["parent_id"], o["owner_id"] = r.Parent.ID, r.owner
	o["message_count"], o["total_message_sent"], o["member_count"] = len(r.messages), len(r.messages), min(len(r.inThread), 50)
	o["rate_limit_per_user"] = 0
	meta := map[string]any{
		"archived": r.archived, "locked": r.locked, "auto_archive_duration": r.archiveFor, "archive_timestamp": iso(r.created),
		"create_timestamp": iso(r.created),
	}
	if r.Kind == PrivateThread {
		meta["invitable"] = false
	}
	o["thread_metadata"] = meta
	if viewer != nil && r.inThread[viewer.ID] {
		o["member"] = r.threadMember(viewer)
	}
}

func (r *Room) threadMember(u *User) map[string]any {
	return map[string]any{"id": r.ID, "user_id": u.ID, "join_timestamp": iso(r.created), "flags": 0}
}

func (r *Room) others(viewer *User) []any {
	var out []any
	for _, u := range r.recipients {
		if u != viewer {
			out = append(out, u.wire())
		}
	}
	return out
}

func (r *Room) lastMessage() any {
	if len(r.messages) == 0 {
		return nil
	}
	return r.messages[len(r.messages)-1].ID
}

func (r *Room) overwriteWire() []any {
	out := []any{}
	for _, id := range slices.Sorted(maps.Keys(r.overwrites)) {
		kind := 1 // a member
		if slices.ContainsFunc(r.Guild.roles, func(x *role) bool { return x.id == id }) {
			kind = 0
		}
		o := r.overwrites[id]
		out = append(out, map[string]any{"id": id, "type": kind, "allow": o.allow.wire(), "deny": o.deny.wire()})
	}
	return out
}
