package discordtest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// This file is what a person sees of a bot's commands: developers/interactions/application-commands, sections Permissions and
// Interaction Contexts.

// usable is the command that u would find in the room under that name.
func (s *Server) usable(u *User, r *Room, kind CommandKind, name string) (*Bot, *command, error) {
	p := r.permissions(u)
	if !p.has(ViewChannel | UseCommands) {
		return nil, nil, fmt.Errorf("%s may not use commands in %s", u.Name, r.name)
	}
	if r.archived {
		return nil, nil, fmt.Errorf("%s is archived: no commands there", r.name)
	}
	for _, b := range s.bots {
		if r.permissions(b.User) == 0 && (r.Guild == nil || r.Guild.members[b.User.ID] == nil) {
			continue
		}
		cmd := b.commandIn(r, kind, name)
		if cmd == nil {
			continue
		}
		if need := cmd.needs(); !p.has(need) || need == 0 && cmd.DefaultMemberPermissions != nil && p != allPermissions {
			return nil, nil, fmt.Errorf("%s may not use %q", u.Name, name)
		}
		return b, cmd, nil
	}
	return nil, nil, fmt.Errorf("there is no command %q of kind %d in %s", name, kind, r.name)
}

// commandIn prefers the guild's command to the global one of the same name.
func (b *Bot) commandIn(r *Room, kind CommandKind, name string) *command {
	context := 1 // DM with the bot
	if r.Guild != nil {
		context = 0
		if cmd := b.findCommand(r.Guild.ID, kind, name); cmd != nil {
			return cmd
		}
	}
	cmd := b.findCommand("", kind, name)
	if cmd != nil && (cmd.Contexts != nil && !slices.Contains(cmd.Contexts, context) || context == 1 && cmd.DMPermission != nil && !*cmd.DMPermission) {
		return nil
	}
	return cmd
}

// needs are the permissions that the command asks of its user; "0" means administrators only.
func (c *command) needs() Permission {
	if c.DefaultMemberPermissions == nil {
		return 0
	}
	n, err := strconv.ParseUint(*c.DefaultMemberPermissions, 10, 64)
	if err != nil {
		return allPermissions
	}
	return Permission(n)
}

func (c *command) data(values []any) map[string]any {
	o := map[string]any{"id": c.ID, "name": c.Name, "type": int(c.Type)}
	if c.GuildID != "" {
		o["guild_id"] = c.GuildID
	}
	if len(values) > 0 {
		o["options"] = values
	}
	return o
}

// fillOptions are the values as the payload has them, in the command's order; with focused set nothing is required.
func (c *command) fillOptions(given map[string]any, focused string) ([]any, error) {
	left := maps.Clone(given)
	var out []any
	for _, o := range c.Options {
		v, ok := left[o.Name]
		if !ok {
			if o.Required && focused == "" {
				return nil, fmt.Errorf("/%s needs %q", c.Name, o.Name)
			}
			continue
		}
		delete(left, o.Name)
		value := map[string]any{"name": o.Name, "type": o.Type, "value": v}
		if o.Name == focused {
			value["focused"] = true
		}
		out = append(out, value)
	}
	for name := range left {
		return nil, fmt.Errorf("/%s has no option %q", c.Name, name)
	}
	return out, nil
}
