package discordtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// CommandKind is what a command hangs on (developers/interactions/application-commands, section Application Command Types).
type CommandKind int

// The kinds of commands.
const (
	ChatInput   CommandKind = 1
	UserMenu    CommandKind = 2
	MessageMenu CommandKind = 3
)

// CommandSpec is a command as a bot registers it. Fields that Discord fills in itself (ID, application, guild, version) are
// taken in requests because libraries send them back.
type CommandSpec struct {
	ID                       string          `json:"id,omitempty"`
	ApplicationID            string          `json:"application_id,omitempty"`
	GuildID                  string          `json:"guild_id,omitempty"`
	Version                  string          `json:"version,omitempty"`
	Type                     CommandKind     `json:"type"`
	Name                     string          `json:"name"`
	NameLocalizations        json.RawMessage `json:"name_localizations,omitempty"`
	Description              string          `json:"description"`
	DescriptionLocalizations json.RawMessage `json:"description_localizations,omitempty"`
	Options                  []CommandOption `json:"options,omitempty"`
	DefaultMemberPermissions *string         `json:"default_member_permissions"`
	DefaultPermission        *bool           `json:"default_permission,omitempty"`
	DMPermission             *bool           `json:"dm_permission,omitempty"`
	NSFW                     *bool           `json:"nsfw,omitempty"`
	IntegrationTypes         []int           `json:"integration_types,omitempty"`
	Contexts                 []int           `json:"contexts,omitempty"`
}

// CommandOption is a parameter of a slash command.
type CommandOption struct {
	Type                     int             `json:"type"`
	Name                     string          `json:"name"`
	NameLocalizations        json.RawMessage `json:"name_localizations,omitempty"`
	Description              string          `json:"description"`
	DescriptionLocalizations json.RawMessage `json:"description_localizations,omitempty"`
	Required                 bool            `json:"required,omitempty"`
	Choices                  []Choice        `json:"choices,omitempty"`
	Options                  []CommandOption `json:"options,omitempty"`
	ChannelTypes             []int           `json:"channel_types,omitempty"`
	MinValue                 *float64        `json:"min_value,omitempty"`
	MaxValue                 *float64        `json:"max_value,omitempty"`
	MinLength                *int            `json:"min_length,omitempty"`
	MaxLength                *int            `json:"max_length,omitempty"`
	Autocomplete             bool            `json:"autocomplete,omitempty"`
}

// Choice is a value that a person may choose for an option.
type Choice struct {
	Name              string          `json:"name"`
	NameLocalizations json.RawMessage `json:"name_localizations,omitempty"`
	Value             any             `json:"value"`
}

// CommandWrites counts what writing commands did, so that a test sees whether registering them again changes nothing.
type CommandWrites struct {
	Created, Changed, Unchanged, Removed int
}

// Commands are those that the bot has in a guild, or everywhere for nil.
func (b *Bot) Commands(g *Guild) []CommandSpec {
	scope := ""
	if g != nil {
		scope = g.ID
	}
	return locked(b.s, func() []CommandSpec {
		var out []CommandSpec
		for _, c := range b.commands[scope] {
			out = append(out, c.CommandSpec)
		}
		return out
	})
}

// CommandWrites are the counters of the bot's commands since it was made.
func (b *Bot) CommandWrites() CommandWrites {
	return locked(b.s, func() CommandWrites { return b.writes })
}

// command is a registered command.
type command struct{ CommandSpec }

// slashName is the rule for names of slash commands and options; letters that have a small form must be small.
var slashName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]+$`)

// check is developers/interactions/application-commands, section Application Command Structure.
func (c *CommandSpec) check() error {
	if c.Type == 0 {
		c.Type = ChatInput
	}
	if n := utf8.RuneCountInString(c.Name); n < 1 || n > 32 {
		return formError("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")
	}
	switch c.Type {
	case ChatInput:
		if err := checkSlashName("name", c.Name); err != nil {
			return err
		}
		if err := checkDescription("description", c.Description); err != nil {
			return err
		}
		return checkOptions("options", c.Options)
	case UserMenu, MessageMenu:
		if c.Description != "" || len(c.Options) > 0 {
			return formError("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_EXIST", "Context menu commands cannot have descriptions or options")
		}
		return nil
	}
	return formError("type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.")
}

func checkSlashName(path, name string) error {
	if utf8.RuneCountInString(name) > 32 || !slashName.MatchString(name) || strings.ToLower(name) != name {
		return formError(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
	return nil
}

func checkDescription(path, text string) error {
	if n := utf8.RuneCountInString(text); n < 1 || n > 100 {
		return formError(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
	}
	return nil
}

func checkOptions(path string, options []CommandOption) error {
	if len(options) > 25 {
		return tooLong(path, 25)
	}
	optional := false
	names := map[string]bool{}
	for i, o := range options {
		at := fmt.Sprintf("%s.%d", path, i)
		if err := o.check(at); err != nil {
			return err
		}
		if o.Required && optional {
			return formError(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		if names[o.Name] {
			return formError(at+".name", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names are unique")
		}
		optional, names[o.Name] = optional || !o.Required, true
	}
	return nil
}

func (o CommandOption) check(at string) error {
	if o.Type < 1 || o.Type > 11 {
		return formError(at+".type", "BASE_TYPE_CHOICES", "Value must be one of {1..11}.")
	}
	if err := checkSlashName(at+".name", o.Name); err != nil {
		return err
	}
	if err := checkDescription(at+".description", o.Description); err != nil {
		return err
	}
	if len(o.Choices) > 25 || o.Autocomplete && len(o.Choices) > 0 {
		return formError(at+".choices", "APPLICATION_COMMAND_OPTIONS_CHOICES", "up to 25 choices, and none with autocomplete")
	}
	for i, c := range o.Choices {
		if n := utf8.RuneCountInString(c.Name); n < 1 || n > 100 {
			return formError(fmt.Sprintf("%s.choices.%d.name", at, i), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
		}
	}
	return checkOptions(at+".options", o.Options)
}
