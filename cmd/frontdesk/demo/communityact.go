package demo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

// deed is what somebody has done: what the gateway calls it, and how it is found again.
type deed struct {
	Key         string                   // gateway.Message.SourceID; empty where it is no message
	Room        *discordtest.Room        // where
	Message     discordtest.Message      // said; empty for commands
	Interaction *discordtest.Interaction // of commands, buttons and menus; nil for others
}

// done are the outcomes of acts by their Name.
type done map[string]outcome

// do lets the person of an act do it.
func (c *community) do(ctx context.Context, a act, before done) (deed, error) {
	who, on := c.guild.people[a.Who], before[a.On]
	switch a.Does {
	case says:
		return c.say(who, c.guild.rooms[a.Room], a.Text), nil
	case replies:
		return c.say(who, on.deed.Room, a.Text, discordtest.ReplyTo(on.deed.Message)), nil
	case posts:
		room, first := c.guild.rooms[a.Room].OpenPost(who, a.With, a.Text)
		return deed{Key: keyOf(first), Room: room, Message: first}, nil
	case goesOn:
		return c.goOn(who, on, a.Text)
	case edits:
		on.deed.Room.Edit(on.deed.Message, a.Text)
		return deed{Room: on.deed.Room}, nil
	case erases:
		on.deed.Room.Erase(on.deed.Message)
		return deed{Room: on.deed.Room}, nil
	case reacts:
		answer, err := on.answer()
		if err != nil {
			return deed{}, err
		}
		answer.Room.React(who, answer, a.With)
		return deed{Key: strings.Join([]string{"reaction", keyOf(answer), who.ID, a.With}, "/"), Room: answer.Room}, nil
	}
	return c.command(ctx, a, on)
}

// keyOf is a message as the gateway names it.
func keyOf(m discordtest.Message) string { return m.Room.ID + "/" + m.ID }

func (c *community) say(who *discordtest.User, room *discordtest.Room, text string, options ...discordtest.Option) deed {
	m := room.Say(who, strings.ReplaceAll(text, "@bot", c.guild.bot.User.Mention()), options...)
	return deed{Key: keyOf(m), Room: room, Message: m}
}

// goOn writes in the private thread that the act on was answered in.
func (c *community) goOn(who *discordtest.User, on outcome, text string) (deed, error) {
	for _, s := range on.Said {
		if s.Message.Room.Kind == discordtest.PrivateThread {
			return c.say(who, s.Message.Room, text), nil
		}
	}
	return deed{}, errors.New("there is no private thread to write in")
}

// command uses a slash command, a button or a menu, and fills in the form where one comes up.
func (c *community) command(ctx context.Context, a act, on outcome) (deed, error) {
	i, err := c.interact(a, on)
	if err != nil {
		return deed{}, err
	}
	if err := i.Acknowledged(ctx); err != nil {
		return deed{}, fmt.Errorf("the application did not respond: %w", err)
	}
	if form := i.Outcome().Modal; form != nil {
		if i, err = c.guild.server.SubmitModal(i, map[string]string{fieldOf(form.Components): a.Text}); err != nil {
			return deed{}, fmt.Errorf("fill in the form: %w", err)
		}
	}
	return deed{Key: "interaction/" + i.ID, Room: i.Room, Interaction: i}, nil
}

func (c *community) interact(a act, on outcome) (*discordtest.Interaction, error) {
	who, server := c.guild.people[a.Who], c.guild.server
	if a.Does == commands {
		options := map[string]any{}
		if a.Text != "" {
			options["text"] = a.Text
		}
		return server.Slash(who, c.guild.rooms[a.Room], a.With, options)
	}
	if a.Does == points {
		return server.ContextMenu(who, on.deed.Message, a.With)
	}
	m, err := on.with(a.With)
	if err != nil {
		return nil, err
	}
	if a.Does == chooses {
		return server.ContextMenu(who, m, a.With)
	}
	return server.Press(who, m, buttonOf(m, a.With))
}

// buttonOf is the id of a command's button below a message; empty where there is none.
func buttonOf(m discordtest.Message, command string) string {
	for _, b := range m.Buttons() {
		if strings.HasPrefix(b.CustomID, "fd:"+command+":") {
			return b.CustomID
		}
	}
	return ""
}

// fieldOf is the id of the first field of a form.
func fieldOf(parts []discordtest.Component) string {
	for _, p := range parts {
		if p.Component != nil {
			p.Components = append(p.Components, *p.Component)
		}
		if len(p.Components) == 0 && p.CustomID != "" {
			return p.CustomID
		}
		if id := fieldOf(p.Components); id != "" {
			return id
		}
	}
	return ""
}

// with is the message that a button or menu is used on: the forward for the team's buttons, else the answer.
func (o outcome) with(command string) (discordtest.Message, error) {
	switch gateway.CommandName(command) {
	case gateway.CommandTake, gateway.CommandReply, gateway.CommandClose:
		return o.first(gateway.KindForward)
	}
	return o.answer()
}

func (o outcome) answer() (discordtest.Message, error) { return o.first(gateway.KindAnswer) }

// first is the first thing of a kind that the bot said for the act.
func (o outcome) first(kind gateway.DeliveryKind) (discordtest.Message, error) {
	for _, s := range o.Said {
		if s.Delivery.Kind == kind {
			return s.Message, nil
		}
	}
	return discordtest.Message{}, fmt.Errorf("there is no %s of the bot's for it", kind)
}
