package discord

import (
	"time"

	"frontdesk/gateway"
)

// reaction is an emoji below an answer of ours as a command. Which delivery it is about is not known here: About names the
// message.
func (r reader) reaction(on reaction, name gateway.CommandName, now time.Time) gateway.Event {
	about := remoteID(on.ChannelID, on.MessageID)
	id := "reaction/" + about + "/" + on.UserID + "/" + on.Emoji.Name
	at := r.rooms.standing(on.ChannelID, on.GuildID)
	u := user{ID: on.UserID}
	if on.Member != nil && on.Member.User != nil {
		u = *on.Member.User
	}
	m := gateway.Message{
		SourceID: id, Room: on.ChannelID, Author: r.author(&u, on.Member),
		Thread: gateway.Thread{ID: id, InReplyTo: []string{about}},
		Sent:   now.UTC(), Received: now.UTC(),
		Chat: &gateway.Chat{
			Community: at.guild, Form: at.form, Parent: at.parent, RoomName: cleanName(at.name), Watched: at.watched, ToUs: true,
			ReplyTo: about, ReplyToAuthor: r.rooms.self(),
			Command: &gateway.Command{Name: name, About: about},
		},
	}
	if on.Member != nil {
		m.Chat.Moderator = r.rooms.moderator(at.guild, on.ChannelID, on.UserID, on.Member.Roles)
	}
	return gateway.Event{Kind: gateway.EventFeedback, Guard: gateway.Guard("discord/"+id, on.UserID, nil, nil), Message: m}
}
