package store

import (
	"context"

	"frontdesk/gateway"
)

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

// postRecipient is who an answer in a chat or an automatic reply is for; empty for all else.
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
