// Package connectors is the table of connector kinds. A new kind is one folder beside this file and one line in Kinds;
// no file outside its folder knows its name. It is not the place of what connectors share: that is gateway.Connector
// and the contract in connectors/connectortest.
package connectors

import (
	"context"
	"fmt"
	"strings"
	"time"

	"frontdesk/configs"
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
}

// planned are kinds whose connector does not exist yet; their channels are checked and left out.
var planned = map[string]func() any{
	"discord": func() any { return new(discordSettings) },
}

// discordSettings are the keys of a channel of kind discord, as far as they are settled.
type discordSettings struct {
	Kind  string         `yaml:"kind"`
	Team  configs.Ref    `yaml:"team"`
	Token configs.Secret `yaml:"token,required"`
	Watch []configs.Ref  `yaml:"watch,required"` // rooms
	Grace time.Duration  `yaml:"grace"`
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
	for _, s := range sections {
		if c, ok := load(s, p); ok {
			channels = append(channels, c)
		}
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
	if settings, ok := planned[name]; ok {
		s.Decode(settings(), p)
		p.Warn(s.Where("kind"), "channels of kind \""+name+"\" do nothing yet", "")
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
