package discord

import (
	"encoding/json"
	"time"

	"github.com/bwmarrin/discordgo"
)

// What is received is decoded into these, which hold only what is read here: the library's own types fail as a whole on a
// component that they do not know, and leave a message without its author then.

// user is a person, a bot or a webhook's mask.
type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
	Bot        bool   `json:"bot"`
	System     bool   `json:"system"`
}

// member is a user in one guild; User is missing in events about messages.
type member struct {
	User        *user    `json:"user"`
	Nick        string   `json:"nick"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"` // in interactions alone: in the room, with its overwrites
}

// message is one message of a room.
type message struct {
	ID          string                `json:"id"`
	ChannelID   string                `json:"channel_id"`
	GuildID     string                `json:"guild_id"` // missing where it was read by REST
	Author      *user                 `json:"author"`
	Member      *member               `json:"member"`
	Content     string                `json:"content"`
	Timestamp   time.Time             `json:"timestamp"`
	Edited      *time.Time            `json:"edited_timestamp"`
	Type        discordgo.MessageType `json:"type"`
	Flags       int                   `json:"flags"`
	Nonce       nonce                 `json:"nonce"`
	WebhookID   string                `json:"webhook_id"`
	Position    *int                  `json:"position"` // in a thread
	Mentions    []user                `json:"mentions"`
	Attachments []attachment          `json:"attachments"`
	Reference   *reference            `json:"message_reference"`
	Referenced  *message              `json:"referenced_message"`
}

type attachment struct {
	Filename    string `json:"filename"`
	ContentType string `json:"content_type"`
	Size        int64  `json:"size"`
}

type reference struct {
	Type      int    `json:"type"` // 0 a reply, 1 a forward
	MessageID string `json:"message_id"`
	ChannelID string `json:"channel_id"`
}

// nonce is a text or a number; only texts are ours.
type nonce string

// UnmarshalJSON implements [json.Unmarshaler].
func (n *nonce) UnmarshalJSON(raw []byte) error {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		*n = nonce(s)
	}
	return nil
}

// channel is a room, a thread, a forum's post, or a direct conversation.
type channel struct {
	ID         string                           `json:"id"`
	GuildID    string                           `json:"guild_id"`
	Name       string                           `json:"name"`
	Type       discordgo.ChannelType            `json:"type"`
	ParentID   string                           `json:"parent_id"` // of threads the room, of rooms the category
	OwnerID    string                           `json:"owner_id"`
	LastID     string                           `json:"last_message_id"`
	Overwrites []*discordgo.PermissionOverwrite `json:"permission_overwrites"`
	Thread     *threadMetadata                  `json:"thread_metadata"`
	Begun      bool                             `json:"newly_created"` // in THREAD_CREATE, which also tells of threads that the bot joins
}

type threadMetadata struct {
	Archived bool       `json:"archived"`
	Created  *time.Time `json:"create_timestamp"` // missing for threads from before 2022
}

// isThread says whether it is below a room.
func (c *channel) isThread() bool {
	return c.Type == discordgo.ChannelTypeGuildNewsThread || c.Type == discordgo.ChannelTypeGuildPublicThread ||
		c.Type == discordgo.ChannelTypeGuildPrivateThread
}

// isForum says whether its threads are posts that somebody opened to ask.
func (c *channel) isForum() bool {
	return c.Type == discordgo.ChannelTypeGuildForum || c.Type == discordgo.ChannelTypeGuildMedia
}

// hasText says whether people write in it, or in posts below it.
func (c *channel) hasText() bool {
	switch c.Type {
	case discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildVoice, discordgo.ChannelTypeGuildStageVoice:
		return true
	}
	return c.isForum()
}

// guild is a server of people.
type guild struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	OwnerID     string            `json:"owner_id"`
	Unavailable bool              `json:"unavailable"`
	Roles       []*discordgo.Role `json:"roles"`
	Channels    []*channel        `json:"channels"`
	Threads     []*channel        `json:"threads"`
	Members     []member          `json:"members"` // without privileged intents ourselves alone
}

// reaction is one emoji that somebody put to a message.
type reaction struct {
	UserID    string  `json:"user_id"`
	ChannelID string  `json:"channel_id"`
	MessageID string  `json:"message_id"`
	GuildID   string  `json:"guild_id"`
	AuthorID  string  `json:"message_author_id"` // may be missing
	Member    *member `json:"member"`
	Emoji     struct {
		Name string `json:"name"`
	} `json:"emoji"`
}
