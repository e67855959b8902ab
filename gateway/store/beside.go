package store

import (
	"context"

	"frontdesk/gateway"
)

const (
	selectNamed = `select t.conversation from tickets t join participants p on p.conversation = t.conversation and p.sender = $2
		where t.id in {texts $1} order by t.created_at desc, t.conversation desc limit 1`
	// Of several the one whose ticket waits comes first, then the newest.
	selectBeside = `select c.id, c.customer, coalesce(t.id, ''), coalesce(t.team, ''), coalesce(t.state, '')
		from conversations c left join tickets t on t.conversation = c.id
		where c.id in (
			select d.conversation from deliveries d where d.id in {texts $1}
			union select m.conversation from messages m where m.channel = $3 and m.thread_id in {texts $2} and m.thread_id <> ''
			union select d.conversation from deliveries d where d.channel = $3 and d.remote_id in {texts $2} and d.remote_id <> ''
			union select n.conversation from tickets n where n.id in {texts $4})
		order by case when t.id is null then 2 when t.state = 'closed' then 1 else 0 end, t.created_at desc, c.id desc limit 1`
)

// byTickets is the conversation of the newest ticket that the mail names, among those in which its sender takes part.
func (t *tx) byTickets(ctx context.Context, q HistoryQuery) (string, error) {
	if len(q.Tickets) == 0 || q.Sender == "" {
		return "", nil
	}
	ids, err := all(ctx, t, value[string], selectNamed, list(q.Tickets), q.Sender)
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// beside is the conversation that a mail points at where its sender takes part in none; nil: there is none either.
func (t *tx) beside(ctx context.Context, q HistoryQuery) (*gateway.Beside, error) {
	if len(q.Own)+len(q.Keys)+len(q.Tickets) == 0 {
		return nil, nil
	}
	var own []string
	for _, o := range q.Own {
		own = append(own, o.Delivery)
	}
	found, err := all(ctx, t, scanBeside, selectBeside, list(own), list(asKeys(q.Keys)), q.Message.Channel, list(q.Tickets))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func scanBeside(row scanner) (gateway.Beside, error) {
	var b gateway.Beside
	err := row.Scan(&b.Conversation, &b.Customer, &b.Ticket, &b.Team, &b.State)
	return b, err
}
