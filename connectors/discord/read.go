package discord

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// Read makes an event of one message as Discord's JSON. It is pure: what only the guild knows, such as the names of rooms, is
// left out, and the room counts as watched. What cannot be read is quarantined.
func Read(raw []byte, s *Settings) gateway.Event {
	var m message
	err := json.Unmarshal(raw, &m)
	switch {
	case err != nil:
		return quarantined(raw, fmt.Sprintf("it is no message of Discord: %v", err))
	case m.ID == "" || m.ChannelID == "":
		return quarantined(raw, "it is no message of Discord: it has no id or no room")
	case m.Author == nil || m.Author.ID == "":
		return quarantined(raw, "its author cannot be read")
	}
	e := reader{rooms: newRooms(s.Watch, noRooms)}.event(m)
	e.Message.Chat.Watched = true
	return e
}

func quarantined(raw []byte, why string) gateway.Event {
	hash := sha256.Sum256(raw)
	id := "raw/" + hex.EncodeToString(hash[:16])
	return gateway.Event{
		Kind: gateway.EventMessage, Raw: raw, Quarantine: why, Guard: gateway.Guard("", "", nil, raw),
		Message: gateway.Message{SourceID: id, Room: "unknown", Chat: &gateway.Chat{Form: gateway.FormRoom}, Facts: gateway.Facts{Size: int64(len(raw))}},
	}
}

// reader turns what Discord says into events, with what is known of rooms.
type reader struct{ rooms *rooms }

// remoteID is a message as the gateway names it.
func remoteID(room, message string) string { return room + "/" + message }

// splitID is the other way; false for what is no such id.
func splitID(id string) (room, message string, ok bool) {
	room, message, ok = strings.Cut(id, "/")
	return room, message, ok && isID(room) && isID(message)
}

// event is a message that was written. It needs an author.
func (r reader) event(m message) gateway.Event {
	id := remoteID(m.ChannelID, m.ID)
	at := r.rooms.standing(m.ChannelID, m.GuildID)
	e := gateway.Event{Kind: gateway.EventMessage, Guard: gateway.Guard("discord/"+id, m.Author.ID, nil, nil)}
	e.Message = gateway.Message{
		SourceID: id, Room: m.ChannelID,
		Author:   r.author(m.Author, m.Member),
		Thread:   gateway.Thread{ID: id},
		Sent:     m.written(),
		Received: m.written(),
		Chat:     r.chat(m, at),
	}
	if m.Reference != nil && m.Reference.MessageID != "" && m.Reference.Type == 0 && m.Type == discordgo.MessageTypeReply {
		e.Message.Chat.ReplyTo = remoteID(cmp.Or(m.Reference.ChannelID, m.ChannelID), m.Reference.MessageID)
		e.Message.Thread.InReplyTo = []string{e.Message.Chat.ReplyTo}
	}
	if c := e.Message.Chat; c.Automatic || c.Ours {
		return e
	}
	if c := e.Message.Chat; c.Form == gateway.FormPost && c.Opens {
		e.Message.Subject = printable(at.title, maxTitle)
	}
	r.words(&e.Message, m)
	for _, a := range m.Attachments {
		e.Message.Attachments = append(e.Message.Attachments, gateway.Attachment{
			Name: printable(a.Filename, maxName), Type: strings.ToLower(a.ContentType), Size: a.Size,
		})
	}
	return e
}

// maxTitle is how long the title of a thread may be.
const maxTitle = 100

// written is when a message was written.
func (m message) written() time.Time {
	if m.Timestamp.IsZero() {
		return parseSnowflake(m.ID).time()
	}
	return m.Timestamp.UTC()
}

// author is who wrote, by the name that the guild shows.
func (r reader) author(u *user, in *member) gateway.Address {
	nick := ""
	if in != nil {
		nick = cleanName(in.Nick)
	}
	return gateway.Address{Addr: u.ID, Name: cmp.Or(nick, cleanName(u.GlobalName), cleanName(u.Username))}
}

