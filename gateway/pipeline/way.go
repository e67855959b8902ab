package pipeline

import (
	"slices"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// Way is one place where a team's tickets are forwarded to: a mail address, or a room of a chat.
type Way struct {
	Email string
	From  string // channel that the mail leaves by; empty: the ticket's own

	Channel string // chat
	Room    string // its name or id
}

// Rooms names the rooms of a chat in which teams get their tickets, as the config writes them.
func (pol *Policy) Rooms(channel string) []string {
	var rooms []string
	for _, name := range keys(pol.Teams) {
		for _, w := range pol.Teams[name].Ways {
			if w.Channel == channel && !slices.Contains(rooms, w.Room) {
				rooms = append(rooms, w.Room)
			}
		}
	}
	return rooms
}

// forwarding is what the ways of a team need beside the text.
type forwarding struct {
	threads map[string]gateway.Thread // of earlier forwards of the ticket, by recipient
	chat    string                    // the text for chats; empty: that of the mail
	mail    string                    // channel that mail about a chat's ticket leaves by; empty: none can
	chats   map[string]bool           // channels that are chats
	buttons func(ticket string) []gateway.Button
}

// ways is what the ways of teams need, from the policy.
func (pol *Policy) ways(threads map[string]gateway.Thread, chat string) forwarding {
	f := forwarding{threads: threads, chat: chat, buttons: pol.ticketButtons, chats: map[string]bool{}}
	for _, name := range keys(pol.Channels) {
		switch c := pol.Channels[name]; {
		case c.Manners != nil:
			f.chats[name] = true
		case f.mail == "" && len(c.Addresses) > 0:
			f.mail = name
		}
	}
	return f
}

// forChat renders a text within the limit of the team's chat rooms; empty where it has none.
func (pol *Policy) forChat(t *Team, render func(limit int) (string, error)) (string, error) {
	for _, w := range t.Ways {
		if w.Channel != "" {
			return render(textLimit(pol.Channels[w.Channel]))
		}
	}
	return "", nil
}

// address makes what d says a delivery of its own that leaves by this way; own is the channel of what it is about.
func (w Way) address(d gateway.Delivery, own string, f forwarding) gateway.Delivery {
	d.ID, d.Kind = store.NewID(), gateway.KindForward
	if w.Channel != "" {
		return w.post(d, f)
	}
	d.To, d.Channel = gateway.Address{Addr: w.Email}, w.From
	if d.Channel == "" {
		d.Channel = own
	}
	if f.chats[d.Channel] {
		d.Channel = f.mail
	}
	return d
}

// post is the same for a room of a chat.
func (w Way) post(d gateway.Delivery, f forwarding) gateway.Delivery {
	d.Channel, d.To, d.HTML, d.Attachments = w.Channel, gateway.Address{Addr: w.Room}, "", nil
	d.Post = &gateway.Post{Place: gateway.PlaceRoom, Room: w.Room}
	if f.chat != "" {
		d.Text = f.chat
	}
	if d.Ticket != "" {
		d.Post.Buttons = f.buttons(d.Ticket)
	}
	return d
}

// forward sends what d says about a ticket by all ways of its team, each in its own thread. Where the team has agents
// the mail says where to answer.
func (t *Team) forward(about gateway.Ticket, d gateway.Delivery, f forwarding) (ds []gateway.Delivery, fs []gateway.Forward) {
	d.Conversation, d.Ticket = about.Conversation, about.ID
	for _, w := range t.Ways {
		one := w.address(d, about.Channel, f)
		if w.Channel == "" && len(t.Agents) > 0 {
			one.Text, one.HTML = AnswerLine+"\n\n"+one.Text, withLine(one.HTML, AnswerLine)
		}
		one.Thread = f.threads[one.To.Canonical()]
		ds, fs = append(ds, one), append(fs, gateway.Forward{Ticket: about.ID, Delivery: one.ID, Team: t.Name})
	}
	return ds, fs
}
