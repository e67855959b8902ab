package discordtest

import (
	"fmt"
	"slices"
)

// This file is what people do with a bot. The payloads are those of developers/interactions/receiving-and-responding,
// section Interaction Data.

// Slash uses a slash command. The error says that the person could not: there is no such command, they may not use it, or an
// option is missing or unknown.
func (s *Server) Slash(u *User, r *Room, name string, options map[string]any) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, cmd, err := s.usable(u, r, ChatInput, name)
	if err != nil {
		return nil, err
	}
	values, err := cmd.fillOptions(options, "")
	if err != nil {
		return nil, err
	}
	return s.command(cmd, s.newInteraction(b, Command, u, r, cmd.data(values))), nil
}

func (s *Server) command(cmd *command, i *Interaction) *Interaction {
	i.command = cmd.Type
	return s.deliver(i)
}

// Type types into an option of a slash command that offers choices while one types.
func (s *Server) Type(u *User, r *Room, name, option, typed string) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, cmd, err := s.usable(u, r, ChatInput, name)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(cmd.Options, func(o CommandOption) bool { return o.Name == option && o.Autocomplete })
	if i < 0 {
		return nil, fmt.Errorf("/%s has no option %q with autocomplete", name, option)
	}
	values, err := cmd.fillOptions(map[string]any{option: typed}, option)
	if err != nil {
		return nil, err
	}
	return s.deliver(s.newInteraction(b, Autocomplete, u, r, cmd.data(values))), nil
}

// ContextMenu uses a command of a message's menu. The bot gets the message whole, whatever its intents.
func (s *Server) ContextMenu(u *User, m Message, name string) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	target := m.Room.byID[m.ID]
	if target == nil {
		return nil, fmt.Errorf("message %s is gone", m.ID)
	}
	b, cmd, err := s.usable(u, m.Room, MessageMenu, name)
	if err != nil {
		return nil, err
	}
	data := cmd.data(nil)
	data["target_id"] = m.ID
	data["resolved"] = map[string]any{"messages": map[string]any{m.ID: target.wire(nil)}}
	return s.command(cmd, s.newInteraction(b, Command, u, m.Room, data)), nil
}

// UserMenu uses a command of a person's menu.
func (s *Server) UserMenu(u *User, r *Room, target *User, name string) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, cmd, err := s.usable(u, r, UserMenu, name)
	if err != nil {
		return nil, err
	}
	data := cmd.data(nil)
	data["target_id"] = target.ID
	resolved := map[string]any{"users": map[string]any{target.ID: target.wire()}}
	if r.Guild != nil && r.Guild.members[target.ID] != nil {
		resolved["members"] = map[string]any{target.ID: r.Guild.members[target.ID].wire(false)}
	}
	data["resolved"] = resolved
	return s.command(cmd, s.newInteraction(b, Command, u, r, data)), nil
}

// Press presses a button. m may be ephemeral. The error says that there is no such button there any more.
func (s *Server) Press(u *User, m Message, customID string) (*Interaction, error) {
	return s.use(u, m, customID, nil)
}

// Choose chooses from a select menu.
func (s *Server) Choose(u *User, m Message, customID string, values ...string) (*Interaction, error) {
	return s.use(u, m, customID, orEmpty(values))
}

func (s *Server) use(u *User, m Message, customID string, values []string) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, b := s.find(m)
	if kept == nil || b == nil {
		return nil, fmt.Errorf("message %s is gone or no bot's", m.ID)
	}
	part, err := kept.usable(customID, values)
	if err != nil {
		return nil, err
	}
	data := map[string]any{"custom_id": customID, "component_type": part.Type}
	if values != nil {
		data["values"] = values
	}
	i := s.newInteraction(b, Press, u, m.Room, data)
	i.source = kept
	i.payload["message"] = kept.wire(nil)
	return s.deliver(i), nil
}

// find is the message as it is now, in its room or as an ephemeral answer, and the bot that wrote it.
func (s *Server) find(m Message) (*message, *Bot) {
	if kept := m.Room.byID[m.ID]; kept != nil {
		return kept, s.botOf(kept.Author)
	}
	for _, i := range s.interactions {
		for _, own := range append([]*message{i.original}, i.follows...) {
			if own != nil && own.ID == m.ID && own.Flags&FlagEphemeral != 0 {
				return own, i.bot
			}
		}
	}
	return nil, nil
}

func (m *message) usable(customID string, values []string) (Component, error) {
	for _, part := range m.Buttons() {
		if part.CustomID != customID {
			continue
		}
		if part.Disabled {
			return part, fmt.Errorf("%q on message %s is disabled", customID, m.ID)
		}
		for _, v := range values {
			if part.Type == componentSelect && !slices.ContainsFunc(part.Options, func(o SelectOption) bool { return o.Value == v }) {
				return part, fmt.Errorf("the menu %q has no value %q", customID, v)
			}
		}
		if (part.Type == componentButton) != (values == nil) {
			return part, fmt.Errorf("%q is a component of type %d", customID, part.Type)
		}
		return part, nil
	}
	return Component{}, fmt.Errorf("message %s has no %q", m.ID, customID)
}

// SubmitModal fills in the form that an interaction showed; fields that are not given stay as they were shown.
func (s *Server) SubmitModal(i *Interaction, values map[string]string) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i.modal == nil {
		return nil, fmt.Errorf("interaction %s showed no modal", i.ID)
	}
	parts, err := i.modal.fill(values)
	if err != nil {
		return nil, err
	}
	next := s.newInteraction(i.bot, Submit, i.User, i.Room, map[string]any{"custom_id": i.modal.CustomID, "components": parts})
	next.from, next.source = i, i.source
	if i.source != nil {
		next.payload["message"] = i.source.wire(nil)
	}
	return s.deliver(next), nil
}
