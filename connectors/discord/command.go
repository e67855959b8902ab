package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// Options of slash commands.
const (
	optionText = "text"
	optionHere = "here"
)

// offer is one command as members see it.
type offer struct {
	name      gateway.CommandName
	title     string // as Discord shows it: a slash command's word, or a line of a message's menu
	about     string // what it does; menus have none
	onMessage bool
	moderator bool // shown to moderators only; who may is judged by the pipeline
	direct    bool // in direct conversations too
	options   []commandOption
}

// offers are all commands there are, by their switch in the settings.
func (s Commands) offers() []offer {
	text := func(about string, required bool) commandOption {
		return commandOption{Type: discordgo.ApplicationCommandOptionString, Name: optionText, Description: about, Required: required}
	}
	here := commandOption{
		Type: discordgo.ApplicationCommandOptionBoolean, Name: optionHere, Description: "For everybody in this room; moderators only",
	}
	var list []offer
	for _, o := range []struct {
		on *bool
		offer
	}{
		{s.Ask, offer{
			name: gateway.CommandAsk, title: "ask", about: "Ask the knowledge base; only you see the answer", direct: true,
			options: []commandOption{text("Your question", true)},
		}},
		{s.Human, offer{
			name: gateway.CommandHuman, title: "human", about: "Talk to a person", direct: true,
			options: []commandOption{text("What it is about", false)},
		}},
		{s.Off, offer{name: gateway.CommandOff, title: "bot-off", about: "No answers that you did not ask the bot for", options: []commandOption{here}}},
		{s.Off, offer{name: gateway.CommandOn, title: "bot-on", about: "The bot may answer again", options: []commandOption{here}}},
		{s.Answer, offer{name: gateway.CommandAnswer, title: "Answer from the knowledge base", onMessage: true}},
		{s.HandOver, offer{name: gateway.CommandHandOver, title: "Hand to a person", onMessage: true}},
		{s.Wrong, offer{name: gateway.CommandWrong, title: "Wrong answer", onMessage: true, moderator: true}},
		{s.Mute, offer{name: gateway.CommandMute, title: "Mute the bot here", onMessage: true, moderator: true}},
	} {
		if valueOr(o.on, true) {
			list = append(list, o.offer)
		}
	}
	return list
}

// find returns the offer of a title.
func (s Commands) find(title string) (offer, bool) {
	list := s.offers()
	i := slices.IndexFunc(list, func(o offer) bool { return o.title == title })
	if i < 0 {
		return offer{}, false
	}
	return list[i], true
}

// command is one registered command, with the fields that matter here ("Application Commands").
type command struct {
	Type        discordgo.ApplicationCommandType   `json:"type"`
	Name        string                             `json:"name"`
	Description string                             `json:"description"`
	Options     []commandOption                    `json:"options,omitempty"`
	Permissions *string                            `json:"default_member_permissions"`
	Contexts    []discordgo.InteractionContextType `json:"contexts,omitempty"`
}

type commandOption struct {
	Type        discordgo.ApplicationCommandOptionType `json:"type"`
	Name        string                                 `json:"name"`
	Description string                                 `json:"description"`
	Required    bool                                   `json:"required,omitempty"`
}

func (o offer) command() command {
	c := command{
		Type: discordgo.ChatApplicationCommand, Name: o.title, Description: o.about, Options: o.options,
		Contexts: []discordgo.InteractionContextType{discordgo.InteractionContextGuild},
	}
	if o.onMessage {
		c.Type = discordgo.MessageApplicationCommand
	}
	if o.direct {
		c.Contexts = append(c.Contexts, discordgo.InteractionContextBotDM)
	}
	if o.moderator {
		bits := strconv.Itoa(discordgo.PermissionManageMessages)
		c.Permissions = &bits
	}
	return c
}

// wantedCommands are what is to be registered.
func (s Commands) wantedCommands() []command {
	list := []command{} // an empty list removes all
	for _, o := range s.offers() {
		list = append(list, o.command())
	}
	return list
}

// sameCommands compares without regard to order.
func sameCommands(a, b []command) bool {
	return slices.Equal(keysOf(a), keysOf(b))
}

func keysOf(list []command) []string {
	keys := make([]string, 0, len(list))
	for _, c := range list {
		slices.Sort(c.Contexts)
		raw, err := json.Marshal(c)
		if err != nil {
			raw = []byte(c.Name)
		}
		keys = append(keys, string(raw))
	}
	slices.Sort(keys)
	return keys
}

// registered reads what the application offers now.
func (c *Connector) registered(ctx context.Context, app string) ([]command, error) {
	var list []command
	err := c.rest.patiently(ctx, call{method: "GET", path: "/applications/" + app + "/commands", out: &list}, c.timing)
	if err != nil {
		return nil, fmt.Errorf("read the registered commands: %w", err)
	}
	return list, nil
}

// registerCommands makes the registered commands those of the settings, where they differ.
func (c *Connector) registerCommands(ctx context.Context, app string) error {
	have, err := c.registered(ctx, app)
	if err != nil {
		return err
	}
	want := c.settings.Commands.wantedCommands()
	if sameCommands(have, want) {
		return nil
	}
	if err := c.rest.patiently(ctx, call{method: "PUT", path: "/applications/" + app + "/commands", body: want}, c.timing); err != nil {
		return fmt.Errorf("register the commands: %w", err)
	}
	c.env.Log.Info("commands registered", "count", len(want))
	return nil
}
