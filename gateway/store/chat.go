package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
)

// Flags of a row of talk.
const (
	talkAutomatic = 1 << iota
	talkOurs
	talkToUs
	talkSettles
	talkAsks
)

func talkFlags(m gateway.Message) int64 {
	var f int64
	c := m.Chat
	person := !c.Automatic && !c.Ours // the text is not kept: what it says to others is noted now
	settles, asks := person && manners.Withdraws(m.NewText), person && manners.Asks(m.NewText)
	for _, one := range []struct {
		set  bool
		flag int64
	}{{c.Automatic, talkAutomatic}, {c.Ours, talkOurs}, {c.ToUs, talkToUs}, {settles, talkSettles}, {asks, talkAsks}} {
		if one.set {
			f |= one.flag
		}
	}
	return f
}

// roomOf is the room of a chat message as a column; mail has none.
func roomOf(m gateway.Message) string {
	if m.Chat == nil {
		return ""
	}
	return asKey(m.Room)
}

// spoken is when a chat message was said.
func spoken(m gateway.Message, now time.Time) time.Time {
	if m.Received.IsZero() {
		return now
	}
	return m.Received
}

// listens says whether an event of a chat is kept: commands are, and all that is said in a watched room, to us, or in a
// room that was opened for a conversation.
func (in *intake) listens(ctx context.Context, m gateway.Message) (bool, error) {
	c := m.Chat
	if c == nil || c.Command != nil || c.Watched || c.ToUs {
		return true, nil
	}
	rows, err := all(ctx, in.tx, value[string], selectRoom, in.channel, asKey(m.Room))
	return len(rows) > 0, err
}

const selectRoom = `select conversation from rooms where channel = $1 and room = $2`

// talk notes what a room says. False: the message is traffic alone, and is not decided on.
func (in *intake) talk(m gateway.Message) bool {
	c := m.Chat
	if c == nil || c.Command != nil {
		return true
	}
	in.talks = append(in.talks, []any{
		in.channel, asKey(m.SourceID), asKey(m.Room), asKey(m.Author.Canonical()), asKey(c.ReplyTo), talkFlags(m), millis(spoken(m, in.tx.store.now())),
		strings.Join(c.Mentions[:min(len(c.Mentions), talkMentions)], " "),
	})
	return !c.Automatic && !c.Ours
}

// talkMentions is how many people that a message mentions are kept: who mentions more speaks to all.
const talkMentions = 10

const insertTalk = `insert into talk (channel, id, room, author, reply_to, flags, at, mentions) values {rows} on conflict (channel, id) do nothing`

// group is what decide work is done in order for: a sender, in chats a sender in a room. Commands about the same message go
// one after the other; other commands, and mails of ours, stand by themselves.
func group(channel, sender string, m gateway.Message) string {
	switch {
	case m.FromUs:
		return ""
	case m.Chat == nil:
		return sender
	case m.Chat.Command != nil && m.Chat.Command.About != "":
		return channel + "\x1f" + m.Chat.Command.About
	case m.Chat.Command != nil:
		return ""
	default:
		return channel + "\x1f" + m.Room + "\x1f" + sender
	}
}

const hurryWork = `update work set run_at = $2 where kind = 'decide' and grp = $1 and grp <> '' and done_at = 0 and dead_at = 0 and run_at > $2`

// hurry wakes what waits of the same author in the same room: who turns to us waits for nobody else.
func (in *intake) hurry(ctx context.Context, group string, m gateway.Message) error {
	if m.Chat == nil || !m.Chat.ToUs || group == "" {
		return nil
	}
	return in.tx.run(ctx, hurryWork, asKey(group), millis(in.tx.store.now()))
}

const (
	selectUnsettled = `select m.id, m.body from messages m join sources s on s.message = m.id
		where s.channel = $1 and s.source_id = $2 and m.state in ('new', 'waiting') and m.deleted_at = 0`
	updateBody = `update messages set body = $2 where id = $1`
)

type bodyRow struct{ id, body string }

func scanBody(row scanner) (bodyRow, error) {
	var b bodyRow
	err := row.Scan(&b.id, &b.body)
	return b, err
}

// edit replaces the words of a message that is not settled yet; what was decided stays.
func (in *intake) edit(ctx context.Context, edited gateway.Message) error {
	rows, err := all(ctx, in.tx, scanBody, selectUnsettled, in.channel, asKey(edited.SourceID))
	if err != nil || len(rows) == 0 {
		return err
	}
	var m gateway.Message
	if err := json.Unmarshal([]byte(rows[0].body), &m); err != nil {
		return err
	}
	m.Text, m.NewText, m.Cuts, m.Language = edited.Text, edited.NewText, edited.Cuts, edited.Language
	body, err := asJSON(m)
	if err != nil {
		return err
	}
	return in.tx.run(ctx, updateBody, rows[0].id, body)
}

const (
	markDeleted = `update messages set deleted_at = $3
		where id in (select message from sources where channel = $1 and source_id = $2) and deleted_at = 0`
	markMessage    = `update messages set deleted_at = $2 where id = $1 and deleted_at = 0`
	selectAnswered = `select distinct d.message from deliveries d join sources s on s.message = d.message
		where s.channel = $1 and s.source_id = $2 and d.room <> ''`
)

