package discordtest

import (
	"slices"
	"strings"
)

// This file is developers/resources/message, sections Create Reaction to Delete All Reactions.

// emoji is the one of the path: Unicode, or name:id of a guild's own. A name without id is none.
func (c *call) emoji() (string, error) {
	e := c.param("emoji")
	_, id, own := strings.Cut(e, ":")
	known := strings.IndexFunc(e, func(r rune) bool { return r > 127 }) >= 0 || own && number(id) != 0
	if !known {
		return "", invalid(10014, "Unknown Emoji")
	}
	return e, nil
}

func addReaction(c *call) (any, error) {
	r, m, p, err := c.message()
	if err != nil {
		return nil, err
	}
	emoji, err := c.emoji()
	if err != nil {
		return nil, err
	}
	switch {
	case r.archived:
		return nil, invalid(50083, "Thread is archived")
	case len(m.Reactions[emoji]) == 0 && !p.has(AddReactions):
		return nil, missingPermission()
	case len(m.Reactions[emoji]) == 0 && len(m.Reactions) >= 20:
		return nil, invalid(30010, "Maximum number of reactions reached (20)")
	}
	m.react(c.bot.User, emoji)
	return nil, nil
}

func removeReaction(c *call) (any, error) {
	_, m, p, err := c.message()
	if err != nil {
		return nil, err
	}
	emoji, err := c.emoji()
	if err != nil {
		return nil, err
	}
	u := c.bot.User
	if id := c.param("user"); id != "" {
		if !p.has(ManageMessages) {
			return nil, missingPermission()
		}
		if u = c.users[id]; u == nil {
			return nil, unknown(10013, "User")
		}
	}
	m.unreact(u, emoji)
	return nil, nil
}

func removeAllReactions(c *call) (any, error) {
	r, m, p, err := c.message()
	if err != nil {
		return nil, err
	}
	if !p.has(ManageMessages) {
		return nil, missingPermission()
	}
	m.Reactions = nil
	c.dispatch(event{
		name: "MESSAGE_REACTION_REMOVE_ALL", guild: r.Guild, room: r, intent: r.intent(GuildMessageReactions, DirectMessageReactions),
		body: func(*Bot) any { return r.inGuild(map[string]any{"channel_id": r.ID, "message_id": m.ID}) },
	})
	return nil, nil
}

func listReactions(c *call) (any, error) {
	_, m, _, err := c.message()
	if err != nil {
		return nil, err
	}
	emoji, err := c.emoji()
	if err != nil {
		return nil, err
	}
	limit, err := c.limitParam(25, 100)
	if err != nil {
		return nil, err
	}
	after := number(c.query.Get("after"))
	out := []any{}
	ids := slices.Clone(m.Reactions[emoji])
	slices.SortFunc(ids, func(x, y string) int { return int(int64(number(x)) - int64(number(y))) })
	for _, id := range ids {
		if number(id) > after && len(out) < limit {
			out = append(out, c.users[id].wire())
		}
	}
	return out, nil
}
