package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
)

// together is how long the same author's messages in a room belong to one conversation; in threads, posts and direct
// conversations they always do.
const together = 15 * time.Minute

// What is read of a room.
const (
	saidBefore = 30
	saidSince  = 300
	answersMax = 300
)

// byCommand is the conversation that a command is about: of its ticket, its delivery, or the message that it names.
func (t *tx) byCommand(ctx context.Context, m gateway.Message) (string, error) {
	channel, c := m.Channel, m.Chat.Command
	for _, look := range []struct {
		query string
		args  []any
		skip  bool
	}{
		{`select conversation from tickets where id = $1`, []any{c.Ticket}, c.Ticket == ""},
		{`select conversation from deliveries where id = $1 and channel = $2`, []any{c.Delivery, channel}, c.Delivery == ""},
		{`select conversation from deliveries where channel = $1 and remote_id = $2 and remote_id <> ''`, []any{channel, asKey(c.About)}, c.About == ""},
		{`select m.conversation from messages m join sources s on s.message = m.id where s.channel = $1 and s.source_id = $2`, []any{channel, asKey(c.About)}, c.About == ""},
	} {
		if look.skip {
			continue
		}
		ids, err := all(ctx, t, value[string], look.query, look.args...)
		if err != nil {
			return "", err
		}
		if len(ids) > 0 && ids[0] != "" {
			return ids[0], nil
		}
	}
	answered, err := t.answersTo(ctx, channel, m.Room, c.About)
	if err != nil || len(answered) == 0 {
		return "", err
	}
	return answered[0].Conversation, nil
}

// answersDay is how long it is looked for what was said about a message that somebody pointed at.
const answersDay = 24 * time.Hour

const selectSaidIn = `select ` + outgoingColumns + ` from deliveries d where d.channel = $1 and d.room = $2 and d.room <> '' and d.created_at > $3
	and d.kind = 'answer' and d.state not in ('dead', 'cancelled') order by d.created_at, d.id`

// answersTo are our answers that reply to a message of a room, which may be none that we keep.
func (t *tx) answersTo(ctx context.Context, channel, room, source string) ([]Outgoing, error) {
	if room == "" || source == "" {
		return nil, nil
	}
	all, err := all(ctx, t, scanOutgoing, selectSaidIn, channel, asKey(room), millis(t.store.now().Add(-answersDay)))
	return slices.DeleteFunc(all, func(o Outgoing) bool { return o.Post == nil || o.Post.ReplyTo != source }), err
}

const (
	selectOpened = `select r.conversation from rooms r where r.channel = $1 and r.room = $2 and (r.shared = 0 or exists (
		select 1 from participants p where p.conversation = r.conversation and p.sender = $3))`
	selectRecent = `select m.conversation from messages m join participants p on p.conversation = m.conversation and p.sender = m.sender
		where m.channel = $1 and m.room = $2 and m.sender = $3 and m.id <> $4 and m.accepted_at >= $5 and m.room <> '' order by m.id desc limit 1`
	selectTicketed = `select k.conversation from tickets k join conversations c on c.id = k.conversation and c.customer = $3
		join messages m on m.id = k.message where k.channel = $1 and m.room = $2 and m.room <> '' and k.state <> 'closed'
		order by k.created_at desc, k.id desc limit 1`
)

// byRoom is the conversation that was held in a room: the one it was opened for, else the author's own of a short while
// ago, in a thread of any time. What a team says in its room about somebody's ticket leads nowhere.
func (t *tx) byRoom(ctx context.Context, q HistoryQuery) (string, error) {
	m := q.Message
	opened, err := all(ctx, t, value[string], selectOpened, m.Channel, asKey(m.Room), q.Sender)
	if err != nil {
		return "", err
	}
	if len(opened) > 0 {
		return opened[0], nil
	}
	since := millis(q.Now.Add(-together))
	if m.Chat.Form != gateway.FormRoom {
		since = 0
	}
	ids, err := all(ctx, t, value[string], selectRecent, m.Channel, asKey(m.Room), q.Sender, m.ID, since)
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// sayingMost is how old a delivery is at most that is still looked at as being said.
const sayingMost = time.Minute

// byWish is the conversation that a wish for a person goes on with: the author's own in this room, else that of the ticket that
// they have there.
func (t *tx) byWish(ctx context.Context, q HistoryQuery) (string, error) {
	id, err := t.byRoom(ctx, q)
	if err != nil || id != "" {
		return id, err
	}
	ids, err := all(ctx, t, value[string], selectTicketed, q.Message.Channel, asKey(q.Message.Room), q.Sender)
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

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
const (
	quietRoom   = "room"
	quietPerson = "person"
)

// Quieting is a wish to hear nothing unasked, or its end.
type Quieting struct {
	Channel      string
	Room, Person string // one of them
	Off          bool   // the wish ends
	By           string // canonical address
}

const (
	insertQuiet = `insert into quiet (channel, scope, key, who, at) values ($1, $2, $3, $4, $5) on conflict (channel, scope, key) do nothing`
	deleteQuiet = `delete from quiet where channel = $1 and scope = $2 and key = $3`
)

func (t *tx) settleQuiet(ctx context.Context, q *Quieting) error {
	if q == nil {
		return nil
	}
	scope, key := quietRoom, q.Room
	if q.Person != "" {
		scope, key = quietPerson, q.Person
	}
	if q.Off {
		return t.run(ctx, deleteQuiet, q.Channel, scope, asKey(key))
	}
	return t.run(ctx, insertQuiet, q.Channel, scope, asKey(key), asKey(q.By), millis(t.store.now()))
}

// talkKept is how long it is known what a room said.
const talkKept = 24 * time.Hour

const (
	deleteTalk    = `delete from talk where at < $1`
	selectChatter = `select id from messages where room <> '' and outcome in ('not for us', 'left to people') and accepted_at < $1 limit $2`
)

// sweepChatter removes what is kept of chatter for a day.
func (s *Store) sweepChatter(ctx context.Context) (int, error) {
	before := millis(s.now().Add(-talkKept))
	if err := s.write(ctx, func(ctx context.Context, t *tx) error { return t.run(ctx, deleteTalk, before) }); err != nil {
		return 0, err
	}
	total := 0
	for {
		var ids []string
		err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
			ids, err = all(ctx, t, value[string], selectChatter, before, sweepBatch)
			return err
		})
		if err != nil || len(ids) == 0 {
			return total, err
		}
		err = s.write(ctx, func(ctx context.Context, t *tx) error {
			for _, query := range []string{
				`delete from sources where (channel, source_id) in (select channel, source_id from messages where id in {texts $1})`, `delete from decisions where message in {texts $1}`,
				`delete from messages where id in {texts $1}`,
			} {
				if err := t.run(ctx, query, list(ids)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return total, err
		}
		total += len(ids)
	}
}