// isPeoples says whether people write messages of this type; all others are the system's.
func isPeoples(t discordgo.MessageType) bool {
	return t == discordgo.MessageTypeDefault || t == discordgo.MessageTypeReply
}

func (r reader) chat(m message, at standing) *gateway.Chat {
	me := r.rooms.self()
	c := &gateway.Chat{
		Community: at.guild, Form: at.form, Parent: at.parent, RoomName: cleanName(at.name), Watched: at.watched,
		Opens:     at.form != gateway.FormRoom && at.form != gateway.FormDirect && (m.ID == m.ChannelID || m.Position != nil && *m.Position == 0),
		Ours:      m.Author.ID == me && me != "",
		Automatic: m.Author.Bot || m.Author.System || m.WebhookID != "" || !isPeoples(m.Type),
	}
	if c.Ours {
		c.Automatic = false
		return c
	}
	if ref := m.Referenced; ref != nil && ref.Author != nil && m.Type == discordgo.MessageTypeReply {
		c.ReplyToAuthor = ref.Author.ID
	}
	for _, u := range m.Mentions {
		if u.ID != me {
			c.Mentions = append(c.Mentions, u.ID)
		}
		c.ToUs = c.ToUs || (u.ID == me && me != "")
	}
	c.ToUs = !c.Automatic && (c.ToUs || c.Form == gateway.FormDirect || (c.ReplyToAuthor == me && me != ""))
	if m.Member != nil {
		c.Moderator = r.rooms.moderator(at.guild, m.ChannelID, m.Author.ID, m.Member.Roles)
	}
	return c
}

// words fills the text: as people read it, and without what it quotes and our own name before it.
func (r reader) words(to *gateway.Message, m message) {
	names := r.names(m)
	to.Text = strings.TrimSpace(cleanText(readable(m.Content, names)))
	for _, q := range quotes(to.Text) {
		to.Cuts = append(to.Cuts, gateway.Cut{Rule: "quote", Start: q[0], End: q[1]})
	}
	bare := strings.TrimSpace(cleanText(readable(withoutCall(m.Content, r.rooms.self()), names)))
	to.NewText = strings.TrimSpace(without(bare, quotes(bare)))
	if to.NewText == "" {
		to.NewText = bare
	}
}

// withoutCall takes our mention away where a text begins with it.
func withoutCall(s, me string) string {
	s = strings.TrimSpace(s)
	for _, call := range []string{"<@" + me + ">", "<@!" + me + ">"} {
		if rest, ok := strings.CutPrefix(s, call); ok && me != "" {
			return strings.TrimLeft(rest, " ,:\t\n")
		}
	}
	return s
}

func without(s string, cuts [][2]int) string {
	var kept strings.Builder
	at := 0
	for _, c := range cuts {
		kept.WriteString(s[at:c[0]])
		at = c[1]
	}
	kept.WriteString(s[at:])
	return kept.String()
}

// names finds names for what a message mentions.
func (r reader) names(m message) named {
	guildID := cmp.Or(m.GuildID, r.rooms.guildOf(m.ChannelID))
	return named{
		user: func(id string) string {
			for _, u := range m.Mentions {
				if u.ID == id {
					return cmp.Or(cleanName(u.GlobalName), cleanName(u.Username))
				}
			}
			return ""
		},
		room: r.rooms.roomName,
		role: func(id string) string { return r.rooms.roleName(guildID, id) },
	}
}

// wanted says whether an event of a room is handed in: all of a watched room, and elsewhere what is said to us or in a
// thread that we opened.
func (r reader) wanted(e gateway.Event) bool {
	c := e.Message.Chat
	if c.Watched || c.ToUs {
		return true
	}
	return !c.Automatic && r.rooms.standing(e.Message.Room, "").ours
}
