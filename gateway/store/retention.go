package store

import (
	"context"
	"time"
)

// Keep says for how long what is settled is kept; zero: for ever.
type Keep struct {
	Messages    time.Duration // whole conversations: messages, decisions, deliveries and tickets
	Attachments time.Duration // the bytes of attachments, and of mails that could not be read
}

// Forgotten counts what Forget removed.
type Forgotten struct{ Messages, Conversations, Deliveries, Attachments int }

const (
	// forgetBatch is how many conversations, or messages without one, a transaction forgets, so that nobody waits long.
	forgetBatch = 200
	// forgetBatches is how many of them one call does: a store of years is not emptied in one go.
	forgetBatches = 50
)

// Forget removes what is older than it shall be kept, in batches. A conversation goes as a whole, when its last message and
// its last delivery are old enough, all its tickets are closed, no answer waits to be judged, and no work on it is left, not
// even work that was given up, unless it is a mark.
// Of a message that was forgotten stay its id, channel, source, guard, time and outcome: so it is known when it is read
// again. What agents and customers said of matchers and articles stays; it names neither texts nor customers.
func (s *Store) Forget(ctx context.Context, k Keep) (Forgotten, error) {
	var f Forgotten
	if k.Attachments > 0 {
		if err := s.inBatches(ctx, s.now().Add(-k.Attachments), selectOldFiles, f.files); err != nil {
			return f, s.failed(err, "forget attachments")
		}
	}
	if k.Messages <= 0 {
		return f, nil
	}
	before := s.now().Add(-k.Messages)
	for _, part := range []struct {
		query string
		do    func(context.Context, *tx, []string, int64) error
	}{
		{selectOldConversations, f.conversations},
		{selectLooseMessages, f.loose},
		{selectLooseDeliveries, f.deliveries},
	} {
		if err := s.inBatches(ctx, before, part.query, part.do); err != nil {
			return f, s.failed(err, "forget what is old")
		}
	}
	err := s.write(ctx, func(ctx context.Context, t *tx) error { return t.run(ctx, deleteLanguages, millis(before)) })
	return f, s.failed(err, "forget languages")
}

// inBatches looks for ids with a reader, since that takes long, and lets do remove them with the writer, until none is left
// or it is enough for once. The query takes a time and how many.
func (s *Store) inBatches(
	ctx context.Context, before time.Time, query string, do func(context.Context, *tx, []string, int64) error,
) error {
	for range forgetBatches {
		var ids []string
		err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
			ids, err = all(ctx, t, value[string], query, millis(before), forgetBatch)
			return err
		})
		if err != nil || len(ids) == 0 {
			return err
		}
		err = s.write(ctx, func(ctx context.Context, t *tx) error { return do(ctx, t, ids, millis(before)) })
		if err != nil {
			return err
		}
	}
	return nil
}

// What is open is kept: a message that is not settled, a delivery that has not ended, a ticket that is not closed, work that
// is not done. All of it must be older than $1. It is looked for first, and confirmed by the transaction that removes it.
const (
	messageWork  = `select 1 from work w where w.kind in ('decide', 'mark', 'retract') and w.key = m.id and w.done_at = 0 and (w.kind <> 'mark' or w.dead_at = 0)`
	deliveryWork = `select 1 from work w where w.kind in ('deliver', 'find') and w.key = d.id and w.done_at = 0`

	// What was drawn to be judged waits for that, for four weeks more.
	unjudged = `select 1 from trials x where x.message = m.id and x.drawn = 1 and x.mode <> 'draft' and x.at >= $1 - 2419200000
		and not exists (select 1 from judgements j where j.message = x.message and j.matcher = x.matcher and j.kind = 'review')`

	oldConversations = `select c.id from conversations c where c.created_at < $1
		and not exists (select 1 from messages m where m.conversation = c.id and m.conversation <> ''
			and (m.accepted_at >= $1 or m.state in ('new', 'waiting') or exists (` + messageWork + `) or exists (` + unjudged + `)))
		and not exists (select 1 from deliveries d where d.conversation = c.id and d.conversation <> ''
			and (d.created_at >= $1 or d.state in ('draft', 'queued', 'sending') or exists (` + deliveryWork + `)))
		and not exists (select 1 from tickets t where t.conversation = c.id and t.state <> 'closed')`
	selectOldConversations  = oldConversations + ` order by c.created_at limit $2`
	confirmOldConversations = oldConversations + ` and c.id in {texts $2}{pg:  for update}`

	looseMessages = `select m.id from messages m where m.accepted_at < $1 and m.state in ('settled', 'quarantined') and m.conversation = ''
		and not exists (` + messageWork + `) and not exists (` + unjudged + `) and not exists (select 1 from tickets t where t.id = m.ticket and t.state <> 'closed')`
	selectLooseMessages  = looseMessages + ` order by m.accepted_at limit $2`
	confirmLooseMessages = looseMessages + ` and m.id in {texts $2}{pg:  for update}`

	looseDeliveries = `select d.id from deliveries d where d.created_at < $1 and d.conversation = ''
		and d.state not in ('draft', 'queued', 'sending') and not exists (` + deliveryWork + `)`
	selectLooseDeliveries  = looseDeliveries + ` order by d.created_at limit $2`
	confirmLooseDeliveries = looseDeliveries + ` and d.id in {texts $2}{pg:  for update}`

	// Messages with files that are kept, settled and old; whether a ticket is open counts for its whole conversation. What waits
	// to leave is looked for by its work: deliveries are many.
	oldFiles = `select m.id from messages m where m.accepted_at < $1 and m.state in ('settled', 'quarantined')
		and not exists (select 1 from tickets t where t.state <> 'closed' and (t.id = m.ticket or (t.conversation = m.conversation and t.conversation <> '')))
		and m.id not in (select d.message from work w join deliveries d on d.id = w.key where w.kind = 'deliver' and w.done_at = 0 and w.dead_at = 0
			union select d.message from work w join deliveries d on d.id = w.key where w.kind = 'deliver' and w.done_at = 0 and w.dead_at > 0)`
	hasFiles        = ` and m.id in (select a.message from attachments a union select r.message from raws r)`
	selectOldFiles  = oldFiles + hasFiles + ` limit $2`
	confirmOldFiles = oldFiles + ` and m.id in {texts $2}{pg:  for update}`
)

