package store

import (
	"context"
	"slices"
	"time"

	"frontdesk/gateway"
)

// findConversation is the id of the conversation that a message belongs to, empty where it starts one; [Store.History] says
// which that is.
func (t *tx) findConversation(ctx context.Context, q HistoryQuery, h *gateway.History) (string, error) {
	c := q.Message.Chat
	if q.Message.FromUs {
		return t.byRecipients(ctx, q)
	}
	if c != nil && c.Command != nil {
		id, err := t.byCommand(ctx, q.Message)
		if err == nil && id == "" && c.Command.Name == gateway.CommandHuman {
			return t.byWish(ctx, q)
		}
		return id, err
	}
	id, err := t.byOwnIDs(ctx, q, h)
	if err != nil || id != "" {
		return id, err
	}
	if c == nil {
		return t.byMail(ctx, q, h)
	}
	if id, err = t.byKeys(ctx, q); err != nil || id != "" {
		return id, err
	}
	return t.byRoom(ctx, q)
}

// byMail is the conversation of a customer's mail that names none of our ids, and notes what it is beside. Most mail is new:
// what points at no conversation at all points at none in which its sender takes part.
func (t *tx) byMail(ctx context.Context, q HistoryQuery, h *gateway.History) (id string, err error) {
	if h.Beside, err = t.beside(ctx, q); err != nil {
		return "", err
	}
	if h.Beside != nil {
		if id, err = t.byKeys(ctx, q); err != nil || id != "" {
			return id, err
		}
		if id, err = t.byTickets(ctx, q); err != nil || id != "" {
			return id, err
		}
	}
	return t.byRepeat(ctx, q, h)
}

// ownDelivery is a delivery of ours that the message names.
type ownDelivery struct {
	conversation string
	takesPart    bool
	forward      gateway.Forward
}

const selectOwn = `select d.id, d.conversation,
		(select count(*) from participants p where p.conversation = d.conversation and p.sender = $2),
		coalesce(f.ticket, ''), coalesce(f.team, '')
	from deliveries d left join forwards f on f.delivery = d.id where d.id in {texts $1}`

func (t *tx) byOwnIDs(ctx context.Context, q HistoryQuery, h *gateway.History) (string, error) {
	if len(q.Own) == 0 {
		return "", nil
	}
	var ids []string
	for _, own := range q.Own {
		ids = append(ids, own.Delivery)
	}
	found := map[string]ownDelivery{}
	if _, err := all(ctx, t, scanOwn(found), selectOwn, list(ids), q.Sender); err != nil {
		return "", err
	}
	for _, own := range q.Own {
		d, ok := found[own.Delivery]
		switch {
		case !ok || d.conversation != own.Conversation || d.conversation == "":
		case own.Forward && d.forward.Ticket != "":
			h.Forward = &d.forward
			return d.conversation, nil
		case q.AnySender, d.takesPart && q.Sender != "":
			return d.conversation, nil
		}
	}
	return "", nil
}

func scanOwn(into map[string]ownDelivery) func(scanner) (struct{}, error) {
	return func(row scanner) (struct{}, error) {
		var d ownDelivery
		var parts int64
		err := row.Scan(&d.forward.Delivery, &d.conversation, &parts, &d.forward.Ticket, &d.forward.Team)
		d.takesPart = parts > 0
		into[d.forward.Delivery] = d
		return struct{}{}, err
	}
}

const selectByKeys = `select k.key, k.conversation from (
		select m.thread_id as key, m.conversation from messages m
			where m.channel = $1 and m.thread_id in {texts $2} and m.thread_id <> '' and m.conversation <> '' and m.id <> $4
		union all
		select d.remote_id, d.conversation from deliveries d
			where d.channel = $1 and d.remote_id in {texts $2} and d.remote_id <> '' and d.conversation <> ''
	) as k join participants p on p.conversation = k.conversation and p.sender = $3`

func (t *tx) byKeys(ctx context.Context, q HistoryQuery) (string, error) {
	if len(q.Keys) == 0 || q.Sender == "" {
		return "", nil
	}
	keys := asKeys(q.Keys)
	found, err := pairs(ctx, t, selectByKeys, q.Message.Channel, list(keys), q.Sender, q.Message.ID)
	if err != nil {
		return "", err
	}
	for _, key := range keys {
		if id := found[key]; id != "" {
			return id, nil
		}
	}
	return "", nil
}

// together is how long the same author's messages in a room belong to one conversation; in threads, posts and direct
// conversations they always do.
const together = 15 * time.Minute

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
