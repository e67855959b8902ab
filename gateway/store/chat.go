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
