package discordtest

import (
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"
)

// draft is the body of a message to be sent, with all fields that are known (developers/resources/message, section Create
// Message).
type draft struct {
	Content         string           `json:"content"`
	Nonce           json.RawMessage  `json:"nonce"`
	EnforceNonce    bool             `json:"enforce_nonce"`
	TTS             bool             `json:"tts"`
	Embeds          []Embed          `json:"embeds"`
	AllowedMentions *AllowedMentions `json:"allowed_mentions"`
	Reference       *reference       `json:"message_reference"`
	Components      []Component      `json:"components"`
	Stickers        []string         `json:"sticker_ids"`
	Attachments     []partAttachment `json:"attachments"`
	Flags           int              `json:"flags"`
	Poll            json.RawMessage  `json:"poll"`

	files []Attachment
}

type reference struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id"`
	GuildID         string `json:"guild_id"`
	FailIfNotExists *bool  `json:"fail_if_not_exists"`
}

type partAttachment struct {
	ID          json.RawMessage `json:"id"`
	Filename    string          `json:"filename"`
	Description string          `json:"description"`
}

// messageEdit is the body of an edit; nil leaves as it is. ID and Channel are what discordgo sends besides.
type messageEdit struct {
	Content         *string           `json:"content"`
	Embeds          *[]Embed          `json:"embeds"`
	Flags           *int              `json:"flags"`
	AllowedMentions *AllowedMentions  `json:"allowed_mentions"`
	Components      *[]Component      `json:"components"`
	Attachments     *[]partAttachment `json:"attachments"`
	ID              string            `json:"ID"`
	Channel         string            `json:"Channel"`

	files []Attachment
}

// The limits of a message (developers/resources/message).
const (
	maxContent    = 2000
	maxNonce      = 25
	maxEmbeds     = 10
	maxEmbedChars = 6000
)

// check refuses what Discord refuses in a message, and notes mentions that nobody said anything about.
func (s *Server) check(d *draft, flags int) error {
	switch {
	case utf8.RuneCountInString(d.Content) > maxContent:
		return tooLong("content", maxContent)
	case d.Flags&^flags != 0:
		return formError("flags", "BITFIELD", "these flags cannot be set: "+itoa(d.Flags&^flags))
	case len(d.Stickers) > 3:
		return tooLong("sticker_ids", 3)
	}
	if d.Content == "" && len(d.Embeds)+len(d.Stickers)+len(d.files)+len(d.Components) == 0 && len(d.Poll) == 0 {
		return invalid(50006, "Cannot send an empty message")
	}
	if d.AllowedMentions == nil && len(mentionsIn(d.Content)) > 0 {
		s.note("REST: a message with a mention and without allowed_mentions: " + strconv.Quote(d.Content))
	}
	if err := d.AllowedMentions.check(); err != nil {
		return err
	}
	if err := checkEmbeds(d.Embeds); err != nil {
		return err
	}
	return checkRows(d.Components)
}

// check is the rule of developers/resources/message, section Allowed Mentions Object: a kind is parsed or listed, not both.
func (a *AllowedMentions) check() error {
	if a == nil {
		return nil
	}
	for _, kind := range a.Parse {
		switch {
		case kind != "users" && kind != "roles" && kind != "everyone":
			return formError("allowed_mentions.parse", "BASE_TYPE_CHOICES", "Value must be one of ('users', 'everyone', 'roles').")
		case kind == "users" && len(a.Users) > 0, kind == "roles" && len(a.Roles) > 0:
			return formError("allowed_mentions.parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:['"+kind+"'] and "+kind+": [ids...] are mutually exclusive.")
		}
	}
	if len(a.Users) > 100 || len(a.Roles) > 100 {
		return tooLong("allowed_mentions", 100)
	}
	return nil
}

// fill puts a checked draft into a message.
func (d *draft) fill(m *message, p Permission) {
	m.Content, m.Embeds, m.Components, m.AllowedMentions = d.Content, d.Embeds, d.Components, d.AllowedMentions
	m.Attachments = append(m.Attachments, d.files...)
	m.setMentions(p, d.AllowedMentions, nil)
}

// nonce is the nonce as text; it may be a number.
func (d *draft) nonce() (string, error) {
	if len(d.Nonce) == 0 || string(d.Nonce) == "null" {
		return "", nil
	}
	var text string
	if err := json.Unmarshal(d.Nonce, &text); err != nil {
		var n int64
		if err := json.Unmarshal(d.Nonce, &n); err != nil {
			return "", formError("nonce", "BASE_TYPE_BAD_TYPE", "a nonce is a string or an integer")
		}
		text = strconv.FormatInt(n, 10)
	}
	if len(text) > maxNonce {
		return "", tooLong("nonce", maxNonce)
	}
	return text, nil
}

type usedNonce struct {
	nonce string
	at    time.Time
	m     *message
}

// byNonce is the bot's message of the past few minutes that had the nonce.
func (c *call) byNonce(nonce string) *message {
	if nonce == "" {
		return nil
	}
	since := c.o.Now().Add(-c.o.NonceWindow)
	for len(c.bot.nonces) > 0 && c.bot.nonces[0].at.Before(since) {
		c.bot.nonces = c.bot.nonces[1:]
	}
	for _, used := range c.bot.nonces {
		if used.nonce == nonce {
			return used.m
		}
	}
	return nil
}

// applyEdit checks and applies an edit.
func (s *Server) applyEdit(m *message, e messageEdit, p Permission) error {
	d := draft{Content: m.Content, Embeds: m.Embeds, Components: m.Components, AllowedMentions: e.AllowedMentions}
	if e.Content != nil {
		d.Content = *e.Content
	}
	if e.Embeds != nil {
		d.Embeds = *e.Embeds
	}
	if e.Components != nil {
		d.Components = *e.Components
	}
	d.files = append(d.files, m.Attachments...)
	d.files = append(d.files, e.files...)
	if err := s.check(&d, 0); err != nil {
		return err
	}
	if e.Flags != nil {
		m.Flags = m.Flags&^FlagSuppressEmbeds | *e.Flags&FlagSuppressEmbeds
	}
	m.Attachments = nil
	d.fill(m, p)
	return nil
}

func itoa64(n uint64) string { return strconv.FormatUint(n, 10) }
