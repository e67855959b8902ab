package discordtest

import (
	"regexp"
	"slices"
	"strings"
)

// mentionPattern finds mentions of users and roles (developers/reference, section Message Formatting).
var mentionPattern = regexp.MustCompile(`<@([!&]?)(\d+)>`)

// mentionsIn are the mentions that a text has, as Message.Pings writes them.
func mentionsIn(text string) []string {
	var out []string
	for _, m := range mentionPattern.FindAllStringSubmatch(text, -1) {
		id := m[2]
		if m[1] == "&" {
			id = "&" + id
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	if strings.Contains(text, "@everyone") || strings.Contains(text, "@here") {
		out = append(out, "everyone")
	}
	return out
}

// permit keeps of the mentions those that allow lets notify somebody. Without allow all do, and the author of the message
// replied to as well (developers/resources/message, section Allowed Mentions Object).
func permit(mentions []string, allow *AllowedMentions, repliedTo *User) []string {
	var out []string
	for _, id := range mentions {
		if allow == nil || allow.lets(id) {
			out = append(out, id)
		}
	}
	if repliedTo != nil && (allow == nil || allow.RepliedUser) && !slices.Contains(out, repliedTo.ID) {
		out = append(out, repliedTo.ID)
	}
	return out
}

func (a *AllowedMentions) lets(id string) bool {
	switch {
	case id == "everyone":
		return slices.Contains(a.Parse, "everyone")
	case id[0] == '&':
		return slices.Contains(a.Parse, "roles") || slices.Contains(a.Roles, id[1:])
	}
	return slices.Contains(a.Parse, "users") || slices.Contains(a.Users, id)
}

// setMentions works out who is shown as mentioned and who is notified.
func (m *message) setMentions(p Permission, allow *AllowedMentions, repliedTo *User) {
	all := mentionsIn(m.Content)
	if !p.has(MentionEveryone) {
		all = slices.DeleteFunc(all, func(id string) bool { return id == "everyone" })
	}
	m.Pings = permit(all, allow, repliedTo)
	m.Mentions = nil
	for _, id := range m.Pings {
		if id[0] != '&' && id != "everyone" {
			m.Mentions = append(m.Mentions, id)
		}
	}
	if m.Flags&FlagSilent != 0 {
		m.Pings = nil
	}
}
