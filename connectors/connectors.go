// Package connectors is the table of connector kinds. A new kind is one folder beside this file and one line in Kinds;
// no file outside its folder knows its name. It is not the place of what connectors share: that is gateway.Connector
// and the contract in connectors/connectortest.
package connectors

import (
	"context"
	"fmt"
	"strings"

	"frontdesk/configs"
	"frontdesk/connectors/discord"
	"frontdesk/connectors/email"
	"frontdesk/gateway"
)

// Settings is one channel's config, as its kind reads it.
type Settings interface {
	// Check fills defaults and notes what is wrong with its place.
	Check(s configs.Section, p *configs.Problems)
	// Channel is what the gateway knows of the channel.
	Channel(name string) gateway.Channel
}

// SingleAccount is implemented by settings whose account at the remote can serve one channel only.
type SingleAccount interface {
	// Account names the account, with the place where it is configured; empty where it cannot be told from others.
	Account() (string, configs.Position)
}

// Kind is one kind of connector.
type Kind struct {
	Name     string
	Settings func() Settings // empty ones, to be decoded into
	// Open resolves secrets; it connects nowhere.
	Open func(ctx context.Context, s Settings, env gateway.Environment) (gateway.Connector, error)
	// Read makes an event of one message in the remote's own form. It is pure and opens nothing.
	Read func(raw []byte, s Settings) gateway.Event
}

// Kinds are all kinds there are.
var Kinds = []Kind{
	{
		Name:     "email",
		Settings: func() Settings { return new(email.Settings) },
		Open: func(ctx context.Context, s Settings, env gateway.Environment) (gateway.Connector, error) {
			return email.Open(ctx, s.(*email.Settings), env)
		},
		Read: func(raw []byte, s Settings) gateway.Event { return email.Read(raw, s.(*email.Settings)) },
	},
	{
		Name:     "discord",
		Settings: func() Settings { return new(discord.Settings) },
		Open: func(ctx context.Context, s Settings, env gateway.Environment) (gateway.Connector, error) {
			return discord.Open(ctx, s.(*discord.Settings), env)
		},
		Read: func(raw []byte, s Settings) gateway.Event { return discord.Read(raw, s.(*discord.Settings)) },
	},
}

// Shape is that of a channel: what may be written depends on its kind.
func Shape() configs.Shape {
	var kinds []configs.Shape
	for _, k := range Kinds {
		kinds = append(kinds, configs.ShapeOf(k.Settings()))
	}
	return configs.EitherBy("kind", kinds...)
}

// Channel is one configured channel with its kind.
type Channel struct {
	gateway.Channel
	Kind     Kind
	Settings Settings
}

// Open makes the channel's connector.
func (c Channel) Open(ctx context.Context, env gateway.Environment) (gateway.Connector, error) {
	env.Channel = c.Channel
	conn, err := c.Kind.Open(ctx, c.Settings, env)
	if err != nil {
		return nil, fmt.Errorf("channel %s: %w", c.Name, err)
	}
	return conn, nil
}

// Read makes an event of a message of this channel.
func (c Channel) Read(raw []byte) gateway.Event {
	e := c.Kind.Read(raw, c.Settings)
	e.Message.Channel = c.Name
	return e
}

// Load reads the channels: section. What is wrong is noted in p; a channel of no known kind is left out.
func Load(sections []configs.Section, p *configs.Problems) []Channel {
	var channels []Channel
	accounts := map[string]string{} // account -> channel
	for _, s := range sections {
		c, ok := load(s, p)
		if !ok {
			continue
		}
		channels = append(channels, c)
		single, ok := c.Settings.(SingleAccount)
		if !ok {
			continue
		}
		account, at := single.Account()
		if first, taken := accounts[account]; taken && account != "" {
			p.Add(at, fmt.Sprintf("channels %q and %q are one account", first, c.Name), "an account runs one channel: list all its rooms in one of them")
			continue
		}
		accounts[account] = c.Name
	}
	return channels
}

// load reads one channel; false where its kind is not known.
func load(s configs.Section, p *configs.Problems) (Channel, bool) {
	kinds := make([]string, 0, len(Kinds))
	name, _ := s.Get("kind").Scalar()
	for _, k := range Kinds {
		kinds = append(kinds, k.Name)
		if k.Name != name {
			continue
		}
		settings := k.Settings()
		s.Decode(settings, p)
		settings.Check(s, p)
		return Channel{Channel: settings.Channel(s.Name), Kind: k, Settings: settings}, true
	}
	if !s.IsZero() && !s.IsMapping() {
		p.Add(s.At, fmt.Sprintf("channel %q holds a single value", s.Name), "the keys of a channel stand below its name, indented")
		return Channel{}, false
	}
	if name == "" {
		p.Add(s.At, "channel \""+s.Name+"\" has no kind", "write kind: "+strings.Join(kinds, " or "))
		return Channel{}, false
	}
	hint := configs.Suggest(name, kinds)
	if hint == "" {
		hint = "known: " + strings.Join(kinds, ", ")
	}
	p.Add(s.Where("kind"), "unknown kind \""+name+"\"", hint)
	return Channel{}, false
}

// Gateway returns what the gateway knows of the channels.
func Gateway(channels []Channel) []gateway.Channel {
	out := make([]gateway.Channel, 0, len(channels))
	for _, c := range channels {
		out = append(out, c.Channel)
	}
	return out
}
