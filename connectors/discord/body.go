package discord

import (
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// body is a message as it is sent ("Message", section Create Message).
type body struct {
	Content    *string           `json:"content,omitempty"`
	Nonce      string            `json:"nonce,omitempty"`
	Enforce    bool              `json:"enforce_nonce,omitempty"`
	Mentions   allowedMentions   `json:"allowed_mentions"`
	Reference  *messageReference `json:"message_reference,omitempty"`
	Components *[]row            `json:"components,omitempty"` // nil: as they are
	Flags      int               `json:"flags,omitempty"`
}

type allowedMentions struct {
	Parse   []string `json:"parse"`
	Replied bool     `json:"replied_user"`
}

// noMentions is in all that leaves: no text of ours rings, whatever is written in it.
var noMentions = allowedMentions{Parse: []string{}}

type messageReference struct {
	MessageID string `json:"message_id"`
	Fail      bool   `json:"fail_if_not_exists"`
}

type row struct {
	Type       discordgo.ComponentType `json:"type"`
	Components []button                `json:"components"`
}

type button struct {
	Type  discordgo.ComponentType `json:"type"`
	Style discordgo.ButtonStyle   `json:"style"`
	Label string                  `json:"label"`
	ID    string                  `json:"custom_id"`
}

// What Discord allows of buttons.
const (
	buttonsInRow = 5
	rowsMost     = 5
	labelMost    = 80
)

// newBody is a delivery as a new message.
func newBody(d gateway.Delivery) body {
	content := fit(quiet(d.Text), textLimit)
	b := body{Content: &content, Mentions: noMentions}
	if rows := rowsOf(d.Post.Buttons); len(rows) > 0 {
		b.Components = &rows
	}
	return b
}

// posted adds what only messages in rooms have: the nonce, by which Discord knows one that is sent again, and the reply.
func (b body) posted(d gateway.Delivery, replyTo string) body {
	b.Nonce, b.Enforce = nonceOf(d.ID), true
	if replyTo != "" {
		b.Reference = &messageReference{MessageID: replyTo}
	}
	return b
}

// editBody replaces text and buttons of an earlier message.
func editBody(d gateway.Delivery) body {
	b := body{Mentions: noMentions}
	rows := rowsOf(d.Post.Buttons)
	b.Components = &rows
	if d.Text != "" {
		content := fit(quiet(d.Text), textLimit)
		b.Content = &content
	}
	return b
}

func rowsOf(buttons []gateway.Button) []row {
	rows := []row{}
	for i, b := range buttons {
		if i/buttonsInRow >= rowsMost {
			break
		}
		if i%buttonsInRow == 0 {
			rows = append(rows, row{Type: discordgo.ActionsRowComponent})
		}
		last := &rows[len(rows)-1]
		last.Components = append(last.Components, button{
			Type: discordgo.ButtonComponent, Style: styleOf(b.Command), Label: printable(b.Label, labelMost), ID: customID(b.Command, aboutOf(b)),
		})
	}
	return rows
}

func aboutOf(b gateway.Button) string {
	if ofTicket(b.Command) {
		return b.Ticket
	}
	return b.Delivery
}

func styleOf(c gateway.CommandName) discordgo.ButtonStyle {
	switch c {
	case gateway.CommandSolved, gateway.CommandTake:
		return discordgo.SuccessButton
	case gateway.CommandReply:
		return discordgo.PrimaryButton
	}
	return discordgo.SecondaryButton
}

var nonceEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// nonceOf is a delivery's nonce: 25 characters, as many as Discord takes.
func nonceOf(id string) string {
	hash := sha256.Sum256([]byte("nonce\x00" + id))
	return nonceEncoding.EncodeToString(hash[:])[:25]
}

// ringing is what Discord makes a mention of. Markdown's own <https://…> is none.
var ringing = regexp.MustCompile(`@(everyone|here)|<(@[!&]?\d|#\d|/[^\s>]|id:)`)

// quiet breaks what would be a mention by a zero-width space, so that names which people chose stay text. Nothing would ring
// anyway, by noMentions.
func quiet(s string) string {
	return ringing.ReplaceAllStringFunc(s, func(m string) string { return m[:1] + "\u200b" + m[1:] })
}

// link is what must not be cut within.
var link = regexp.MustCompile(`\[[^\]\n]*\]\([^)\s]*\)|<?https?://[^\s<>]+>?`)

// fit cuts a text that is too long, at a word, and never within a link or an open block of code. Texts are rendered within the
// limit: this is for those that are not.
func fit(s string, most int) string {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	const reserve = 5 // "…" and the end of a block of code
	at := byteOf(s, most-reserve)
	if space := strings.LastIndexAny(s[:at], " \n"); space > at/2 {
		at = space
	}
	for _, l := range link.FindAllStringIndex(s, -1) {
		if l[0] < at && at < l[1] {
			at = l[0]
			break
		}
	}
	cut := strings.TrimSpace(s[:at]) + "…"
	if strings.Count(cut, "```")%2 == 1 {
		cut += "\n```"
	}
	return cut
}

// byteOf is where the n-th character begins.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
