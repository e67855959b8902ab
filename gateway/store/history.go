package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"frontdesk/gateway"
)

// HistoryQuery says for which message the past is wanted.
type HistoryQuery struct {
	Message gateway.Message // ID, Channel and Accepted are used
	Guard   string
	Sender  string          // canonical address of who is judged
	Own     []gateway.OwnID // our Message-IDs among the thread keys, verified, nearest first
	// AnySender lets our own ids lead to their conversation whoever wrote: for bounces, which are attached and no more.
	AnySender bool
	Tickets   []string // words of the mail that may be ids of tickets
	// Same says whether an earlier mail of these people says the same as this one; nil: nothing is looked for.
	Same func(gateway.Message) bool
	Keys []string // all thread keys, nearest first; of a message FromUs our own ids are replaced by their deliveries'
	// People are canonical addresses: of a message FromUs its recipients, else all under which the sender is answered.
	People    []string
	SenderKey string // key of the sender's caps
	ShapeKey  string // key of the cap on domain and shape of subject
	// MailboxAlarm is the least number of automatic replies within an hour that is too many for any mailbox.
	MailboxAlarm int
	Now          time.Time
}

// longestThread is how many thread keys are looked up; References may name any number.
const longestThread = 100

// History reads what happened before a message, at one moment.
//
// The conversation is that of the nearest of our own ids in which the sender takes part; else that of the nearest
// thread key, among the channel's earlier messages and the remote's ids of our deliveries, in which the sender takes
// part, else that of the ticket that a mail names, where the sender takes part in it, else that of a mail of theirs that
// said the same. A message FromUs is of the conversation of the nearest key in which one of its recipients takes part, or
// asked to be answered. One of our forwards among the own ids leads to its conversation whoever the sender is, and sets
// Forward: the caller checks that it comes from the team. A key alone proves nothing; anybody can quote one.
//
// Duplicate is a message with the same guard in another channel that was accepted before, or settled before with an
// outcome of its own: two that came at once must not each be filed as the other's duplicate. DuplicateTeam is left to
// the caller, who knows the teams of the channels.
func (s *Store) History(ctx context.Context, q HistoryQuery) (gateway.History, error) {
	b := s.Batch(ctx, nil)
	defer b.Close()
	return b.History(ctx, q)
}

// History is [Store.History] for a message of the batch.
func (b *Batch) History(ctx context.Context, q HistoryQuery) (gateway.History, error) {
	var h gateway.History
	q.Own, q.Keys = q.Own[:min(len(q.Own), longestThread)], q.Keys[:min(len(q.Keys), longestThread)]
	q.Sender = asKey(q.Sender)
	err := b.read(ctx, func(ctx context.Context, t *tx) (err error) {
		h = gateway.History{}
		conversation, err := t.findConversation(ctx, q, &h)
		if err != nil {
			return err
		}
		if conversation != "" {
			h.Beside = nil
			if err := t.pastOf(ctx, conversation, &h); err != nil {
				return err
			}
		}
		if q.Message.FromUs {
			err = t.wroteSince(ctx, q, &h)
		}
		if err != nil {
			return err
		}
		if q.Message.Chat != nil {
			if h.Room, err = t.roomPast(ctx, q, conversation); err != nil {
				return err
			}
		}
		if err := b.ofChannel(ctx, t, q, &h); err != nil {
			return err
		}
		return t.pastOfSender(ctx, q, &h)
	})
	return h, b.store.failed(err, "read the history of message %s", q.Message.ID)
}

const (
	selectConversation = `select id, channel, state, version, customer, matcher, subject, person_at from conversations where id = $1`
	// Drafts count: they are about to leave when a person releases them.
	selectReplies = `select kind, created_at, articles from deliveries
		where conversation = $1 and conversation <> '' and state not in ('dead', 'cancelled') order by created_at, id`
	selectOpenTicket = `select body from tickets where conversation = $1 and state <> 'closed' order by created_at desc, id desc limit 1`
)

func (t *tx) pastOf(ctx context.Context, conversation string, h *gateway.History) error {
	var personAt int64
	_, err := one(ctx, t, func(row scanner) (struct{}, error) {
		c := &h.Conversation
		return struct{}{}, row.Scan(&c.ID, &c.Channel, &c.State, &c.Version, &c.Customer, &c.Matcher, &c.Subject, &personAt)
	}, selectConversation, conversation)
	if err != nil {
		return err
	}
	h.PersonWrote = moment(personAt)
	if _, err := all(ctx, t, addReply(h), selectReplies, conversation); err != nil {
		return err
	}
	if h.Earlier, h.EarlierIDs, err = t.earlier(ctx, conversation); err != nil {
		return err
	}
	ticket, err := one(ctx, t, scanTicket, selectOpenTicket, conversation)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	h.Ticket = &ticket
	return err
}

