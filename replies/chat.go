package replies

import (
	"fmt"

	"frontdesk/gateway"
)

// RenderChat writes an automatic reply for a chat: Markdown of at most limit characters, in which no link is cut.
func (b *Book) RenderChat(in Input, limit int) (string, error) {
	text, err := b.Render(in)
	if err != nil {
		return "", err
	}
	return clipped(text.Text, limit), nil
}

// RenderChatForward writes the forward of a ticket for a team's chat room.
func (b *Book) RenderChatForward(in ForwardInput, limit int) (string, error) {
	text, err := b.RenderForward(in)
	if err != nil {
		return "", err
	}
	return clipped(text.Subject+"\n"+text.Text, limit), nil
}

// Button is the label of a command's button in the first of the languages that has it, else in English.
func (b *Book) Button(c gateway.CommandName, languages []string) string { return string(c) }

// NoteFields are what a note names.
type NoteFields struct {
	Agent string // who has the ticket
}

// Note is a short word to who gave a command.
func (b *Book) Note(n gateway.NoteName, languages []string, f NoteFields) string {
	return fmt.Sprint(n)
}

// AgentChat is an agent's answer as the customer sees it in a chat, under the agent's name.
func (b *Book) AgentChat(agent gateway.Address, text string, limit int) string {
	return clipped(text, limit)
}

func clipped(s string, limit int) string {
	r := []rune(s)
	if limit > 0 && len(r) > limit {
		return string(r[:limit-1]) + "…"
	}
	return s
}
