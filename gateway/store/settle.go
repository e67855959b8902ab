package store

import (
	"context"
	"slices"
	"time"

	"frontdesk/gateway"
)

// Settlement is all that a decision changes.
type Settlement struct {
	Work     Work // the claimed decide work
	Message  gateway.Message
	Decision gateway.Decision
	// Conversation as it shall be. Version 0 creates it, under the ID given; else Version is the one that the decision
	// saw. Without an ID the message belongs to none.
	Conversation gateway.Conversation
	PersonWrote  bool            // the message is from a person of ours
	Ticket       *gateway.Ticket // a new one, or an existing one as it shall be
	Forwards     []gateway.Forward
	Deliveries   []gateway.Delivery
	Drafts       []gateway.Delivery // wait for a person's release
	Discard      bool               // the conversation's drafts of before are cancelled
	Caps         []Cap              // several may share a key, with different windows: a reply counts once for each key
	Mailbox      *MailboxReply      // what an automatic reply counts as in its channel; nil: there is none
	Breaker      *gateway.Breaker   // of the message's channel, opened by this decision
	Mark         bool               // flag or move the message at the remote
	// Suppress is an address to which nothing automatic goes before SuppressUntil, and why.
	Suppress      string
	SuppressUntil time.Time
	SuppressWhy   string
	Bounced       string // id of the delivery that the message says has bounced
	Later         []Later
	Correction    *Correction // what an agent says of an earlier decision; nil: nothing
	Judgements    []Judgement // of earlier answers
	Trials        []Trial     // what matchers answered to the message; its id and the time are set by the store
	Solved        *bool       // what the customer says of the articles shown before; nil: nothing
	Language      string      // in which the customer wrote, where it was recognised
	Quiet         *Quieting
}

// Later is work that a settlement leaves behind; what is known already stays as it is.
type Later struct {
	Kind WorkKind
	Key  string
	At   time.Time
}

// Settle makes a decision real, in one transaction: decision, conversation, ticket, forwards, deliveries with their
// work, and the end of the decide work. ErrFenced: the claim was lost. ErrConflict: the conversation has changed since
// the decision. ErrCapped: a cap is used up, or the mailbox's replies are another matter now. ErrSettled: it was done
// before. After an error nothing was written.
func (s *Store) Settle(ctx context.Context, st Settlement) error {
	return s.SettleAll(ctx, []Settlement{st})[0]
}

// SettleAll settles many in one commit; each of them as a whole or not at all, with its own error.
func (s *Store) SettleAll(ctx context.Context, sts []Settlement) []error {
	errs := make([]error, len(sts))
	err := s.write(ctx, func(ctx context.Context, t *tx) error {
		if err := t.lockForSettling(ctx, sts); err != nil {
			return err
		}
		for i, st := range sts {
			var lost error
			if errs[i], lost = t.attempt(ctx, func() error { return t.settle(ctx, st) }); lost != nil {
				return lost
			}
		}
		return nil
	})
	for i := range errs {
		if err != nil {
			errs[i] = err
		}
		errs[i] = s.failed(errs[i], "settle message %s", sts[i].Message.ID)
	}
	return errs
}

const lockConversations = `select id from conversations where id in {texts $1} order by id{pg:  for update}`

// lockForSettling takes all locks in one order, so that two processes that settle batches rarely undo each other.
func (t *tx) lockForSettling(ctx context.Context, sts []Settlement) error {
	var caps, conversations []string
	for _, st := range sts {
		for _, c := range st.Caps {
			caps = append(caps, "cap "+asKey(c.Key))
		}
		if st.Conversation.Version > 0 {
			conversations = append(conversations, st.Conversation.ID)
		}
	}
	if len(conversations) > 0 {
		if _, err := all(ctx, t, value[string], lockConversations, list(conversations)); err != nil {
			return err
		}
	}
	if len(caps) == 0 {
		return nil
	}
	return t.store.dialect.exclude(ctx, t, caps)
}

