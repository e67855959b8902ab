package discordtest

import (
	"slices"
	"strings"
)

// React adds a reaction of that user; emoji is Unicode.
func (r *Room) React(u *User, m Message, emoji string) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	if kept := r.byID[m.ID]; kept != nil {
		kept.react(u, emoji)
	}
}

// Unreact takes a reaction back.
func (r *Room) Unreact(u *User, m Message, emoji string) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	if kept := r.byID[m.ID]; kept != nil {
		kept.unreact(u, emoji)
	}
}

func (m *message) react(u *User, emoji string) {
	if slices.Contains(m.Reactions[emoji], u.ID) {
		return
	}
	if m.Reactions == nil {
		m.Reactions = map[string][]string{}
	}
	m.Reactions[emoji] = append(m.Reactions[emoji], u.ID)
	m.reacted("MESSAGE_REACTION_ADD", u, emoji)
}

func (m *message) unreact(u *User, emoji string) {
	i := slices.Index(m.Reactions[emoji], u.ID)
	if i < 0 {
		return
	}
	m.Reactions[emoji] = slices.Delete(m.Reactions[emoji], i, i+1)
	if len(m.Reactions[emoji]) == 0 {
		delete(m.Reactions, emoji)
	}
	m.reacted("MESSAGE_REACTION_REMOVE", u, emoji)
}

func (m *message) reacted(name string, u *User, emoji string) {
	r := m.Room
	r.s.dispatch(event{
		name: name, guild: r.Guild, room: r, intent: r.intent(GuildMessageReactions, DirectMessageReactions),
		body: func(*Bot) any {
			o := r.inGuild(map[string]any{
				"user_id": u.ID, "channel_id": r.ID, "message_id": m.ID, "emoji": emojiWire(emoji), "burst": false, "type": 0,
			})
			if name == "MESSAGE_REACTION_ADD" {
				o["message_author_id"] = m.Author.ID
				if r.Guild != nil && r.Guild.members[u.ID] != nil {
					o["member"] = r.Guild.members[u.ID].wire(true)
				}
			}
			return o
		},
	})
	r.s.touch()
}

// emojiWire is an emoji as events have it; a guild's own is written name:id in paths.
func emojiWire(emoji string) map[string]any {
	if name, id, own := strings.Cut(emoji, ":"); own {
		return map[string]any{"id": id, "name": name}
	}
	return map[string]any{"id": nil, "name": emoji}
}
