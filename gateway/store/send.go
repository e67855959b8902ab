package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"frontdesk/gateway"
)

// Begun is a delivery that may be sent now, or Err says why not:
//
//   - *CancelledError: a condition of HoldIf holds, or it is not queued any more; the work is finished;
//   - *PausedError: automatic replies are paused; it stays queued until FinishSend says what becomes of it;
//   - *SuppressedError: nothing automatic goes to its address any more; the same;
//   - ErrExpired: NotAfter has passed; it stays queued until FinishSend says what becomes of it;
//   - ErrInterrupted: an earlier attempt was cut off while sending; it stays sending until FinishSend says the same.
//   - ErrBusy, said by may: the caller has it in hand; nothing changed but its claim;
//   - what else may says: it stays queued until FinishSend says what becomes of it.
type Begun struct {
	Work     Work
	Outgoing Outgoing
	Err      error
}

// FOR UPDATE names the tables whose rows are decided on; the rest is read as it is.
const selectSending = `select w.id, ` + outgoingColumns + `,
		coalesce((select c.person_at from conversations c where c.id = d.conversation), 0),
		coalesce((select m.deleted_at from messages m where m.id = d.message), 0),
		(select count(*) from tickets k where k.conversation = d.conversation and d.conversation <> '' and k.state = 'taken'),
		case when d.room = '' then 0 else (select count(*) from messages m join talk t on t.channel = m.channel and t.reply_to = m.source_id
			where m.id = d.message and (t.flags & 3) = 0 and t.author <> d.recipient) end,
		case when d.room = '' then '' else coalesce((select r.room from rooms r where r.conversation = d.conversation and d.conversation <> '' and r.shared = 0
			order by r.room desc limit 1), '') end
	from work w join deliveries d on d.id = w.key
	where w.id in {ints $1} and w.kind = 'deliver' and w.done_at = 0 and w.dead_at = 0{pg:  for update of w, d}`

// sendable is a delivery with what its conditions look at.
type sendable struct {
	work                       int64
	o                          Outgoing
	personAt, deletedAt, taken int64
	repliedTo                  int64  // how many in the room answered the question
	home                       string // chat room that was opened for the conversation
}

func scanSendable(row scanner) (sendable, error) {
	var s sendable
	var r outgoingRow
	columns := append([]any{&s.work}, r.columns()...)
	if err := row.Scan(append(columns, &s.personAt, &s.deletedAt, &s.taken, &s.repliedTo, &s.home)...); err != nil {
		return s, err
	}
	var err error
	s.o, err = r.outgoing()
	s.comeHome()
	return s, err
}

// comeHome sends what would open a room for its conversation to the one that was opened since.
func (s *sendable) comeHome() {
	p, opens := s.o.Post, s.o.Kind.Automatic() || s.o.Kind == gateway.KindAgentAnswer
	if s.home != "" && opens && p != nil && (p.Place == gateway.PlacePrivate || p.Place == gateway.PlaceDirect) {
		post := *p
		post.Place, post.Room, post.ReplyTo = gateway.PlaceRoom, s.home, ""
		s.o.Post = &post
	}
}

// ClaimSend claims up to limit deliver work of a channel, as ClaimChannel does, checks it, and sets its deliveries to
// sending, all in one commit, before the remote hears of any. Those that may be sent have their attachments' bytes. may
// says why one must not leave now, nil for most; it looks at nothing but memory.
func (s *Store) ClaimSend(
	ctx context.Context, channel, owner string, limit int, ttl time.Duration, may func(Work, Outgoing) error,
) ([]Begun, error) {
	due, err := s.isDue(ctx, WorkDeliver, channel)
	if err != nil || !due {
		return nil, s.failed(err, "look what there is to send")
	}
	var begun []Begun
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		ws, err := t.claim(ctx, WorkDeliver, channel, owner, limit, ttl)
		begun = make([]Begun, len(ws))
		if err != nil || len(ws) == 0 {
			return err
		}
		return t.beginAll(ctx, ws, begun, may)
	})
	return begun, s.failed(err, "begin to send")
}

func (t *tx) beginAll(ctx context.Context, ws []Work, begun []Begun, may func(Work, Outgoing) error) error {
	rows, err := t.sendables(ctx, ws)
	if err != nil {
		return err
	}
	pauses, err := t.pauses(ctx, t.store.now())
	if err != nil {
		return err
	}
	suppressed, err := t.suppressed(ctx, rows)
	if err != nil {
		return err
	}
	for i, w := range ws {
		row := rows[w.ID]
		begun[i] = t.judge(w, row, pauses, suppressed, may(w, row.o))
	}
	return t.begin(ctx, begun)
}

func (t *tx) sendables(ctx context.Context, ws []Work) (map[int64]sendable, error) {
	ids := make([]int64, len(ws))
	for i, w := range ws {
		ids[i] = w.ID
	}
	rows, err := all(ctx, t, scanSendable, selectSending, list(ids))
	byWork := map[int64]sendable{}
	for _, r := range rows {
		byWork[r.work] = r
	}
	return byWork, err
}

