package discordtest

import (
	"slices"
)

// This file is developers/resources/message, sections Get Channel Messages to Delete Message.

// listMessages answers newest first. A bot without READ_MESSAGE_HISTORY gets none, which is no error.
func listMessages(c *call) (any, error) {
	r, p, err := c.room()
	if err != nil {
		return nil, err
	}
	if r.Kind == Forum {
		return nil, invalid(50024, "Cannot execute action on this channel type")
	}
	limit, err := c.limitParam(50, 100)
	if err != nil {
		return nil, err
	}
	from, to, err := c.page(r, limit)
	if err != nil {
		return nil, err
	}
	out := []any{}
	if !p.has(ReadMessageHistory) {
		return out, nil
	}
	for _, m := range slices.Backward(r.messages[from:to]) {
		out = append(out, m.restWire(c.bot))
	}
	return out, nil
}

// page is the part of a room's messages that the query asks for: after gives the oldest of those after it.
func (c *call) page(r *Room, limit int) (from, to int, err error) {
	asked := ""
	for _, key := range []string{"around", "before", "after"} {
		if !c.query.Has(key) {
			continue
		}
		if asked != "" {
			return 0, 0, formError(key, "EXCLUSIVE", "around, before and after are mutually exclusive.")
		}
		if number(c.query.Get(key)) == 0 && c.query.Get(key) != "0" {
			return 0, 0, formError(key, "NUMBER_TYPE_COERCE", "Value \""+c.query.Get(key)+"\" is not snowflake.")
		}
		asked = key
	}
	id, all := c.query.Get(asked), len(r.messages)
	switch asked {
	case "after":
		from = r.index(itoa64(number(id) + 1))
		return from, min(all, from+limit), nil
	case "before":
		to = r.index(id)
		return max(0, to-limit), to, nil
	case "around":
		from = max(0, r.index(id)-limit/2)
		return from, min(all, from+limit), nil
	}
	return max(0, all-limit), all, nil
}

func getMessage(c *call) (any, error) {
	_, m, _, err := c.message()
	if err != nil {
		return nil, err
	}
	return m.restWire(c.bot), nil
}

// message is the message of the path; it needs READ_MESSAGE_HISTORY.
func (c *call) message() (*Room, *message, Permission, error) {
	r, p, err := c.room()
	if err != nil {
		return nil, nil, 0, err
	}
	if !p.has(ReadMessageHistory) {
		return nil, nil, 0, missingPermission()
	}
	m := r.byID[c.param("message")]
	if m == nil {
		return nil, nil, 0, unknownMessage()
	}
	return r, m, p, nil
}

func createMessage(c *call) (any, error) {
	r, p, err := c.room()
	if err != nil {
		return nil, err
	}
	var d draft
	if err := c.decode(&d); err != nil {
		return nil, err
	}
	d.files = c.files
	if err := c.mayPost(r, p, &d); err != nil {
		return nil, err
	}
	if err := c.check(&d, FlagSuppressEmbeds|FlagSilent); err != nil {
		return nil, err
	}
	reply, err := r.replyTarget(p, d.Reference)
	if err != nil {
		return nil, err
	}
	nonce, err := d.nonce()
	if err != nil {
		return nil, err
	}
	if earlier := c.byNonce(nonce); earlier != nil && d.EnforceNonce {
		return earlier.restWire(c.bot), nil
	}
	return c.post(r, p, d, reply, nonce).restWire(c.bot), nil
}

// mayPost says that the bot may send the draft there.
func (c *call) mayPost(r *Room, p Permission, d *draft) error {
	switch {
	case r.Kind == Forum:
		return invalid(50008, "Cannot send messages in a non-text channel")
	case !p.has(r.sendPermission()):
		return missingPermission()
	case len(d.files) > 0 && !p.has(AttachFiles), len(d.Embeds) > 0 && !p.has(EmbedLinks):
		return missingPermission()
	case r.locked && !p.has(ManageThreads):
		if r.archived {
			return invalid(50083, "Thread is archived")
		}
		return forbidden(160005, "Thread is locked")
	}
	return r.mayWriteTo(c.bot)
}

// replyTarget is the message that a reply answers; nil if there is none, or none any more and the bot does not mind.
func (r *Room) replyTarget(p Permission, ref *reference) (*message, error) {
	if ref == nil {
		return nil, nil
	}
	if !p.has(ReadMessageHistory) {
		return nil, forbidden(160002, "Cannot reply without permission to read message history")
	}
	if ref.ChannelID != "" && ref.ChannelID != r.ID {
		return nil, formError("message_reference.channel_id", "REPLIES_CANNOT_CROSS_CHANNELS", "Cannot reply to a message in another channel.")
	}
	m := r.byID[ref.MessageID]
	switch {
	case m == nil && (ref.FailIfNotExists == nil || *ref.FailIfNotExists):
		return nil, formError("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
	case m != nil && !m.isByPeople():
		return nil, formError("message_reference", "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message")
	}
	return m, nil
}

// isByPeople says that it is no message of the system (developers/resources/message, section Message Types).
func (m *message) isByPeople() bool {
	return slices.Contains([]int{TypeDefault, TypeReply, TypeSlash, TypeContextMenu}, m.Type)
}

func (c *call) post(r *Room, p Permission, d draft, reply *message, nonce string) *message {
	m := &message{Message: Message{ID: c.newID(), Room: r, Author: c.bot.User, Sent: c.o.Now(), Nonce: nonce, Flags: d.Flags}}
	d.fill(m, p)
	if reply != nil {
		m.Type, m.ReplyTo = TypeReply, reply.ID
		m.setMentions(p, d.AllowedMentions, reply.Author)
	}
	if r.Kind.IsThread() {
		r.inThread[c.bot.User.ID] = true
	}
	if nonce != "" {
		c.bot.nonces = append(c.bot.nonces, usedNonce{nonce: nonce, at: m.Sent, m: m})
	}
	r.add(m)
	return m
}

func editMessage(c *call) (any, error) {
	r, m, p, err := c.message()
	if err != nil {
		return nil, err
	}
	var e messageEdit
	if err := c.decode(&e); err != nil {
		return nil, err
	}
	switch {
	case m.Author != c.bot.User:
		return nil, forbidden(50005, "Cannot edit a message authored by another user")
	case r.archived:
		return nil, invalid(50083, "Thread is archived")
	}
	e.files = c.files
	if err := c.applyEdit(m, e, p); err != nil {
		return nil, err
	}
	m.changed()
	return m.restWire(c.bot), nil
}

func deleteMessage(c *call) (any, error) {
	r, m, p, err := c.message()
	if err != nil {
		return nil, err
	}
	if m.Author != c.bot.User && !p.has(ManageMessages) {
		return nil, missingPermission()
	}
	r.erase(m.ID)
	return nil, nil
}
