package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// respondWithin is how long an interaction is answered; its token lives for 15 minutes.
const respondWithin = 14 * time.Minute

// interaction is what somebody does with a command, a button or a form.
type interaction struct {
	ID            string                    `json:"id"`
	ApplicationID string                    `json:"application_id"`
	Type          discordgo.InteractionType `json:"type"`
	Token         string                    `json:"token"`
	GuildID       string                    `json:"guild_id"`
	ChannelID     string                    `json:"channel_id"`
	Channel       *channel                  `json:"channel"`
	Member        *member                   `json:"member"` // in guilds
	User          *user                     `json:"user"`   // in direct conversations
	Message       *message                  `json:"message"`
	Data          interactionData           `json:"data"`
}

type interactionData struct {
	Name       string                 `json:"name"`
	Options    []interactionOption    `json:"options"`
	TargetID   string                 `json:"target_id"`
	Resolved   interactionResolved    `json:"resolved"`
	CustomID   string                 `json:"custom_id"`
	Components []interactionComponent `json:"components"`
}

type interactionResolved struct {
	Messages map[string]message `json:"messages"`
}

type interactionOption struct {
	Name  string          `json:"name"`
	Value json.RawMessage `json:"value"`
}

// interactionComponent is a row or label of a form, or a field in it.
type interactionComponent struct {
	CustomID   string                 `json:"custom_id"`
	Value      string                 `json:"value"`
	Component  *interactionComponent  `json:"component"`
	Components []interactionComponent `json:"components"`
}

// field is the value of a form's field.
func field(list []interactionComponent, id string) string {
	for _, c := range list {
		if c.CustomID == id {
			return c.Value
		}
		if c.Component != nil {
			c.Components = append(c.Components, *c.Component)
		}
		if v := field(c.Components, id); v != "" {
			return v
		}
	}
	return ""
}

// option is a command's option as text; empty where it was not given.
func (d interactionData) option(name string) string {
	for _, o := range d.Options {
		if o.Name != name {
			continue
		}
		var s string
		if json.Unmarshal(o.Value, &s) == nil {
			return s
		}
		return string(o.Value)
	}
	return ""
}

// who has the wish.
func (i interaction) who() (*user, *member) {
	if i.Member != nil && i.Member.User != nil {
		return i.Member.User, i.Member
	}
	return i.User, i.Member
}

// Parts of our custom ids: "fd:solved:<delivery>", "fd:take:<ticket>", "fd:wrong:<room>/<message>".
const (
	customMark   = "fd"
	formField    = "text"
	followUpMark = "new"
)

// customID names a command and what it is about.
func customID(name gateway.CommandName, about string) string {
	return customMark + ":" + string(name) + ":" + about
}

// command reads a custom id; false for what is not ours.
func parseCustomID(id string) (*gateway.Command, bool) {
	parts := strings.SplitN(id, ":", 3)
	if len(parts) != 3 || parts[0] != customMark {
		return nil, false
	}
	c := &gateway.Command{Name: gateway.CommandName(parts[1])}
	_, known := acknowledgements[c.Name]
	switch {
	case !known:
		return nil, false
	case ofTicket(c.Name):
		c.Ticket = parts[2]
	case strings.Contains(parts[2], "/"):
		c.About = parts[2]
	default:
		c.Delivery = parts[2]
	}
	return c, true
}

// ofTicket says whether a command is about a ticket; buttons of all others are about a delivery.
func ofTicket(name gateway.CommandName) bool {
	return name == gateway.CommandTake || name == gateway.CommandReply || name == gateway.CommandClose
}

// wish is what an interaction comes to: a callback now, and a command where there is one.
type wish struct {
	callback callback
	ack      acknowledgement
	command  *gateway.Command
	text     string
}

// interaction queues the command and acknowledges it beside all else that the session does: as soon as the store has it, so
// that no wish is acknowledged and then lost with the process, and in time where the store is slow. What the end leaves
// unstored is not acknowledged: who wished it is told by Discord that it failed.
func (d *dispatch) interaction(i interaction) {
	if u, _ := i.who(); u == nil {
		return
	}
	w, ok := d.c.wish(i)
	if !ok {
		w = wish{callback: notOffered()}
	}
	stored := make(chan bool, 1)
	if w.command == nil {
		stored <- true
	} else {
		w.command.Respond = i.respond(w.ack)
		d.queue.push(item{event: reader{d.c.rooms}.command(i, w), stored: stored})
	}
	acknowledged := d.c.unacknowledged.begin(i.Token)
	d.run.beside(func(life context.Context) {
		defer acknowledged()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(life), d.c.timing.ack)
		defer cancel()
		select {
		case ok := <-stored:
			if !ok {
				return
			}
		case <-time.After(d.c.timing.stored):
		case <-ctx.Done():
		}
		d.c.acknowledge(ctx, i, w.callback)
	})
}