// judge decides what may happen to one delivery; it writes nothing. Of suppressed addresses it is given the reasons, and
// why the caller would not send it.
func (t *tx) judge(w Work, row sendable, pauses []gateway.Pause, suppressed map[string]string, unwanted error) Begun {
	b := Begun{Work: w, Outgoing: row.o}
	now := t.store.now()
	why, isSuppressed := suppressed[asKey(row.o.To.Canonical())]
	switch {
	case errors.Is(unwanted, ErrBusy):
		b.Err = unwanted
	case row.work == 0:
		b.Err = fmt.Errorf("delivery %s: %w", w.Key, ErrNotFound)
	case row.o.State == gateway.DeliverySending:
		b.Err = ErrInterrupted
	case row.o.State != gateway.DeliveryQueued:
		b.Err = &CancelledError{State: row.o.State}
	case row.hold() != "":
		b.Err = &CancelledError{Hold: row.hold(), State: gateway.DeliveryCancelled}
	case row.pausable() && pauseOf(pauses, row.o.Channel) != nil:
		b.Err = &PausedError{Pause: *pauseOf(pauses, row.o.Channel)}
	case row.pausable() && isSuppressed:
		b.Err = &SuppressedError{Reason: why}
	case !row.o.NotAfter.IsZero() && now.After(row.o.NotAfter):
		b.Err = ErrExpired
	case unwanted != nil:
		b.Err = unwanted
	default:
		b.Outgoing.State = gateway.DeliverySending
		b.Outgoing.Attempts++
		if b.Outgoing.FirstTry.IsZero() {
			b.Outgoing.FirstTry = now
		}
	}
	return b
}

const selectSuppressedOf = `select address, reason from suppressions where address in {texts $1} and until_at > $2`

// suppressed are the addresses of automatic replies to which nothing automatic goes, with the reasons.
func (t *tx) suppressed(ctx context.Context, rows map[int64]sendable) (map[string]string, error) {
	var addresses []string
	for _, row := range rows {
		if row.pausable() {
			addresses = append(addresses, asKey(row.o.To.Canonical()))
		}
	}
	if len(addresses) == 0 {
		return nil, nil
	}
	found := map[string]string{}
	_, err := all(ctx, t, func(row scanner) (struct{}, error) {
		var address, reason string
		err := row.Scan(&address, &reason)
		found[address] = reason
		return struct{}{}, err
	}, selectSuppressedOf, list(addresses), millis(t.store.now()))
	return found, err
}

// pausable: a machine says it. What a person has let go has no NotAfter.
func (s sendable) pausable() bool { return s.o.Kind.Automatic() && !s.o.NotAfter.IsZero() }

// hold is the first condition that holds, or empty.
func (s sendable) hold() gateway.Hold {
	for _, h := range s.o.HoldIf {
		switch {
		case h == gateway.HoldIfPersonAnswered && (s.personAt >= millis(s.o.Created) || s.repliedTo > 0),
			h == gateway.HoldIfTakenOver && s.taken > 0,
			h == gateway.HoldIfQuestionDeleted && s.deletedAt > 0:
			return h
		}
	}
	return ""
}

const (
	startSending = `update deliveries set state = 'sending', attempts = attempts + 1,
		first_try = case when first_try = 0 then $2 else first_try end where id in {texts $1}`
	cancelDelivery = `update deliveries set state = 'cancelled', cause = $2, ended_at = $3 where id = $1 and state = 'queued'`
)

func (t *tx) begin(ctx context.Context, begun []Begun) error {
	now := millis(t.store.now())
	var sending []string
	for _, b := range begun {
		cancelled, ok := b.Err.(*CancelledError) //nolint:errorlint // judge sets it unwrapped
		switch {
		case b.Err == nil:
			sending = append(sending, b.Outgoing.ID)
		case ok:
			if err := t.cancel(ctx, b, cancelled, now); err != nil {
				return err
			}
		}
	}
	if len(sending) == 0 {
		return nil
	}
	if err := t.run(ctx, startSending, list(sending), now); err != nil {
		return err
	}
	return t.loadAttachments(ctx, begun)
}

// cancel finishes the work; where a condition held, the delivery ends and the conversation has changed by that.
func (t *tx) cancel(ctx context.Context, b Begun, why *CancelledError, now int64) error {
	if err := t.fenced(ctx, finishWork, b.Work, now); err != nil {
		return err
	}
	if why.Hold == "" {
		return nil
	}
	if err := t.run(ctx, cancelDelivery, b.Outgoing.ID, string(why.Hold), now); err != nil {
		return err
	}
	return t.touch(ctx, b.Outgoing.Conversation)
}

const touchConversation = `update conversations set version = version + 1 where id = $1`

// touch notes that a conversation has changed, so that a decision made before is made again.
func (t *tx) touch(ctx context.Context, conversation string) error {
	if conversation == "" {
		return nil
	}
	return t.run(ctx, touchConversation, conversation)
}

const selectAttachments = `select id, content from attachments where id in {texts $1}`

func (t *tx) loadAttachments(ctx context.Context, begun []Begun) error {
	var ids []string
	for _, b := range begun {
		for _, a := range b.Outgoing.Attachments {
			if b.Err == nil && a.ID != "" {
				ids = append(ids, a.ID)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	contents := map[string][]byte{}
	_, err := all(ctx, t, func(row scanner) (struct{}, error) {
		var id string
		var content []byte
		err := row.Scan(&id, &content)
		contents[id] = content
		return struct{}{}, err
	}, selectAttachments, list(ids))
	for _, b := range begun {
		for i := range b.Outgoing.Attachments {
			b.Outgoing.Attachments[i].Content = contents[b.Outgoing.Attachments[i].ID]
		}
	}
	return err
}
