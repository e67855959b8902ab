package discord

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// batchMost is how many items are handed in together.
const batchMost = 200

// marksKept is how many rooms' marks are kept in memory.
const marksKept = 20_000

// intake hands in what one shard's session read. It is owned by one goroutine.
type intake struct {
	c      *Connector
	run    *running
	shard  *shard
	queue  *queue
	reader reader
	marks  map[string]mark // of rooms that are read, by id
	behind map[string]bool // rooms whose past could not be read; their marks stand still
	direct []string        // direct conversations, the last one written in at the end; nil: not read from the store yet
}

func newIntake(s *shard) *intake {
	return &intake{c: s.c, run: s.run, shard: s, queue: s.queue, reader: reader{s.c.rooms}, marks: map[string]mark{}, behind: map[string]bool{}}
}

// consume works the queue off until ctx ends or the lease is lost.
func (in *intake) consume(ctx context.Context) error {
	for {
		items, ok := in.queue.pop(ctx, batchMost)
		if !ok {
			in.last(ctx, nil)
			return nil
		}
		err := in.work(ctx, items)
		if err != nil && ctx.Err() != nil {
			in.last(ctx, items)
		}
		if err != nil {
			return err
		}
	}
}

// last hands in, after the end, what no room's history has: wishes, edits and deletions that wait yet.
func (in *intake) last(ctx context.Context, left []item) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), in.c.timing.last)
	defer cancel()
	left = slices.DeleteFunc(append(left, in.queue.rest()...), func(i item) bool { return i.message != nil || i.alone() })
	if len(left) == 0 {
		return
	}
	clear(in.marks) // how far rooms are read stays as the store has it
	if err := in.work(ctx, left); err != nil {
		in.c.env.Log.Warn("not stored before the end; who gave a command is told that it failed", "events", len(left), "error", err)
		for _, i := range left {
			i.tell(false)
		}
	}
}

func (in *intake) work(ctx context.Context, items []item) error {
	if len(in.marks) > marksKept {
		clear(in.marks) // the store has them all
	}
	switch first := items[0]; {
	case first.catchUp:
		return in.catchUpAll(ctx)
	case first.behind:
		return in.catchUpBehind(ctx)
	case first.direct:
		return in.catchUpDirect(ctx)
	case first.guild != "":
		return in.catchUpGuild(ctx, first.guild)
	case first.opened != nil:
		return in.opened(ctx, *first.opened)
	}
	var b batch
	for _, i := range items {
		if err := in.add(ctx, &b, i); err != nil {
			return err
		}
	}
	if err := in.accept(ctx, &b); err != nil {
		return err
	}
	for _, i := range items {
		i.tell(true)
	}
	return nil
}

// batch is events by room, in the order in which the rooms first spoke.
type batch struct {
	rooms  []string
	events map[string][]gateway.Event
}

func (b *batch) add(room string, e gateway.Event) {
	if b.events == nil {
		b.events = map[string][]gateway.Event{}
	}
	if _, ok := b.events[room]; !ok {
		b.rooms = append(b.rooms, room)
	}
	b.events[room] = append(b.events[room], e)
}

func (in *intake) add(ctx context.Context, b *batch, i item) error {
	switch {
	case i.message != nil:
		return in.addMessage(ctx, b, *i.message)
	case i.edited != nil:
		e := in.reader.event(*i.edited)
		e.Kind = gateway.EventEdit
		if in.reader.wanted(e) && !e.Message.Chat.Ours && !e.Message.Chat.Automatic {
			b.add(e.Message.Room, e)
		}
	case i.removed != nil:
		for _, id := range i.removed.ids {
			b.add(i.removed.room, in.reader.deletion(*i.removed, id))
		}
	default:
		b.add(i.event.Message.Room, i.event)
	}
	return nil
}