// wish reads an interaction; false where it is nothing that we offer.
func (c *Connector) wish(i interaction) (wish, bool) {
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		return c.commandWish(i)
	case discordgo.InteractionMessageComponent:
		cmd, ok := parseCustomID(i.Data.CustomID)
		if ok && cmd.Name == gateway.CommandReply {
			return wish{callback: form(i.Data.CustomID, "Answer", "What the customer gets", 2000, true)}, true
		}
		return c.commandOf(cmd, "", ok)
	case discordgo.InteractionModalSubmit:
		cmd, ok := parseCustomID(i.Data.CustomID)
		text := cleanText(field(i.Data.Components, formField))
		if ok && cmd.Name == gateway.CommandWrong {
			cmd.Argument, text = printable(text, maxTitle), ""
		}
		return c.commandOf(cmd, text, ok)
	}
	return wish{}, false
}

func (c *Connector) commandOf(cmd *gateway.Command, text string, ok bool) (wish, bool) {
	if !ok {
		return wish{}, false
	}
	ack := acknowledgements[cmd.Name]
	return wish{callback: ack.callback(), ack: ack, command: cmd, text: text}, true
}

// commandWish reads a slash command or a message's menu.
func (c *Connector) commandWish(i interaction) (wish, bool) {
	offer, ok := c.settings.Commands.find(i.Data.Name)
	if !ok {
		return wish{}, false
	}
	cmd := &gateway.Command{Name: offer.name}
	w := wish{callback: ackWait.callback(), command: cmd}
	if offer.onMessage {
		target := i.Data.Resolved.Messages[i.Data.TargetID]
		cmd.About = remoteID(i.ChannelID, i.Data.TargetID)
		if target.Author != nil {
			cmd.AboutAuthor = reader{c.rooms}.author(target.Author, target.Member)
		}
		w.text = target.Content
		if offer.name == gateway.CommandWrong {
			return wish{callback: form(customID(offer.name, cmd.About), "Wrong answer", "What was it about? (may stay empty)", maxTitle, false)}, true
		}
		return w, true
	}
	w.text = i.Data.option(optionText)
	if i.Data.option(optionHere) == "true" {
		cmd.Argument = "here"
	}
	return w, true
}

// respond is how the command is answered.
func (i interaction) respond(a acknowledgement) *gateway.Respond {
	token := i.ApplicationID + "/" + i.Token
	if a == ackSilent {
		token += "/" + followUpMark
	}
	return &gateway.Respond{Token: token, Until: parseSnowflake(i.ID).time().Add(respondWithin), Private: true}
}

// command is an interaction as an event.
func (r reader) command(i interaction, w wish) gateway.Event {
	u, in := i.who()
	id := "interaction/" + i.ID
	at := r.rooms.standing(i.ChannelID, i.GuildID)
	m := gateway.Message{
		SourceID: id, Room: i.ChannelID, Author: r.author(u, in), Thread: gateway.Thread{ID: id},
		Sent: parseSnowflake(i.ID).time(), Received: parseSnowflake(i.ID).time(),
		Chat: &gateway.Chat{
			Community: cmp.Or(at.guild, i.GuildID), Form: at.form, Parent: at.parent, RoomName: cleanName(at.name), Watched: at.watched,
			ToUs: true, Command: w.command, Moderator: in != nil && mayModerate(in.Permissions),
		},
	}
	about := message{ChannelID: i.ChannelID, GuildID: i.GuildID, Content: w.text}
	if target, ok := i.Data.Resolved.Messages[i.Data.TargetID]; ok {
		about.Mentions = target.Mentions
	}
	r.words(&m, about)
	if w.command.About == "" && i.Message != nil {
		w.command.About = remoteID(cmp.Or(i.Message.ChannelID, i.ChannelID), i.Message.ID)
	}
	if w.command.About != "" {
		m.Chat.ReplyTo, m.Thread.InReplyTo = w.command.About, []string{w.command.About}
		m.Chat.ReplyToAuthor = w.command.AboutAuthor.Addr
	}
	return gateway.Event{Kind: gateway.EventCommand, Guard: gateway.Guard("discord/"+id, u.ID, nil, nil), Message: m}
}

// mayModerate reads the permissions that an interaction says of its author.
func mayModerate(bits string) bool {
	n, err := strconv.ParseInt(bits, 10, 64)
	return err == nil && n&moderates != 0
}
