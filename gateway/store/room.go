package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
)

// What is read of a room.
const (
	saidBefore = 30
	saidSince  = 300
	answersMax = 300
)

// sayingMost is how old a delivery is at most that is still looked at as being said.
const sayingMost = time.Minute

const (
	selectBefore = `select id, author, reply_to, flags, at, mentions from talk
		where channel = $1 and room = $2 and at >= $3 and (at < $4 or (at = $4 and id < $5)) order by at desc, id desc limit $6`
	selectSince = `select id, author, reply_to, flags, at, mentions from talk
		where channel = $1 and room = $2 and (at > $3 or (at = $3 and id > $4)) order by at, id limit $5`
	countTalk  = `select count(*) from talk where channel = $1 and room = $2 and at > $3 and (flags & 2) = 0` // not ours
	countPosts = `select count(*) from deliveries where channel = $1 and room = $2 and room <> '' and created_at > $3
		and state not in ('draft', 'dead', 'cancelled') and kind in ('answer', 'acknowledgement', 'confirmation', 'question', 'notice', 'tip')
		and place not in ('respond', 'private', 'direct')` // nobody else sees those
	selectQuiet   = `select scope from quiet where channel = $1 and ((scope = 'room' and key in ($2, $3)) or (scope = 'person' and key = $4))`
	selectAnswers = `select created_at, room, recipient, body from deliveries where channel = $1 and created_at > $4 and kind = 'answer'
		and state not in ('draft', 'dead', 'cancelled') and room <> '' and (room = $2 or recipient = $3) order by created_at desc limit $5`
	countSaying = `select count(*) from deliveries where channel = $1 and created_at > $4 and state = 'sending'
		and (room in ($2, $5) and room <> '' and kind = 'forward' or recipient = $3 and recipient <> '')` // a team's room may be written by its name
	selectDeleted = `select deleted_at from messages where id = $1`
)

// roomPast reads what the room did around a message, and who does not want to hear from us.
func (t *tx) roomPast(ctx context.Context, q HistoryQuery, conversation string) (*gateway.RoomPast, error) {
	m, room := q.Message, asKey(q.Message.Room)
	p := &gateway.RoomPast{}
	at := millis(spoken(m, m.Accepted))
	var err error
	if p.Before, err = all(ctx, t, scanSaid, selectBefore, m.Channel, room, at-time.Hour.Milliseconds(), at, asKey(m.SourceID), saidBefore); err != nil {
		return nil, err
	}
	slices.Reverse(p.Before)
	if p.Since, err = all(ctx, t, scanSaid, selectSince, m.Channel, room, at, asKey(m.SourceID), saidSince); err != nil {
		return nil, err
	}
	if err := t.roomRules(ctx, q, p); err != nil {
		return nil, err
	}
	if p.Answers, err = all(ctx, t, scanAnswers, selectAnswers, m.Channel, room, q.Sender, millis(q.Now.Add(-24*time.Hour)), answersMax); err != nil {
		return nil, err
	}
	homes, err := all(ctx, t, value[string], selectHome, conversation)
	if err != nil {
		return nil, err
	}
	if len(homes) > 0 {
		p.Home = homes[0]
	}
	saying, err := one(ctx, t, value[int], countSaying, m.Channel, room, q.Sender, millis(q.Now.Add(-sayingMost)), asKey(m.Chat.RoomName))
	if err != nil {
		return nil, err
	}
	p.UnderWay = saying > 0
	deleted, err := all(ctx, t, value[int64], selectDeleted, m.ID)
	p.Deleted = len(deleted) > 0 && deleted[0] > 0
	return p, err
}

// roomRules reads what of the last hour's talk was ours, and who wants no answers there.
func (t *tx) roomRules(ctx context.Context, q HistoryQuery, p *gateway.RoomPast) (err error) {
	m, room, hour := q.Message, asKey(q.Message.Room), millis(q.Now.Add(-time.Hour))
	if p.HourAll, err = one(ctx, t, value[int], countTalk, m.Channel, room, hour); err != nil {
		return err
	}
	if p.HourOurs, err = one(ctx, t, value[int], countPosts, m.Channel, room, hour); err != nil {
		return err
	}
	p.HourAll += p.HourOurs
	scopes, err := all(ctx, t, value[string], selectQuiet, m.Channel, room, asKey(m.Chat.Parent), q.Sender)
	for _, s := range scopes {
		p.Muted, p.OptedOut = p.Muted || s == quietRoom, p.OptedOut || s == quietPerson
	}
	return err
}

func scanSaid(row scanner) (gateway.Said, error) {
	var s gateway.Said
	var flags, at int64
	var mentions string
	err := row.Scan(&s.ID, &s.Author, &s.ReplyTo, &flags, &at, &mentions)
	s.Automatic, s.Ours, s.ToUs, s.At = flags&talkAutomatic > 0, flags&talkOurs > 0, flags&talkToUs > 0, moment(at)
	s.Settles, s.Asks, s.Mentions = flags&talkSettles > 0, flags&talkAsks > 0, strings.Fields(mentions)
	return s, err
}

func scanAnswers(row scanner) (gateway.Answers, error) {
	var a gateway.Answers
	var at int64
	var body string
	if err := row.Scan(&at, &a.Room, &a.To, &body); err != nil {
		return a, err
	}
	var d gateway.Delivery
	err := json.Unmarshal([]byte(body), &d)
	a.At, a.Matcher, a.Articles = moment(at), d.Matcher, d.Articles
	if d.Post != nil && d.Post.Place == gateway.PlaceRespond {
		a.Room = "" // nobody else has seen it
	}
	return a, err
}

// Scopes of quiet.
// talkKept is how long it is known what a room said.
const talkKept = 24 * time.Hour

const (
	deleteTalk          = `delete from talk where at < $1`
	selectChatter       = `select id from messages where room <> '' and outcome in ('not for us', 'left to people') and accepted_at < $1 limit $2`
	deleteChatSources   = `delete from sources where (channel, source_id) in (select channel, source_id from messages where id in {texts $1})`
	deleteChatDecisions = `delete from decisions where message in {texts $1}`
	deleteChatMessages  = `delete from messages where id in {texts $1}`
)

// sweepChatter removes what is kept of chatter for a day, and says how many messages that were.
func (s *Store) sweepChatter(ctx context.Context) (int, error) {
	before := millis(s.now().Add(-talkKept))
	if err := s.write(ctx, func(ctx context.Context, t *tx) error { return t.run(ctx, deleteTalk, before) }); err != nil {
		return 0, err
	}
	total := 0
	for {
		n, err := s.sweepSomeChatter(ctx, before)
		total += n
		if err != nil || n == 0 {
			return total, err
		}
	}
}

// sweepSomeChatter removes as many of these messages as one commit should.
func (s *Store) sweepSomeChatter(ctx context.Context, before int64) (int, error) {
	var ids []string
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		ids, err = all(ctx, t, value[string], selectChatter, before, sweepBatch)
		return err
	})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	err = s.write(ctx, func(ctx context.Context, t *tx) error {
		for _, query := range []string{deleteChatSources, deleteChatDecisions, deleteChatMessages} {
			if err := t.run(ctx, query, list(ids)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(ids), nil
}