const (
	// maxEarlier is how many messages of a conversation are looked through for what the customer wrote.
	maxEarlier         = 20
	selectEarlier      = `select body from messages where conversation = $1 and conversation <> '' and quarantine = '' order by id desc limit $2`
	selectParticipants = `select sender from participants where conversation = $1`
)

// earlier is what the customer wrote in a conversation, the newest first, and the messages' ids. Who writes in it and takes
// no part is of the team.
func (t *tx) earlier(ctx context.Context, conversation string) (texts, ids []string, err error) {
	senders, err := all(ctx, t, value[string], selectParticipants, conversation)
	if err != nil {
		return nil, nil, err
	}
	bodies, err := all(ctx, t, value[string], selectEarlier, conversation, maxEarlier)
	if err != nil {
		return nil, nil, err
	}
	for _, body := range bodies {
		var m gateway.Message
		if err := json.Unmarshal([]byte(body), &m); err != nil {
			return nil, nil, err
		}
		wrote := func(a gateway.Address) bool { return slices.Contains(senders, asKey(a.Canonical())) }
		if wrote(m.Author) || slices.ContainsFunc(m.ReplyTo, wrote) {
			texts, ids = append(texts, m.Subject, m.NewText), append(ids, m.ID)
		}
	}
	return texts, ids, nil
}

// addReply adds automatic replies to the history, and the articles of all deliveries.
func addReply(h *gateway.History) func(scanner) (struct{}, error) {
	seen := map[string]bool{}
	return func(row scanner) (struct{}, error) {
		var kind gateway.DeliveryKind
		var at int64
		var listed string
		if err := row.Scan(&kind, &at, &listed); err != nil {
			return struct{}{}, err
		}
		if kind.Automatic() {
			h.Replies = append(h.Replies, gateway.PastReply{Kind: kind, At: moment(at)})
		}
		var articles []string
		err := json.Unmarshal([]byte(listed), &articles)
		for _, a := range articles {
			if !seen[a] {
				seen[a] = true
				h.Articles = append(h.Articles, a)
			}
		}
		return struct{}{}, err
	}
}

const (
	// One row, whatever there is.
	selectSender = `select coalesce(sum(case when key = $1 and used_at > $3 then 1 else 0 end), 0),
			coalesce(sum(case when key = $1 then 1 else 0 end), 0),
			coalesce(sum(case when key = $2 and used_at > $3 then 1 else 0 end), 0),
			coalesce((` + selectDuplicate + `), ''),
			coalesce((select language from languages where sender = $9), ''),
			coalesce((select until_at from suppressions where address = $9 and until_at > $10), 0),
			coalesce((select reason from suppressions where address = $9 and until_at > $10), ''),
			(` + selectByHand + `)
		from caps where key in ($1, $2) and used_at > $4`
	selectDuplicate = `select id from messages where guard = $5 and guard <> '' and channel <> $6
		and (state in ('settled', 'quarantined') and outcome <> 'attach' or accepted_at < $7 or (accepted_at = $7 and id < $8))
		order by accepted_at, id limit 1`
	selectByHand = `select count(*) from by_hand where channel = $6 and key = $11 and key <> '' and recipient in {texts $12}`
)

// pastOfSender reads what concerns the sender and the message itself, in whatever conversation: how much of the caps is
// used, the same message in another channel, and for a customer's message whether it was answered in a mail program.
func (t *tx) pastOfSender(ctx context.Context, q HistoryQuery, h *gateway.History) error {
	now, m := millis(q.Now), q.Message
	var until, byHand int64
	_, err := one(ctx, t, func(row scanner) (struct{}, error) {
		return struct{}{}, row.Scan(&h.Used.SenderHour, &h.Used.SenderDay, &h.Used.ShapeHour, &h.Duplicate, &h.Language,
			&until, &h.SuppressedWhy, &byHand)
	}, selectSender,
		asKey(q.SenderKey), asKey(q.ShapeKey), now-time.Hour.Milliseconds(), now-24*time.Hour.Milliseconds(),
		asKey(q.Guard), m.Channel, millis(m.Accepted), m.ID, q.Sender, now, asKey(m.Thread.ID), list(asKeys(q.People)))
	h.SuppressedUntil = moment(until)
	h.AnsweredByHand = byHand > 0 && !m.FromUs
	return err
}
