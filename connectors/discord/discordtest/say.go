package discordtest

import "slices"

// Option is a property of a message that somebody says.
type Option func(*saying)

type saying struct {
	m      *message
	reply  *message
	silent bool // the one replied to is not notified
}

// ReplyTo makes it a reply to m, which notifies m's author.
func ReplyTo(m Message) Option {
	return func(s *saying) {
		s.m.Type, s.m.ReplyTo = TypeReply, m.ID
		s.reply = &message{Message: m}
	}
}

// WithoutPing makes a reply not notify the one replied to.
func WithoutPing() Option { return func(s *saying) { s.silent = true } }

// ByWebhook makes it a webhook's message: the author is no user, but a name.
func ByWebhook(name string) Option {
	return func(s *saying) {
		hook := s.m.Room.s.newID()
		s.m.Webhook = hook
		s.m.Author = &User{ID: hook, Name: name, Bot: true, s: s.m.Room.s}
	}
}

// System makes it a message of that type, such as TypeMemberJoin.
func System(kind int) Option { return func(s *saying) { s.m.Type = kind } }

// WithFile adds an attachment.
func WithFile(name, contentType string, size int) Option {
	return func(s *saying) {
		id := s.m.Room.s.newID()
		s.m.Attachments = append(s.m.Attachments, Attachment{
			ID: id, Filename: name, ContentType: contentType, Size: size,
			URL: "https://cdn.discordapp.com/attachments/" + s.m.Room.ID + "/" + id + "/" + name,
		})
	}
}

// WithEmbed adds an embed, as link previews and other bots' messages have them.
func WithEmbed(e Embed) Option {
	return func(s *saying) { s.m.Embeds = append(s.m.Embeds, e) }
}

// Say writes a message as that user; mentions are written in the text, see [User.Mention]. Whether the user may write there
// is the test's business.
func (r *Room) Say(u *User, text string, options ...Option) Message {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	return r.say(u, text, options...).snapshot()
}

func (r *Room) say(u *User, text string, options ...Option) *message {
	m := &message{Message: Message{ID: r.s.newID(), Room: r, Author: u, Content: text, Sent: r.s.o.Now()}}
	said := &saying{m: m}
	for _, o := range options {
		o(said)
	}
	var repliedTo *User
	if said.reply != nil && !said.silent {
		repliedTo = said.reply.Author
	}
	m.setMentions(r.permissions(u)|MentionEveryone, nil, repliedTo)
	if r.Kind.IsThread() {
		r.inThread[u.ID] = true
	}
	r.add(m)
	return m
}

// add puts a message into the room and tells everybody.
func (r *Room) add(m *message) {
	r.unarchive()
	r.messages = append(r.messages, m)
	r.byID[m.ID] = m
	r.s.dispatch(r.messageEvent("MESSAGE_CREATE", m))
	r.s.touch()
}

func (r *Room) messageEvent(name string, m *message) event {
	return event{
		name: name, guild: r.Guild, room: r, intent: r.intent(GuildMessages, DirectMessages),
		body: func(withheld *Bot) any { return m.gatewayWire(withheld) },
	}
}

// intent is the one for guilds or the one for DMs.
func (r *Room) intent(guild, dm Intent) Intent {
	if r.Guild == nil {
		return dm
	}
	return guild
}

// OpenPost opens a post in a forum: a thread, and its first message with the same id.
func (r *Room) OpenPost(u *User, title, text string, options ...Option) (*Room, Message) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	id := r.s.newID()
	post := r.newThread(id, title, PublicThread, u)
	first := post.say(u, text, append(slices.Clone(options), func(s *saying) { s.m.ID = id })...)
	return post, first.snapshot()
}

// StartThread starts a thread from a message as a person would; it is told by a message of the system inside.
func (r *Room) StartThread(u *User, m Message, name string) *Room {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	return r.threadFrom(r.byID[m.ID], name, u)
}

// Edit changes the text of a message.
func (r *Room) Edit(m Message, text string) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	if kept := r.byID[m.ID]; kept != nil {
		kept.Content = text
		kept.setMentions(allPermissions, nil, nil)
		kept.changed()
	}
}

// changed tells everybody of an edit.
func (m *message) changed() {
	m.Edited = m.Room.s.o.Now()
	m.Room.s.dispatch(m.Room.messageEvent("MESSAGE_UPDATE", m))
	m.Room.s.touch()
}

// Erase deletes a message, as its author or a moderator would.
func (r *Room) Erase(m Message) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.erase(m.ID)
}

func (r *Room) erase(id string) {
	m := r.byID[id]
	if m == nil {
		return
	}
	delete(r.byID, id)
	r.messages = slices.DeleteFunc(r.messages, func(x *message) bool { return x == m })
	r.s.dispatch(event{
		name: "MESSAGE_DELETE", guild: r.Guild, room: r, intent: r.intent(GuildMessages, DirectMessages),
		body: func(*Bot) any { return r.inGuild(map[string]any{"id": id, "channel_id": r.ID}) },
	})
	r.s.touch()
}

// EraseAll deletes several messages at once, as moderators do: bots get one MESSAGE_DELETE_BULK.
func (r *Room) EraseAll(messages ...Message) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	var ids []string
	for _, m := range messages {
		if r.byID[m.ID] != nil {
			ids = append(ids, m.ID)
			delete(r.byID, m.ID)
		}
	}
	r.messages = slices.DeleteFunc(r.messages, func(m *message) bool { return slices.Contains(ids, m.ID) })
	r.s.dispatch(event{
		name: "MESSAGE_DELETE_BULK", guild: r.Guild, room: r, intent: GuildMessages,
		body: func(*Bot) any { return r.inGuild(map[string]any{"ids": ids, "channel_id": r.ID}) },
	})
	r.s.touch()
}

// Unfurl adds the preview of a link to a message, which Discord does a moment after it was written: a MESSAGE_UPDATE that is
// no edit.
func (r *Room) Unfurl(m Message, e Embed) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	if kept := r.byID[m.ID]; kept != nil {
		kept.Embeds = append(slices.Clone(kept.Embeds), e)
		r.s.dispatch(r.messageEvent("MESSAGE_UPDATE", kept))
		r.s.touch()
	}
}

// inGuild adds the guild's id where there is one.
func (r *Room) inGuild(o map[string]any) map[string]any {
	if r.Guild != nil {
		o["guild_id"] = r.Guild.ID
	}
	return o
}
