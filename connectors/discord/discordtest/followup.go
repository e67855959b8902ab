package discordtest

import "slices"

// This file is developers/interactions/receiving-and-responding, sections Get Original Interaction Response to Delete
// Followup Message. A message that is gone is 10008.

// webhookDraft is the body of a follow-up; username and the like are of other webhooks, and libraries send them empty.
type webhookDraft struct {
	draft
	Username   string `json:"username"`
	AvatarURL  string `json:"avatar_url"`
	ThreadName string `json:"thread_name"`
}

// followUp sends a further answer. Directly after a deferred answer it fills that one in, as it always did.
func followUp(c *call) (any, error) {
	i, err := c.tokenOf()
	if err != nil {
		return nil, err
	}
	var d webhookDraft
	if err := c.decode(&d); err != nil {
		return nil, err
	}
	d.files = c.files
	if i.original != nil && i.original.Flags&FlagLoading != 0 {
		e := messageEdit{Content: &d.Content, Embeds: &d.Embeds, Components: &d.Components, AllowedMentions: d.AllowedMentions, files: c.files}
		return c.editTo(i.original, e)
	}
	if err := c.check(&d.draft, answerFlags); err != nil {
		return nil, err
	}
	m := i.newAnswer(d.draft)
	if i.original != nil {
		m.Type, m.ReplyTo = TypeReply, i.original.ID
	}
	i.follows = append(i.follows, m)
	c.show(m)
	return m.wire(nil), nil
}

// editTo changes an answer; a promised one is one no more.
func (c *call) editTo(m *message, e messageEdit) (any, error) {
	if err := c.applyEdit(m, e, m.Room.permissions(m.Author)); err != nil {
		return nil, err
	}
	m.Flags &^= FlagLoading
	c.edited(m)
	return m.wire(nil), nil
}

// answerOfPath is the answer that the path means.
func (c *call) answerOfPath() (*Interaction, *message, error) {
	i, err := c.tokenOf()
	if err != nil {
		return nil, nil, err
	}
	id := c.param("message")
	if id == "@original" {
		if i.original == nil || !i.original.exists() {
			return nil, nil, unknownMessage()
		}
		return i, i.original, nil
	}
	for _, m := range append([]*message{i.original}, i.follows...) {
		if m != nil && m.ID == id && m.exists() {
			return i, m, nil
		}
	}
	return nil, nil, unknownMessage()
}

// exists says that the message is in its room, or ephemeral.
func (m *message) exists() bool { return m.Flags&FlagEphemeral != 0 || m.Room.byID[m.ID] == m }

func getAnswer(c *call) (any, error) {
	_, m, err := c.answerOfPath()
	if err != nil {
		return nil, err
	}
	return m.wire(nil), nil
}

func editAnswer(c *call) (any, error) {
	_, m, err := c.answerOfPath()
	if err != nil {
		return nil, err
	}
	var e messageEdit
	if err := c.decode(&e); err != nil {
		return nil, err
	}
	e.files = c.files
	return c.editTo(m, e)
}

func deleteAnswer(c *call) (any, error) {
	i, m, err := c.answerOfPath()
	if err != nil {
		return nil, err
	}
	if m == i.original {
		i.original = nil
	}
	i.follows = slices.DeleteFunc(i.follows, func(x *message) bool { return x == m })
	m.Room.erase(m.ID)
	c.touch()
	return nil, nil
}
