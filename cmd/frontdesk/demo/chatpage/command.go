package chatpage

import (
	"errors"
	"strings"

	"frontdesk/connectors/discord/discordtest"
)

// keep remembers an interaction, for its answer and for the form that it may show.
func (s *scene) keep(i *discordtest.Interaction, name string) {
	s.page.mu.Lock()
	defer s.page.mu.Unlock()
	s.page.interactions = append(s.page.interactions, used{by: s.who.ID, with: i, name: name})
	s.page.forms[s.who.ID] = i
}

// press presses a button, also below an answer that only this person sees.
func (s *scene) press(want wish) error {
	m, ok := s.room.Message(want.Message)
	if !ok {
		if m, ok = s.answerOf(want.Message); !ok {
			return errors.New("that message is gone")
		}
	}
	i, err := s.page.o.Server.Press(s.who, m, want.With)
	if err != nil {
		return err
	}
	s.keep(i, "")
	return nil
}

// answerOf finds an answer that only this person sees.
func (s *scene) answerOf(id string) (discordtest.Message, bool) {
	s.page.mu.Lock()
	all := s.page.interactions
	s.page.mu.Unlock()
	for _, one := range all {
		if one.by != s.who.ID {
			continue
		}
		o := one.with.Outcome()
		if o.Original != nil {
			o.FollowUps = append(o.FollowUps, *o.Original)
		}
		for _, m := range o.FollowUps {
			if m.ID == id && m.Ephemeral() {
				return m, true
			}
		}
	}
	return discordtest.Message{}, false
}

func (s *scene) slash(want wish) error {
	options := map[string]any{}
	if text := strings.TrimSpace(want.Text); text != "" {
		options[optionText] = text
	}
	if want.Here {
		options[optionHere] = true
	}
	i, err := s.page.o.Server.Slash(s.who, s.room, want.With, options)
	if err != nil {
		return err
	}
	s.keep(i, "/"+want.With)
	return nil
}

func (s *scene) menu(want wish) error {
	m, err := s.find(want)
	if err != nil {
		return err
	}
	i, err := s.page.o.Server.ContextMenu(s.who, m, want.With)
	if err != nil {
		return err
	}
	s.keep(i, want.With)
	return nil
}

// fill sends the form that this person has before them.
func (s *scene) fill(want wish) error {
	s.page.mu.Lock()
	i := s.page.forms[s.who.ID]
	s.page.mu.Unlock()
	if i == nil {
		return errors.New("there is no form")
	}
	next, err := s.page.o.Server.SubmitModal(i, want.Fields)
	if err != nil {
		return err
	}
	s.keep(next, "")
	return nil
}

// cancel puts the form aside.
func (s *scene) cancel(wish) error {
	s.page.mu.Lock()
	delete(s.page.forms, s.who.ID)
	s.page.mu.Unlock()
	s.page.Changed()
	return nil
}
