package replies

import (
	"fmt"
	"strings"

	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// AgentChat is an agent's answer as the customer sees it in a chat, under the agent's name: as many messages of at most limit
// characters as it takes, counted as [markdown.ChatLength] does, each with its number where there are several; 0: one of any
// length. Nothing is left out, and the text is shown as it was written: Markdown in it means nothing.
func AgentChat(agent gateway.Address, text string, limit int) []string {
	name := markdown.ChatText(oneLine(displayed(agent), maxName), 0)[0]
	const head = "**%s**: %s"
	const numbered = "**%s** (%d/%d): %s"
	whole := fmt.Sprintf(head, name, strings.Join(markdown.ChatText(text, 0), ""))
	if limit <= 0 || markdown.ChatLength(whole) <= limit {
		return []string{whole}
	}
	room := limit - markdown.ChatLength(fmt.Sprintf(numbered, name, maxParts, maxParts, ""))
	parts := markdown.ChatText(text, max(room, minPart))
	for i := range parts {
		parts[i] = fmt.Sprintf(numbered, name, i+1, len(parts), parts[i])
	}
	return parts
}

const (
	maxParts = 99_999 // for the room that numbers take
	minPart  = 100    // characters: limits are far above that
)

// displayed is how an agent is called in front of customers: by name, never by account or address.
func displayed(a gateway.Address) string {
	if name := strings.TrimSpace(a.Name); name != "" {
		return name
	}
	return "👤"
}