// What goes with a conversation, a message, a delivery. The list is $1.
const (
	selectMessagesOf    = `select id from messages where conversation <> '' and conversation in {texts $1}`
	selectDeliveriesOf  = `select id from deliveries where conversation <> '' and conversation in {texts $1}`
	deleteTicketsOf     = `delete from tickets where conversation in {texts $1}`
	deleteParticipants  = `delete from participants where conversation in {texts $1}`
	deleteRoomsOf       = `delete from rooms where conversation in {texts $1}`
	deleteConversations = `delete from conversations where id in {texts $1}`

	deleteLooseTickets = `delete from tickets where conversation = '' and id in (select m.ticket from messages m where m.id in {texts $1} and m.ticket <> '')`
	deleteAttachments  = `delete from attachments where message in {texts $1}`
	deleteRaws         = `delete from raws where message in {texts $1}`
	deleteDecisions    = `delete from decisions where message in {texts $1}`
	emptyMessages      = `update messages set state = 'forgotten', sender = '', thread_id = '', conversation = '', ticket = '',
		quarantine = '', no_reply = '', room = '', body = '{}' where id in {texts $1}`

	deleteForwards   = `delete from forwards where delivery in {texts $1}`
	deleteDeliveries = `delete from deliveries where id in {texts $1}`
	deleteLanguages  = `delete from languages where at < $1`
)

func (f *Forgotten) conversations(ctx context.Context, t *tx, ids []string, before int64) error {
	ids, err := all(ctx, t, value[string], confirmOldConversations, before, list(ids))
	if err != nil {
		return err
	}
	messages, err := all(ctx, t, value[string], selectMessagesOf, list(ids))
	if err != nil {
		return err
	}
	deliveries, err := all(ctx, t, value[string], selectDeliveriesOf, list(ids))
	if err != nil {
		return err
	}
	if err := t.runAll(ctx, deliveries, deleteForwards, deleteDeliveries); err != nil {
		return err
	}
	if err := t.emptyMessages(ctx, messages); err != nil {
		return err
	}
	f.Conversations, f.Messages, f.Deliveries = f.Conversations+len(ids), f.Messages+len(messages), f.Deliveries+len(deliveries)
	return t.runAll(ctx, ids, deleteTicketsOf, deleteParticipants, deleteRoomsOf, deleteConversations)
}

func (f *Forgotten) loose(ctx context.Context, t *tx, ids []string, before int64) error {
	ids, err := all(ctx, t, value[string], confirmLooseMessages, before, list(ids))
	if err != nil {
		return err
	}
	f.Messages += len(ids)
	if err := t.runAll(ctx, ids, deleteLooseTickets); err != nil {
		return err
	}
	return t.emptyMessages(ctx, ids)
}

func (f *Forgotten) deliveries(ctx context.Context, t *tx, ids []string, before int64) error {
	ids, err := all(ctx, t, value[string], confirmLooseDeliveries, before, list(ids))
	if err != nil {
		return err
	}
	f.Deliveries += len(ids)
	return t.runAll(ctx, ids, deleteForwards, deleteDeliveries)
}

func (f *Forgotten) files(ctx context.Context, t *tx, ids []string, before int64) error {
	ids, err := all(ctx, t, value[string], confirmOldFiles, before, list(ids))
	if err != nil || len(ids) == 0 {
		return err
	}
	for _, query := range []string{deleteAttachments, deleteRaws} {
		n, err := t.exec(ctx, query, list(ids))
		if err != nil {
			return err
		}
		f.Attachments += int(n)
	}
	return nil
}

// emptyMessages leaves of messages what they are known by.
func (t *tx) emptyMessages(ctx context.Context, ids []string) error {
	return t.runAll(ctx, ids, deleteAttachments, deleteRaws, deleteDecisions, emptyMessages)
}

// runAll runs statements about the same ids.
func (t *tx) runAll(ctx context.Context, ids []string, queries ...string) error {
	if len(ids) == 0 {
		return nil
	}
	for _, query := range queries {
		if err := t.run(ctx, query, list(ids)); err != nil {
			return err
		}
	}
	return nil
}
