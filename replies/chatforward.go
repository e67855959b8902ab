package replies

import (
	"fmt"
	"strings"
	"unicode"

	"frontdesk/gateway"
)

// forwardRooms are how many characters of what the customer wrote, and of what the machine said, the forward of a ticket for
// a chat shows: the first that fit.
var forwardRooms = [][2]int{{1200, 400}, {900, 300}, {600, 200}, {400, 120}, {200, 60}, {100, 0}}

// RenderChatForward writes the forward of a ticket for a team's chat room: at most limit characters, as [Book.RenderChat]
// counts them. What the customer wrote is cut where it is long; the rest stands in the ticket.
func (b *Book) RenderChatForward(in ForwardInput, limit int) (string, error) {
	l := b.layout(in.Decision.Matcher, kindChatForward, "")
	if l == nil {
		return "", fmt.Errorf("render forward of ticket %s: no template for chats", in.Ticket.ID)
	}
	w := b.words[builtinLanguage]
	var text string
	for _, room := range forwardRooms {
		var whole bool
		var err error
		if text, whole, err = b.message(limit, part{l, in.chatPack(w, room[0], room[1])}); err != nil {
			return "", fmt.Errorf("render forward of ticket %s: %w", in.Ticket.ID, err)
		}
		if whole {
			break
		}
	}
	return text, nil
}

// chatPack is the pack with texts of at most so many characters, and with names as a chat knows them.
func (in ForwardInput) chatPack(w *words, wrote, said int) pack {
	p := in.pack(w)
	p.Reason = value(oneLine(in.Ticket.Reason, maxSubject))
	p.Said, p.Draft = block(clipped(in.ReplySent, said)), block(clipped(in.Draft, said))
	m := in.Message
	if m == nil {
		return p
	}
	text := in.wrote()
	p.Message = block(clipped(text, wrote))
	if m.Chat != nil {
		p.Customer = value(in.nameInChat())
		if m.Subject != "" && strings.HasPrefix(text, strings.TrimSuffix(m.Subject, "…")) {
			p.Subject = "" // the room is called after the message
		}
	}
	return p
}

// wrote is what the customer wrote: what is new in the message; where that was a button without words, what stood before it.
func (in ForwardInput) wrote() string {
	for _, text := range []string{in.Message.NewText, in.Message.Text} {
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	for i := len(in.Earlier) - 1; i >= 0; i-- {
		if e := in.Earlier[i]; strings.EqualFold(e.Who, in.Ticket.Customer.Addr) && strings.TrimSpace(e.Text) != "" {
			return strings.TrimSpace(e.Text)
		}
	}
	return ""
}

// nameInChat is how people of a chat know the customer.
func (in ForwardInput) nameInChat() string {
	for _, a := range []gateway.Address{in.Ticket.Customer, in.Message.Author} {
		if a.Name != "" && strings.EqualFold(a.Addr, in.Ticket.Customer.Addr) {
			return a.Name
		}
	}
	return fullAddress(in.Ticket.Customer)
}

// clipped is a text of at most limit runes: cut at a space, unless that is far, and then it ends in "…".
func clipped(s string, limit int) string {
	s = strings.TrimSpace(s)
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	if limit == 0 {
		return ""
	}
	at := limit - 1
	for i := at; i > limit/2; i-- {
		if unicode.IsSpace(runes[i]) {
			at = i
			break
		}
	}
	return strings.TrimRightFunc(string(runes[:at]), unicode.IsSpace) + "…"
}
