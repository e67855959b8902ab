package discordtest

import (
	"bytes"
	"net/http"
	"slices"
	"time"
)

// This file is developers/interactions/application-commands, section Endpoints.

// creationsADay is how many commands may be created in 24 hours in each guild and globally.
const creationsADay = 200

// maxCommands is how many commands of a kind an application may have in each guild and globally.
var maxCommands = map[CommandKind]int{ChatInput: 100, UserMenu: 15, MessageMenu: 15}

// scope is whose commands the path means: "" or a guild's id.
func (c *call) scope() (string, error) {
	if c.param("application") != c.bot.User.ID {
		return "", forbidden(20012, "You are not authorized to perform this action on this application")
	}
	id := c.param("guild")
	if id != "" && (c.guilds[id] == nil || c.guilds[id].members[c.bot.User.ID] == nil) {
		return "", missingAccess()
	}
	return id, nil
}

func listCommands(c *call) (any, error) {
	scope, err := c.scope()
	if err != nil {
		return nil, err
	}
	return orEmpty(c.bot.commands[scope]), nil
}

// overwriteCommands makes the list the whole list; commands that were there by name and kind keep their ids.
func overwriteCommands(c *call) (any, error) {
	scope, err := c.scope()
	if err != nil {
		return nil, err
	}
	var specs []CommandSpec
	if err := c.decode(&specs); err != nil {
		return nil, err
	}
	if err := checkCommands(specs); err != nil {
		return nil, err
	}
	old := c.bot.commands[scope]
	kept := make([]*command, 0, len(specs))
	for _, spec := range specs {
		if err := c.maySetCommand(scope, spec); err != nil {
			return nil, err
		}
		kept = append(kept, c.setCommand(scope, spec))
	}
	for _, was := range old {
		if !slices.Contains(kept, was) {
			c.bot.writes.Removed++
		}
	}
	c.bot.commands[scope] = kept
	return kept, nil
}

func checkCommands(specs []CommandSpec) error {
	count := map[CommandKind]int{}
	type key struct {
		kind CommandKind
		name string
	}
	seen := map[key]bool{}
	for i := range specs {
		if err := specs[i].check(); err != nil {
			return err
		}
		k := key{specs[i].Type, specs[i].Name}
		if seen[k] {
			return formError(itoa(i)+".name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		seen[k] = true
		if count[k.kind]++; count[k.kind] > maxCommands[k.kind] {
			return invalid(30032, "Maximum number of application commands reached ("+itoa(maxCommands[k.kind])+")")
		}
	}
	return nil
}

func (b *Bot) findCommand(scope string, kind CommandKind, name string) *command {
	i := slices.IndexFunc(b.commands[scope], func(c *command) bool { return c.Type == kind && c.Name == name })
	if i < 0 {
		return nil
	}
	return b.commands[scope][i]
}

// maySetCommand counts creations of a day.
func (c *call) maySetCommand(scope string, spec CommandSpec) error {
	if c.bot.findCommand(scope, spec.Type, spec.Name) != nil {
		return nil
	}
	now := c.o.Now()
	day := recent(c.bot.creates[scope], now.Add(-24*time.Hour))
	if len(day) >= creationsADay {
		return &apiError{status: http.StatusTooManyRequests, code: 30034, message: "Max number of daily application command creates has been reached (200)", retry: 3600, scope: "user"}
	}
	c.bot.creates[scope] = append(day, now)
	return nil
}

// setCommand creates or changes a command and counts which.
func (c *call) setCommand(scope string, spec CommandSpec) *command {
	cmd := c.bot.findCommand(scope, spec.Type, spec.Name)
	if cmd == nil {
		spec.ID = c.newID()
		cmd = &command{}
		c.bot.writes.Created++
	} else {
		spec.ID = cmd.ID
		spec.Version = cmd.Version
		spec.ApplicationID, spec.GuildID = c.bot.User.ID, scope
		if bytes.Equal(encode(spec), encode(cmd.CommandSpec)) {
			c.bot.writes.Unchanged++
			return cmd
		}
		c.bot.writes.Changed++
	}
	spec.ApplicationID, spec.GuildID, spec.Version = c.bot.User.ID, scope, c.newID()
	cmd.CommandSpec = spec
	return cmd
}

// createCommand replaces a command of the same name and kind and answers 200 then, else 201.
func createCommand(c *call) (any, error) {
	scope, err := c.scope()
	if err != nil {
		return nil, err
	}
	var spec CommandSpec
	if err := c.decode(&spec); err != nil {
		return nil, err
	}
	if err := spec.check(); err != nil {
		return nil, err
	}
	if err := c.maySetCommand(scope, spec); err != nil {
		return nil, err
	}
	existed := c.bot.findCommand(scope, spec.Type, spec.Name) != nil
	cmd := c.setCommand(scope, spec)
	if !existed {
		c.bot.commands[scope] = append(c.bot.commands[scope], cmd)
		c.status = http.StatusCreated
		all := make([]CommandSpec, len(c.bot.commands[scope]))
		for i, one := range c.bot.commands[scope] {
			all[i] = one.CommandSpec
		}
		if err := checkCommands(all); err != nil {
			c.bot.commands[scope] = c.bot.commands[scope][:len(all)-1]
			return nil, err
		}
	}
	return cmd, nil
}

// commandEdit are the fields of an edit; what is absent stays.
type commandEdit struct {
	Name                     *string          `json:"name"`
	Description              *string          `json:"description"`
	Options                  *[]CommandOption `json:"options"`
	DefaultMemberPermissions *string          `json:"default_member_permissions"`
	Type                     CommandKind      `json:"type"`
}

func editCommand(c *call) (any, error) {
	scope, cmd, err := c.commandOfPath()
	if err != nil {
		return nil, err
	}
	var e commandEdit
	if err := c.decode(&e); err != nil {
		return nil, err
	}
	spec := cmd.CommandSpec
	if e.Name != nil {
		spec.Name = *e.Name
	}
	if e.Description != nil {
		spec.Description = *e.Description
	}
	if e.Options != nil {
		spec.Options = *e.Options
	}
	if e.DefaultMemberPermissions != nil {
		spec.DefaultMemberPermissions = e.DefaultMemberPermissions
	}
	if err := spec.check(); err != nil {
		return nil, err
	}
	if other := c.bot.findCommand(scope, spec.Type, spec.Name); other != nil && other != cmd {
		return nil, formError("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
	}
	spec.Version = c.newID()
	cmd.CommandSpec = spec
	c.bot.writes.Changed++
	return cmd, nil
}

func deleteCommand(c *call) (any, error) {
	scope, cmd, err := c.commandOfPath()
	if err != nil {
		return nil, err
	}
	c.bot.commands[scope] = slices.DeleteFunc(c.bot.commands[scope], func(x *command) bool { return x == cmd })
	c.bot.writes.Removed++
	return nil, nil
}

func (c *call) commandOfPath() (string, *command, error) {
	scope, err := c.scope()
	if err != nil {
		return "", nil, err
	}
	i := slices.IndexFunc(c.bot.commands[scope], func(x *command) bool { return x.ID == c.param("command") })
	if i < 0 {
		return "", nil, unknown(10063, "application command")
	}
	return scope, c.bot.commands[scope][i], nil
}