func (t *tx) settle(ctx context.Context, st Settlement) error {
	steps := []func(context.Context, Settlement) error{
		t.settleWork, t.settleConversation, t.settleCaps, t.settleMailbox, t.settleMessage, t.settleTicket, t.settleOutbox,
		t.settleSuppression, t.settleBounce, t.settleFeedback, t.settleCorrection, t.settleTrials, t.settleJudgements, t.settleQuiet,
		t.settleLanguage, t.settleLater,
	}
	for _, step := range steps {
		if err := step(ctx, st); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) settleWork(ctx context.Context, st Settlement) error {
	return t.fenced(ctx, finishWork, st.Work, millis(t.store.now()))
}

const (
	insertConversation = `insert into conversations (id, channel, state, version, customer, matcher, subject, person_at, created_at)
		values ($1, $2, $3, 1, $4, $5, $6, $7, $8) on conflict (id) do nothing`
	updateConversation = `update conversations set state = $3, version = version + 1, customer = $4, matcher = $5, subject = $6,
		person_at = case when $7 > person_at then $7 else person_at end where id = $1 and version = $2`
	insertParticipants = `insert into participants (conversation, sender) values {rows} on conflict (conversation, sender) do nothing`
)

func (t *tx) settleConversation(ctx context.Context, st Settlement) error {
	c := st.Conversation
	if c.ID == "" {
		return nil
	}
	var personAt, n int64
	if st.PersonWrote {
		personAt = millis(t.store.now())
	}
	var err error
	customer, matcher, subject := asKey(c.Customer), asText(c.Matcher), asText(c.Subject)
	if c.Version == 0 {
		n, err = t.exec(ctx, insertConversation, c.ID, c.Channel, string(c.State), customer, matcher, subject, personAt, millis(t.store.now()))
	} else {
		n, err = t.exec(ctx, updateConversation, c.ID, c.Version, string(c.State), customer, matcher, subject, personAt)
	}
	if err == nil && n == 0 {
		err = ErrConflict
	}
	if err != nil {
		return err
	}
	return t.insert(ctx, insertParticipants, participants(st))
}

// participants are the customer and who wrote the message. A machine takes no part: what it quotes proves nothing.
func participants(st Settlement) [][]any {
	senders := []string{asKey(st.Conversation.Customer)}
	if st.PersonWrote || st.Decision.Trace.History.Forward != nil {
		// Who answers a forward is of the team, or has got hold of its mail: neither is the customer.
	} else if v := st.Decision.Trace.Verdict; v.Sender.Addr != "" && !v.Machine {
		senders = append(senders, asKey(v.Sender.Canonical()))
	} else if !v.Machine {
		senders = append(senders, asKey(st.Message.Author.Canonical()))
	}
	var rows [][]any
	for i, sender := range senders {
		if sender != "" && slices.Index(senders, sender) == i {
			rows = append(rows, []any{st.Conversation.ID, sender})
		}
	}
	return rows
}

const (
	settleMessage = `update messages set state = case when quarantine = '' then 'settled' else 'quarantined' end,
		outcome = $2, conversation = $3, ticket = $4 where id = $1 and state in ('new', 'waiting')`
	insertDecision = `insert into decisions (message, decided_at, body) values ($1, $2, $3)`
)

func (t *tx) settleMessage(ctx context.Context, st Settlement) error {
	ticket := ""
	if st.Ticket != nil {
		ticket = st.Ticket.ID
	}
	n, err := t.exec(ctx, settleMessage, st.Message.ID, string(st.Decision.Outcome), st.Conversation.ID, ticket)
	if err == nil && n == 0 {
		err = ErrSettled
	}
	if err != nil {
		return err
	}
	dec := st.Decision
	if forgets(st) {
		if err := t.forget(ctx, st.Message); err != nil {
			return err
		}
		dec = bare(dec)
	}
	body, err := asJSON(dec)
	if err != nil {
		return err
	}
	return t.run(ctx, insertDecision, st.Message.ID, millis(t.store.now()), body)
}

func (t *tx) settleTicket(ctx context.Context, st Settlement) error {
	if st.Ticket == nil {
		return nil
	}
	return t.putTicket(ctx, *st.Ticket)
}

func (t *tx) settleOutbox(ctx context.Context, st Settlement) error {
	if st.Discard {
		if err := t.touchDrafts(ctx, st.Conversation.ID, t.store.now()); err != nil {
			return err
		}
	}
	if err := t.putDeliveries(ctx, st.Deliveries, false); err != nil {
		return err
	}
	if err := t.putDeliveries(ctx, st.Drafts, true); err != nil {
		return err
	}
	return t.putForwards(ctx, st.Forwards)
}

func (t *tx) settleSuppression(ctx context.Context, st Settlement) error {
	if st.Suppress == "" {
		return nil
	}
	return t.run(ctx, suppress, asKey(st.Suppress), millis(st.SuppressUntil), millis(t.store.now()), asText(st.SuppressWhy))
}

const noteBounce = `update deliveries set bounced_at = $2 where id = $1`

func (t *tx) settleBounce(ctx context.Context, st Settlement) error {
	if st.Bounced == "" {
		return nil
	}
	return t.run(ctx, noteBounce, st.Bounced, millis(t.store.now()))
}

func (t *tx) settleJudgements(ctx context.Context, st Settlement) error {
	_, err := t.putJudgements(ctx, st.Judgements)
	return err
}

const setLanguage = `insert into languages (sender, language, at) values ($1, $2, $3)
	on conflict (sender) do update set language = excluded.language, at = excluded.at`

func (t *tx) settleLanguage(ctx context.Context, st Settlement) error {
	if st.Language == "" || st.Conversation.Customer == "" {
		return nil
	}
	return t.run(ctx, setLanguage, asKey(st.Conversation.Customer), asText(st.Language), millis(t.store.now()))
}

func (t *tx) settleLater(ctx context.Context, st Settlement) error {
	var work []newWork
	for _, l := range st.Later {
		work = append(work, newWork{kind: l.Kind, key: l.Key, at: l.At})
	}
	if st.Mark {
		work = append(work, newWork{kind: WorkMark, key: st.Message.ID, channel: st.Message.Channel, at: t.store.now()})
	}
	return t.enqueue(ctx, work...)
}
