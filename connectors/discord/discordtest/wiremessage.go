package discordtest

import "slices"

// This file writes messages as the API has them: developers/resources/message, developers/events/gateway-events (Message
// Create), and developers/events/gateway, section Message Content Intent, for what is withheld.

// readableBy says that a bot gets the content: it has the intent, wrote the message, is mentioned in it, or it is a DM. The
// gateway asks besides that the session has the intent.
func (m *message) readableBy(b *Bot) bool {
	return m.Author == b.User || m.Room.Guild == nil || slices.Contains(m.Mentions, b.User.ID)
}

// restWire is the message as REST shows it to a bot: what counts there is the switch in the portal.
func (m *message) restWire(b *Bot) map[string]any {
	if b.privileged.has(MessageContent) {
		return m.wire(nil)
	}
	return m.wire(b)
}

// gatewayWire has the fields that only events have: the guild, and the author as a member.
func (m *message) gatewayWire(withheld *Bot) map[string]any {
	o := m.wire(withheld)
	if m.Room.Guild == nil {
		return o
	}
	o["guild_id"] = m.Room.Guild.ID
	if in := m.Room.Guild.members[m.Author.ID]; in != nil && m.Webhook == "" {
		o["member"] = in.wire(false)
	}
	return o
}

// wire is the message; if withheld is not nil, without the content that this bot may not read.
func (m *message) wire(withheld *Bot) map[string]any {
	o := map[string]any{
		"id": m.ID, "channel_id": m.Room.ID, "author": m.Author.wire(), "type": m.Type, "flags": m.Flags, "timestamp": iso(m.Sent),
		"edited_timestamp": nil, "tts": false, "pinned": false, "mention_everyone": slices.Contains(m.Pings, "everyone"),
		"mentions": m.mentionWire(), "mention_roles": m.roleMentions(),
		"content": m.Content, "embeds": orEmpty(m.Embeds), "attachments": orEmpty(m.Attachments), "components": orEmpty(m.Components),
	}
	if !m.Edited.IsZero() {
		o["edited_timestamp"] = iso(m.Edited)
	}
	if withheld != nil && !m.readableBy(withheld) {
		o["content"], o["embeds"], o["attachments"], o["components"] = "", []any{}, []any{}, []any{}
	}
	m.origin(o)
	m.references(o, withheld)
	if len(m.Reactions) > 0 {
		o["reactions"] = m.reactionWire()
	}
	return o
}

// origin adds where a message comes from, if not from a user.
func (m *message) origin(o map[string]any) {
	if m.Nonce != "" {
		o["nonce"] = m.Nonce
	}
	if m.Webhook != "" {
		o["webhook_id"] = m.Webhook
	}
	if m.via != nil {
		o["application_id"] = m.via.bot.User.ID
		if m.via.Kind == Command {
			o["interaction_metadata"] = map[string]any{
				"id": m.via.ID, "type": int(m.via.Kind), "user": m.via.User.wire(), "authorizing_integration_owners": map[string]any{},
			}
		}
	}
	if t := m.Room.s.rooms[m.Thread]; m.Thread != "" && t != nil && !t.deleted {
		o["thread"] = t.wire(nil)
	}
}

// references adds what the message answers; a message that is gone is null there.
func (m *message) references(o map[string]any, withheld *Bot) {
	if m.ReplyTo == "" {
		return
	}
	in := m.Room
	if m.Type == TypeThreadStarter {
		in = m.Room.Parent
	}
	o["message_reference"] = in.inGuild(map[string]any{"type": 0, "message_id": m.ReplyTo, "channel_id": in.ID})
	o["referenced_message"] = nil
	if ref := in.byID[m.ReplyTo]; ref != nil {
		inner := ref.wire(withheld)
		delete(inner, "referenced_message") // one level deep only
		o["referenced_message"] = inner
	}
}

func (m *message) mentionWire() []any {
	out := []any{}
	for _, id := range m.Mentions {
		u := m.Room.s.users[id]
		if u == nil {
			continue
		}
		o := u.wire()
		if m.Room.Guild != nil && m.Room.Guild.members[id] != nil {
			o["member"] = m.Room.Guild.members[id].wire(false)
		}
		out = append(out, o)
	}
	return out
}

func (m *message) roleMentions() []string {
	out := []string{}
	for _, id := range m.Pings {
		if id[0] == '&' {
			out = append(out, id[1:])
		}
	}
	return out
}

func (m *message) reactionWire() []any {
	out := []any{}
	for emoji, who := range m.Reactions {
		out = append(out, map[string]any{"emoji": emojiWire(emoji), "count": len(who), "me": false, "burst_colors": []any{}})
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
