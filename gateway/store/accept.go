package store

import (
	"context"
	"fmt"
	"slices"

	"frontdesk/gateway"
)

// Accepted says what became of the events of one Accept.
type Accepted struct {
	New   int      // messages stored
	Known int      // messages that were stored before
	IDs   []string // of the new ones, in the order of the events
}

const selectCursor = `select value from cursors where channel = $1 and source = $2`

// Cursor returns the stored cursor, empty where the source was never read.
func (s *Store) Cursor(ctx context.Context, channel, source string) (string, error) {
	var v []string
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		v, err = all(ctx, t, value[string], selectCursor, channel, asKey(source))
		return err
	})
	if err != nil || len(v) == 0 {
		return "", s.failed(err, "read the cursor of %s", channel)
	}
	return v[0], nil
}

const storeCursor = `insert into cursors (channel, source, value) values ($1, $2, $3)
	on conflict (channel, source) do update set value = excluded.value`

// Accept stores new messages with their attachments and raw bytes, a decide work for each, and the cursor, in one
// transaction. A message whose (channel, source id) or (channel, guard) is known is counted and left out; its new
// source id is remembered. A deletion marks its message. gateway.ErrLeaseLost: another process runs the channel now.
func (s *Store) Accept(
	ctx context.Context, l Lease, channel string, events []gateway.Event, c gateway.Cursor,
) (Accepted, error) {
	var in *intake
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		in = &intake{tx: t, channel: channel}
		if err := t.checkLease(ctx, l); err != nil {
			return err
		}
		if err := in.take(ctx, events); err != nil {
			return err
		}
		if c.Source == "" {
			return nil
		}
		return t.run(ctx, storeCursor, channel, asKey(c.Source), asText(c.Value))
	})
	if err != nil {
		return Accepted{}, s.failed(err, "accept from %s", channel)
	}
	return in.accepted, nil
}

// intake collects the rows of one Accept, so that each table is written at once.
type intake struct {
	tx       *tx
	channel  string
	accepted Accepted

	messages, sources, raws, attachments, talks, byHand [][]any
	work                                                []newWork
}

func (in *intake) take(ctx context.Context, events []gateway.Event) error {
	known, err := in.known(ctx, events)
	if err != nil {
		return err
	}
	ids := in.newIDs(len(events))
	for i, e := range events {
		switch e.Kind {
		case gateway.EventMessage, gateway.EventCommand, gateway.EventFeedback:
			err = in.message(ctx, e, ids[i], known)
		case gateway.EventEdit, gateway.EventDeletion:
			err = in.change(ctx, e)
		default:
			err = fmt.Errorf("no place for an event of kind %q", e.Kind)
		}
		if err != nil {
			return err
		}
	}
	return in.store(ctx)
}

// change edits or deletes a message that is stored: one of the same batch is stored first.
func (in *intake) change(ctx context.Context, e gateway.Event) error {
	if err := in.store(ctx); err != nil {
		return err
	}
	*in = intake{tx: in.tx, channel: in.channel, accepted: in.accepted}
	if e.Kind == gateway.EventEdit {
		return in.edit(ctx, e.Message)
	}
	return in.deletion(ctx, e.Message)
}

// newIDs are in order, so that messages sort as they came.
func (in *intake) newIDs(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = idAt(in.tx.store.now())
	}
	slices.Sort(ids)
	return ids
}

// knownMessages are those of the channel that were stored before, or earlier in the batch: source id or guard -> id.
type knownMessages struct{ sources, guards map[string]string }

const (
	knownSources = `select source_id, message from sources where channel = $1 and source_id in {texts $2}`
	knownGuards  = `select guard, id from messages where channel = $1 and guard in {texts $2} and guard <> ''`
)

func (in *intake) known(ctx context.Context, events []gateway.Event) (knownMessages, error) {
	var sources, guards []string
	for _, e := range events {
		if e.Kind != gateway.EventEdit && e.Kind != gateway.EventDeletion {
			sources = append(sources, asKey(e.Message.SourceID))
			if e.Guard != "" {
				guards = append(guards, asKey(e.Guard))
			}
		}
	}
	k := knownMessages{}
	var err error
	if k.sources, err = pairs(ctx, in.tx, knownSources, in.channel, list(sources)); err != nil {
		return k, err
	}
	k.guards, err = pairs(ctx, in.tx, knownGuards, in.channel, list(guards))
	return k, err
}