// deletion marks a message, and has what was said about it taken back.
func (in *intake) deletion(ctx context.Context, gone gateway.Message) error {
	sourceID := gone.SourceID
	now := in.tx.store.now()
	if err := in.tx.run(ctx, markDeleted, in.channel, asKey(sourceID), millis(now)); err != nil {
		return err
	}
	answered, err := all(ctx, in.tx, value[string], selectAnswered, in.channel, asKey(sourceID))
	if err != nil {
		return err
	}
	pointedAt, err := in.tx.answersTo(ctx, in.channel, gone.Room, sourceID)
	for _, o := range pointedAt {
		if slices.Contains(answered, o.Message) {
			continue
		}
		answered = append(answered, o.Message)
		if err := in.tx.run(ctx, markMessage, o.Message, millis(now)); err != nil {
			return err
		}
	}
	for _, id := range answered {
		in.work = append(in.work, newWork{kind: WorkRetract, key: id, channel: in.channel, at: now})
	}
	return err
}

const (
	forgetMessage = `update messages set body = $2 where id = $1`
	insertRoom    = `insert into rooms (channel, room, conversation, shared) values ($1, $2, $3, $4)
		on conflict (channel, room) do update set conversation = excluded.conversation, shared = excluded.shared`
)

// forgets says whether only the skeleton of a message is kept: chatter that is no matter of ours, and what people of ours
// wrote outside our conversations.
func forgets(st Settlement) bool {
	if st.Message.FromUs {
		return st.Decision.Outcome == gateway.OutcomeIgnore
	}
	return st.Message.Chat != nil && (st.Decision.Outcome == gateway.OutcomeNotForUs || st.Decision.Outcome == gateway.OutcomeLeftToPeople)
}

// forget leaves id, author, time and reply reference of a message.
func (t *tx) forget(ctx context.Context, m gateway.Message) error {
	body, err := asJSON(skeleton(m))
	if err != nil {
		return err
	}
	return t.run(ctx, forgetMessage, m.ID, body)
}

func skeleton(m gateway.Message) gateway.Message {
	kept := gateway.Message{
		ID: m.ID, Channel: m.Channel, SourceID: m.SourceID, Room: m.Room, Author: gateway.Address{Addr: m.Author.Addr},
		Thread: gateway.Thread{ID: m.Thread.ID, InReplyTo: m.Thread.InReplyTo}, Sent: m.Sent, Received: m.Received, Accepted: m.Accepted,
		FromUs: m.FromUs,
	}
	if m.Chat != nil {
		kept.Chat = &gateway.Chat{Form: m.Chat.Form, Parent: m.Chat.Parent, ReplyTo: m.Chat.ReplyTo, Watched: m.Chat.Watched}
	}
	return kept
}

// bare is a decision about chatter as it is kept: its reasons, without what was found in the text.
func bare(d gateway.Decision) gateway.Decision {
	var matches []gateway.Match
	for _, m := range d.Trace.Matches {
		matches = append(matches, gateway.Match{Matcher: m.Matcher, Score: m.Score})
	}
	d.Trace.Matches, d.Trace.History, d.Trace.Cuts, d.Trace.Shadow = matches, gateway.History{}, nil, nil
	return d
}

// postRoom is the room that a delivery concerns, as a column; empty for mail.
func postRoom(d gateway.Delivery) string {
	if d.Post == nil {
		return ""
	}
	return asKey(d.Post.Room)
}

// postPlace is where in a chat a delivery goes, as a column; empty for mail.
func postPlace(d gateway.Delivery) string {
	if d.Post == nil {
		return ""
	}
	return string(d.Post.Place)
}

// postRecipient is who an answer in a chat is for; empty for mail.
func postRecipient(d gateway.Delivery) string {
	if d.Post == nil && !d.Kind.Automatic() {
		return ""
	}
	return asKey(d.To.Canonical())
}

const closeRoom = `delete from rooms where channel = $1 and room = $2`

// openRoom remembers for which conversation a room was opened; a thread below the question is shared with others.
func (t *tx) openRoom(ctx context.Context, o Outgoing, room string) error {
	if room == "" || o.Conversation == "" || o.Post == nil {
		return nil
	}
	shared := 0
	if o.Post.Place == gateway.PlaceThread {
		shared = 1
	}
	return t.run(ctx, insertRoom, o.Channel, asKey(room), o.Conversation, shared)
}

const selectHome = `select room from rooms where conversation = $1 and conversation <> '' and shared = 0 order by room desc limit 1`

// Home is the chat room that was opened for a conversation; empty where none was.
func (s *Store) Home(ctx context.Context, conversation string) (string, error) {
	var rooms []string
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		rooms, err = all(ctx, t, value[string], selectHome, conversation)
		return err
	})
	if err != nil || len(rooms) == 0 {
		return "", s.failed(err, "look for the room of conversation %s", conversation)
	}
	return rooms[0], nil
}

const selectOfMessage = `select ` + outgoingColumns + ` from deliveries d where d.message = $1 and d.room <> '' order by d.created_at, d.id`

// Posts lists what was or will be said in chats about one message, oldest first.
func (s *Store) Posts(ctx context.Context, message string) ([]Outgoing, error) {
	var os []Outgoing
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		os, err = all(ctx, t, scanOutgoing, selectOfMessage, message)
		return err
	})
	return os, s.failed(err, "list what was said about message %s", message)
}

const selectPost = `select ` + outgoingColumns + ` from deliveries d where d.channel = $1 and (d.id = $2 or (d.remote_id = $2 and d.remote_id <> '')
		or (d.kind = 'answer' and d.message in (select s.message from sources s where s.channel = $1 and s.source_id = $2)))
	order by d.created_at limit 1`

// PostOf returns a delivery of a channel by its id, the remote's, or that of the message that it answers, or ErrNotFound.
func (s *Store) PostOf(ctx context.Context, channel, id string) (Outgoing, error) {
	var o Outgoing
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		o, err = one(ctx, t, scanOutgoing, selectPost, channel, asKey(id))
		return err
	})
	return o, s.failed(err, "read delivery %s", id)
}
