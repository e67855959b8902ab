package discordtest

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Message types and flags that matter here (developers/resources/message, sections Message Types and Message Flags).
const (
	TypeDefault        = 0
	TypePinned         = 6
	TypeMemberJoin     = 7
	TypeThreadCreated  = 18
	TypeReply          = 19
	TypeSlash          = 20
	TypeThreadStarter  = 21
	TypeContextMenu    = 23
	FlagSuppressEmbeds = 1 << 2
	FlagHasThread      = 1 << 5
	FlagEphemeral      = 1 << 6
	FlagLoading        = 1 << 7
	FlagSilent         = 1 << 12
	FlagComponentsV2   = 1 << 15
)

// Message is a copy of a message as it was when it was asked for.
type Message struct {
	ID      string
	Room    *Room
	Author  *User
	Content string
	Type    int
	Flags   int
	Sent    time.Time
	Edited  time.Time // zero: never
	Nonce   string
	// ReplyTo is the id of the message that this one answers, or was started from.
	ReplyTo string
	// Mentions are the ids of the users who are shown as mentioned, Pings those who were notified; "everyone" stands for
	// @everyone and @here, "&" and an id for a role.
	Mentions, Pings []string
	Embeds          []Embed
	Attachments     []Attachment
	Components      []Component
	// AllowedMentions is as the bot sent it, nil if it sent none.
	AllowedMentions *AllowedMentions
	// Reactions are the ids of those who reacted, by emoji, in their order.
	Reactions map[string][]string
	// Webhook is the id of the webhook that wrote it; of an interaction's answers it is the application's id.
	Webhook string
	// Interaction is the id of the interaction that it answers.
	Interaction string
	// Thread is the id of the thread that hangs on it.
	Thread string
}

// Ephemeral says that only one person sees it.
func (m Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Buttons are the buttons and select menus of the message, row by row.
func (m Message) Buttons() []Component {
	var out []Component
	for _, row := range m.Components {
		out = append(out, row.Components...)
	}
	return out
}

// Component is a part of a message or modal that can be used (developers/components/reference).
type Component struct {
	Type          int             `json:"type"`
	ID            int             `json:"id,omitempty"`
	CustomID      string          `json:"custom_id,omitempty"`
	Label         string          `json:"label,omitempty"`
	Description   string          `json:"description,omitempty"`
	Style         int             `json:"style,omitempty"`
	URL           string          `json:"url,omitempty"`
	SKU           string          `json:"sku_id,omitempty"`
	Disabled      bool            `json:"disabled,omitempty"`
	Emoji         *Emoji          `json:"emoji,omitempty"`
	Placeholder   string          `json:"placeholder,omitempty"`
	Options       []SelectOption  `json:"options,omitempty"`
	MinValues     *int            `json:"min_values,omitempty"`
	MaxValues     *int            `json:"max_values,omitempty"`
	MinLength     *int            `json:"min_length,omitempty"`
	MaxLength     *int            `json:"max_length,omitempty"`
	Required      *bool           `json:"required,omitempty"`
	Value         string          `json:"value,omitempty"`
	ChannelTypes  []int           `json:"channel_types,omitempty"`
	DefaultValues json.RawMessage `json:"default_values,omitempty"`
	Components    []Component     `json:"components,omitempty"`
	Component     *Component      `json:"component,omitempty"`
}

// SelectOption is a choice of a select menu.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Emoji is a Unicode emoji (no ID) or one of a guild.
type Emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Animated bool   `json:"animated,omitempty"`
}

// Embed is a box below a message (developers/resources/message, section Embed Object).
type Embed struct {
	Type        string          `json:"type,omitempty"`
	Title       string          `json:"title,omitempty"`
	Description string          `json:"description,omitempty"`
	URL         string          `json:"url,omitempty"`
	Timestamp   string          `json:"timestamp,omitempty"`
	Color       int             `json:"color,omitempty"`
	Footer      *EmbedFooter    `json:"footer,omitempty"`
	Author      *EmbedAuthor    `json:"author,omitempty"`
	Fields      []EmbedField    `json:"fields,omitempty"`
	Image       json.RawMessage `json:"image,omitempty"`
	Thumbnail   json.RawMessage `json:"thumbnail,omitempty"`
}

// EmbedFooter is the last line of an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedAuthor is the first line of an embed.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedField is a titled paragraph of an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

// Attachment is a file of a message. The content is not kept.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
}

// AllowedMentions says who may be notified (developers/resources/message, section Allowed Mentions Object).
type AllowedMentions struct {
	Parse       []string `json:"parse"`
	Roles       []string `json:"roles"`
	Users       []string `json:"users"`
	RepliedUser bool     `json:"replied_user"`
}

// message is a Message as the server keeps it.
type message struct {
	Message
	via *Interaction // whose answer it is
}

func (m *message) snapshot() Message {
	out := m.Message
	out.Mentions, out.Pings = slices.Clone(m.Mentions), slices.Clone(m.Pings)
	out.Reactions = maps.Clone(m.Reactions)
	for emoji, who := range out.Reactions {
		out.Reactions[emoji] = slices.Clone(who)
	}
	return out
}
