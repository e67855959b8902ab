package store

import (
	"context"
	"database/sql"

	"frontdesk/gateway"
)

// Batch reads what decisions that are made together need, at one moment: their messages in one query, and once for all of
// them what concerns whole channels. The settlement of each looks again at what has happened since. It serves one goroutine.
type Batch struct {
	store     *Store
	raw       *sql.Tx // nil: not begun
	messages  map[string]Received
	channels  bool // what concerns channels was read
	pauses    []gateway.Pause
	mailboxes map[string]gateway.MailboxUse
}

const selectBatch = `select ` + receivedColumns + ` from messages m where m.id in {texts $1}`

// Batch begins to read for these messages; Close ends it. Where one of them cannot be read, each is read by itself.
func (s *Store) Batch(ctx context.Context, ids []string) *Batch {
	b := &Batch{store: s, messages: map[string]Received{}, mailboxes: map[string]gateway.MailboxUse{}}
	if len(ids) == 0 {
		return b
	}
	err := b.read(ctx, func(ctx context.Context, t *tx) error {
		rs, err := all(ctx, t, scanReceived, selectBatch, list(ids))
		for _, r := range rs {
			b.messages[r.ID] = r
		}
		return err
	})
	if err != nil {
		clear(b.messages) // whoever reads the message that is at fault is told
	}
	return b
}

// Close ends the reading.
func (b *Batch) Close() {
	if b.raw != nil {
		_ = b.raw.Rollback() // it wrote nothing
		b.raw = nil
	}
}

// read runs do in the transaction of the batch, which a failure ends: the next begins another. What it reads are a few rows
// by an index, and on SQLite, with the pages that those before have read.
func (b *Batch) read(ctx context.Context, do func(context.Context, *tx) error) (err error) {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	ctx = b.store.dialect.statements(ctx)
	if b.raw == nil {
		if b.raw, err = b.store.reader.BeginTx(ctx, b.store.dialect.snapshot()); err != nil {
			return err
		}
	}
	if err := do(ctx, &tx{store: b.store, raw: b.raw}); err != nil {
		b.Close()
		return err
	}
	return nil
}

// Message is [Store.Message] for a message of the batch or any other.
func (b *Batch) Message(ctx context.Context, id string) (Received, error) {
	if r, ok := b.messages[id]; ok {
		return r, nil
	}
	return b.store.Message(ctx, id)
}

// ofChannel reads whether a channel is paused, and how much it has replied.
func (b *Batch) ofChannel(ctx context.Context, t *tx, q HistoryQuery, h *gateway.History) (err error) {
	if !b.channels {
		if b.pauses, err = t.pauses(ctx, q.Now); err != nil {
			return err
		}
		b.channels = true
	}
	h.Paused = pauseOf(b.pauses, q.Message.Channel)
	use, ok := b.mailboxes[q.Message.Channel]
	if !ok {
		if use, err = t.mailboxUse(ctx, q.Message.Channel, q.MailboxAlarm, q.Now); err != nil {
			return err
		}
		b.mailboxes[q.Message.Channel] = use
	}
	h.Mailbox = use
	return nil
}