// pairs reads a query of two columns as a map.
func pairs(ctx context.Context, t *tx, query string, args ...any) (map[string]string, error) {
	m := map[string]string{}
	_, err := all(ctx, t, func(row scanner) (struct{}, error) {
		var k, v string
		err := row.Scan(&k, &v)
		m[k] = v
		return struct{}{}, err
	}, query, args...)
	return m, err
}

func (in *intake) message(ctx context.Context, e gateway.Event, id string, known knownMessages) error {
	source, guard := asKey(e.Message.SourceID), asKey(e.Guard)
	if _, ok := known.sources[source]; ok {
		in.accepted.Known++
		return nil
	}
	if listens, err := in.listens(ctx, e.Message); err != nil || !listens || !in.talk(e.Message) {
		return err
	}
	if first, ok := known.guards[guard]; ok && guard != "" {
		in.accepted.Known++
		known.sources[source] = first
		in.sources = append(in.sources, []any{in.channel, source, first})
		return nil
	}
	known.sources[source], known.guards[guard] = id, id
	in.sources = append(in.sources, []any{in.channel, source, id})
	if err := in.add(e, id); err != nil {
		return fmt.Errorf("message %s: %w", source, err)
	}
	return in.hurry(ctx, group(in.channel, asKey(e.Message.Author.Canonical()), e.Message), e.Message)
}

func (in *intake) add(e gateway.Event, id string) error {
	now := in.tx.store.now()
	m := e.Message
	m.ID, m.Channel, m.Accepted = id, in.channel, now
	m.Attachments = in.keepAttachments(id, m.Attachments)
	body, err := asJSON(m)
	if err != nil {
		return err
	}
	sender := asKey(m.Author.Canonical())
	in.messages = append(in.messages, []any{
		id, in.channel, asKey(m.SourceID), asKey(e.Guard), sender, asKey(m.Thread.ID), MessageNew,
		asText(e.Quarantine), asText(in.tx.store.noReply(e)), millis(now), body, roomOf(m),
	})
	if m.FromUs {
		in.byHand = append(in.byHand, answeredBy(m, millis(now))...)
	}
	if e.Raw != nil {
		in.raws = append(in.raws, []any{id, e.Raw})
	}
	in.work = append(in.work, newWork{kind: WorkDecide, key: id, group: group(in.channel, sender, m), channel: in.channel, at: now})
	in.accepted.New++
	in.accepted.IDs = append(in.accepted.IDs, id)
	return nil
}

func (in *intake) keepAttachments(message string, files []gateway.Attachment) []gateway.Attachment {
	files = slices.Clone(files) // the event stays the caller's
	for i := range files {
		files[i].ID = ""
		if files[i].Content != nil {
			files[i].ID = idAt(in.tx.store.now())
			in.attachments = append(in.attachments, []any{files[i].ID, message, files[i].Content})
		}
	}
	return files
}

const (
	insertMessages = `insert into messages (id, channel, source_id, guard, sender, thread_id, state,
		quarantine, no_reply, accepted_at, body, room) values {rows}`
	insertSources     = `insert into sources (channel, source_id, message) values {rows}`
	insertRaws        = `insert into raws (message, content) values {rows}`
	insertAttachments = `insert into attachments (id, message, content) values {rows}`
)

func (in *intake) store(ctx context.Context) error {
	for _, table := range []struct {
		query string
		rows  [][]any
	}{
		{insertMessages, in.messages},
		{insertSources, in.sources},
		{insertRaws, in.raws},
		{insertAttachments, in.attachments},
		{insertTalk, in.talks},
		{insertByHand, in.byHand},
	} {
		if err := in.tx.insert(ctx, table.query, table.rows); err != nil {
			return err
		}
	}
	return in.tx.enqueue(ctx, in.work...)
}