func (in *intake) addMessage(ctx context.Context, b *batch, m message) error {
	if _, known := in.c.rooms.find(m.ChannelID); !known && m.GuildID != "" {
		if err := in.c.learn(ctx, m.ChannelID, m.GuildID); err != nil {
			return err
		}
	}
	e := in.reader.event(m)
	if !in.reader.wanted(e) {
		return nil
	}
	if !in.tracks(e.Message.Room) {
		b.add(e.Message.Room, e)
		return nil
	}
	was, err := in.mark(ctx, m.ChannelID)
	if err != nil {
		return err
	}
	id := parseSnowflake(m.ID)
	if was.isZero() {
		was.low = id - 1
	}
	if slices.Contains(was.recent, id) {
		return nil // it came twice
	}
	if !in.behind[m.ChannelID] {
		in.marks[m.ChannelID] = was.with(id)
	}
	b.add(e.Message.Room, e)
	if e.Message.Chat.Form == gateway.FormDirect {
		return in.talksTo(ctx, m.ChannelID)
	}
	return nil
}

// deletion is a message that is gone.
func (r reader) deletion(of removal, id string) gateway.Event {
	at := r.rooms.standing(of.room, of.guild)
	source := remoteID(of.room, id)
	return gateway.Event{Kind: gateway.EventDeletion, Message: gateway.Message{
		SourceID: source, Room: of.room, Thread: gateway.Thread{ID: source},
		Chat: &gateway.Chat{Community: at.guild, Form: at.form, Parent: at.parent, RoomName: cleanName(at.name), Watched: at.watched},
	}}
}

// tracks says whether it is remembered how far a room was read: what is watched, our own threads, direct conversations.
func (in *intake) tracks(room string) bool {
	at := in.c.rooms.standing(room, "")
	return at.watched || at.ours || at.form == gateway.FormDirect
}

// roomSource names the cursor of a room.
func roomSource(room string) string { return "room/" + room }

// mark is how far a room has been read; zero where it never was.
func (in *intake) mark(ctx context.Context, room string) (mark, error) {
	if m, ok := in.marks[room]; ok {
		return m, nil
	}
	value, err := in.cursor(ctx, roomSource(room))
	if err != nil {
		return mark{}, err
	}
	m := parseMark(value)
	if !m.isZero() {
		in.marks[room] = m
	}
	return m, nil
}

// cursor reads a cursor, as often as it takes.
func (in *intake) cursor(ctx context.Context, source string) (value string, err error) {
	err = in.stubbornly(ctx, func() error {
		value, err = in.run.in.Cursor(ctx, source)
		return err
	})
	return value, err
}

// accept hands in a batch, each room with how far it is read now.
func (in *intake) accept(ctx context.Context, b *batch) error {
	for _, room := range b.rooms {
		events := b.events[room]
		slices.SortStableFunc(events, func(x, y gateway.Event) int { return cmp.Compare(orderOf(x), orderOf(y)) })
		var c gateway.Cursor
		if m, ok := in.marks[room]; ok {
			c = gateway.Cursor{Source: roomSource(room), Value: m.String()}
		}
		if err := in.store(ctx, events, c); err != nil {
			return err
		}
	}
	return nil
}

// orderOf sorts events of a room as their messages were written; a message, its edit and its deletion stay in order.
func orderOf(e gateway.Event) snowflake {
	_, id, _ := strings.Cut(e.Message.SourceID, "/")
	if s := parseSnowflake(id); s > 0 {
		return s
	}
	return snowflakeAt(e.Message.Received)
}

// store is one Accept, as often as it takes: what was read is not lost because a disk is full.
func (in *intake) store(ctx context.Context, events []gateway.Event, c gateway.Cursor) error {
	return in.stubbornly(ctx, func() error { return in.run.in.Accept(ctx, events, c) })
}

// stubbornly tries until it works, the lease is lost, or ctx ends.
func (in *intake) stubbornly(ctx context.Context, try func() error) error {
	wait := retry.Backoff{First: in.c.timing.retryFirst, Last: in.c.timing.storeLast}
	for {
		err := try()
		if err == nil {
			if wait.Tries() > 0 {
				in.c.board.set(aboutStore, nil)
			}
			return nil
		}
		if ctx.Err() != nil || errors.Is(err, gateway.ErrLeaseLost) {
			return err
		}
		in.c.board.set(aboutStore, in.c.explain(&storeError{err}))
		if !retry.Sleep(ctx, wait.Next()) {
			return ctx.Err()
		}
	}
}
